"""How one thing is broken in a copy of the toy pack.

A class of breakers is a function that yields them: each changes a pack in place.
Numbers in them are chosen so that no two breakers are the same.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Breaker: TypeAlias = Callable[[Path], None]

HEAD = "kind: radar-set\nname: Bad lamp\nlabel: A lamp.\nsummary: A lamp.\n"
CITED = "cited: [{source: lamp-gazette-1921, locator: page 1, evidence: unchecked}]"
VICTIM = "elements/bad-lamp.yaml"
MEBIBYTE = 1024 * 1024


def text(content: str, name: str = VICTIM) -> Breaker:
    """Put a text file into the pack."""
    return data(content.encode("utf-8", "surrogatepass"), name)


def data(content: bytes, name: str = VICTIM) -> Breaker:
    """Put bytes into the pack as a file."""

    def put(pack: Path) -> None:
        (pack / name).write_bytes(content)

    return put


def more(content: str, name: str) -> Breaker:
    """Put text at the end of a file that others refer to."""

    def put(pack: Path) -> None:
        whole = (pack / name).read_text("utf-8")
        (pack / name).write_text(whole + content, "utf-8")

    return put


def claim(inner: str) -> Breaker:
    """Put an element with one claim into the pack."""
    return text(f"{HEAD}claims:\n  - {{{inner}}}\n")
