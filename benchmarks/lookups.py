"""Look-ups: a process from its start to its end, beside bare Python."""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import Figure, beside, held
from benchmarks.peers import LOOK_UPS
from benchmarks.places import ENVIRONMENT, MODULE, OURS, PYTHON, REPOSITORY
from benchmarks.turns import Command, Times, in_turn

SECTION = "look-ups"
BARE = "bare Python (`python -c pass`)"
SQLITE = "bare Python that imports `sqlite3`"

_SHEET = ("show", "an-mpq-65")
_COMPARE = ("compare", "an-mpq-53", "an-mpq-65")

_GOALS: dict[str, tuple[tuple[str, ...], bool, float]] = {
    "`show ID --format plain`": ((*_SHEET, "--format", "plain"), False, 3),
    "`list --format plain`": (("list", "--format", "plain"), False, 3),
    "`search radar --format plain`": (("search", "radar", "--format", "plain"), False, 3),
    "`show ID`, painted": (_SHEET, True, 8),
    "`list`, painted": (("list",), True, 8),
    "`search radar`, painted": (("search", "radar"), True, 8),
    "`compare` of two radars, plain": ((*_COMPARE, "--format", "plain"), False, 20),
    "`compare` of two radars, painted": (_COMPARE, True, 20),
}


def figures(rounds: int) -> Iterator[Figure]:
    """Yield the cost of every look-up, of its floor and of its peers."""
    # The first run compiles the pack; look-ups are about all later ones.
    subprocess.run([*OURS, "list", "--plain"], env=ENVIRONMENT, stdout=-3, check=True)
    peers = [peer for peer in LOOK_UPS if peer.is_there]
    for peer in LOOK_UPS:
        if peer not in peers:
            sys.stdout.write(f"skipped {peer.name}: not installed, see --install-peers\n")
    commands = [
        Command(BARE, (PYTHON, "-c", "pass")),
        Command(SQLITE, (PYTHON, "-c", "import sqlite3")),
        *(Command(name, (*OURS, *words), painted) for name, (words, painted, _) in _GOALS.items()),
        Command("`show ID`, into a pipe", (*OURS, *_SHEET)),
        Command("as `python -m batteryviz`", (*MODULE, *_SHEET, "--plain")),
        *(Command(peer.name, peer.command) for peer in peers if peer.name != SLOW),
    ]
    times = in_turn(commands, rounds)
    slow = [Command(peer.name, peer.command) for peer in peers if peer.name == SLOW]
    times |= in_turn(slow, max(1, rounds // 10))
    floor = times[BARE].seconds * 1000
    yield Figure(SECTION, BARE, floor, "ms", 1.0)
    for name, (_, _, most) in _GOALS.items():
        yield held(SECTION, name, times[name].seconds * 1000, "ms", most, floor=floor, to=BARE)
    for command in [commands[1], *commands[2 + len(_GOALS) :], *slow]:
        milliseconds = times[command.name].seconds * 1000
        yield beside(SECTION, command.name, milliseconds, "ms", floor, BARE)
    yield from _half(times)
    check = Command("check", (*OURS, "check", str(REPOSITORY / "specs")))
    seconds = in_turn([check], max(1, rounds // 3))["check"].seconds
    yield held(SECTION, "`check` of the shipped specs", seconds, "s", 1)


SLOW = "mendeleev"
"""The peer that takes over a second."""

TLDR = "Python tldr"


def _half(times: dict[str, Times]) -> Iterator[Figure]:
    """Yield our slowest plain look-up beside the peer's, where that is installed."""
    if TLDR in times:
        name = max(list(_GOALS)[:3], key=lambda name: times[name].seconds)
        ours, theirs = times[name].seconds * 1000, times[TLDR].seconds * 1000
        yield held(SECTION, "slowest plain look-up", ours, "ms", 0.5, floor=theirs, to=TLDR)
