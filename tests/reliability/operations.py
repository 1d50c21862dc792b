"""Promise 5: each file operation of a writer fails once, and nothing is lost.

``PYTHONPATH=tests python -m reliability.operations`` runs every writer of files through
its command, and lets each operation between the first look and the last rename fail, with
each of eight errors, once or from then on. What stood at the target must stand there
whole, old or new, with the exit code that says which, and one line; no temporary file
stays, or the next write takes it away. Before that it looks whether the operations come
in an order that outlives a cut, also when the disk takes few bytes at a time.
"""

import argparse
import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, NoReturn

from reliability import report
from reliability.calls import watching_operations
from reliability.writing import (
    Result,
    Trial,
    leftovers,
    made_once,
    not_mended,
    operations_of,
    out_of_order,
    torn,
    trials,
    whole,
    writers,
)

ERRORS = ("ENOSPC", "EIO", "EACCES", "EPERM", "EROFS", "EDQUOT", "ENAMETOOLONG", "EMFILE")
WRITING_FAILED = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT})
"""What ends with exit code 74; else a file could not be created: 73."""


class Failure(NamedTuple):
    """Which operation fails, with which error, and whether all after it fail too."""

    number: int
    code: int
    for_ever: bool

    def step(self, number: int, name: str) -> None:
        """Fail, if it is time."""
        if number == self.number or (self.for_ever and number > self.number and name != "close"):
            raise OSError(self.code, os.strerror(self.code))


def fail_each(
    trial: Trial, folder: Path, errors: Sequence[str], part: int = 1
) -> tuple[list[str], list[str]]:
    """Let each operation of ``trial`` fail, with each of ``errors``, once and from then on.

    Returns the name of each check, and what went wrong. With ``part``, every so many-th.
    """
    done = operations_of(trial, folder)
    ordered, faults = in_order(trial, folder, done)
    failures = dict[str, Failure]()
    for number in range(1, len(done) + 1):
        for position, error in enumerate(errors):
            for for_ever in (False, True):
                if (number * 2 * len(errors) + position * 2 + for_ever) % part:
                    continue
                label = f"{trial.name}: {error} at operation "
                label += f"{number} ({done[number - 1]}){' and after' * for_ever}"
                failures[label] = Failure(number, getattr(errno, error), for_ever)
    with mending(trial, folder) as mend:
        found = _fail_all(trial, folder, list(failures.values()), mend)
    for label, told in zip(failures, found, strict=True):
        faults += [f"{label}: {fault}" for fault in told]
    return [*ordered, *failures], faults


def in_order(
    trial: Trial, folder: Path, done: Sequence[str] | None = None
) -> tuple[list[str], list[str]]:
    """Say whether all reaches the disk before it is named, also a few bytes at a time.

    Returns the name of each check, and what went wrong. ``done`` are the operations of
    ``trial``, if they are known.
    """
    done = operations_of(trial, folder) if done is None else done
    few = operations_of(trial, folder, takes_few=True)
    labels = [f"{trial.name}: in order", f"{trial.name}: in order, few bytes at a time"]
    faults = [f"{labels[0]}: {fault}" for fault in out_of_order(trial, done)]
    faults += [f"{labels[1]}: {fault}" for fault in out_of_order(trial, few)]
    if trial.found(folder) != whole(trial.writer.name):
        faults.append(f"{labels[1]}: not all was written")
    if "write" in done and few.count("write") < 2 * done.count("write"):
        faults.append(f"{labels[1]}: the disk took all at once")
    return labels, faults


def _fail_all(
    trial: Trial, folder: Path, failures: Sequence[Failure], mend: Callable[[], None]
) -> list[list[str]]:
    """Return what went wrong with each of ``failures``.

    The writer runs once, as far as its first operation. There it is forked for each
    failure: all that comes before, which no failure touches, is done once for all.
    """
    found: list[list[str]] = []
    failing, answers = None, -1

    def step(number: int, name: str) -> None:
        nonlocal failing, answers
        if number == 1:
            for failure in failures:
                trial.prepare(folder)
                child, answers = _fork()
                if not child:
                    failing = failure
                    break
                said = _read_all(answers)
                os.waitpid(child, 0)
                faults: list[str] = json.loads(said or '["the child died"]')
                trial.make_way(folder)
                mend()
                found.append([*faults, *not_mended(trial, folder)])
        if failing is not None:
            failing.step(number, name)

    trial.prepare(folder)
    try:
        with watching_operations(step, named=trial.named) as done:
            result = trial.writer.write(folder, trial.replace)
        if failing is None:
            return found
        told = list(_told(trial, folder, failing, result))
        if len(done) < failing.number:
            told.append("nothing failed: the operation did not come")
    except BaseException as error:
        if failing is None:
            raise
        told = [f"raised {error!r}"]
    os.write(answers, json.dumps(told).encode())
    os._exit(0)


def _fork() -> tuple[int, int]:
    """Fork; return the child to its parent, and to each the end of a pipe between them."""
    reads, writes = os.pipe()
    child = os.fork()
    os.close(writes if child else reads)
    return child, reads if child else writes


def _read_all(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read()


@contextmanager
def mending(trial: Trial, folder: Path) -> Iterator[Callable[[], None]]:
    """Give a function that writes once more, undisturbed, from a process of its own.

    That process too has gone as far as the writer's first operation, and forks there.
    """
    asked, asks = os.pipe()
    answered, answers = os.pipe()
    trial.prepare(folder)
    child = os.fork()
    if not child:
        os.close(asks)
        _mend_when_asked(trial, folder, asked, answers)
    os.close(asked)
    os.close(answers)
    try:
        assert os.read(answered, 1)

        def mend() -> None:
            os.write(asks, b".")
            assert os.read(answered, 1)

        yield mend
    finally:
        os.close(asks)
        os.close(answered)
        os.waitpid(child, 0)


def _mend_when_asked(trial: Trial, folder: Path, asked: int, answers: int) -> NoReturn:
    is_asked = False

    def step(number: int, name: str) -> None:
        nonlocal is_asked
        del name
        if number > 1:
            return
        os.write(answers, b".")
        while os.read(asked, 1):
            child = os.fork()
            if not child:
                is_asked = True
                return
            os.waitpid(child, 0)
            os.write(answers, b".")
        os._exit(0)

    try:
        with watching_operations(step):
            trial.writer.write(folder, True)
    finally:
        os._exit(0 if is_asked else 1)


def _told(trial: Trial, folder: Path, failing: Failure, result: Result) -> Iterator[str]:
    """Say what is not as it must be after a failure."""
    yield from torn(trial, folder)
    if result.code is not None:
        is_done = trial.found(folder) == whole(trial.writer.name)
        expected = 0 if is_done else 74 if failing.code in WRITING_FAILED else 73
        if result.code != expected:
            yield f"exit code {result.code}, not {expected}: {result.said!r}"
        said = [line for line in result.said.splitlines() if line.startswith("batteryviz: ")]
        if expected and len(said) != 1:
            yield f"not one line: {result.said!r}"
    elif result.said:
        is_done = trial.found(folder) == whole(trial.writer.name)
        if result.said.startswith("wrote ") != is_done or "\n" in result.said:
            yield f"the reader is told {result.said!r}"
    if not failing.for_ever and leftovers(folder):
        yield f"left over: {leftovers(folder)}"


class Tried(NamedTuple):
    """What was tried with one writer."""

    checks: list[str]
    faults: list[str]


def try_writer(position: int, part: int = 1) -> Tried:
    """Let each operation of one of ``writers()`` fail, in a folder of its own."""
    from reliability.payloads import own_folders

    tried = Tried([], [])
    with own_folders() as work, made_once():
        for trial in trials([writers()[position]]):
            checks, faults = fail_each(trial, work / "folder", ERRORS, part)
            tried.checks.extend(checks)
            tried.faults.extend(faults)
    return tried


def try_all(positions: Sequence[int], part: int, jobs: int) -> Iterator[Tried]:
    """Yield what was tried with each writer, in their order, ``jobs`` of them at a time."""
    one = partial(try_writer, part=part)
    if jobs == 1:
        yield from map(one, positions)
        return
    # Not forked: a child must not find what another trial left in this process.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, positions)


def main(words: list[str]) -> int:
    """Fail every operation, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--jobs", type=int, default=1, help="writers tried at a time")
    options = asked.parse_args(words)
    began, checks, faults = time.monotonic(), 0, list[str]()
    every = writers()
    work = try_all(range(len(every)), options.part, options.jobs)
    for writer, tried in zip(every, work, strict=True):
        checks += len(tried.checks)
        faults += tried.faults
        sys.stderr.write(f"{writer.name}: {len(tried.checks)} {len(tried.faults)}\n")
    for fault in faults[:60]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: operations",
        checks=checks,
        failures=len(faults),
        seconds=time.monotonic() - began,
        writers=len(every),
        errors=len(ERRORS),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
