"""Commands timed in turn, so that a machine that drifts drifts under all of them."""

import os
import shlex
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import middle


class Command(NamedTuple):
    """A command under a name."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str] = {}


class Times(NamedTuple):
    """What runs of one command cost: seconds by the clock and of the processor, peak MiB."""

    wall: list[float]
    processor: list[float]
    memory: list[float]
    codes: set[int]

    @property
    def seconds(self) -> float:
        """The median by the clock."""
        return middle(self.wall)


def run_once(command: Command, output: int) -> tuple[float, float, float, int]:
    """Run ``command``; return seconds by the clock and of the processor, MiB, exit code."""
    actions = [
        (os.POSIX_SPAWN_DUP2, output, 1),
        (os.POSIX_SPAWN_DUP2, output, 2),
    ]
    start = time.perf_counter()
    process = os.posix_spawn(
        command.words[0],
        list(command.words),
        {**os.environ, **command.environment},
        file_actions=actions,
    )
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code


def in_turn(commands: Sequence[Command], rounds: int) -> dict[str, Times]:
    """Run all ``commands`` once a round, after one round that does not count."""
    times = {command.name: Times([], [], [], set()) for command in commands}
    with Path(os.devnull).open("wb") as nowhere:
        for number in range(rounds + 1):
            for command in commands:
                wall, processor, memory, code = run_once(command, nowhere.fileno())
                found = times[command.name]
                found.codes.add(code)
                if number:
                    found.wall.append(wall)
                    found.processor.append(processor)
                    found.memory.append(memory)
    for command in commands:
        if times[command.name].codes != {0}:
            raise RuntimeError(
                f"{shlex.join(command.words)} ended with {times[command.name].codes}"
            )
    return times
