"""A key: from the moment it is pressed until the screen shows what it did."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from batteryviz.tui import pages
from benchmarks.figures import Figure, held, late, middle
from benchmarks.places import HERE, OURS, PYTHON
from benchmarks.terminal import Session

SECTION = "keys"
DOWN, UP, ESCAPE, RIGHT = "\x1b[B", "\x1b[A", "\x1b", "\x1b[C"
PAGES = [page.key for page in pages.PAGES]


def figures(rounds: int, packs: dict[int, Path]) -> Iterator[Figure]:
    """Yield the latency of keys, in the shipped pack and in generated ones."""
    yield from _options(rounds)
    yield from _session("shipped pack", OURS, rounds)
    for number, pack in packs.items():
        yield from _session(f"{number:,} elements", (*OURS, "--specs", str(pack)), rounds)


def _options(rounds: int) -> Iterator[Figure]:
    """Yield the floor: an option list of Textual's own."""
    for rows in (10, 10_000):
        session = Session((PYTHON, str(HERE / "floors" / "option_list.py"), str(rows)))
        try:
            session.begin("element 1")
            for number in range(rounds):
                session.press(DOWN if number // 8 % 2 == 0 else UP)
            taken = session.latencies()
        finally:
            session.close()
        name = f"selection in Textual's option list of {rows:,}"
        yield Figure(SECTION, name, middle(taken) * 1000, "ms", note=_p99(taken))


def _session(name: str, words: Sequence[str], rounds: int) -> Iterator[Figure]:
    session = Session(words)
    try:
        session.begin("Battery")
        for page in PAGES:
            session.press(page, 0.4)
        moves = {
            "schematic": ("1", [RIGHT, DOWN]),
            "list of elements": ("2", [DOWN]),
            "comparison": ("3", [DOWN]),
            "timeline": ("4", [DOWN]),
        }
        for place, (page, keys) in moves.items():
            session.press(page, 0.4)
            taken = _taken(session, [keys[n % len(keys)] for n in range(rounds)])
            yield from _selection(f"selection, {place}, {name}", taken)
        taken = _taken(session, PAGES * max(1, rounds // len(PAGES)))
        yield _held(f"switching page, {name}", taken, 30)
        taken = []
        for _ in range(max(2, rounds // 4)):
            taken += _taken(session, [":"])
            session.press(ESCAPE, 0.3)
        yield _held(f"command palette, {name}", taken, 45)
        session.press("/", 0.4)
        letters = "radar beacon lamp patriot"
        taken = _taken(session, [letters[n % len(letters)] for n in range(rounds)])
        session.press(ESCAPE, 0.3)
        yield _held(f"search, a keystroke, {name}", taken, 16)
        yield held(SECTION, f"peak memory after every page, {name}", session.memory(), "MiB", 55)
    finally:
        session.close()


def _taken(session: Session, keys: Sequence[str]) -> list[float]:
    """Press ``keys`` and return how long each took; keys that change nothing are left out."""
    before = len(session.keys)
    for key in keys:
        session.press(key)
    return session.latencies(before)


def _selection(name: str, taken: Sequence[float]) -> Iterator[Figure]:
    yield _held(name, taken, 4)
    yield held(SECTION, f"{name}, p99", late(taken) * 1000, "ms", 16)


def _held(name: str, taken: Sequence[float], most: float) -> Figure:
    return held(SECTION, name, middle(taken) * 1000, "ms", most, note=_p99(taken))


def _p99(taken: Sequence[float]) -> str:
    return f"p99 {late(taken) * 1000:.1f} ms of {len(taken)}"
