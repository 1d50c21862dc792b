"""Writing the files a command was asked for, with a clear end when that fails."""

from collections.abc import Mapping
from pathlib import Path

from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say
from batteryviz.safety.files import remove_leftovers, write_atomically
from batteryviz.safety.text import clean


def save(files: Mapping[Path, bytes], *, replace: bool) -> None:
    """Write each file whole or not at all; an existing one is kept unless ``replace``.

    Refuses with exit code 73 when a file cannot be created, 74 when writing fails.
    """
    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data, replace=replace)
        except FileExistsError:
            raise RefusalError(
                f"batteryviz: {clean(str(path))} exists and is kept; --force replaces it",
                Exit.CANNOT_CREATE,
            ) from None
        except OSError as error:
            full = error.errno in _WRITING_FAILED
            raise RefusalError(
                f"batteryviz: {clean(str(path))}: {clean(error.strerror or 'cannot be written')}",
                Exit.IO_ERROR if full else Exit.CANNOT_CREATE,
            ) from None
        say(f"wrote {clean(str(path))}")
    for folder in {path.parent for path in files}:
        remove_leftovers(folder)


_WRITING_FAILED = frozenset({5, 27, 28, 122})
"""EIO, EFBIG, ENOSPC, EDQUOT: the place was right, the writing failed."""
