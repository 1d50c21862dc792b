"""Which files belong to a pack, and how one of them is opened without being fooled."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from batteryviz.catalog.faults import Faults, NoPackError
from batteryviz.safety.names import is_slug
from batteryviz.safety.text import clean

ROOMS = ("elements", "batteries", "comparisons", "tours")
"""Folders that hold one thing a file."""

LISTS = ("sources", "parameters", "terms", "events", "disagreements")
"""Single files that hold many stanzas, each under its id."""

PACK = "pack"
"""The single file in which a pack speaks of itself."""

SPECS_KEY = "specs"
"""In a JSON file that holds a whole pack: the key under which its rooms stand."""

LARGEST_FILE = 8 * 1024 * 1024
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


class UnreadableError(Exception):
    """A file that cannot be read as text, with a sentence that says why."""


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
        name, stem = entry.name, entry.name.removesuffix(".yaml")
        if name.startswith(".") or name in _BESIDE:
            continue
        if name in ROOMS and entry.is_dir(follow_symlinks=False):
            _find_in_room(name, Path(entry.path), files, faults)
        elif name.endswith(".yaml") and stem in (PACK, *LISTS):
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
        stem = entry.name.removesuffix(".yaml")
        if not entry.name.endswith(".yaml"):
            faults.add(f"{room}/{clean(entry.name)}", _TOP, f"{_UNKNOWN}files that end in .yaml")
        elif not is_slug(stem):
            faults.add(
                f"{room}/{clean(entry.name)}",
                _TOP,
                "the file's name is its id: lower-case letters, digits and single hyphens",
            )
        else:
            files.append(SpecFile(room, stem, Path(entry.path)))


def read_text(path: Path, largest: int = LARGEST_FILE) -> str:
    """Return the text of the regular file at ``path``; raise ``UnreadableError``.

    Links are not followed, and a device or a pipe is never waited for.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if path.is_symlink():
            raise UnreadableError("a link: put the file itself here") from None
        raise UnreadableError(clean(error.strerror or "cannot be opened")) from None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        # A folder cannot even be wrapped in a file object.
        os.close(descriptor)
        raise UnreadableError("not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > largest:
            raise UnreadableError(f"larger than {largest // 1024 // 1024} MiB")
        try:
            # Room for the largest file of all, made for each, costs as much as reading it.
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read(largest + 1 - len(data))
        except OSError as error:
            raise UnreadableError(clean(error.strerror or "cannot be read")) from None
    if len(data) > largest:
        raise UnreadableError(f"larger than {largest // 1024 // 1024} MiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"not UTF-8 text (line {line}): save it as UTF-8") from None
