"""Bad numbers of launchers through every way in: none may pass.

    PYTHONPATH=tests python -m reliability.counts

A way in takes a number as it is written there, in a spec file, in JSON, on the command
line or in Python, and says whether it was refused. A total is tried too: groups each of
which is allowed, and whose sum is not; it is to be refused in the words of the rule.
"""

import copy
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pydantic import TypeAdapter

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.composition_file import read_composition
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from batteryviz.model.battery import BATTERY_RULE, Battery, LauncherCount, LauncherGroup
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

Groups: TypeAlias = tuple[int, ...]
"""The numbers of launchers of the groups of one battery."""

BAD_TOTALS: tuple[Groups, ...] = (
    (),
    *((5, 4), (4, 5), (8, 1), (1, 8), (8, 8), (7, 2), (3, 3, 3), (2, 2, 2, 3)),
    *((1,) * many for many in (9, 10, 16, 100)),
)
"""Numbers that are good one by one, and whose sum is not from 1 to 8."""

GOOD_TOTALS: tuple[Groups, ...] = ((5, 3), (8,), (1,) * 8, (1,))


class Tried(NamedTuple):
    """One number through one way in."""

    way: str
    number: str
    refused: bool


_IN_THE_FILE = """
  - {model: fs-2, load: white-flare, count: 4}
  - {model: fs-1, load: red-flare, count: 2}
"""


def _file_text(*counts: str) -> str:
    text = (TOY / "batteries" / "full-battery.yaml").read_text("utf-8")
    assert _IN_THE_FILE in text
    groups = "".join(f"  - model: fs-1\n    load: red-flare\n    count: {n}\n" for n in counts)
    return text.replace(_IN_THE_FILE, f"\n{groups}" if counts else " []\n")


def _json_text(*counts: str) -> str:
    groups = ", ".join(f'{{"model": "fs-1", "count": {count}}}' for count in counts)
    return (
        '{"kind": "composition", "name": "Bad", "summary": "Bad.", "launching_stations": '
        f'[{groups}], "radar_sets": ["ol-lmp-2"], '
        '"engagement_control_stations": ["control-hut"], "antenna_mast_groups": ["mast-wagon"], '
        '"electric_power_plants": ["dynamo-cart"]}'
    )


def _dicts(counts: Groups) -> tuple[object, ...]:
    return tuple({"model": "fs-1", "count": count} for count in counts)


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
        for good in GOOD_TOTALS:
            closed = [name for name, way in self.of_totals().items() if way(good) is not None]
            assert not closed, (good, closed)
        return True

    def file(self, count: str) -> bool:
        """A composition in a file: ``batteryviz battery FILE``."""
        return self._file_says("bad.yaml", _file_text(count)) is not None

    def json_file(self, count: str) -> bool:
        """The same in JSON, which is YAML too."""
        return self._file_says("bad.json", _json_text(count)) is not None

    def _file_says(self, name: str, text: str) -> str | None:
        path = self._folder / name
        path.write_text(text, "utf-8")
        return _said(lambda: read_composition(path, self._catalog))

    def pack(self, count: str) -> bool:
        """A composition among the files of a pack: ``--specs DIR``."""
        return self._pack_says(_file_text(count)) is not None

    def _pack_says(self, text: str) -> str | None:
        pack = fresh_copy(TOY, self._folder / "pack")
        (pack / "batteries" / "full-battery.yaml").write_text(text, "utf-8")
        return _said(lambda: load(pack))

    def word(self, count: str) -> bool:
        """The command line: ``battery --launchers N``."""
        return self._command_says(f"--launchers={count}") is not None

    def group_word(self, count: str) -> bool:
        """The command line: ``battery --group N:MODEL``."""
        return self._command_says(f"--group={count}:fs-2") is not None

    def _command_says(self, *words: str) -> str | None:
        # 1 where the rest of a group names nothing. After a sign of equality, a word that
        # begins with a hyphen stays a value.
        trial = try_out(["battery", *words, "--specs", str(TOY)])
        told = trial.err.decode(errors="replace")
        is_refused = trial.code in {1, 2} and not trial.out and told.startswith("batteryviz: ")
        return told if is_refused else None

    def json_model(self, count: str) -> bool:
        """JSON straight into the model."""
        return self._json_says(_json_text(count)) is not None

    def _json_says(self, text: str) -> str | None:
        return _said(lambda: Battery.model_validate_json(text[:-1] + ', "id": "bad"}'))

    def in_python(self) -> dict[str, Callable[[object], bool]]:
        """Every way in from Python, by name."""
        group = self._good.launching_stations[0]

        def groups(count: object) -> tuple[object, ...]:
            return ({"model": "fs-1", "count": count},)

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
        if _REPLACE is not None:
            ways["copy.replace"] = lambda count: _REPLACE(group, count=count)
        return {name: _refused(way) for name, way in ways.items()}

    def of_totals(self) -> dict[str, Callable[[Groups], str | None]]:
        """Every way in for several groups, by name: what it says against them, if anything."""
        good = self._good

        def made(way: Callable[[Groups], object]) -> Callable[[Groups], str | None]:
            return lambda counts: _said(lambda: way(counts))

        def copied(**deep: bool) -> Callable[[Groups], str | None]:
            return made(
                lambda counts: good.model_copy(
                    update={"launching_stations": tuple(map(_group, counts))}, **deep
                )
            )

        ways: dict[str, Callable[[Groups], str | None]] = {
            "a file": lambda counts: self._file_says("bad.yaml", _file_text(*map(str, counts))),
            "a JSON file": lambda counts: self._file_says(
                "bad.json", _json_text(*map(str, counts))
            ),
            "a pack": lambda counts: self._pack_says(_file_text(*map(str, counts))),
            "JSON": lambda counts: self._json_says(_json_text(*map(str, counts))),
            "a battery": made(
                lambda counts: Battery.model_validate(
                    {**self._fields, "launching_stations": _dicts(counts)}
                )
            ),
            "a battery of groups": made(
                lambda counts: Battery(
                    **{**self._fields, "launching_stations": tuple(map(_group, counts))}
                )
            ),
            "a copy of a battery": copied(),
            "a deep copy of a battery": copied(deep=True),
            "groups of the command": made(
                lambda counts: with_groups(
                    self._catalog, good, [(count, "fs-1", None) for count in counts]
                )
            ),
        }
        if _REPLACE is not None:
            ways["copy.replace"] = made(
                lambda counts: _REPLACE(good, launching_stations=tuple(map(_group, counts)))
            )
        return ways

    def group_words(self, counts: Groups) -> str | None:
        """The command line: ``battery --group N:MODEL --group M:MODEL``; it needs one group."""
        return self._command_says(*(f"--group={count}:fs-2" for count in counts))


_REPLACE: Callable[..., object] | None = getattr(copy, "replace", None)
"""``copy.replace`` where there is one, from Python 3.13 on: a way in of its own."""


def _group(count: int) -> LauncherGroup:
    return LauncherGroup(model="fs-1", count=count)


def _said(way: Callable[[], object]) -> str | None:
    """Return what was said against what ``way`` makes, or nothing when it was made."""
    try:
        way()
    except PackError as error:
        return " ".join(str(fault) for fault in error.faults)
    except (ValueError, TypeError, OverflowError) as error:
        return str(error)
    return None


def _refused(way: Callable[[object], object]) -> Callable[[object], bool]:
    return lambda count: _said(lambda: way(count)) is not None


def _says_the_rule(said: str | None, counts: Sequence[int]) -> bool:
    return said is not None and f"{sum(counts)} launching stations: {BATTERY_RULE}" in said


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
    for counts in BAD_TOTALS:
        shown = " + ".join(map(str, counts)) or "no group"
        for name, told in ways.of_totals().items():
            yield Tried(f"{name}, in all", shown, _says_the_rule(told(counts), counts))
    # A command line of no group asks for no change at all.
    for counts in BAD_TOTALS[1::step]:
        said = _says_the_rule(ways.group_words(counts), counts)
        yield Tried("--group, in all", " + ".join(map(str, counts)), said)


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
        bad_totals=len(BAD_TOTALS),
    )


if __name__ == "__main__":
    sys.exit(main())
