"""A pack that loads, and whose every text tries to break what draws it."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from program import TOY

FREE = frozenset(
    {
        "name", "label", "summary", "text", "note", "meaning", "title", "publisher", "author",
        "locator", "explanation", "printed", "variant", "condition", "value", "designation",
    }
)  # fmt: skip
"""The keys under which a spec file may say what it likes."""

ODD = (
    "[@click=app.screenshot('x')]press[/]",
    "[/] [bold",
    "[[red]] $v {x} %s \\[",
    "\x1b]0;title\x07\x1b[2J\x9b31m",
    "\u202eright to left\u2066 and back",
    "漢字" * 40,
    "e" + "\u0301" * 60,
    "👩‍👩‍👧‍👦🏳️‍🌈" * 12,
    "x" * 230,
    "a " * 110,
    "<script>alert(1)</script>&amp;",
    "=1+1",
    "https://example.org/" + "%20" * 60,
    "\u200b\u200c\u200d\ufeff",
    "e\x00f\x08\x7f",
    "مرحبا بالعالم",
    "-" * 100 + "[link=https://example.org]here[/link]",
)


def make(place: Path) -> Path:
    """Write the pack to ``place`` and return it: the toy pack, each text an odd one."""
    shutil.copytree(TOY, place)
    odd = itertools.cycle(ODD)
    for file in sorted(place.rglob("*.yaml")):
        if file.name == "pack.yaml":
            continue
        data = yaml.safe_load(file.read_text("utf-8"))
        file.write_text(
            yaml.safe_dump(_spoilt(data, odd), allow_unicode=True, sort_keys=False), "utf-8"
        )
    return place


def _spoilt(data: object, odd: Iterator[str]) -> object:
    if isinstance(data, dict):
        return {key: _text(key, value, odd) for key, value in data.items()}
    if isinstance(data, list):
        return [_spoilt(item, odd) for item in data]
    return data


def _text(key: str, value: object, odd: Iterator[str]) -> object:
    if key not in FREE or not isinstance(value, str):
        return _spoilt(value, odd)
    # A sentence keeps its full stop; a name its own beginning, as names differ.
    return f"{next(odd)}." if value.endswith(".") else f"{value[:12]} {next(odd)}"[:239]
