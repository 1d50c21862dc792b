"""Exports: everything to every format, beside what the format's library takes alone."""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from batteryviz.export.formats import FORMATS, Format
from benchmarks.figures import Figure
from benchmarks.places import KEPT, OURS
from benchmarks.turns import Command, in_turn

SECTION = "exports"


def figures(rounds: int, formats: Sequence[Format] = FORMATS) -> Iterator[Figure]:
    """Yield the time each of ``formats`` takes for the whole shipped encyclopedia."""
    folder = KEPT / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    for known in formats:
        target = folder / f"all.{known.suffix}"
        words = (*OURS, "export", "all", "--to", known.name, "--force", "--output", str(target))
        try:
            times = in_turn([Command(known.name, words)], rounds)
        except RuntimeError as error:
            sys.stdout.write(f"skipped {known.name}: {error}\n")
            continue
        size = f"{target.stat().st_size / 1024:,.0f} KiB"
        alone = _alone(known.name, target)
        seconds = times[known.name].seconds
        if alone is None:
            yield Figure(SECTION, known.name, seconds, "s", note=size)
        else:
            floor = "its library alone"
            note = f"{size}, library alone {alone * 1000:,.0f} ms"
            yield Figure(SECTION, known.name, seconds, "s", seconds / alone, floor, note=note)


def _alone(name: str, written: Path) -> float | None:
    """Return the seconds the format's library takes to write the same again."""
    again: dict[str, Callable[[Path], Callable[[], object]]] = {
        "json": _json,
        "csv": _csv,
        "xlsx": _xlsx,
    }
    if name not in again:
        return None
    write = again[name](written)
    start = time.perf_counter()
    write()
    return time.perf_counter() - start


def _json(written: Path) -> Callable[[], object]:
    data = json.loads(written.read_bytes())
    return lambda: json.dumps(data, ensure_ascii=False, indent=2)


def _csv(written: Path) -> Callable[[], object]:
    with written.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))

    def write() -> None:
        with written.with_suffix(".again").open("w", newline="") as target:
            csv.writer(target).writerows(rows)

    return write


def _xlsx(written: Path) -> Callable[[], object]:
    from openpyxl import Workbook, load_workbook

    sheets = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(written)
    }

    def write() -> None:
        book = Workbook(write_only=True)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(written.with_suffix(".again"))

    return write
