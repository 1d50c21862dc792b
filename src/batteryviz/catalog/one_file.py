"""A whole pack in one JSON file: what an export of everything can be read back from.

JSON is a part of YAML, so the strict reader of spec files reads it too, and every value
keeps its line and column.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from batteryviz.catalog.faults import Fault, NoPackError, PackError
from batteryviz.catalog.files import LISTS, PACK, ROOMS, SPECS_KEY, UnreadableError, read_text
from batteryviz.catalog.strict_yaml import SpecSyntaxError, parse
from batteryviz.catalog.validating import Locator
from batteryviz.safety.names import is_slug
from batteryviz.safety.text import clean

SUFFIX = ".json"
LARGEST_FILE = 64 * 1024 * 1024
MOST_VALUES = 4_000_000


class FoundSpec(NamedTuple):
    """One spec: its room (a folder or ``""``), its id, its plain value, and its place."""

    room: str
    id: str
    value: Any
    locator: Locator


def specs_in(path: Path) -> Iterator[FoundSpec | Fault]:
    """Yield the specs in the JSON file at ``path``, and what has no place in a pack.

    Raises ``NoPackError`` when there is no such file and ``PackError`` when it cannot be
    read as JSON that holds specs.
    """
    shown = clean(path.name)
    if not path.exists():
        raise NoPackError(f"{clean(str(path))}: no such file")
    try:
        text = read_text(path, LARGEST_FILE)
        whole = parse(text, most_values=MOST_VALUES)
    except UnreadableError as error:
        raise PackError([Fault(shown, 1, 1, str(error))]) from None
    except SpecSyntaxError as error:
        raise PackError([Fault(shown, *error.place, error.message)]) from None
    specs = whole.get(SPECS_KEY) if isinstance(whole, dict) else None
    if not isinstance(specs, dict):
        raise PackError(
            [
                Fault(
                    shown,
                    1,
                    1,
                    f"no {SPECS_KEY} in this file: batteryviz export all --to json has them",
                )
            ]
        )
    locator = Locator(shown, text)
    for room, inside in specs.items():
        if room in (PACK, *LISTS):
            yield FoundSpec("", room, inside, locator.inside(SPECS_KEY, room))
        elif room in ROOMS and isinstance(inside, dict):
            for name, value in inside.items():
                within = locator.inside(SPECS_KEY, room, name)
                if is_slug(name):
                    yield FoundSpec(room, name, value, within)
                else:
                    yield within.fault((), True, f"{name}: an id is a slug: ol-lmp-2")
        else:
            within = locator.inside(SPECS_KEY, room)
            yield within.fault((), True, f"{room}: no part of a pack")
