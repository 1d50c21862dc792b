"""Opening a file of a stranger without being fooled."""

import os
import stat
from pathlib import Path

from batteryviz.safety.text import clean

LARGEST_FILE = 8 * 1024 * 1024


class UnreadableError(Exception):
    """A file that cannot be read as text, with a sentence that says why."""


def read_text(path: Path, largest: int = LARGEST_FILE, *, keep_mark: bool = False) -> str:
    """Return the text of the regular file at ``path``; raise ``UnreadableError``.

    Links are not followed, and a device or a pipe is never waited for. Line ends stay as
    they are; a byte order mark goes unless ``keep_mark``.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_NOCTTY", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        # Unlike the method of a path, this raises nothing where the name is too long.
        if os.path.islink(path):  # noqa: PTH114
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
        return data.decode("utf-8" if keep_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"not UTF-8 text (line {line}): save it as UTF-8") from None
