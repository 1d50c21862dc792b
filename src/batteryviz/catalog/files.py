"""Which files belong to a pack."""

import os
from pathlib import Path
from typing import NamedTuple

from batteryviz.catalog.faults import Faults, NoPackError
from batteryviz.safety.names import is_slug
from batteryviz.safety.pack_files import LISTS, PACK, ROOMS, SUFFIX
from batteryviz.safety.text import clean

SPECS_KEY = "specs"
"""In a JSON file that holds a whole pack: the key under which its rooms stand."""

_BESIDE = frozenset({"README.md", "schema"})
_TOP = (1, 1)
_UNKNOWN = "not a file of a pack: known are "


class SpecFile(NamedTuple):
    """One file of a pack: its room (a folder or ``""``), its id, and where it is."""

    room: str
    id: str
    path: Path

    @property
    def shown(self) -> str:
        """The path inside the pack, as messages print it."""
        return clean(f"{self.room}/{self.path.name}" if self.room else self.path.name)


def find(directory: Path) -> tuple[list[SpecFile], Faults]:
    """List the spec files of the pack in ``directory``, and what has no place in it.

    Raises ``NoPackError`` when there is no such folder. Names that begin with a dot
    belong to editors and systems and are passed over.
    """
    try:
        top = sorted(os.scandir(directory), key=lambda entry: entry.name)
    except OSError as error:
        raise NoPackError(
            f"{clean(str(directory))}: {clean(error.strerror or 'cannot be opened')}"
        ) from None
    files: list[SpecFile] = []
    faults = Faults()
    for entry in top:
        name, stem = entry.name, entry.name.removesuffix(SUFFIX)
        if name.startswith(".") or name in _BESIDE:
            continue
        if name in ROOMS and entry.is_dir(follow_symlinks=False):
            _find_in_room(name, Path(entry.path), files, faults)
        elif name.endswith(SUFFIX) and stem in (PACK, *LISTS):
            files.append(SpecFile("", stem, Path(entry.path)))
        else:
            known = f"{', '.join((PACK, *LISTS))} and {', '.join(ROOMS)}"
            faults.add(clean(name), _TOP, _UNKNOWN + known)
    return files, faults


def _find_in_room(room: str, folder: Path, files: list[SpecFile], faults: Faults) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        faults.add(room, _TOP, clean(error.strerror or "cannot be opened"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        stem = entry.name.removesuffix(SUFFIX)
        if not entry.name.endswith(SUFFIX):
            faults.add(f"{room}/{clean(entry.name)}", _TOP, f"{_UNKNOWN}files that end in .yaml")
        elif not is_slug(stem):
            faults.add(
                f"{room}/{clean(entry.name)}",
                _TOP,
                "the file's name is its id: lower-case letters, digits and single hyphens",
            )
        else:
            files.append(SpecFile(room, stem, Path(entry.path)))
