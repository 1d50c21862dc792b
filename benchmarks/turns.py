"""Commands timed in turn, so that a machine that drifts drifts under all of them."""

import os
import shlex
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from benchmarks.figures import middle
from benchmarks.places import ENVIRONMENT


class Command(NamedTuple):
    """A command under a name."""

    name: str
    words: Sequence[str]
    painted: bool = False
    """Standard output is a terminal; else it leads nowhere."""


class Times(NamedTuple):
    """What runs of one command cost: seconds by the clock and of the processor, peak MiB."""

    wall: list[float]
    processor: list[float]
    memory: list[float]

    @property
    def seconds(self) -> float:
        """The median by the clock."""
        return middle(self.wall)


def in_turn(commands: Sequence[Command], rounds: int) -> dict[str, Times]:
    """Run all ``commands`` once a round, after one round that does not count.

    Raises ``RuntimeError`` when one ends with another code than 0.
    """
    times = {command.name: Times([], [], []) for command in commands}
    with _terminal() as terminal:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in range(rounds + 1):
            for command in commands:
                wall, processor, memory = _run(command, terminal if command.painted else nowhere)
                if number:
                    found = times[command.name]
                    found.wall.append(wall)
                    found.processor.append(processor)
                    found.memory.append(memory)
        os.close(nowhere)
    return times


def _run(command: Command, output: int) -> tuple[float, float, float]:
    start = time.perf_counter()
    process = os.posix_spawn(
        command.words[0],
        list(command.words),
        {**ENVIRONMENT, "TERM": "xterm-256color", "COLUMNS": "100"},
        file_actions=[(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)],
    )
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{shlex.join(command.words)} ended with {code}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@contextmanager
def _terminal() -> Iterator[int]:
    """Give the lower end of a terminal whose upper end is read all the time."""
    upper, lower = os.openpty()

    def drain() -> None:
        try:
            while os.read(upper, 1 << 16):
                pass
        except OSError:
            return

    reader = threading.Thread(target=drain, daemon=True)
    reader.start()
    try:
        yield lower
    finally:
        os.close(lower)
        reader.join(5)
        os.close(upper)
