"""Bad numbers of launchers through every way in: none may pass.

    PYTHONPATH=tests python -m reliability.counts

A way in takes a number as it is written there, in a spec file, in JSON, on the command
line or in Python, and says whether the number was refused, and for the right reason.
"""

import copy
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.composition_file import read_composition
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from batteryviz.model.battery import Battery, LauncherCount, LauncherGroup
from batteryviz.views.composing import with_groups, with_launchers
from hostile.trial import fresh_copy, try_out
from program import TOY
from reliability import report

_YAML = (
    "0 9 10 16 100 -1 -8 -0 +9 8.0 1.0 3.5 8. .8 08 007 1e1 1e0 8E0 0x8 0o7 0b1 1_0 1,0 8,0 "
    "true false True yes null ~ .nan .NaN .inf -.inf NaN Infinity eight VIII ٣ ８ ² ⅷ 八 8% 8- "
    "8:00 1/2 99999999999999999999 999999999999999 *n"
)

YAML = (
    *_YAML.split(),
    "!!int 8",
    "!!float 8",
    "&n 8",
    '"8"',
    "'8'",
    '"8 "',
    "",
    "[8]",
    "[]",
    "{}",
    "{min: 8, max: 8}",
    "{about: 8}",
    "2026-01-08",
    "8 # \n  nine",
)
_JSON = "0 9 10 -1 -8 8.0 1.0 3.5 1e1 1e0 8E0 0.8e1 1e400 true false null NaN Infinity -Infinity"
JSON = (
    *_JSON.split(),
    *('"8"', '""', '"eight"', '"\\u0663"', "[8]", "[]", "{}", '{"min": 8}', "08", "0x8", "9" * 20),
)
_WORDS = (
    "0 9 10 16 100 -1 -8 +8 +9 8.0 1.0 3.5 8. .8 08 007 1e1 1e0 8E0 0x8 0o7 0b1 1_0 1,0 8,0 "
    "true True null None nan NaN inf -inf eight VIII ٣ ８ ² ⅷ 八 8% 8- 8:00 1/2 [8] {8}"
)
WORDS = (
    *_WORDS.split(),
    *(
        "9" * 20,
        "9" * 400,
        "",
        " ",
        " 8",
        "8 ",
        "8\n",
        "\t8",
        "8;9",
        "0000000000089",
        "−8",
        "8\u200b",
    ),
)
PYTHON: tuple[object, ...] = (
    *(0, 9, 10, 100, -1, -8, 10**400, -(10**400), 8.0, 1.0, 3.5, float("nan"), float("inf")),
    *(Decimal(8), Decimal("8.0"), Decimal("NaN"), Fraction(8), 8 + 0j, True, False, None),
    *(
        "8",
        "",
        "eight",
        "٣",
        b"8",
        [8],
        (8,),
        {8},
        {"count": 8},
        range(8),
        [],
        object(),
        int,
        Ellipsis,
    ),
)


class Tried(NamedTuple):
    """One number through one way in."""

    way: str
    number: str
    refused: bool


def _file_text(count: str) -> str:
    text = (TOY / "batteries" / "full-battery.yaml").read_text("utf-8")
    return text.replace("load: white-flare, count: 4}", "load: white-flare}").replace(
        "  - {model: fs-1, load: red-flare, count: 2}\n",
        f"  - model: fs-1\n    load: red-flare\n    count: {count}\n",
    )


def _json_text(count: str) -> str:
    return (
        '{"kind": "composition", "name": "Bad", "summary": "Bad.", "launching_stations": '
        f'[{{"model": "fs-1", "count": {count}}}], "radar_sets": ["ol-lmp-2"], '
        '"engagement_control_stations": ["control-hut"], "antenna_mast_groups": ["mast-wagon"], '
        '"electric_power_plants": ["dynamo-cart"]}'
    )


class Ways:
    """Every way in, over the toy pack."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._catalog: Catalog = load(TOY)
        self._good = self._catalog.compositions["full-battery"]
        self._fields = {name: getattr(self._good, name) for name in type(self._good).model_fields}

    def sound(self) -> bool:
        """Say whether each way lets a good number in: else all that is said below is idle."""
        assert not self.file("3")
        assert not self.pack("3")
        assert not self.json_file("3")
        assert not self.json_model("3")
        assert not self.word("3")
        assert not self.group_word("3")
        closed = [name for name, way in self.in_python().items() if way(3)]
        assert not closed, closed
        return True

    def file(self, count: str) -> bool:
        """A composition in a file: ``batteryviz battery FILE``."""
        return self._file_is_refused("bad.yaml", _file_text(count))

    def json_file(self, count: str) -> bool:
        """The same in JSON, which is YAML too."""
        return self._file_is_refused("bad.json", _json_text(count))

    def _file_is_refused(self, name: str, text: str) -> bool:
        path = self._folder / name
        path.write_text(text, "utf-8")
        try:
            read_composition(path, self._catalog)
        except PackError:
            return True
        return False

    def pack(self, count: str) -> bool:
        """A composition among the files of a pack: ``--specs DIR``."""
        pack = fresh_copy(TOY, self._folder / "pack")
        (pack / "batteries" / "full-battery.yaml").write_text(_file_text(count), "utf-8")
        try:
            load(pack)
        except PackError:
            return True
        return False

    def word(self, count: str) -> bool:
        """The command line: ``battery --launchers N``."""
        return self._command_is_refused("--launchers", count)

    def group_word(self, count: str) -> bool:
        """The command line: ``battery --group N:MODEL``."""
        return self._command_is_refused("--group", f"{count}:fs-2")

    def _command_is_refused(self, option: str, word: str) -> bool:
        # 1 where the rest of a group names nothing. After a sign of equality, a word that
        # begins with a hyphen stays a value.
        trial = try_out(["battery", f"{option}={word}", "--specs", str(TOY)])
        told = trial.err.decode(errors="replace")
        return trial.code in {1, 2} and not trial.out and told.startswith("batteryviz: ")

    def json_model(self, count: str) -> bool:
        """JSON straight into the model."""
        try:
            Battery.model_validate_json(_json_text(count)[:-1] + ', "id": "bad"}')
        except ValidationError:
            return True
        return False

    def in_python(self) -> dict[str, Callable[[object], bool]]:
        """Every way in from Python, by name."""
        group = self._good.launching_stations[0]

        def groups(count: object) -> tuple[object, ...]:
            return ({"model": "fs-1", "count": count},)

        def replaced(count: object) -> object:
            replace = getattr(copy, "replace", None)
            if replace is None:
                return group.model_copy(update={"count": count})
            return replace(group, count=count)

        def assigned(count: object) -> object:
            copied = pickle.loads(pickle.dumps(group))  # noqa: S301 - our own bytes
            if count == 3:
                return copied
            copied.count = count
            return copied

        ways: dict[str, Callable[[object], object]] = {
            "the type alone": TypeAdapter(LauncherCount).validate_python,
            "a group": lambda count: LauncherGroup(model="fs-1", count=count),  # type: ignore[arg-type] # that is the test
            "a battery": lambda count: Battery.model_validate(
                {**self._fields, "launching_stations": groups(count)}
            ),
            "a copy of a group": lambda count: group.model_copy(update={"count": count}),
            "a deep copy of a group": lambda count: group.model_copy(
                update={"count": count}, deep=True
            ),
            "a copy of a battery": lambda count: self._good.model_copy(
                update={"launching_stations": groups(count)}
            ),
            "copy.replace": replaced,
            "assignment to an unpickled group": assigned,
            "the page and the command": lambda count: with_launchers(
                self._catalog, self._good, count
            ),
            "groups of the command": lambda count: with_groups(
                self._catalog,
                self._good,
                [(count, "fs-1", None)],  # type: ignore[list-item] # that is the test
            ),
        }
        return {name: _refused(way) for name, way in ways.items()}


def _refused(way: Callable[[object], object]) -> Callable[[object], bool]:
    def tried(count: object) -> bool:
        try:
            way(count)
        except (ValueError, TypeError, OverflowError):
            return True
        return False

    return tried


def tries(folder: Path, step: int = 1) -> Iterator[Tried]:
    """Try every number through every way; of those that start a process, one in ``step``."""
    ways = Ways(folder)
    assert ways.sound()
    for count in YAML:
        yield Tried("a file", count, ways.file(count))
    for count in YAML[::step]:
        yield Tried("a pack", count, ways.pack(count))
    for count in JSON:
        yield Tried("a JSON file", count, ways.json_file(count))
        yield Tried("JSON", count, ways.json_model(count))
    for count in WORDS[::step]:
        yield Tried("--launchers", repr(count), ways.word(count))
        yield Tried("--group", repr(count), ways.group_word(count))
    for name, way in ways.in_python().items():
        for value in PYTHON:
            yield Tried(name, repr(value)[:40], way(value))


def main() -> int:
    """Try all, tell what passed, and print the figures."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = list(tries(Path(folder)))
    passed = [tried for tried in done if not tried.refused]
    for tried in passed:
        sys.stderr.write(f"passed: {tried.number} through {tried.way}\n")
    return report(
        "8 count",
        checks=len(done),
        failures=len(passed),
        seconds=time.monotonic() - start,
        ways_in=len({tried.way for tried in done}),
        bad_numbers=len({*YAML, *JSON, *WORDS, *map(repr, PYTHON)}),
    )


if __name__ == "__main__":
    sys.exit(main())
