"""Growth: what a record costs in packs of 1,000, 10,000 and 100,000 elements."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from batteryviz.compiled.opening import open_library
from benchmarks.figures import Figure, held, late, middle
from benchmarks.packs import write_pack
from benchmarks.places import ENVIRONMENT, KEPT, OURS
from benchmarks.turns import Command, in_turn

SECTION = "growth"
MOST_GROWTH = 1.3
"""How much more a record may cost in the largest pack than in the smallest."""


class Grown(NamedTuple):
    """What one generated pack costs."""

    elements: int
    check: float
    check_memory: float
    first: float
    first_memory: float
    show: float
    searches: list[float]
    export: float


def made(sizes: Sequence[int]) -> dict[int, Path]:
    """Write the generated packs and return where they are."""
    packs = {}
    for elements in sizes:
        folder = KEPT / "packs" / str(elements)
        write_pack(folder, elements)
        packs[elements] = folder
    return packs


def figures(packs: dict[int, Path], rounds: int) -> Iterator[Figure]:
    """Yield what each pack costs, a record and in all, beside the shipped pack."""
    grown = [_grown(elements, pack, rounds) for elements, pack in packs.items()]
    shows = [
        Command("shipped", (*OURS, "show", "m901", "--plain"), ENVIRONMENT),
        *(
            Command(str(elements), _words(pack, "show", "beacon-000000", "--plain"), ENVIRONMENT)
            for elements, pack in packs.items()
        ),
    ]
    shown = in_turn(shows, rounds)
    shipped = shown["shipped"].seconds * 1000
    for found in grown:
        size = f"{found.elements:,} elements"
        ready = shown[str(found.elements)].seconds * 1000
        name = f"`show ID --plain`, {size}"
        yield held(SECTION, name, ready, "ms", 1.3, floor=shipped, to="the shipped pack")
        seconds = 15 * found.elements / 10_000
        yield held(SECTION, f"`check`, {size}", found.check, "s", seconds)
        yield held(SECTION, f"`check`, peak memory, {size}", found.check_memory, "MiB", 500)
        note = f"peak {found.first_memory:.0f} MiB"
        yield Figure(SECTION, f"first opening, {size}", found.first, "s", note=note)
        yield held(SECTION, f"search, median, {size}", middle(found.searches) * 1000, "ms", 1)
        slow = late(found.searches, 0.99) * 1000
        yield held(SECTION, f"search, p99, {size}", slow, "ms", 16 if found.elements < 1e5 else 60)
    yield from _flatness(grown)


def _flatness(grown: Sequence[Grown]) -> Iterator[Figure]:
    """Yield the cost of a record in the largest pack beside that in the smallest."""
    small, large = grown[0], grown[-1]
    costs = {
        "`check`": (small.check, large.check),
        "first opening": (small.first, large.first),
        "`export all --to csv`": (small.export, large.export),
    }
    for name, (few, many) in costs.items():
        floor = few / small.elements * 1e6
        cost = many / large.elements * 1e6
        size = f"{large.elements:,} elements"
        to = f"{small.elements:,} elements"
        title = f"{name}, a record, {size}"
        yield held(SECTION, title, cost, "µs", MOST_GROWTH, floor=floor, to=to)


def _grown(elements: int, pack: Path, rounds: int) -> Grown:
    check, check_memory = _timed(_words(pack, "check"))
    for old in (KEPT / "cache" / "batteryviz").glob(f"*packs-{elements}-*"):
        old.unlink()
    first, first_memory = _timed(_words(pack, "list", "--plain"))
    show, _ = _timed(_words(pack, "show", "beacon-000000", "--plain"))
    searches = list(_searches(pack, rounds))
    target = KEPT / f"export-{elements}.csv"
    export, _ = _timed(_words(pack, "export", "all", "--to", "csv", "--force", "--output", target))
    target.unlink()
    return Grown(elements, check, check_memory, first, first_memory, show, searches, export)


def _words(pack: Path, *words: str | Path) -> tuple[str, ...]:
    return (*OURS, *map(str, words), "--specs", str(pack))


def _timed(words: Sequence[str]) -> tuple[float, float]:
    """Return the seconds and the peak MiB of one run."""
    sys.stdout.write(f"running {' '.join(words[1:4])} ...\n")
    sys.stdout.flush()
    start = time.perf_counter()
    with subprocess.Popen(
        words,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def _searches(pack: Path, rounds: int) -> Iterator[float]:
    """Search for every beginning of some words, as a reader types them."""
    os.environ.update(ENVIRONMENT)
    store = open_library(str(pack)).store
    typed = ("beacon 000009", "amber", "be/000", "northmere", "gazette 12", "property", "lantern o")
    for _ in range(rounds):
        for words in typed:
            for length in range(1, len(words) + 1):
                start = time.perf_counter()
                store.search(words[:length])
                yield time.perf_counter() - start
