"""Writing the files a command was asked for, with a clear end when that fails."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.safety.files import write_atomically
from batteryviz.safety.text import clean

_WRITING_FAILED = frozenset(
    getattr(errno, name) for name in ("EIO", "EFBIG", "ENOSPC", "EDQUOT") if hasattr(errno, name)
)
"""The place was right, the writing failed."""


def save(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Write files, each whole or not at all, into folders that are made where they lack.

    Nothing is written when one of them exists and is to be kept. Refuses with exit code
    73 when a file cannot be created, 74 when writing fails.
    """
    refuse_existing(files, replace=replace)
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refusal(path.parent, error) from None
        save_one(path, data, replace=replace)
        say(f"wrote {clean(str(path))}")


def make_folder(folder: Path) -> None:
    """Make a folder where it lacks; refuse with exit code 73 when it cannot be created."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusalError(
            f"batteryviz: {clean(str(folder))}: {clean(error.strerror or 'cannot be created')}",
            Exit.CANNOT_CREATE,
        ) from None


def refuse_existing(paths: Iterable[Path], *, replace: bool) -> None:
    """Refuse with exit code 73 when a path is taken and is not to be replaced."""
    for path in paths:
        if not replace and os.path.lexists(path):
            raise _kept(path)


def save_one(path: Path, data: bytes, *, replace: bool) -> None:
    """Write one file whole or not at all; an existing one is kept unless ``replace``.

    Refuses with exit code 73 when it cannot be created, 74 when writing fails.
    """
    try:
        write_atomically(path, data, replace=replace)
    except FileExistsError:
        raise _kept(path) from None
    except FileNotFoundError:
        raise RefusalError(
            f"batteryviz: {clean(str(path.parent))}: no such folder", Exit.CANNOT_CREATE
        ) from None
    except OSError as error:
        raise refusal(path, error) from None


def _kept(path: Path) -> RefusalError:
    return RefusalError(
        f"batteryviz: {clean(str(path))} exists and is kept; --force replaces it",
        Exit.CANNOT_CREATE,
    )


def refusal(path: Path, error: OSError) -> RefusalError:
    """Return the end of a command that could not write ``path``."""
    return RefusalError(
        f"batteryviz: {clean(str(path))}: {clean(error.strerror or 'cannot be written')}",
        Exit.IO_ERROR if error.errno in _WRITING_FAILED else Exit.CANNOT_CREATE,
    )
