"""Growth: what a record costs in packs of 1,000, 10,000 and 100,000 elements."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from batteryviz.compiled.opening import open_library
from benchmarks.figures import Figure, beside, held, late, middle
from benchmarks.packs import write_pack
from benchmarks.places import CACHE, ENVIRONMENT, KEPT, OURS, PYTHON
from benchmarks.turns import Command, in_turn

SECTION = "growth"
MOST_GROWTH = 1.3
"""How much more a record may cost in the largest pack than in the smallest."""

MOST_EXPORTED = 20_000
"""Elements from which pages of the whole encyclopedia fill more memory than a computer has."""

_ASKING = """
import os, sys
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        os.stat(f"{folder}/{file}")
"""


class Run(NamedTuple):
    """One process from start to end: seconds by the clock and of the processor, peak MiB."""

    wall: float
    processor: float
    memory: float


class Grown(NamedTuple):
    """What one generated pack costs."""

    elements: int
    check: Run
    first: Run
    listed: Run
    exported: Run | None
    searches: list[float]


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
    grown = []
    for elements, pack in packs.items():
        try:
            grown.append(_grown(elements, pack, rounds, together=elements == max(packs)))
        except RuntimeError as error:
            # A small computer has no memory for the largest.
            sys.stdout.write(f"skipped {elements:,} elements: {error}\n")
    yield from _shows({found.elements: packs[found.elements] for found in grown}, rounds)
    for found in grown:
        size = f"{found.elements:,} elements"
        seconds = 15 * found.elements / 10_000
        is_goal = found.elements == 10_000
        if is_goal:
            yield held(SECTION, f"`check`, {size}", found.check.wall, "s", seconds)
            memory = found.check.memory
            yield held(SECTION, f"`check`, peak memory, {size}", memory, "MiB", 500)
        else:
            yield _stated(f"`check`, {size}", found.check)
        yield _stated(f"first opening, {size}", found.first)
        yield _stated(f"`export list --to csv`, {size}", found.listed)
        if found.exported is not None:
            yield _stated(f"`export all --to csv`, {size}", found.exported)
        yield from _found(size, found)
    yield from _flatness(grown)


def _found(size: str, found: Grown) -> Iterator[Figure]:
    milliseconds = [seconds * 1000 for seconds in found.searches]
    note = f"of {len(milliseconds)} searches"
    if found.elements > 10_000:
        value = late(milliseconds, 0.95)
        yield held(SECTION, f"search, p95, {size}", value, "ms", 60, note=note)
        return
    yield held(SECTION, f"search, median, {size}", middle(milliseconds), "ms", 1, note=note)
    yield held(SECTION, f"search, p99, {size}", late(milliseconds), "ms", 16, note=note)


def _stated(name: str, run: Run) -> Figure:
    note = f"{run.processor:.1f} s of the processor, peak {run.memory:,.0f} MiB"
    return Figure(SECTION, name, run.wall, "s", note=note)


def _shows(packs: dict[int, Path], rounds: int) -> Iterator[Figure]:
    asking = {
        elements: Command(f"asking {elements:,} files", (PYTHON, "-c", _ASKING, str(pack)))
        for elements, pack in packs.items()
    }
    shows = [
        Command("nothing asked", (PYTHON, "-c", "import os")),
        Command("shipped", (*OURS, "show", "m901", "--plain")),
        *asking.values(),
        *(
            Command(str(elements), _words(pack, "show", "beacon-000000", "--plain"))
            for elements, pack in packs.items()
        ),
    ]
    shown = in_turn(shows, rounds)
    shipped = shown["shipped"].seconds * 1000
    bare = shown["nothing asked"].seconds * 1000
    for elements in packs:
        alone = shown[asking[elements].name].seconds * 1000 - bare
        note = f"asking that many files for their time takes {alone:.0f} ms by itself"
        size = f"{elements:,} elements"
        value = shown[str(elements)].seconds * 1000
        name = f"`show ID --plain`, {size}"
        if elements == 10_000:
            yield held(
                SECTION, name, value, "ms", 1.3, floor=shipped, to="the shipped pack", note=note
            )
        else:
            yield beside(SECTION, name, value, "ms", shipped, "the shipped pack", note)


def _flatness(grown: Sequence[Grown]) -> Iterator[Figure]:
    """Yield the cost of a record in the largest pack beside that in the smallest."""
    small, large = grown[0], grown[-1]
    yield _flat("`check`", small, small.check, large, large.check)
    yield _flat("first opening", small, small.first, large, large.first)
    yield _flat("`export list --to csv`", small, small.listed, large, large.listed)
    for found in reversed(grown):
        if found.exported is not None and small.exported is not None:
            yield _flat("`export all --to csv`", small, small.exported, found, found.exported)
            break


def _flat(name: str, small: Grown, few: Run, large: Grown, many: Run) -> Figure:
    floor = few.processor / small.elements * 1e6
    cost = many.processor / large.elements * 1e6
    return held(
        SECTION,
        f"{name}, a record, {large.elements:,} elements",
        cost,
        "µs",
        MOST_GROWTH,
        floor=floor,
        to=f"{small.elements:,} elements",
        note="time of the processor",
    )


def _grown(elements: int, pack: Path, rounds: int, *, together: bool) -> Grown:
    """Return what one pack costs; the longest two runs ``together``, on two processors."""
    for old in (CACHE / "batteryviz").glob(f"*packs-{elements}-*"):
        old.unlink()
    with ThreadPoolExecutor(2 if together else 1) as pool:
        running = [
            pool.submit(_timed, _words(pack, *words)) for words in (("check",), ("list", "--plain"))
        ]
        check, first = (run.result() for run in running)
    searches = list(_searches(pack, rounds))
    listed = _export(pack, "list")
    exported = _export(pack, "all") if elements <= MOST_EXPORTED else None
    return Grown(elements, check, first, listed, exported, searches)


def _export(pack: Path, what: str) -> Run:
    target = KEPT / f"exported-{pack.name}.csv"
    run = _timed(_words(pack, "export", what, "--to", "csv", "--force", "--output", target))
    target.unlink()
    return run


def _words(pack: Path, *words: str | Path) -> tuple[str, ...]:
    return (*OURS, *map(str, words), "--specs", str(pack))


def _timed(words: Sequence[str]) -> Run:
    sys.stdout.write(f"running {' '.join(words[1:4])} on {Path(words[-1]).name} elements\n")
    sys.stdout.flush()
    start = time.perf_counter()
    with subprocess.Popen(
        words,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    wall = time.perf_counter() - start
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


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
