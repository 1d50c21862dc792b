"""Change the program one sign at a time, and count the changes no test notices.

``python scripts/mutate.py safety`` tries every change that mutmut knows in the functions of
the safety modules (it leaves constants and decorated functions as they are);
``core`` tries a sample, the same each time, of those of the model, the comparison, the
composition and the promises of packs. It works in a copy under build/mutation; with
``--go-on`` it continues a run that was cut off. The last line is the figures, as JSON.

A change that no test notices and that harms nothing stands in scripts/survivors.toml,
with the reason. The exit code is 1 when the score is under the floor, or when a survivor
of the safety modules is not explained there.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parent.parent
COPIES = TOP / "build" / "mutation"
COPIED = ("src", "tests", "specs", "scripts", "docs", "pyproject.toml", "README.md", "LICENSE")
SURVIVORS = TOP / "scripts" / "survivors.toml"
SEED = 20261122
UNUSED = "--snapshot-warn-unused"
"""A change is tried against some tests only: the snapshots of the others are no failure."""


UNNOTICED = {0, 33}
"""How the tests end when they all pass, and when none of them runs the changed line."""
UNTRIED = {None, 34}
"""A change that mutmut did not come to, and one that it passed over."""


class Aim(NamedTuple):
    """What is changed, which tests are to notice, and how many changes they must notice."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    floor: int
    sample: int | None
    all_are_explained: bool


AIMS = {
    "safety": Aim(
        ("src/batteryviz/safety",),
        (
            "tests/test_text.py",
            "tests/test_guards.py",
            "tests/test_reading.py",
            "tests/test_strict_yaml.py",
            "tests/test_escaping.py",
        ),
        floor=90,
        sample=None,
        all_are_explained=True,
    ),
    "core": Aim(
        (
            "src/batteryviz/model",
            "src/batteryviz/catalog/checks",
            "src/batteryviz/views/comparison.py",
            "src/batteryviz/views/comparing.py",
            "src/batteryviz/views/composing.py",
            "src/batteryviz/views/composition.py",
        ),
        (
            "tests/test_model.py",
            "tests/test_promises.py",
            "tests/test_views.py",
            "tests/test_count_rule.py",
            "tests/test_battery.py",
            "tests/test_contract.py",
            "tests/test_reading_level.py",
            "tests/test_tours.py",
            "tests/test_toy_pages.py",
        ),
        floor=75,
        sample=100,
        all_are_explained=False,
    ),
}


def main() -> int:
    """Run what was asked for, and print what survived and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("aim", choices=AIMS)
    parser.add_argument("--go-on", action="store_true")
    parser.add_argument("--children", type=int, default=2, help="so many at once")
    asked = parser.parse_args()
    aim, place = AIMS[asked.aim], COPIES / asked.aim
    if not asked.go_on or not place.exists():
        _copy(place, aim)
    names = _sample(place, aim)
    _try(place, "--max-children", str(asked.children), *names, check=True)
    codes = {name: code for name, code in _codes(place).items() if not names or name in names}
    untried = [name for name, code in codes.items() if code in UNTRIED]
    if untried or not codes:
        sys.stdout.write(f"not tried: {', '.join(untried) or 'anything'}\n")
        return 1
    alive = sorted(name for name, code in codes.items() if code in UNNOTICED)
    explained = _explained()
    unexplained = 0
    for name in alive:
        change = _change(place, name)
        reason = explained.get(change)
        unexplained += reason is None
        told = "\n".join((f"- {change[0]}", f"+ {change[1]}", f"  {reason or 'not explained'}"))
        sys.stdout.write(f"{name}\n{told}\n")
    score = 100 * (len(codes) - len(alive)) / len(codes)
    figures = {
        "promise": "10 tests",
        "changes": len(codes),
        "unnoticed": len(alive),
        "unexplained": unexplained,
        "score": f"{score:.1f} %",
    }
    sys.stdout.write(f"{json.dumps(figures)}\n")
    return 1 if score < aim.floor or (unexplained and aim.all_are_explained) else 0


def _copy(place: Path, aim: Aim) -> None:
    shutil.rmtree(place, ignore_errors=True)
    for name in COPIED:
        source = TOP / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, place / name)
    told = {
        "source_paths": aim.sources,
        "also_copy": ("src", "specs", "tests", "scripts", "docs", "README.md"),
        "pytest_add_cli_args": ("-n", "0", "-p", "no:cacheprovider", "-x", UNUSED),
        "pytest_add_cli_args_test_selection": aim.tests,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]
    with (place / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def _mutmut(word: str) -> list[str]:
    return [sys.executable, "-m", "mutmut", word]


def _try(place: Path, *words: str, check: bool) -> None:
    # Which test notices which change is told by what each test runs, not by what it finds kept.
    environment = {**os.environ, "BATTERYVIZ_TESTS_KEEP_NOTHING": "1"}
    command = [*_mutmut("run"), *words]
    subprocess.run(command, cwd=place, env=environment, stdout=sys.stderr, check=check)


def _codes(place: Path) -> dict[str, int | None]:
    """Return the exit code of the tests for each change; ``None`` where none was tried."""
    found: dict[str, int | None] = {}
    for meta in sorted((place / "mutants").rglob("*.meta")):
        found |= json.loads(meta.read_text("utf-8"))["exit_code_by_key"]
    return found


def _sample(place: Path, aim: Aim) -> list[str]:
    """Return the names of the changes to try; none means all."""
    if aim.sample is None:
        return []
    if not _codes(place):
        # It writes all changes before it tries the one named, which is not there.
        _try(place, "nothing", check=False)
    names = sorted(_codes(place))
    return sorted(random.Random(SEED).sample(names, min(aim.sample, len(names))))  # noqa: S311 - a sample, not a secret


def _change(place: Path, name: str) -> tuple[str, str]:
    """Return the lines that a change takes away and puts in."""
    shown = subprocess.run(
        [*_mutmut("show"), name], cwd=place, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    lines = [line for line in shown if line[:1] in {"-", "+"} and line[:3] not in {"---", "+++"}]
    was, now = (
        " ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in ("-", "+")
    )
    return was, now


def _explained() -> dict[tuple[str, str], str]:
    stanzas = tomllib.loads(SURVIVORS.read_text("utf-8")).get("survivor", [])
    return {(stanza["was"], stanza["now"]): stanza["why"] for stanza in stanzas}


if __name__ == "__main__":
    sys.exit(main())
