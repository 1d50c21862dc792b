"""First paint: from exec to the expected text on the screen of a real terminal."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, beside, held, middle
from benchmarks.peers import EXPLORERS
from benchmarks.places import ENVIRONMENT, HERE, OURS, PYTHON
from benchmarks.terminal import Session

SECTION = "first paint"
EMPTY = "an empty Textual app"
GOAL = 1.4


class App(NamedTuple):
    """Something that paints a screen."""

    name: str
    words: Sequence[str]
    expected: str


def figures(rounds: int, packs: dict[int, Path]) -> Iterator[Figure]:
    """Yield first paint and memory of an empty app, of ours and of peers.

    ``packs`` are generated packs by their number of elements, already compiled.
    """
    ours = [
        App("home page, shipped pack", OURS, "AN/MPQ-65"),
        *(
            App(f"home page, {number:,} elements", (*OURS, "--specs", str(pack)), "stand")
            for number, pack in packs.items()
        ),
    ]
    apps = [App(EMPTY, (PYTHON, str(HERE / "floors" / "empty_app.py")), "READY"), *ours]
    for peer in EXPLORERS:
        if peer.is_there:
            apps.append(App(peer.name, peer.command, peer.expected))
        else:
            sys.stdout.write(f"skipped {peer.name}: not installed, see --install-peers\n")
    times: dict[str, list[float]] = {app.name: [] for app in apps}
    memory: dict[str, list[float]] = {app.name: [] for app in apps}
    for number in range(rounds + 1):
        for app in list(apps):
            try:
                seconds, used = _paint(app)
            except TimeoutError as error:
                sys.stdout.write(f"skipped {app.name}: {error}\n")
                apps.remove(app)
                continue
            if number:
                times[app.name].append(seconds)
                memory[app.name].append(used)
    floor = middle(times[EMPTY]) * 1000
    for app in apps:
        milliseconds = middle(times[app.name]) * 1000
        note = f"{middle(memory[app.name]):.0f} MiB"
        if app in ours:
            yield held(
                SECTION, app.name, milliseconds, "ms", GOAL, floor=floor, to=EMPTY, note=note
            )
        else:
            yield beside(SECTION, app.name, milliseconds, "ms", floor, EMPTY, note)
    yield from _growth(times, ours)


def _growth(times: dict[str, list[float]], ours: Sequence[App]) -> Iterator[Figure]:
    shipped = middle(times[ours[0].name]) * 1000
    for app in ours[1:]:
        milliseconds = middle(times[app.name]) * 1000
        name = f"{app.name}, beside the shipped pack"
        yield held(SECTION, name, milliseconds, "ms", 1.1, floor=shipped, to=ours[0].name)


def _paint(app: App) -> tuple[float, float]:
    session = Session(app.words, ENVIRONMENT)
    try:
        session.begin(app.expected)
        return session.painted(app.expected), session.memory()
    finally:
        session.close()
