"""Trying the program on a pack in a child process, with its time and memory measured."""

import functools
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import batteryviz.catalog.checked
import batteryviz.cli.program  # noqa: F401 - and with every command
from batteryviz.cli.main import main
from program import of_this_tree

LIMIT = 10
"""Seconds of the clock after which a child counts as hanging and is ended, busy or idle."""


class Trial(NamedTuple):
    """What came of one run: exit code, both outputs, processor seconds, mebibytes."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    mebibytes: float


def try_out(words: list[str], prepare: Callable[[], object] | None = None) -> Trial:
    """Run the command line ``words`` in a forked child and measure it.

    ``prepare`` is called in the child first: what it changes there is gone with it.

    A fork starts with the program already imported, so that a thousand trials are
    affordable. It starts with all that the tests hold as well: the memory told is that
    of a fresh program and what the trial added to it.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        held = _held_mebibytes()
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            # A test runner has put objects of its own in their place.
            sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, kept open
            sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, kept open
            signal.alarm(LIMIT)
            code = 70
            try:
                if prepare is not None:
                    prepare()
                code = main(words)
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(code)
        _, status, usage = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        return Trial(
            os.waitstatus_to_exitcode(status),
            out.read(),
            err.read(),
            usage.ru_utime + usage.ru_stime,
            _fresh_mebibytes() + max(0.0, usage.ru_maxrss / 1024 - held),
        )


def _held_mebibytes() -> float:
    """Return what this process holds now, where the system says so; else its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


@functools.cache
def _fresh_mebibytes() -> float:
    """Return what a program holds that was imported whole, and did nothing.

    The peak of a new process would be no smaller than that of the one that started it.
    """
    asked = (
        "import batteryviz.cli.program, batteryviz.catalog.checked, hostile.trial;"
        "print(hostile.trial._held_mebibytes())"
    )
    environment = of_this_tree({**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})
    return float(subprocess.check_output([sys.executable, "-c", asked], env=environment))


def fresh_copy(pack: Path, place: Path) -> Path:
    """Return a copy of ``pack`` at ``place``, in place of what stood there."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(pack, place)
    return place
