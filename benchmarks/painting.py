"""First paint: from exec to the expected text on the screen of a real terminal."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, beside, held, middle
from benchmarks.peers import Peer
from benchmarks.places import HERE, HOME, OURS, PYTHON
from benchmarks.terminal import Session

SECTION = "first paint"
EMPTY = "an empty Textual app"
GOAL = 1.4


class App(NamedTuple):
    """Something that paints a screen."""

    name: str
    words: Sequence[str]
    expected: str


def figures(rounds: int, packs: dict[int, Path], peers: Sequence[Peer]) -> Iterator[Figure]:
    """Yield first paint and memory of an empty app, of ours and of peers.

    ``packs`` are generated packs by their number of elements, already compiled; the
    first of them is held to the goal of the shipped one.
    """
    ours = [
        App("home page, shipped pack", OURS, "AN/MPQ-65"),
        *(
            App(f"home page, {number:,} elements", (*OURS, "--specs", str(pack)), "CA/000002")
            for number, pack in packs.items()
        ),
    ]
    apps = [App(EMPTY, (PYTHON, str(HERE / "floors" / "empty_app.py")), "READY"), *ours]
    for peer in peers:
        if peer.is_there:
            apps.append(App(peer.name, peer.command, peer.expected))
        else:
            sys.stdout.write(f"skipped {peer.name}: not installed, see --install-peers\n")
    times: dict[str, list[float]] = {app.name: [] for app in apps}
    memory: dict[str, list[float]] = {app.name: [] for app in apps}
    shutil.rmtree(HOME, ignore_errors=True)
    few = max(1, rounds // 3)
    for number in range(rounds + 1):
        for app in list(apps):
            if app not in [*ours, apps[0]] and number > few:
                continue
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
        if app in ours[:2]:
            yield held(
                SECTION, app.name, milliseconds, "ms", GOAL, floor=floor, to=EMPTY, note=note
            )
        else:
            yield beside(SECTION, app.name, milliseconds, "ms", floor, EMPTY, note)
    yield from _fastest(times, [app for app in apps[1:] if app not in ours], ours[0])
    yield from _growth(times, [app for app in ours if times[app.name]])


def _fastest(times: dict[str, list[float]], peers: Sequence[App], ours: App) -> Iterator[Figure]:
    """Yield our first paint beside that of the fastest peer."""
    if peers:
        fastest = min(peers, key=lambda app: middle(times[app.name]))
        milliseconds = middle(times[ours.name]) * 1000
        floor = middle(times[fastest.name]) * 1000
        name = "home page, beside the fastest peer"
        yield held(SECTION, name, milliseconds, "ms", 1, floor=floor, to=fastest.name)


def _growth(times: dict[str, list[float]], ours: Sequence[App]) -> Iterator[Figure]:
    shipped = middle(times[ours[0].name]) * 1000
    for app in ours[1:]:
        milliseconds = middle(times[app.name]) * 1000
        name = f"{app.name}, beside the shipped pack"
        if app is ours[1]:
            yield held(SECTION, name, milliseconds, "ms", 1.1, floor=shipped, to=ours[0].name)
        else:
            yield beside(SECTION, name, milliseconds, "ms", shipped, ours[0].name)


def _paint(app: App) -> tuple[float, float]:
    session = Session(app.words)
    try:
        session.begin(app.expected)
        return session.painted(app.expected), session.memory()
    finally:
        session.close()
