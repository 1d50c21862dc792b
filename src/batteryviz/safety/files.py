"""Writing a file whole or not at all."""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

_PART = re.compile(r"\.batteryviz-[0-9a-f]{16}\.part")

_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK})
_NO_NAMELESS_FILES = frozenset({errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT})

_LEADS_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})

_OWNER_ALONE = 0o600
_EVERYBODY = 0o666
"""Less what the reader's umask takes away."""

_ACCESS_LIST = "system.posix_acl_access"

_HAS_FOLDERS = os.open in os.supports_dir_fd
_DESCRIPTORS = "/proc/self/fd"


def write_atomically(target: Path, data: bytes, *, replace: bool = False) -> None:
    """Write ``data`` to ``target``; an existing file is kept unless ``replace``.

    The bytes go to a temporary file beside the target, reach the disk, and only then
    take the target's name, so that a full disk or a cut never harms what was there. A
    link at the target is replaced, never followed; a folder, a device or a pipe is kept
    always, and so is a link that leads to one. A replaced file's permissions, group and
    POSIX access list stay; where one of them cannot, fewer may use the file, never more.
    Raises ``FileExistsError`` when the target exists and is to be kept, and ``OSError``
    for all else; no temporary file stays behind, and those of writers that were killed
    here are taken away.
    """
    with _folder(target.parent) as folder:
        access = folder.access_to_keep(target.name, replace)
        # What replaces a file is its owner's alone until it is whole.
        with folder.temporary(_EVERYBODY if access is None else _OWNER_ALONE) as part:
            part.fill(data, access)
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
            folder.access_to_keep(target.name, replace)
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
    with _folder(target.parent) as folder:
        with folder.temporary(_OWNER_ALONE, named=True) as part:
            yield folder.path_of(part.name) or str(target.with_name(part.name))
            part.fill(b"", None)
            part.replace(target.name)
        folder.settle()


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


class _Access(NamedTuple):
    """Who may use a file, beside its owner."""

    permissions: int
    group: int
    listed: bytes | None
    """Its POSIX access list: empty where it has none, ``None`` where that cannot be known."""


class _Folder:
    def __init__(self, path: str, descriptor: int | None) -> None:
        self._path = path
        self.descriptor = descriptor

    def named(self, name: str) -> str:
        return str(Path(self._path, name)) if self._path else name

    def path_of(self, name: str) -> str | None:
        """Return a path into this folder, wherever its own comes to lead, if there is one."""
        if self.descriptor is None or not Path(_DESCRIPTORS).exists():
            return None
        return f"{_DESCRIPTORS}/{self.descriptor}/{name}"

    def is_writable(self) -> bool:
        """Say whether files may be made here, as the system tells it: a disk may be read-only."""
        return os.access(self.named("."), os.W_OK | os.X_OK, dir_fd=self.descriptor)

    def access_to_keep(self, name: str, replace: bool) -> _Access | None:
        """Return who may use the file that is replaced, if there is one."""
        try:
            status = os.stat(self.named(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None
        is_link = stat.S_ISLNK(status.st_mode)
        if not (self._may_be_replaced(name) if is_link else stat.S_ISREG(status.st_mode)):
            raise OSError(errno.EINVAL, "no regular file, and is kept", name)
        if not replace:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)
        if is_link:
            return None
        return _Access(status.st_mode & 0o777, status.st_gid, self._listed(name))

    def _may_be_replaced(self, link: str) -> bool:
        """Say whether a link leads to a regular file, or nowhere."""
        # What lies in /proc is no file of the reader's: /dev/stdout leads there, and on
        # to a regular file whenever the output goes into one.
        if os.readlink(self.named(link), dir_fd=self.descriptor).startswith("/proc/"):
            return False
        try:
            status = os.stat(self.named(link), dir_fd=self.descriptor)
        except OSError as error:
            if error.errno in _LEADS_NOWHERE:
                return True
            raise
        return stat.S_ISREG(status.st_mode)

    def _listed(self, name: str) -> bytes | None:
        with suppress(OSError), self._looking_at(name) as descriptor:
            return _access_list(descriptor)
        return None

    @contextmanager
    def _looking_at(self, name: str) -> Iterator[int]:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(self.named(name), flags, dir_fd=self.descriptor)
        try:
            yield descriptor
        finally:
            _close(descriptor)

    @contextmanager
    def temporary(self, mode: int, *, named: bool = False) -> Iterator["_Part"]:
        """Open a new file: without a name where that is possible, so that none can stay."""
        name = f".batteryviz-{secrets.token_hex(8)}.part"
        descriptor = None if named else self._nameless(mode)
        nameless = descriptor is not None
        if descriptor is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
            flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self.named(name), flags, mode, dir_fd=self.descriptor)
        part = _Part(self, name, descriptor, nameless)
        try:
            _lock(descriptor)
            yield part
        finally:
            part.close()
            if part.has_name:
                with suppress(OSError):
                    self.remove(name)

    def _nameless(self, mode: int) -> int | None:
        if self.descriptor is None or not hasattr(os, "O_TMPFILE"):
            return None
        if not Path(_DESCRIPTORS).exists():
            return None
        try:
            return os.open(".", os.O_RDWR | os.O_TMPFILE, mode, dir_fd=self.descriptor)
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
        with suppress(OSError), self._looking_at(name) as descriptor:
            if stat.S_ISREG(os.fstat(descriptor).st_mode) and _lock(descriptor):
                self.remove(name)


class _Part:
    """A file on its way: open, and with or without a name yet."""

    def __init__(self, folder: _Folder, name: str, descriptor: int, nameless: bool) -> None:
        self._folder = folder
        self.name = name
        self._descriptor: int | None = descriptor
        self.has_name = not nameless

    def fill(self, data: bytes, access: _Access | None) -> None:
        """Bring all of ``data`` and who may use it to the disk."""
        descriptor = self._opened()
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if access is not None and hasattr(os, "fchmod"):
            _allow(descriptor, access)
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
            self._folder.access_to_keep(target, replace=False)
            self._rename(target, os.rename)

    def replace(self, target: str) -> None:
        """Give the file the name ``target``, in place of what has it now."""
        if not self.has_name:
            self._link(self.name)
            self.has_name = True
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
        # Windows renames no open file. Elsewhere its lock keeps it from who clears up.
        if folder.descriptor is None:
            self.close()
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


def _allow(descriptor: int, access: _Access) -> None:
    """Let those use a file who could use the one it replaces: fewer of them, but never others."""
    permissions = access.permissions
    has_group = _takes_group(descriptor, access.group)
    # An access list speaks of the file's group: of another it would say something else.
    has_list = (has_group or not access.listed) and _takes_list(descriptor, access.listed)
    if not has_list:
        permissions &= 0o700
    elif not has_group:
        # Who was of the old group is one of all others now.
        permissions &= 0o700 | (permissions >> 3 & 0o007)
    # Some file systems refuse to set any.
    if stat.S_IMODE(os.fstat(descriptor).st_mode) != permissions:
        os.fchmod(descriptor, permissions)


def _takes_group(descriptor: int, group: int) -> bool:
    if os.fstat(descriptor).st_gid != group:
        try:
            os.fchown(descriptor, -1, group)
        except OSError:
            return False
    return True


def _takes_list(descriptor: int, listed: bytes | None) -> bool:
    """Give a file an access list, or take the one away that it has from its folder."""
    if listed is None:
        return False
    try:
        if _access_list(descriptor) == listed:
            return True
        if listed:
            os.setxattr(descriptor, _ACCESS_LIST, listed)
        else:
            os.removexattr(descriptor, _ACCESS_LIST)
    except OSError:
        return False
    return True


def _access_list(descriptor: int) -> bytes:
    """Return the POSIX access list of a file: empty where it, or the platform, has none."""
    if not hasattr(os, "getxattr"):
        return b""
    try:
        return os.getxattr(descriptor, _ACCESS_LIST)
    except OSError as error:
        if error.errno in {errno.ENODATA, errno.EOPNOTSUPP}:
            return b""
        raise


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
