"""The file operations of a writer, watched one by one as they come."""

import errno
import fcntl
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from unittest.mock import patch

WATCHED = "batteryviz.safety.files"
"""Only what this module calls is counted: it alone writes files."""

CALLS = (
    "open",
    "stat",
    "fstat",
    "write",
    "fchmod",
    "fsync",
    "link",
    "rename",
    "replace",
    "listdir",
    "close",
)

Step: TypeAlias = Callable[[int, str], None]
"""Called before each operation with its number, from 1, and its name."""


def nothing(number: int, name: str) -> None:
    """Let an operation pass."""
    del number, name


@contextmanager
def watching_operations(step: Step, *, named: bool = False) -> Iterator[list[str]]:
    """Call ``step`` before each file operation of a writer; give the names of all.

    With ``named``, the file system makes no nameless files, as many do not.
    """
    done: list[str] = []

    def watched(name: str, real: Any) -> Any:
        def call(*words: Any, **options: Any) -> Any:
            if sys._getframe(1).f_globals.get("__name__") != WATCHED:
                return real(*words, **options)
            nameless = name == "open" and words[1] & getattr(os, "O_TMPFILE", 0) == os.O_TMPFILE
            if nameless and named:
                raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
            done.append(name)
            try:
                step(len(done), name)
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
