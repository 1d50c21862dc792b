"""Promise 5: killed while it writes, the program leaves each file old or new, and whole.

``PYTHONPATH=tests python -m reliability.kills`` forks a child for every trial, lets it
write through a command, and kills it: half of them before a file operation by lot, the
others at a random moment of the command or of its writing; every tenth as it compiles a
pack. Then the file is looked at, and written once more, after which nothing may be left
over. Only a child that the signal ended counts; one that was done before is ``too_late``.
``--kills N`` sets how many, ``--seed N`` the lot, ``--jobs N`` how many are killed at a
time.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from batteryviz.cli.main import main as program
from program import TOY
from reliability import report
from reliability.calls import watching_operations
from reliability.writing import (
    Trial,
    Writer,
    leftovers,
    made_once,
    not_mended,
    operations_of,
    torn,
    trials,
    whole,
)

LOOK_UP = ["list", "--specs", str(TOY)]


class Child(NamedTuple):
    """A child that writes, and the pipe it tells when it begins to."""

    number: int
    told: int

    def wait_for_writing(self) -> None:
        """Return when it begins to write, or has ended."""
        os.read(self.told, 1)

    def killed(self) -> bool:
        """Kill it, if it still runs; say whether it was killed, by us or by itself."""
        os.kill(self.number, signal.SIGKILL)
        return self.ended()

    def ended(self) -> bool:
        """Wait for its end; say whether it was killed."""
        _, status = os.waitpid(self.number, 0)
        # Not before: a child that tells nobody would end by itself.
        os.close(self.told)
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def forked(write: Callable[[], object], *, named: bool = False, fatal: int = 0) -> Child:
    """Fork a child that writes. With ``fatal``, it kills itself before that operation."""
    reader, told = os.pipe()

    def step(number: int, name: str) -> None:
        del name
        if number == 1:
            os.write(told, b"1")
        if number == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child:
        os.close(told)
        return Child(child, reader)
    try:
        with watching_operations(step, named=named):
            write()
    finally:
        os._exit(0)


class Times(NamedTuple):
    """How long an undisturbed child takes: until it writes, and to write, in seconds."""

    before: float
    writing: float


def _timed(child: Child) -> Times:
    began = time.monotonic()
    child.wait_for_writing()
    writes = time.monotonic()
    child.ended()
    return Times(writes - began, time.monotonic() - writes)


class Known(NamedTuple):
    """What a trial does when nobody kills it."""

    operations: int
    times: Times


def known_of(trial: Trial, folder: Path) -> Known:
    """Let a trial run undisturbed, twice."""
    operations = len(operations_of(trial, folder))
    trial.prepare(folder)
    write = partial(trial.writer.write, folder, trial.replace)
    return Known(operations, _timed(forked(write, named=trial.named)))


@dataclass
class Killed:
    """How many children were killed, how many of them compiled, and what was wrong then."""

    kills: int = 0
    compiling: int = 0
    too_late: int = 0
    """Children that had ended before the signal came: they prove nothing, and do not count."""
    faults: list[str] = field(default_factory=list)


def kill_once(trial: Trial, folder: Path, lot: random.Random, known: Known) -> bool:
    """Kill one child as it writes; say whether it was killed before it was done.

    A half of the children kill themselves before an operation by lot, a quarter are
    killed at any moment, and a quarter at a moment while they write.
    """
    trial.prepare(folder)
    way = lot.random()
    fatal = lot.randint(1, known.operations) if way < 0.5 else 0
    write = partial(trial.writer.write, folder, trial.replace)
    child = forked(write, named=trial.named, fatal=fatal)
    if fatal:
        return child.ended()
    if way >= 0.75:
        child.wait_for_writing()
        time.sleep(lot.uniform(0, known.times.writing))
    else:
        time.sleep(lot.uniform(0, known.times.before + known.times.writing))
    return child.killed()


def harm(trial: Trial, folder: Path) -> Iterator[str]:
    """Yield what a killed child left wrong, then what the next write does not mend."""
    yield from torn(trial, folder)
    left = leftovers(folder)
    if len(left) > 1:
        yield f"more than one file left: {left}"
    trial.make_way(folder)
    trial.writer.write(folder, True)
    yield from not_mended(trial, folder)


def kill_compiling(lot: random.Random, times: Times) -> bool:
    """Kill a child as it compiles a pack; say whether it was killed before it was done."""
    child = _compiling()
    child.wait_for_writing()
    time.sleep(lot.uniform(0, times.writing))
    return child.killed()


def _compiling() -> Child:
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    return forked(partial(_silent, LOOK_UP))


def harm_to_cache(place: Path) -> Iterator[str]:
    """Yield what is wrong with the look-up after a killed one."""
    child = os.fork()
    if not child:
        os.chdir(place)
        _silent(LOOK_UP)
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


def kill_many(work: Path, kills: int, seed: int, chosen: Sequence[Writer] | None = None) -> Killed:
    """Kill children, each writer in turn, until ``kills`` of them died of it."""
    lot, done = random.Random(seed), Killed()  # noqa: S311 - a lot, no secret
    every = list(trials(chosen))
    lot.shuffle(every)
    folder = work / "folder"
    known: dict[Trial, Known] = {}
    with made_once():
        for trial in every:
            whole(trial.writer.name)
        compiling = _timed(_compiling())
        tries = 0
        while done.kills < kills:
            # When the machine is slow one moment and fast the next, many are too late.
            if done.too_late > 2 * kills + 20:
                done.faults.append(f"only {done.kills} killed: {done.too_late} were too late")
                break
            tries += 1
            if tries % 10 == 0:
                if kill_compiling(lot, compiling):
                    done.kills += 1
                    done.compiling += 1
                    done.faults += [f"compiling: {fault}" for fault in harm_to_cache(work)]
                else:
                    done.too_late += 1
                continue
            trial = every[(tries - tries // 10 - 1) % len(every)]
            if trial not in known:
                known[trial] = known_of(trial, folder)
            if kill_once(trial, folder, lot, known[trial]):
                done.kills += 1
                done.faults += [f"{trial.name}: {fault}" for fault in harm(trial, folder)]
            else:
                done.too_late += 1
    return done


def kill_share(seed: int, kills: int) -> Killed:
    """Kill ``kills`` children, in folders of its own."""
    from reliability.payloads import own_folders

    with own_folders() as work:
        return kill_many(work, kills, seed)


def kill_all(kills: int, seed: int, jobs: int) -> Killed:
    """Kill ``kills`` children, ``jobs`` of them at a time."""
    shares = [kills // jobs + (job < kills % jobs) for job in range(jobs)]
    seeds = range(seed, seed + jobs)
    # Not forked: a child must not find what another left in this process.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(kill_share, seeds, shares))
    return Killed(
        sum(one.kills for one in done),
        sum(one.compiling for one in done),
        sum(one.too_late for one in done),
        [fault for one in done for fault in one.faults],
    )


def main(words: list[str]) -> int:
    """Kill as many as asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=1_600)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    asked.add_argument("--jobs", type=int, default=1, help="children killed at a time")
    options = asked.parse_args(words)
    began = time.monotonic()
    done = kill_all(options.kills, options.seed, options.jobs)
    for fault in done.faults[:40]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: kills",
        checks=done.kills,
        failures=len(done.faults),
        seconds=time.monotonic() - began,
        compiling=done.compiling,
        too_late=done.too_late,
        seed=options.seed,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
