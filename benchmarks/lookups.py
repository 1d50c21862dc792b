"""Look-ups: a process from its start to its end, beside bare Python."""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figures import Figure, beside, held
from benchmarks.peers import LOOK_UPS
from benchmarks.places import ENVIRONMENT, MODULE, OURS, PYTHON, REPOSITORY
from benchmarks.turns import Command, in_turn

SECTION = "look-ups"
BARE = "bare Python (`python -c pass`)"

_SHEET = ("show", "an-mpq-65")
_RADARS = ("an-mpq-53", "an-mpq-65")

_GOALS: dict[str, tuple[tuple[str, ...], bool, float]] = {
    "`show ID --format plain`": ((*_SHEET, "--format", "plain"), False, 3),
    "`list --format plain`": (("list", "--format", "plain"), False, 3),
    "`search radar --format plain`": (("search", "radar", "--format", "plain"), False, 3),
    "`show ID`, painted": (_SHEET, True, 8),
    "`list`, painted": (("list",), True, 8),
    "`search radar`, painted": (("search", "radar"), True, 8),
    "`show ID`, into a pipe": (_SHEET, False, 8),
    "`compare` of two radars, painted": (("compare", *_RADARS), True, 20),
}


def figures(rounds: int) -> Iterator[Figure]:
    """Yield the cost of every look-up, of its floor and of its peers."""
    # The first run compiles the pack; look-ups are about all later ones.
    subprocess.run([*OURS, "list", "--plain"], env=_environment(), stdout=-3, check=True)
    peers = [peer for peer in LOOK_UPS if peer.is_there]
    for peer in LOOK_UPS:
        if peer not in peers:
            sys.stdout.write(f"skipped {peer.name}: not installed, see --install-peers\n")
    commands = [
        Command(BARE, (PYTHON, "-c", "pass")),
        *(
            Command(name, (*OURS, *words), ENVIRONMENT, painted)
            for name, (words, painted, _) in _GOALS.items()
        ),
        Command("as `python -m batteryviz`", (*MODULE, *_SHEET, "--plain"), ENVIRONMENT),
        *(Command(peer.name, peer.command, ENVIRONMENT) for peer in peers),
    ]
    times = in_turn(commands, rounds)
    floor = times[BARE].seconds * 1000
    yield Figure(SECTION, BARE, floor, "ms", 1.0)
    for name, (_, _, most) in _GOALS.items():
        yield held(SECTION, name, times[name].seconds * 1000, "ms", most, floor=floor, to=BARE)
    for command in commands[1 + len(_GOALS) :]:
        milliseconds = times[command.name].seconds * 1000
        yield beside(SECTION, command.name, milliseconds, "ms", floor, BARE)
    check = Command("check", (*OURS, "check", str(REPOSITORY / "specs")), ENVIRONMENT)
    seconds = in_turn([check], max(1, rounds // 5))["check"].seconds
    yield held(SECTION, "`check` of the shipped specs", seconds, "s", 1)


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, **ENVIRONMENT}
