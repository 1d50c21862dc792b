"""Run a proof of docs/proofs.toml and keep its figures: ``python scripts/prove.py NAME…``.

A proof is a command that prints one line of JSON with its figures, among whatever else
it prints; it is an object with the key ``promise``. The last such line, the day and the
seconds go to docs/reliability.json, and the table in docs/reliability.md is written anew.
Nothing is kept of a proof that fails. Proofs under tests/ are found without more ado.

Without names, the table is written from what is kept. ``--list`` names the proofs, and
``--check`` says whether the table is what the kept figures say; it changes nothing.
"""

import argparse
import datetime
import json
import os
import shlex
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parent.parent
PROOFS = TOP / "docs" / "proofs.toml"
KEPT = TOP / "docs" / "reliability.json"
PAGE = TOP / "docs" / "reliability.md"
NO_FIGURES = ("promise", "date", "seconds")
"""What a proof says of itself and of its run, beside its figures."""

BEGIN, END = "<!-- table: written by scripts/prove.py -->", "<!-- /table -->"


class Proof(NamedTuple):
    """One way a promise is tested."""

    name: str
    promise: int
    how: str
    command: str
    least: Mapping[str, float] = {}
    """The figures below which a run is no proof; of failures, any is too many."""

    def shortfalls(self, figures: Mapping[str, object]) -> list[str]:
        """Return what the figures of a run lack, in words."""
        found = [
            f"{name} is {figures.get(name)!r}, not {floor:,} or more"
            for name, floor in self.least.items()
            if not _amount(figures.get(name)) >= floor
        ]
        return found + [f"failures is {count!r}" for count in [figures.get("failures", 0)] if count]


def _amount(value: object) -> float:
    """Return a figure without its unit: ``"97.5 %"`` is 97.5; what is none is less than any."""
    try:
        return float(str(value).split()[0])
    except (ValueError, IndexError):
        return float("-inf")


def proofs() -> dict[str, Proof]:
    """Return every proof by its name, in the order of the promises."""
    told = tomllib.loads(PROOFS.read_text("utf-8"))
    found = [Proof(name, **stanza) for name, stanza in told["proof"].items()]
    return {proof.name: proof for proof in sorted(found, key=lambda proof: proof.promise)}


def kept() -> dict[str, dict[str, object]]:
    """Return what the last run of each proof left, by the proof's name."""
    if not KEPT.exists():
        return {}
    data: dict[str, dict[str, object]] = json.loads(KEPT.read_text("utf-8"))
    return data


def run(proof: Proof) -> dict[str, object] | None:
    """Run a proof; return what is kept of it, or ``None`` when it fails or prints none."""
    command = shlex.split(proof.command)
    if command[0] == "python":
        command[0] = sys.executable
    start = time.monotonic()
    path = os.pathsep.join(filter(None, ("tests", os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        command,
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        figures = None
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            figures = _figures(line) or figures
    seconds = round(time.monotonic() - start)
    if process.returncode or figures is None:
        return None
    if shortfalls := proof.shortfalls(figures):
        sys.stdout.write(f"no proof: {'; '.join(shortfalls)}\n")
        return None
    for name in NO_FIGURES:
        figures.pop(name, None)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return {
        "command": proof.command,
        "figures": figures,
        "last_run": today,
        "seconds": seconds,
    }


def _figures(line: str) -> dict[str, object] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        data = json.loads(line)
    except ValueError:
        return None
    return data if isinstance(data, dict) and "promise" in data else None


def page() -> str:
    """Return docs/reliability.md as the kept figures say."""
    before, begin, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"{PAGE} has lost the marks around its table")
    return "\n".join([before + BEGIN, "", *_table(), "", END + after])


def _table() -> Iterator[str]:
    titles = tomllib.loads(PROOFS.read_text("utf-8"))["promise"]
    yield "| promise | how it is tested | figure | last run | command |"
    yield "| --- | --- | --- | --- | --- |"
    found = kept()
    for name, proof in proofs().items():
        run_before = found.get(name)
        figure, last = "not yet run", ""
        if run_before is not None:
            figure, last = _told(run_before["figures"]), str(run_before["last_run"])
        title = f"{proof.promise}. {titles[str(proof.promise)]}"
        yield f"| {title} | {proof.how} | {figure} | {last} | `{proof.command}` |"


def _told(figures: object) -> str:
    if not isinstance(figures, dict):
        return str(figures)
    return "; ".join(f"{key.replace('_', ' ')} {_number(value)}" for key, value in figures.items())


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def main() -> int:
    """Run what was asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    known = proofs()
    if asked.list:
        for proof in known.values():
            sys.stdout.write(f"{proof.name:<24}{proof.how}\n")
        return 0
    if asked.check:
        return 0 if page() == PAGE.read_text("utf-8") else 1
    failed = []
    for name in asked.names:
        if name not in known:
            parser.error(f"no proof {name!r}; --list names them")
        result = run(known[name])
        if result is None:
            failed.append(name)
            continue
        # Read again: another proof may have ended meanwhile.
        KEPT.write_text(json.dumps({**kept(), name: result}, indent=1, sort_keys=True) + "\n")
    PAGE.write_text(page(), "utf-8")
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
