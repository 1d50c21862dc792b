"""Exports: everything to every format, beside what the format's library takes alone."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from batteryviz.export.formats import FORMATS
from benchmarks.figures import Figure
from benchmarks.materials import MATERIALS, OWN_LINES
from benchmarks.places import HERE, KEPT, OURS, PYTHON
from benchmarks.turns import Command, in_turn

SECTION = "exports"
LIBRARY = str(HERE / "floors" / "library.py")


def figures(rounds: int, what: str = "all") -> Iterator[Figure]:
    """Yield the time each format takes for the whole shipped encyclopedia, or for one page.

    The floor is the format's library writing the same words again, from where they stand
    ready, in a process of its own.
    """
    folder = KEPT / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    for known in FORMATS:
        target = folder / f"all.{known.suffix}"
        named = f"export {'all' if known.is_for_all else what} --to {known.name}"
        words = (*OURS, *named.split(), "--force", "--output", str(target))
        ours = Command(f"`{named}`", words)
        material = MATERIALS.get(known.name, OWN_LINES)
        try:
            in_turn([ours], 0)
            floor = _floor(material.writer, material.read(target), folder)
            times = in_turn([ours, floor], rounds)
        except RuntimeError as error:
            sys.stdout.write(f"skipped {known.name}: {error}\n")
            continue
        alone = times[floor.name].seconds
        size = f"{target.stat().st_size / 1024:,.0f} KiB"
        note = f"{size}; alone {alone * 1000:,.0f} ms"
        seconds = times[ours.name].seconds
        yield Figure(
            SECTION, ours.name, seconds, "s", seconds / alone, floor.name, "stated", note=note
        )


def _floor(writer: str, material: object, folder: Path) -> Command:
    ready = folder / "material.json"
    ready.write_text(json.dumps(material), encoding="utf-8")
    name = "Python writing the same lines" if writer == OWN_LINES.writer else f"{writer} alone"
    return Command(name, (PYTHON, LIBRARY, writer, str(ready), str(folder / "again")))
