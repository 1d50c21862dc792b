"""Promise 5: whatever is put in the way between the look and the write, no link is followed.

``PYTHONPATH=tests python -m reliability.links`` runs every writer of files and, before
each of its file operations, puts a link to a precious file in the place of the target,
or a link to a foreign folder in the place of the folder; then it lets a second process
swap both as fast as it can. Only a write during which something was swapped is counted.
"""

import argparse
import mmap
import os
import shutil
import signal
import struct
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, NoReturn

from batteryviz.safety.files import write_atomically
from reliability import report
from reliability.calls import FOLDER_OPENED, watching_operations
from reliability.writing import Trial, made_once, operations_of, trials, writers

PRECIOUS = b"precious\n"


def _outside(work: Path) -> Path:
    """Make a foreign folder with a precious file in it."""
    outside = work / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    (outside / "precious").write_bytes(PRECIOUS)
    return outside


def _harm(outside: Path, allowed: Collection[str] = ()) -> Iterator[str]:
    found = {path.name for path in outside.iterdir()} - {*allowed}
    if found != {"precious"} or (outside / "precious").read_bytes() != PRECIOUS:
        yield f"outside now holds {sorted(found)}"


def swap_each(trial: Trial, work: Path, part: int = 1) -> tuple[int, list[str]]:
    """Swap target, then folder, before each operation; return the checks and the faults."""
    done = operations_of(trial, work / "folder")
    faults, checks = list[str](), 0
    for number, name in enumerate(done, 1):
        for what in ("target", "folder"):
            # Which folder is opened, the reader said: a link there is the reader's.
            if (number * 2 + (what == "folder")) % part or (what, name) == (
                "folder",
                FOLDER_OPENED,
            ):
                continue
            checks += 1
            label = f"{trial.name}: {what} swapped before {number} ({name})"
            faults += [f"{label}: {fault}" for fault in _swap(trial, work, number, what, done)]
    return checks, faults


def _swap(trial: Trial, work: Path, moment: int, what: str, done: Sequence[str]) -> Iterator[str]:
    folder, outside, aside = work / "folder", _outside(work), work / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    trial.prepare(folder)
    target = folder / trial.writer.files[0]
    is_swapped = False

    def step(number: int, name: str) -> None:
        nonlocal is_swapped
        del name
        if number != moment:
            return
        is_swapped = True
        if what == "target":
            target.unlink(missing_ok=True)
            target.symlink_to(outside / "precious")
        else:
            folder_of = target.parent
            folder_of.rename(aside)
            folder_of.symlink_to(outside)

    with watching_operations(step, named=trial.named):
        trial.writer.write(folder, trial.replace)
    if not is_swapped:
        yield "nothing was swapped: the operation did not come"
    # For files that come after, the writer opens the folder anew, and finds the link.
    later = done[moment:].count(FOLDER_OPENED) if what == "folder" else 0
    files = [Path(name).name for name in trial.writer.files]
    yield from _harm(outside, files[max(0, len(files) - later) :] if later else ())
    if target.parent.is_symlink():
        target.parent.unlink()


class Raced(NamedTuple):
    """How many writes something was swapped under, how many were refused, and the swaps."""

    writes: int
    refused: int
    swaps: int
    faults: list[str]


class _Flags:
    """What two processes tell each other: who waits, and how much was swapped."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 16)

    def _flag(self, place: int) -> bool:
        return self._memory[place] == 1

    @property
    def opens(self) -> bool:
        """Whether the writer wants to open the folder that it was told."""
        return self._flag(0)

    @opens.setter
    def opens(self, value: bool) -> None:
        self._memory[0] = value

    @property
    def waits(self) -> bool:
        """Whether the other one has put all back, and waits."""
        return self._flag(1)

    @waits.setter
    def waits(self, value: bool) -> None:
        self._memory[1] = value

    @property
    def swaps(self) -> int:
        """How much was swapped until now."""
        number: int = struct.unpack_from("Q", self._memory, 8)[0]
        return number

    @swaps.setter
    def swaps(self, value: int) -> None:
        struct.pack_into("Q", self._memory, 8, value)


def _swap_for_ever(folder: Path, outside: Path, flags: _Flags) -> NoReturn:
    """Swap the target, then the folder, for a link and back, until killed."""
    target, link, aside = folder / "target", folder / "link", folder.with_name("aside")
    try:
        while True:
            if flags.opens:
                flags.waits = True
                while flags.opens:
                    time.sleep(0)
                flags.waits = False
            link.unlink(missing_ok=True)
            link.symlink_to(outside / "precious")
            link.replace(target)
            flags.swaps += 1
            target.unlink(missing_ok=True)
            folder.rename(aside)
            folder.symlink_to(outside)
            flags.swaps += 1
            folder.unlink()
            aside.rename(folder)
    finally:
        os._exit(1)


def race(work: Path, seconds: float) -> Raced:
    """Write for ``seconds`` while another process swaps target and folder for links and back.

    The folder is its own while it is opened: a link there is the reader's.
    """
    outside, folder, flags = _outside(work), work / "raced", _Flags()
    folder.mkdir(exist_ok=True)
    (folder / "target").write_bytes(b"old")
    child = os.fork()
    if not child:
        _swap_for_ever(folder, outside, flags)
    before, is_alive = 0, True

    def step(number: int, name: str) -> None:
        nonlocal before, is_alive
        del name
        if number == 1:
            flags.opens = True
            while is_alive and not flags.waits:
                is_alive = os.waitpid(child, os.WNOHANG) == (0, 0)
                time.sleep(0)
            before = flags.swaps
        if number == 2:
            flags.opens = False

    writes, refused, end = 0, 0, time.monotonic() + seconds
    data = b"new" * 100
    try:
        while is_alive and time.monotonic() < end:
            for replace in (True, False):
                try:
                    with watching_operations(step):
                        write_atomically(folder / "target", data, replace=replace)
                except FileExistsError:
                    refused += 1
                else:
                    writes += flags.swaps > before
    finally:
        is_alive = is_alive and os.waitpid(child, os.WNOHANG) == (0, 0)
        if is_alive:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    ended = [] if is_alive else ["the other process ended before"]
    return Raced(writes, refused, flags.swaps, [*_harm(outside), *ended])


def swap_under(position: int, part: int = 1) -> tuple[int, list[str]]:
    """Swap under one of ``writers()``, in folders of its own."""
    from reliability.payloads import own_folders

    checks, faults = 0, list[str]()
    with own_folders() as work, made_once():
        for trial in trials([writers()[position]]):
            tried, found = swap_each(trial, work, part)
            checks += tried
            faults += found
    return checks, faults


def main(words: list[str]) -> int:
    """Swap before every operation, then race, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--seconds", type=float, default=30, help="how long to race")
    asked.add_argument("--jobs", type=int, default=1, help="writers tried at a time")
    options = asked.parse_args(words)
    from reliability.payloads import own_folders

    began, checks, faults = time.monotonic(), 0, list[str]()
    # Not forked: a child must not find what another trial left in this process.
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        one = partial(swap_under, part=options.part)
        for tried, found in pool.map(one, range(len(writers()))):
            checks += tried
            faults += found
    with own_folders() as work:
        raced = race(work, options.seconds)
    faults += raced.faults
    for fault in faults[:40]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: links",
        checks=checks + raced.writes,
        failures=len(faults),
        seconds=time.monotonic() - began,
        swaps=checks,
        raced=raced.writes,
        race_swaps=raced.swaps,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
