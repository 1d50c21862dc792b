"""Figures as JSON, as a page of tables, and as the table of the README."""

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.figures import Figure
from benchmarks.places import HERE, REPOSITORY

START = "<!-- benchmarks: written by python -m benchmarks -->"
END = "<!-- end of benchmarks -->"
BY_HAND = "## Changes"
"""What follows this heading on the page of results is kept as it is."""


class Targets(NamedTuple):
    """The three files a run writes: the figures, the page of tables, and the README."""

    results: Path
    page: Path
    readme: Path


PUBLISHED = Targets(HERE / "results.json", HERE / "RESULTS.md", REPOSITORY / "README.md")


def tried(folder: Path) -> Targets:
    """Return copies of the files in ``folder``, to be written instead of them."""
    folder.mkdir(parents=True, exist_ok=True)
    targets = Targets(*(folder / path.name for path in PUBLISHED))
    for kept, copied in zip(PUBLISHED[1:], targets[1:], strict=True):
        shutil.copy(kept, copied)
    return targets


def machine() -> dict[str, str]:
    """Return what the figures depend on besides the program."""
    with Path("/proc/cpuinfo").open() as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return {
        "processor": f"{os.cpu_count()} x {names[0] if names else platform.processor()}",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Textual": _version("textual"),
        "commit": _commit(),
    }


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def _commit() -> str:
    done = subprocess.run(
        ["/usr/bin/env", "git", "rev-parse", "--short", "HEAD"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def keep(targets: Targets, figures: Sequence[Figure], command: str, date: str, busy: str) -> None:
    """Write the figures and what they depend on as JSON."""
    data = {
        "command": command,
        "date": date,
        "busy": busy,
        "machine": machine(),
        "figures": [figure._asdict() for figure in figures],
    }
    targets.results.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def publish(targets: Targets) -> None:
    """Write the page of results and the README's table from the kept figures.

    Raises ``ValueError`` when one of them has no place for it.
    """
    data = json.loads(targets.results.read_text())
    figures = [Figure(**figure) for figure in data["figures"]]
    _, heading, changes = targets.page.read_text().partition(BY_HAND)
    before, start, rest = targets.readme.read_text().partition(START)
    _, end, after = rest.partition(END)
    if not heading:
        raise ValueError(f"{targets.page.name} has no heading {BY_HAND!r}")
    if not end:
        raise ValueError(f"{targets.readme.name} has no place between {START} and {END}")
    targets.page.write_text(f"{_page(data, figures)}{BY_HAND}{changes}")
    targets.readme.write_text(f"{before}{start}\n\n{_summary(data, figures)}\n{end}{after}")


def _page(data: dict[str, Any], figures: Sequence[Figure]) -> str:
    where = "; ".join(f"{name} {value}" for name, value in data["machine"].items())
    lines = [
        "# Results",
        "",
        "Written by the program; carry the ratios, not the milliseconds: a machine drifts, and",
        "floor, peers and ours were run in turn.",
        "",
        f"- command: `{data['command']}`",
        f"- date: {data['date']}",
        f"- machine: {where}",
        f"- how busy it was: {data['busy']}",
        "",
    ]
    for section in dict.fromkeys(figure.section for figure in figures):
        lines += [f"## {section.capitalize()}", ""]
        lines += _table([figure for figure in figures if figure.section == section])
        lines.append("")
    return "\n".join(lines)


def _summary(data: dict[str, Any], figures: Sequence[Figure]) -> str:
    with_goals = [figure for figure in figures if figure.goal]
    judged = [figure for figure in with_goals if figure.met is not None]
    met = sum(bool(figure.met) for figure in judged)
    lines = [
        f"Measured on {data['date']} by `{data['command']}` on {data['machine']['processor']}: "
        f"{met} of {len(judged)} goals met. All figures, floors and peers are in",
        "[benchmarks/RESULTS.md](benchmarks/RESULTS.md).",
        "",
        *_table(with_goals),
        "",
    ]
    return "\n".join(lines)


def _table(figures: Sequence[Figure]) -> list[str]:
    lines = ["| what | figure | ratio | goal | met | note |", "|---|---:|---:|---|---|---|"]
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f} x"
        met = {None: "", True: "yes", False: "**no**"}[figure.met]
        cells = (figure.name, _amount(figure), ratio, figure.goal, met, _note(figure))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _amount(figure: Figure) -> str:
    digits = 0 if figure.value >= 100 else 1 if figure.value >= 10 else 2
    return f"{figure.value:,.{digits}f} {figure.unit}"


def _note(figure: Figure) -> str:
    to = f"to {figure.floor}" if figure.floor and figure.floor not in figure.name else ""
    return "; ".join(part for part in (to, figure.note) if part)
