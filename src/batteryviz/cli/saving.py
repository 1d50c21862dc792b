"""Writing the files a command was asked for, with a clear end when that fails."""

import errno
from collections.abc import Iterable, Mapping
from pathlib import Path

from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.cli.progress import progress
from batteryviz.safety.files import check_target, write_atomically
from batteryviz.safety.text import clean

_WRITING_FAILED = frozenset(
    getattr(errno, name) for name in ("EIO", "EFBIG", "ENOSPC", "EDQUOT") if hasattr(errno, name)
)
"""The place was right, the writing failed."""


def save(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Write files, each whole or not at all, into folders that are made where they lack.

    Nothing is written when one of them cannot take its place. Refuses with exit code
    73 when a file cannot be created, 74 when writing fails.
    """
    refuse_targets(files, replace=replace)
    for folder in {path.parent: None for path in files}:
        make_folder(folder)
    save_all(files, replace=replace)
    for path in files:
        say(f"wrote {clean(str(path))}")


def save_all(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Write files, each whole or not at all, into folders that are there.

    When one fails, those that were written before it are named. Refuses as ``save_one``.
    """
    written: list[Path] = []
    with progress(len(files), "files") as done:
        try:
            for path, data in files.items():
                save_one(path, data, replace=replace)
                written.append(path)
                done()
        except RefusalError as refused:
            if not written:
                raise
            for path in written:
                say(f"wrote {clean(str(path))}")
            raise RefusalError(
                f"{refused}; {len(written)} of {len(files)} files are written", refused.code
            ) from None


def make_folder(folder: Path) -> None:
    """Make a folder where it lacks; refuse with exit code 73 when it cannot be created."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusalError(
            f"batteryviz: {clean(str(folder))}: {clean(error.strerror or 'cannot be created')}",
            Exit.CANNOT_CREATE,
        ) from None


def refuse_targets(paths: Iterable[Path], *, replace: bool) -> None:
    """Refuse with exit code 73 when a path cannot take a file, as far as it shows before.

    An existing file is kept unless ``replace``; a folder or a device is kept always.
    """
    for path in paths:
        try:
            check_target(path, replace=replace)
        except OSError as error:
            raise refusal(path, error) from None


def save_one(path: Path, data: bytes, *, replace: bool) -> None:
    """Write one file whole or not at all; an existing one is kept unless ``replace``.

    Refuses with exit code 73 when it cannot be created, 74 when writing fails.
    """
    try:
        write_atomically(path, data, replace=replace)
    except OSError as error:
        raise refusal(path, error) from None


def refusal(path: Path, error: OSError) -> RefusalError:
    """Return the end of a command that could not write ``path``."""
    if isinstance(error, FileExistsError):
        return RefusalError(
            f"batteryviz: {clean(str(path))} exists and is kept; --force replaces it",
            Exit.CANNOT_CREATE,
        )
    if isinstance(error, FileNotFoundError):
        return RefusalError(
            f"batteryviz: {clean(str(path.parent))}: no such folder", Exit.CANNOT_CREATE
        )
    return RefusalError(
        f"batteryviz: {clean(str(path))}: {clean(error.strerror or 'cannot be written')}",
        Exit.IO_ERROR if error.errno in _WRITING_FAILED else Exit.CANNOT_CREATE,
    )
