"""Where the shipped specs are, where compiled packs are kept, and when one is stale.

Free of every import that costs: this runs before a look-up answers.
"""

import os
import stat
import sys

from batteryviz.safety.pack_files import LISTS, PACK, ROOMS, SUFFIX

FORMAT = 9
"""Counts up when the layout of compiled packs changes."""

_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH

_MAKERS = ("model", "catalog", "views", "export", "compiled")
"""The rooms of the program whose code decides what a ready page says."""

_SINGLE_FILES = frozenset(f"{name}{SUFFIX}" for name in (PACK, *LISTS))

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def shipped_specs() -> str:
    """Return the folder of the specs that come with the program.

    They lie inside the package when it was installed from a wheel, and at the top of
    the repository when it runs from a checkout.
    """
    inside = os.path.join(_PACKAGE, "specs")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "specs")


def cache_directory() -> str | None:
    """Return the user's cache folder for this program, or ``None`` when there is no home."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")
    return os.path.join(base, "batteryviz") if os.path.isabs(base) else None


def is_owners_alone(status: os.stat_result) -> bool:
    """Say whether this user owns a file or a folder, and nobody else may write to it.

    What comes out of a compiled pack is printed: whoever can write to it, or put another in
    its place, chooses what the reader sees. The program makes its folder 0700 and its files
    0600. Windows has no such bits; there a user's own folders are closed to others.
    """
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & _OTHERS_MAY_WRITE
    )


def is_safe_folder(folder: str) -> bool:
    """Say whether compiled packs may lie in ``folder``: nobody else can write or lead it away."""
    try:
        name, status = os.lstat(folder), os.stat(folder)
    except OSError:
        return False
    # A link has no bits of its own that count, but an owner, who says where it leads.
    return stat.S_ISDIR(status.st_mode) and is_owners_alone(status) and name.st_uid == status.st_uid


def fingerprint(directory: str, version: str) -> str:
    """Return what changes when any file of the pack in ``directory`` may have changed.

    Names, sizes and times of its files, and of the program's own: a page is made of
    both. A pack may also be one file. Raises ``OSError`` when it cannot be looked at.

    Only what loading reads is asked: a folder that is no pack, or holds other things
    besides, may be as large as a disk. Of what has no place in a pack the name tells all.
    """
    parts = [
        f"batteryviz {version} layout {FORMAT} python {sys.hexversion}",
        *_of_pack(directory),
    ]
    folders = [os.path.join(_PACKAGE, room) for room in _MAKERS]
    while folders:
        folder = folders.pop()
        lines = []
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith((".", "__pycache__")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                lines.append(_line(name, entry.stat(follow_symlinks=False)))
        lines.sort()
        parts.append("\n".join((folder, *lines)))
    parts.sort()
    # A path may hold bytes that are no text; this is kept as text.
    return "\n".join(parts).encode("utf-8", "backslashreplace").decode()


def _of_pack(directory: str) -> list[str]:
    """Return what ``fingerprint`` says of the pack in ``directory``, or of its one file."""
    try:
        listing = os.scandir(directory)
    except NotADirectoryError:
        return [_line(directory, os.stat(directory))]
    lines = []
    parts = []
    with listing as entries:
        for entry in entries:
            name = entry.name
            if name in ROOMS:
                lines.append(_line(name, entry.stat(follow_symlinks=False)))
                if entry.is_dir(follow_symlinks=False):
                    parts.append(_of_room(entry.path))
            elif name in _SINGLE_FILES:
                lines.append(_line(name, entry.stat(follow_symlinks=False)))
            elif not name.startswith("."):
                lines.append(name)
    lines.sort()
    return ["\n".join((directory, *lines)), *parts]


def _of_room(folder: str) -> str:
    lines = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(SUFFIX) and not name.startswith("."):
                lines.append(_line(name, entry.stat(follow_symlinks=False)))
            elif not name.startswith("."):
                lines.append(name)
    lines.sort()
    return "\n".join((folder, *lines))


def _line(name: str, status: os.stat_result) -> str:
    # An archive may set what a file says of its last change, but not when that was said.
    return f"{name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_mode}"
