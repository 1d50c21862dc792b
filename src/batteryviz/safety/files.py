"""Writing a file whole or not at all."""

import os
import secrets
from pathlib import Path


def write_atomically(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Write ``data`` to ``target``; an existing file is kept unless ``replace``.

    The bytes go to a temporary file beside the target, reach the disk, and only then
    take the target's name, so that a full disk or a cut never harms what was there. A
    link at the target is replaced, never followed. Raises ``FileExistsError`` when the
    target exists and is to be kept, and ``OSError`` for all else; no temporary file
    stays behind.
    """
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    if not replace and os.path.lexists(target):
        raise FileExistsError(17, os.strerror(17), str(target))
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            temporary.replace(target)
        else:
            _link_without_replacing(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _link_without_replacing(temporary: Path, target: Path) -> None:
    """Give ``temporary`` the name ``target`` only if that is still free."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):
        # Some file systems have no hard links; the check above must do there.
        if os.path.lexists(target):
            raise FileExistsError(17, os.strerror(17), str(target)) from None
        temporary.rename(target)
