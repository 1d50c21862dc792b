"""Promise 5: killed while it writes, the program leaves each file old or new, and whole.

``PYTHONPATH=tests python -m reliability.kills`` forks a child for every trial, lets it
write through a command, and kills it: half of them before a file operation by lot, the
others at a random moment of the command or of its writing. Then the file is looked at,
and written once more, after which nothing may be left over. ``--kills N`` sets how many,
``--seed N`` the lot.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from batteryviz.cli.main import main as program
from program import TOY
from reliability import report
from reliability.calls import nothing, watching_operations
from reliability.writing import (
    Trial,
    Writer,
    leftovers,
    made_once,
    not_mended,
    torn,
    trials,
    whole,
)


def _child(trial: Trial, folder: Path, fatal: int, told: int) -> int:
    """Fork a child that writes, and tells the pipe ``told`` when it begins to.

    With ``fatal``, it kills itself before that operation.
    """

    def step(number: int, name: str) -> None:
        del name
        if number == 1:
            os.write(told, b"1")
        if number == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child:
        return child
    try:
        with watching_operations(step, named=trial.named):
            trial.writer.write(folder, trial.replace)
    finally:
        os._exit(0)


class Times(NamedTuple):
    """How long an undisturbed child takes: until it writes, and to write, in seconds."""

    before: float
    writing: float


def kill_once(trial: Trial, folder: Path, lot: random.Random, times: Times) -> Iterator[str]:
    """Kill one child as it writes, and yield what is wrong then.

    A half of the children kill themselves before an operation by lot, a quarter are
    killed at any moment, and a quarter at a moment while they write.
    """
    trial.prepare(folder)
    way = lot.random()
    reader, told = os.pipe()
    child = _child(trial, folder, lot.randint(1, 14) if way < 0.5 else 0, told)
    os.close(told)
    if way >= 0.75:
        os.read(reader, 1)
        time.sleep(lot.uniform(0, times.writing))
    elif way >= 0.5:
        time.sleep(lot.uniform(0, times.before + times.writing))
    if way >= 0.5:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    yield from torn(trial, folder)
    left = leftovers(folder)
    if len(left) > 1:
        yield f"more than one file left: {left}"
    trial.writer.write(folder, True)
    yield from not_mended(trial, folder)


def kill_compiling(place: Path, lot: random.Random, seconds: float) -> Iterator[str]:
    """Kill a child as it compiles a pack, and yield what is wrong then."""
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    child = os.fork()
    if not child:
        _silent(["list", "--specs", str(TOY)])
    time.sleep(lot.uniform(0, seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    child = os.fork()
    if not child:
        os.chdir(place)
        _silent(["list", "--specs", str(TOY)])
    _, status = os.waitpid(child, 0)
    if status:
        yield f"the next look-up ended with {os.waitstatus_to_exitcode(status)}"
    left = leftovers(Path(os.environ["XDG_CACHE_HOME"]))
    if left:
        yield f"left in the cache: {left}"


def _silent(words: list[str]) -> None:
    code = 70
    try:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - the child ends
        code = program(words)
    finally:
        os._exit(code)


def timed(trial: Trial, folder: Path) -> Times:
    """Return how long an undisturbed child takes, a little more than less."""
    trial.prepare(folder)
    reader, told = os.pipe()
    began = time.monotonic()
    child = _child(trial, folder, 0, told)
    os.close(told)
    os.read(reader, 1)
    writes = time.monotonic()
    os.waitpid(child, 0)
    os.close(reader)
    return Times(writes - began, (time.monotonic() - writes) * 1.1)


def kill_many(
    work: Path, kills: int, seed: int, chosen: Sequence[Writer] | None = None
) -> tuple[int, list[str]]:
    """Kill ``kills`` children, each writer in turn; return their number and all faults."""
    lot, faults, done = random.Random(seed), list[str](), 0  # noqa: S311 - a lot, no secret
    every = list(trials(chosen))
    lot.shuffle(every)
    times: dict[Trial, Times] = {}
    with made_once():
        for trial in every:
            whole(trial.writer.name)
            trial.prepare(work / "folder")
            with watching_operations(nothing, named=trial.named):
                trial.writer.write(work / "folder", trial.replace)
        while done < kills:
            trial = every[done % len(every)]
            if trial not in times:
                times[trial] = timed(trial, work / "folder")
            found = list(kill_once(trial, work / "folder", lot, times[trial]))
            faults += [f"{trial.writer.name}, named {trial.named}: {fault}" for fault in found]
            done += 1
            if done % 10 == 0 and done < kills:
                faults += [f"compiling: {fault}" for fault in kill_compiling(work, lot, 0.6)]
                done += 1
    return done, faults


def main(words: list[str]) -> int:
    """Kill as many as asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1_600)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    options = asked.parse_args(words)
    from reliability.payloads import own_folders

    began = time.monotonic()
    with own_folders() as work:
        done, faults = kill_many(work, options.kills, options.seed)
    for fault in faults[:40]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: kills",
        checks=done,
        failures=len(faults),
        seconds=time.monotonic() - began,
        seed=options.seed,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
