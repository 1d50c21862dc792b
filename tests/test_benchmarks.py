"""The benchmarks run from end to end; what they measure here means nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from batteryviz.export.formats import FORMATS

TOP = Path(__file__).resolve().parent.parent


@pytest.mark.proofs
def test_one_command_measures_every_goal_and_writes_every_table(tmp_path: Path) -> None:
    """In short: small packs, one turn, copies of the tables, and no program of others."""
    published = {
        path: path.read_bytes()
        for path in (
            TOP / "README.md",
            TOP / "benchmarks/RESULTS.md",
            TOP / "benchmarks/results.json",
        )
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--short"],
        cwd=TOP,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    written = tmp_path / "batteryviz-benchmarks" / "short"
    figures = json.loads((written / "results.json").read_text("utf-8"))["figures"]
    assert all(figure["value"] > 0 for figure in figures)
    assert all(figure["floor"] for figure in figures if figure["section"] == "exports")
    goals = [figure["name"] for figure in figures if figure["goal"]]
    for measured in (
        "`show ID --format plain`",
        "`show ID`, painted",
        "`compare` of two radars, plain",
        "`check` of the shipped specs",
        "home page, shipped pack",
        "home page, 120 elements",
        "search, median, 120 elements",
        "`check`, a record, 120 elements",
        "selection, schematic, shipped pack",
        "selection, list of elements, shipped pack",
        "switching page, shipped pack",
        "command palette, shipped pack",
        "search, a keystroke, shipped pack",
        "peak memory after every page, shipped pack",
        *(
            f"`export {'all' if known.is_for_all else 'battery'} --to {known.name}`"
            for known in FORMATS
        ),
    ):
        assert measured in goals
    page = (written / "RESULTS.md").read_text("utf-8")
    readme = (written / "README.md").read_text("utf-8")
    for name in goals:
        assert f"| {name} |" in page
        assert name in readme
    assert {path: path.read_bytes() for path in published} == published
