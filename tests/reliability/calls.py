"""The file operations of a writer, watched one by one as they come."""

import ast
import errno
import fcntl
import inspect
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from unittest.mock import patch

from batteryviz.safety import files

WATCHED = files.__name__
"""Only what this module calls is counted: it alone writes files."""


def _functions_of_os() -> tuple[str, ...]:
    """Return the names of all functions of ``os`` that the writer speaks of, but of errors."""
    named = {
        node.attr
        for node in ast.walk(ast.parse(inspect.getsource(files)))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    return tuple(sorted(name for name in named - {"strerror"} if callable(getattr(os, name))))


CALLS = _functions_of_os()
FOLDER_OPENED = "open of the folder"
FOLDER_SYNCED = "fsync of the folder"


def _called(name: str, words: tuple[Any, ...]) -> str:
    """Return what an operation is called in reports."""
    if name == "fsync" and stat.S_ISDIR(os.fstat(words[0]).st_mode):
        return FOLDER_SYNCED
    is_path = name == "open" and words[1] & os.O_PATH == os.O_PATH
    return FOLDER_OPENED if is_path else name


Step: TypeAlias = Callable[[int, str], None]
"""Called before each operation with its number, from 1, and its name."""


def nothing(number: int, name: str) -> None:
    """Let an operation pass."""
    del number, name


@contextmanager
def watching_operations(
    step: Step, *, named: bool = False, takes_few: bool = False
) -> Iterator[list[str]]:
    """Call ``step`` before each file operation of a writer; give the names of all.

    With ``named``, the file system makes no nameless files, as many do not. With
    ``takes_few``, a write takes a third of what it is given, as a full pipe or disk may.
    """
    done: list[str] = []

    def watched(name: str, real: Any) -> Any:
        def call(*words: Any, **options: Any) -> Any:
            if sys._getframe(1).f_globals.get("__name__") != WATCHED:
                return real(*words, **options)
            nameless = name == "open" and words[1] & getattr(os, "O_TMPFILE", 0) == os.O_TMPFILE
            if nameless and named:
                raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
            done.append(_called(name, words))
            if takes_few and name == "write":
                words = (words[0], words[1][: len(words[1]) // 3 + 1])
            try:
                step(len(done), done[-1])
            except OSError:
                if name == "close":
                    # A descriptor is gone even when its closing fails.
                    real(*words)
                raise
            return real(*words, **options)

        return call

    with patch.object(fcntl, "flock", watched("flock", fcntl.flock)):
        stack = [patch.object(os, name, watched(name, getattr(os, name))) for name in CALLS]
        for patched in stack:
            patched.start()
        try:
            yield done
        finally:
            for patched in stack:
                patched.stop()
