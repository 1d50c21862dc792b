"""Measure everything in one run: ``python -m benchmarks``.

It writes ``benchmarks/RESULTS.md`` and the table of the README. A whole run takes about
twenty minutes on two quiet processors, two thirds of them for the pack of 100,000
elements, and up to 12 GB of memory. ``--install-peers`` first installs the programs
measured beside ours, each in an environment of its own. ``--short`` runs every benchmark
once on small packs and writes copies, to see that all of it works: its figures mean
nothing. Words name sections to run; their figures are printed.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import exporting, growth, keys, lookups, painting, peers, report
from benchmarks.figures import Figure
from benchmarks.places import KEPT

SIZES = (1_000, 10_000, 100_000)
SHORT_SIZES = (60, 120)

Section = Callable[[dict[int, Path], bool], Iterator[Figure]]

# Small packs first: the growth section compiles what later sections open.
SECTIONS: dict[str, Section] = {
    lookups.SECTION: lambda _, short: lookups.figures(1 if short else 30),
    growth.SECTION: lambda packs, short: growth.figures(packs, 1 if short else 10),
    painting.SECTION: lambda packs, short: painting.figures(
        1 if short else 15, _large(packs), () if short else peers.EXPLORERS
    ),
    keys.SECTION: lambda packs, short: keys.figures(
        4 if short else 100, {} if short else dict(list(_large(packs).items())[:1])
    ),
    exporting.SECTION: lambda _, short: (
        exporting.figures(1, "battery") if short else exporting.figures(3)
    ),
}


def _large(packs: dict[int, Path]) -> dict[int, Path]:
    """Return all packs but the smallest."""
    return {size: packs[size] for size in sorted(packs)[1:]}


def main() -> int:
    """Run what was asked for, print it, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], metavar="section")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--install-peers", action="store_true")
    parser.add_argument("--publish", action="store_true", help="only write the tables again")
    wanted = parser.parse_args()
    if wanted.publish:
        report.publish(report.PUBLISHED)
        return 0
    start = time.perf_counter()
    KEPT.mkdir(parents=True, exist_ok=True)
    if wanted.install_peers:
        peers.install()
    packs = growth.made(SHORT_SIZES if wanted.short else SIZES)
    busy = f"load average before the run {os.getloadavg()[0]:.1f}"
    figures: list[Figure] = []
    for name, section in SECTIONS.items():
        if not wanted.sections or name in wanted.sections:
            for figure in section(packs, wanted.short):
                figures.append(figure)
                sys.stdout.write(f"{_line(figure)}\n")
                sys.stdout.flush()
    minutes = (time.perf_counter() - start) / 60
    busy = f"{busy}, after it {os.getloadavg()[0]:.1f}; it took {minutes:.1f} minutes"
    sys.stdout.write(f"{busy}\n")
    if not wanted.sections:
        targets = report.tried(KEPT / "short") if wanted.short else report.PUBLISHED
        report.keep(targets, figures, "python -m benchmarks", time.strftime("%Y-%m-%d"), busy)
        report.publish(targets)
        sys.stdout.write(f"wrote {', '.join(map(str, targets))}\n")
    return 0


def _line(figure: Figure) -> str:
    ratio = f"{figure.ratio:8.2f} x" if figure.ratio is not None else " " * 10
    met = {None: "", True: "met", False: "MISSED"}[figure.met]
    value = f"{figure.value:10.2f} {figure.unit:<4}"
    return f"{value}{ratio}  {figure.name}  {figure.goal} {met} {figure.note}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
