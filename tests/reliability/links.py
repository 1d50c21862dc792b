"""Promise 5: whatever is put in the way between the look and the write, no link is followed.

``PYTHONPATH=tests python -m reliability.links`` runs every writer of files and, before
each of its file operations, puts a link to a precious file in the place of the target,
or a link to a foreign folder in the place of the folder; then it lets a second process
swap them as fast as it can.
"""

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from batteryviz.safety.files import write_atomically
from reliability import report
from reliability.calls import watching_operations
from reliability.writing import Trial, made_once, operations_of, trials

PRECIOUS = b"precious\n"


def _outside(work: Path) -> Path:
    """Make a foreign folder with a precious file in it."""
    outside = work / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    (outside / "precious").write_bytes(PRECIOUS)
    return outside


def _harm(outside: Path) -> Iterator[str]:
    found = sorted(path.name for path in outside.iterdir())
    if found != ["precious"] or (outside / "precious").read_bytes() != PRECIOUS:
        yield f"outside now holds {found}"


def swap_each(trial: Trial, work: Path, part: int = 1) -> tuple[int, list[str]]:
    """Swap target, then folder, before each operation; return the checks and the faults."""
    folder = work / "folder"
    done = operations_of(trial, folder)
    faults, checks = [], 0
    for number in range(1, len(done) + 1):
        for what in ("target", "folder"):
            if (number * 2 + (what == "folder")) % part:
                continue
            checks += 1
            label = f"{trial.writer.name}, named {trial.named}: {what} swapped before {number}"
            faults += [f"{label}: {fault}" for fault in _swap(trial, work, number, what)]
    return checks, faults


def _swap(trial: Trial, work: Path, moment: int, what: str) -> Iterator[str]:
    folder, outside, aside = work / "folder", _outside(work), work / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    trial.prepare(folder)
    target = folder / trial.writer.files[0]

    def step(number: int, name: str) -> None:
        # The first operation opens the folder: which one that is, the reader said.
        if number != moment or name == "done":
            return
        if what == "target":
            target.unlink(missing_ok=True)
            target.symlink_to(outside / "precious")
        elif number > 1:
            folder_of = target.parent
            folder_of.rename(aside)
            folder_of.symlink_to(outside)

    # A lesson opens its folder once for each file; only the first is looked at.
    with watching_operations(step, named=trial.named):
        trial.writer.write(folder, trial.replace)
    if what == "target" or len(trial.writer.files) == 1:
        yield from _harm(outside)
    if folder.is_symlink():
        folder.unlink()


def race(work: Path, seconds: float) -> tuple[int, list[str]]:
    """Write for ``seconds`` while another process swaps the target for a link and back."""
    outside, folder = _outside(work), work / "raced"
    folder.mkdir(exist_ok=True)
    target, link = folder / "target", folder / "link"
    target.write_bytes(b"old")
    child = os.fork()
    if not child:
        try:
            while True:
                link.unlink(missing_ok=True)
                link.symlink_to(outside / "precious")
                link.replace(target)
                target.unlink(missing_ok=True)
        except OSError:
            os._exit(0)
        finally:
            os._exit(0)
    writes, end = 0, time.monotonic() + seconds
    data = b"new" * 100
    try:
        while time.monotonic() < end:
            for replace in (True, False):
                try:
                    write_atomically(target, data, replace=replace)
                except OSError:
                    continue
                finally:
                    writes += 1
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return writes, list(_harm(outside))


def main(words: list[str]) -> int:
    """Swap before every operation, then race, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--seconds", type=float, default=30, help="how long to race")
    options = asked.parse_args(words)
    from reliability.payloads import own_folders

    began, checks, faults = time.monotonic(), 0, list[str]()
    with own_folders() as work, made_once():
        for trial in trials():
            tried, found = swap_each(trial, work, options.part)
            checks += tried
            faults += found
        writes, found = race(work, options.seconds)
        faults += found
    for fault in faults[:40]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: links",
        checks=checks + writes,
        failures=len(faults),
        seconds=time.monotonic() - began,
        swaps=checks,
        raced=writes,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
