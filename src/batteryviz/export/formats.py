"""The formats, in one visible tuple: a new one is one module and one line here."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from batteryviz.views.document import Document


class Format(NamedTuple):
    """One way out: its name on the command line, its file suffix, and its writer."""

    name: str
    suffix: str
    write: Callable[[Sequence[Document]], bytes]
    """One or more documents to the bytes of one file."""


# Each writer is imported when it is used: a look-up must not pay for a table library.
def _text(documents: Sequence[Document]) -> bytes:
    from batteryviz.export.terminal import to_text

    return to_text(documents).encode()


def _plain(documents: Sequence[Document]) -> bytes:
    from batteryviz.export.plain import to_plain

    return "\n\n".join(map(to_plain, documents)).encode()


def _markdown(documents: Sequence[Document]) -> bytes:
    from batteryviz.export.markdown import to_markdown

    return "\n\n".join(map(to_markdown, documents)).encode()


def _json(documents: Sequence[Document]) -> bytes:
    from batteryviz.export.machine import to_json

    return to_json(documents).encode()


def _csv(documents: Sequence[Document]) -> bytes:
    from batteryviz.export.machine import to_csv

    return to_csv(documents).encode()


FORMATS: Final = (
    Format("text", "txt", _text),
    Format("plain", "txt", _plain),
    Format("markdown", "md", _markdown),
    Format("json", "json", _json),
    Format("csv", "csv", _csv),
)
"""In the order help lists them."""


def named(name: str) -> Format:
    """Return the format called ``name``; raise ``KeyError`` when there is none."""
    return {known.name: known for known in FORMATS}[name]
