"""Writing a file whole or not at all."""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

_PART = re.compile(r"\.batteryviz-[0-9a-f]{16}\.part")

_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK})
_NO_NAMELESS_FILES = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT})

_OWNER_ALONE = 0o600

_HAS_FOLDERS = os.open in os.supports_dir_fd
_DESCRIPTORS = "/proc/self/fd"


def write_atomically(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Write ``data`` to ``target``; an existing file is kept unless ``replace``.

    The bytes go to a temporary file beside the target, reach the disk, and only then
    take the target's name, so that a full disk or a cut never harms what was there. A
    link at the target is replaced, never followed; a folder, a device or a pipe is kept
    always. A replaced file's permissions stay. Raises ``FileExistsError`` when the
    target exists and is to be kept, and ``OSError`` for all else; no temporary file
    stays behind, and those of writers that were killed here are taken away.
    """
    with _folder(target.parent) as folder:
        permissions = folder.permissions_to_keep(target.name, replace)
        with folder.temporary() as part:
            part.fill(data, permissions)
            if replace:
                part.replace(target.name)
            else:
                part.take(target.name)
        folder.settle()


def check_target(target: Path, *, replace: bool = False) -> None:
    """Raise what ``write_atomically`` would raise, as far as it shows before writing.

    A folder that lacks counts as made, below the nearest one that is there.
    """
    parent = target.parent
    while not _is_there(parent):
        parent = parent.parent
    with _folder(parent) as folder:
        if parent == target.parent:
            folder.permissions_to_keep(target.name, replace)
        if not folder.is_writable():
            raise PermissionError(errno.EACCES, "its folder cannot be written", str(target))


def _is_there(path: Path) -> bool:
    """Say whether anything is at ``path``, be it a link to nothing."""
    try:
        path.lstat()
    except FileNotFoundError:
        # What has nothing above it counts as there, so that whoever looks up comes to an end.
        return path == path.parent
    return True


@contextmanager
def named_temporary(target: Path) -> Iterator[str]:
    """Give the path of an empty file beside ``target``, which takes its place at the end.

    For writers that want a path and not bytes; its owner alone may read it. When the
    block raises, the file is gone and ``target`` is as it was.
    """
    with _folder(target.parent) as folder, folder.temporary(named=True) as part:
        yield str(target.with_name(part.name))
        part.fill(b"", _OWNER_ALONE)
        part.replace(target.name)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of writers that were killed: nobody holds their lock."""
    with suppress(OSError), _folder(folder) as opened:
        opened.settle()


@contextmanager
def _folder(path: Path) -> Iterator["_Folder"]:
    """Open a folder: it stays the same one, even if its path comes to lead elsewhere."""
    if not _HAS_FOLDERS:
        yield _Folder(str(path), None)
        return
    flags = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_CLOEXEC
    descriptor = os.open(path, flags)
    try:
        yield _Folder("", descriptor)
    finally:
        _close(descriptor)


class _Rename(Protocol):
    def __call__(
        self, src: str, dst: str, *, src_dir_fd: int | None, dst_dir_fd: int | None
    ) -> None: ...


class _Folder:
    def __init__(self, path: str, descriptor: int | None) -> None:
        self._path = path
        self.descriptor = descriptor

    def named(self, name: str) -> str:
        return str(Path(self._path, name)) if self._path else name

    def is_writable(self) -> bool:
        """Say whether files may be made here, as the system tells it: a disk may be read-only."""
        return os.access(self.named("."), os.W_OK | os.X_OK, dir_fd=self.descriptor)

    def permissions_to_keep(self, name: str, replace: bool) -> int | None:
        """Return the permissions of the file that is replaced, if there is one."""
        try:
            status = os.stat(self.named(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISLNK(status.st_mode):
            raise OSError(errno.EINVAL, "no regular file, and is kept", name)
        if not replace:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
        return stat.S_IMODE(status.st_mode) & 0o777 if stat.S_ISREG(status.st_mode) else None

    @contextmanager
    def temporary(self, *, named: bool = False) -> Iterator["_Part"]:
        """Open a new file: without a name where that is possible, so that none can stay."""
        name = f".batteryviz-{secrets.token_hex(8)}.part"
        descriptor = None if named else self._nameless()
        nameless = descriptor is not None
        if descriptor is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
            flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self.named(name), flags, 0o666, dir_fd=self.descriptor)
        part = _Part(self, name, descriptor, nameless)
        try:
            _lock(descriptor)
            yield part
        finally:
            part.close()
            if part.has_name:
                with suppress(OSError):
                    self.remove(name)

    def _nameless(self) -> int | None:
        if self.descriptor is None or not hasattr(os, "O_TMPFILE"):
            return None
        if not Path(_DESCRIPTORS).exists():
            return None
        try:
            return os.open(".", os.O_RDWR | os.O_TMPFILE, 0o666, dir_fd=self.descriptor)
        except OSError as error:
            if error.errno in _NO_NAMELESS_FILES:
                return None
            raise

    def remove(self, name: str) -> None:
        os.unlink(self.named(name), dir_fd=self.descriptor)

    def settle(self) -> None:
        """Bring new names to the disk too, and take away what killed writers left.

        Whatever fails here, the file itself is already whole.
        """
        if self.descriptor is None:
            return
        with suppress(OSError):
            descriptor = os.open(".", os.O_RDONLY, dir_fd=self.descriptor)
            try:
                for name in os.listdir(descriptor):  # noqa: PTH208 - pathlib takes no descriptor
                    if _PART.fullmatch(name):
                        self._remove_if_free(name)
                os.fsync(descriptor)
            finally:
                _close(descriptor)

    def _remove_if_free(self, name: str) -> None:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with suppress(OSError):
            descriptor = os.open(self.named(name), flags, dir_fd=self.descriptor)
            try:
                if stat.S_ISREG(os.fstat(descriptor).st_mode) and _lock(descriptor):
                    self.remove(name)
            finally:
                _close(descriptor)


class _Part:
    """A file on its way: open, and with or without a name yet."""

    def __init__(self, folder: _Folder, name: str, descriptor: int, nameless: bool) -> None:
        self._folder = folder
        self.name = name
        self._descriptor: int | None = descriptor
        self.has_name = not nameless

    def fill(self, data: bytes, permissions: int | None) -> None:
        descriptor = self._opened()
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        now = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if permissions not in {None, now} and hasattr(os, "fchmod"):
            os.fchmod(descriptor, permissions)
        os.fsync(descriptor)

    def take(self, target: str) -> None:
        """Give the file the name ``target``, if that is still free."""
        try:
            self._link(target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS or not self.has_name:
                raise
            # Without hard links the look before must do.
            self.close()
            self._folder.permissions_to_keep(target, replace=False)
            self._rename(target, os.rename)

    def replace(self, target: str) -> None:
        """Give the file the name ``target``, in place of what has it now."""
        if not self.has_name:
            self._link(self.name)
            self.has_name = True
        # Windows renames no open file.
        if self._folder.descriptor is None:
            self.close()
        self._rename(target, os.replace)

    def _link(self, target: str) -> None:
        folder = self._folder
        if not self.has_name:
            # Any descriptor makes Python call the function that looks through the link.
            os.link(
                f"{_DESCRIPTORS}/{self._opened()}",
                target,
                src_dir_fd=folder.descriptor,
                dst_dir_fd=folder.descriptor,
            )
        elif folder.descriptor is None:
            os.link(folder.named(self.name), folder.named(target))
        else:
            os.link(
                self.name,
                target,
                src_dir_fd=folder.descriptor,
                dst_dir_fd=folder.descriptor,
                follow_symlinks=False,
            )

    def _rename(self, target: str, rename: "_Rename") -> None:
        folder = self._folder
        rename(
            folder.named(self.name),
            folder.named(target),
            src_dir_fd=folder.descriptor,
            dst_dir_fd=folder.descriptor,
        )
        self.has_name = False

    def _opened(self) -> int:
        if self._descriptor is None:
            raise ValueError("the temporary file is closed")
        return self._descriptor

    def close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            _close(descriptor)


def _close(descriptor: int) -> None:
    """Close a descriptor: it is gone even when that fails, and its bytes were synced."""
    with suppress(OSError):
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Say whether this process alone now uses the file; ``False`` where that is unknown."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
