"""A key: from the moment it is pressed until the screen shows what it did."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from statistics import StatisticsError

from batteryviz.tui.pages import PAGES as EXPLORER
from benchmarks.figures import Figure, held, late, middle
from benchmarks.places import ENVIRONMENT, HERE, OURS, PYTHON
from benchmarks.terminal import Session

SECTION = "keys"
DOWN, UP, LEFT, RIGHT, ESCAPE = "\x1b[B", "\x1b[A", "\x1b[D", "\x1b[C", "\x1b"
CLEAR = "\x15"
"""Control and U: what was typed is gone."""

DOWN_AND_UP = [DOWN] * 30 + [UP] * 30
MOVES = {
    "schematic": ("1", [RIGHT, DOWN, LEFT, UP]),
    "list of elements": ("2", DOWN_AND_UP),
    "comparison": ("3", DOWN_AND_UP),
    "timeline": ("4", DOWN_AND_UP),
}
TYPED = ("radar", "launching station", "amber", "patriot", "beacon 000004")
MEDIAN, SLOWEST = 4, 16
"""Milliseconds a selection may take."""

PAGES = [page.key for page in EXPLORER]


def figures(rounds: int, packs: dict[int, Path]) -> Iterator[Figure]:
    """Yield the latency of keys, in the shipped pack and in generated ones."""
    floors = {rows: _option_list(rounds, rows) for rows in (10, 10_000)}
    for rows, taken in floors.items():
        name = f"selection, Textual's own list of {rows:,}"
        yield Figure(SECTION, name, middle(taken) * 1000, "ms", note=_p99(taken))
    floor = floors[10_000]
    yield from _session("shipped pack", OURS, rounds, floor)
    for number, pack in packs.items():
        name, words = f"{number:,} elements", (*OURS, "--specs", str(pack))
        try:
            yield from _session(name, words, rounds, floor)
        except (TimeoutError, StatisticsError) as error:
            sys.stdout.write(f"skipped keys, {name}: {error}\n")


def _option_list(rounds: int, rows: int) -> list[float]:
    session = Session((PYTHON, str(HERE / "floors" / "option_list.py"), str(rows)))
    try:
        session.begin("element 1")
        return _taken(session, [DOWN if n // 8 % 2 == 0 else UP for n in range(rounds)])
    finally:
        session.close()


def _session(
    name: str, words: Sequence[str], rounds: int, floor: Sequence[float]
) -> Iterator[Figure]:
    # Compiled before: the first opening of a pack builds the models, and that is not asked here.
    subprocess.run([*words, "list"], env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=True)
    session = Session(words)
    try:
        session.begin("Battery")
        for page in PAGES:
            session.press(page, 0.4)
        visited, before = session.memory(), len(session.keys)
        for place, (page, keys) in MOVES.items():
            session.press(page, 0.4)
            taken = _taken(session, [keys[n % len(keys)] for n in range(rounds)])
            yield _selection(f"selection, {place}, {name}", taken, floor)
        taken = _taken(session, [*PAGES] * max(1, rounds // len(PAGES)))
        yield _held(f"switching page, {name}", taken, 30)
        taken = _opened(session, ":", max(2, rounds // 4))
        yield _held(f"command palette, {name}", taken, 45)
        yield _held(f"search, a keystroke, {name}", _searched(session, rounds), 16)
        note = f"{session.memory():.0f} MiB after {len(session.keys) - before:,} keys more"
        name = f"peak memory after every page, {name}"
        yield held(SECTION, name, visited, "MiB", 55, note=note)
    finally:
        session.close()


def _opened(session: Session, key: str, times: int) -> list[float]:
    """Open what ``key`` opens and close it again, so many times; return how long it took."""
    before = len(session.keys)
    for _ in range(times):
        session.press(key)
        _unasked(session, ESCAPE)
    return session.latencies(before)


def _unasked(session: Session, key: str) -> None:
    """Press ``key``, whose time is nobody's question; what was shown stays known."""
    session.press(key, 0.3)
    session.keys.pop()


def _searched(session: Session, rounds: int) -> list[float]:
    """Type words into the search, one after the other, and return how long each letter took."""
    session.press("/", 0.4)
    before = len(session.keys)
    for words in cycle(TYPED):
        if len(session.keys) - before >= rounds:
            break
        for letter in words:
            session.press(letter)
        _unasked(session, CLEAR)
    # Working out all that was shown takes long: once is enough.
    taken = session.latencies(before)
    session.press(ESCAPE, 0.3)
    return taken


def _taken(session: Session, keys: Sequence[str]) -> list[float]:
    """Press ``keys`` and return how long each took; keys that change nothing are left out."""
    before = len(session.keys)
    for key in keys:
        session.press(key)
    return session.latencies(before)


def _selection(name: str, taken: Sequence[float], floor: Sequence[float]) -> Figure:
    median, slow = middle(taken) * 1000, late(taken) * 1000
    goal = f"at most {MEDIAN} ms, p99 at most {SLOWEST} ms"
    note = f"{_p99(taken)}; Textual's own list {middle(floor) * 1000:.1f} ms, {_p99(floor)}"
    is_met = median <= MEDIAN and slow <= SLOWEST
    return Figure(SECTION, name, median, "ms", goal=goal, met=is_met, note=note)


def _held(name: str, taken: Sequence[float], most: float) -> Figure:
    return held(SECTION, name, middle(taken) * 1000, "ms", most, note=_p99(taken))


def _p99(taken: Sequence[float]) -> str:
    return f"p99 {late(taken) * 1000:.1f} ms of {len(taken)}"
