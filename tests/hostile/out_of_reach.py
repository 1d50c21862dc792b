"""Files that cannot be read, and files that change between the listing and the reading."""

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hostile.trial import Trial, fresh_copy, try_out
from program import TOY

_CAPABILITIES = 0x20080522
"""The version of the kernel's structure."""

_PASSES_MODES = 1 << 1 | 1 << 2
"""To read, and to search and read, whatever the modes say."""


class Reach(NamedTuple):
    """What becomes of one path of a pack: ``tried`` loads a pack in which it does."""

    done: str
    path: str
    tried: Callable[[Path], Trial]


def unreadable() -> Iterator[Reach]:
    """Close each file and folder of a pack to the reader."""
    for path in _paths():

        def tried(folder: Path, path: str = path) -> Trial:
            with _copy(folder) as pack:
                (pack / path).chmod(0)
                trial = try_out(["list", "--specs", str(pack)], _obey_modes)
                (pack / path).chmod(0o755)
                return trial

        yield Reach("closed", path, tried)


def changing() -> Iterator[Reach]:
    """Make each file of a pack another thing by the time it is opened."""
    for path in _paths(folders=False):
        for change in (vanish, become_a_link, become_a_pipe, become_a_folder):

            def tried(
                folder: Path, path: str = path, change: Callable[[Path], None] = change
            ) -> Trial:
                with _copy(folder) as pack:
                    prepare = partial(_as_it_is_opened, pack / path, change)
                    return try_out(["list", "--specs", str(pack)], prepare)

            yield Reach(change.__name__.replace("_", " "), path, tried)


def _obey_modes() -> None:
    """Let the modes of files hold for the superuser too, who else reads what they forbid."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        header = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0)
        # Effective, permitted and inheritable capabilities, twice 32 of each.
        held = (ctypes.c_uint32 * 6)()
        if libc.capget(header, held) == 0:
            for number in range(2):
                held[number] &= ~_PASSES_MODES
            libc.capset(header, held)


def vanish(path: Path) -> None:
    """Take the file away."""
    path.unlink()


def become_a_link(path: Path) -> None:
    """Put a link to a secret in its place."""
    path.unlink()
    path.symlink_to("/etc/passwd")


def become_a_pipe(path: Path) -> None:
    """Put a pipe in its place that nobody writes to."""
    path.unlink()
    os.mkfifo(path)


def become_a_folder(path: Path) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def _as_it_is_opened(path: Path, change: Callable[[Path], None]) -> None:
    """Let ``change`` happen to ``path`` the moment it is first opened, before it is."""
    waiting = [str(path)]

    def hook(event: str, words: tuple[object, ...]) -> None:
        if event == "open" and waiting and str(words[0]) == waiting[0]:
            waiting.clear()
            change(path)

    sys.addaudithook(hook)


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    """Give a copy of the toy pack under a name of its own: none is known from before."""
    with TemporaryDirectory(dir=folder) as copy:
        yield fresh_copy(TOY, Path(copy, "pack"))


def _paths(*, folders: bool = True) -> list[str]:
    """Return what a pack is made of; its README is for people alone."""
    found = sorted(path for path in TOY.rglob("*") if folders or path.is_file())
    return [str(path.relative_to(TOY)) for path in found if path.name != "README.md"]
