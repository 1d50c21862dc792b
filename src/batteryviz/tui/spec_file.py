"""The spec file behind a page, line by line, with the lines of claims marked."""

import re
from pathlib import Path
from typing import NamedTuple

from batteryviz.safety.names import is_slug
from batteryviz.safety.pack_files import LISTS
from batteryviz.safety.reading import UnreadableError, read_text
from batteryviz.safety.text import clean

_LISTS_OF = {"source": "sources", "term": "terms", "event": "events"}
_ROOMS_OF = {
    "element": ("elements", "batteries"),
    "battery": ("batteries",),
    "comparison": ("comparisons",),
    "tour": ("tours",),
}


class SpecText(NamedTuple):
    """A spec file for reading: its name, its lines, and which of them are marked."""

    name: str
    lines: list[str]
    marked: set[int]
    """Positions in ``lines``, from 0."""


def spec_of(folder: str, key: str, claims: tuple[str, ...]) -> SpecText | None:
    """Return the spec file behind the page ``key`` of the pack in ``folder``.

    With ``claims``, full ids, it is the file of the first of them, and the lines of those
    it holds are marked. Returns ``None`` when a page has no file of its own.
    """
    subject = claims[0].partition(".")[0] if claims else ""
    found = _file(Path(folder), f"element:{subject}" if subject else key)
    if found is None:
        return None
    name, stanza = found
    try:
        lines = [clean(line) for line in read_text(Path(folder, name)).splitlines()]
    except UnreadableError as error:
        return SpecText(name, [f"{name}: {error}"], set())
    marked: set[int] = set()
    for claim in claims:
        holder, _, short = claim.partition(".")
        if holder == subject:
            marked |= claim_lines(lines, short)
    if stanza:
        marked |= stanza_lines(lines, stanza)
    return SpecText(name, lines, marked)


def _file(folder: Path, key: str) -> tuple[str, str] | None:
    """Return the file behind a page, and the stanza of it that the page is made of."""
    room, _, name = key.partition(":")
    if room in _LISTS_OF and is_slug(name):
        return f"{_LISTS_OF[room]}.yaml", name
    if room in _LISTS_OF.values() or room in LISTS:
        return f"{room}.yaml", ""
    if room in {"timeline", "glossary"}:
        return ("events.yaml" if room == "timeline" else "terms.yaml"), ""
    for place in _ROOMS_OF.get(room, ()):
        path = f"{place}/{name}.yaml"
        if is_slug(name) and (folder / path).is_file():
            return path, ""
    return None


def claim_lines(lines: list[str], claim: str) -> set[int]:
    """Return the lines of the list item whose id is ``claim``."""
    # One space after the hyphen, as two parts that take any number of them try every share.
    wanted = re.compile(rf"""^(\s*)-\s(?:.*\s)?id:\s+["']?{re.escape(claim)}["']?\s*(?:#.*)?$""")
    for number, line in enumerate(lines):
        item = wanted.match(line)
        if item:
            return _with_what_is_inside(lines, number, len(item[1]))
    return set()


def stanza_lines(lines: list[str], key: str) -> set[int]:
    """Return the lines of the stanza ``key`` of a list file."""
    for number, line in enumerate(lines):
        if line.rstrip() == f"{key}:":
            return _with_what_is_inside(lines, number, 0)
    return set()


def _with_what_is_inside(lines: list[str], first: int, indent: int) -> set[int]:
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip():
            if len(line) - len(line.lstrip()) <= indent:
                break
            last = number
    return set(range(first, last + 1))
