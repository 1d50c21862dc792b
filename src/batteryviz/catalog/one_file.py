"""A whole pack in one JSON file: what an export of everything can be read back from.

JSON is a part of YAML, so the strict reader of spec files reads it too, and every value
keeps its line and column.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from batteryviz.catalog.faults import Faults, NoPackError, PackError
from batteryviz.catalog.files import SPECS_KEY
from batteryviz.catalog.validating import Locator
from batteryviz.safety.names import is_slug
from batteryviz.safety.pack_files import LISTS, PACK, ROOMS
from batteryviz.safety.reading import UnreadableError, read_text
from batteryviz.safety.strict_yaml import SpecSyntaxError, parse
from batteryviz.safety.text import clean

SUFFIX = ".json"
LARGEST_FILE = 32 * 1024 * 1024


class FoundSpec(NamedTuple):
    """One spec: its room (a folder or ``""``), its id, its plain value, and its place."""

    room: str
    id: str
    value: Any
    locator: Locator


def specs_in(path: Path, faults: Faults) -> Iterator[FoundSpec]:
    """Yield the specs in the JSON file at ``path``; note in ``faults`` what is no spec.

    Raises ``NoPackError`` when there is no such file, and ``PackError`` when it cannot be
    read as a pack: what it lacks is not known then.
    """
    shown = clean(path.name)
    try:
        path.stat()
    except OSError as error:
        raise NoPackError(
            f"{clean(str(path))}: {clean(error.strerror or 'cannot be opened')}"
        ) from None
    try:
        text = read_text(path, LARGEST_FILE)
        whole = parse(text, part=SPECS_KEY)
    except UnreadableError as error:
        faults.add(shown, (1, 1), str(error))
        raise PackError(faults) from None
    except SpecSyntaxError as error:
        faults.add(shown, error.place, error.message)
        raise PackError(faults) from None
    specs = whole.get(SPECS_KEY) if isinstance(whole, dict) else None
    if not isinstance(specs, dict):
        message = f"no {SPECS_KEY} in this file: batteryviz export all --to json has them"
        faults.add(shown, (1, 1), message)
        raise PackError(faults)
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
                    place = within.place((), on_key=True)
                    faults.add(shown, place, f"{name}: an id is a slug: ol-lmp-2")
        else:
            place = locator.inside(SPECS_KEY, room).place((), on_key=True)
            faults.add(shown, place, f"{room}: no part of a pack")
