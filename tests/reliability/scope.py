"""What is not recorded, put into a pack by every door: each is refused, with the reason.

PYTHONPATH=tests python -m reliability.scope
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from batteryviz.catalog.checks import check
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from hostile.trial import fresh_copy
from program import TOY
from reliability import report

TOPICS = {
    "reaction times": (
        "reaction time",
        "response time",
        "warm-up time",
        "time to fire",
        "time into action",
        "alert time",
    ),
    "set-up and reload times": (
        "set-up time",
        "setup time",
        "setting-up time",
        "emplacement time",
        "march order time",
        "reload time",
        "reloading time",
        "time to reload",
        "time to emplace",
        "minutes to set up",
        "deployment time",
        "rate of fire",
        "firing rate",
        "displacement times",
    ),
    "kill probabilities and success rates": (
        "kill probability",
        "hit rate",
        "intercept rate",
        "success rate",
        "probability of kill",
        "probability of a hit",
        "single-shot kill",
        "SSPK",
        "success percentage",
        "combat record",
        "combat effectiveness",
        "miss distance",
    ),
    "how many targets are followed or engaged at once": (
        "simultaneous targets",
        "simultaneous engagements",
        "targets at once",
        "targets tracked",
        "targets engaged",
        "number of targets",
        "track capacity",
        "target capacity",
        "guidance channels",
        "engagement limit",
        "targets per radar",
        "maximum targets",
    ),
    "minimum altitudes and ranges": (
        "minimum altitude",
        "min altitude",
        "lowest altitude",
        "minimum range",
        "minimum engagement range",
        "minimum intercept height",
        "engagement floor",
        "altitude floor",
    ),
    "jamming and countermeasures": (
        "jamming",
        "jammers",
        "anti-jamming",
        "countermeasures",
        "counter-countermeasures",
        "ECCM",
        "ECM",
        "electronic warfare",
        "burn-through range",
        "decoys",
        "chaff",
    ),
    "weaknesses": (
        "weaknesses",
        "vulnerabilities",
        "susceptibility",
        "blind zone",
        "dead zone",
        "blind sector",
        "coverage gaps",
        "weak points",
        "survivability",
    ),
    "combat losses": (
        "combat losses",
        "battle losses",
        "launchers lost",
        "launchers destroyed",
        "radars damaged",
        "attrition",
        "casualties",
        "loss rate",
    ),
    "siting and spacing": (
        "siting",
        "spacing",
        "dispersal",
        "distance between launchers",
        "launcher separation",
        "launcher placement",
        "firing positions",
        "battery layout",
    ),
    "locations and deployments of units": (
        "unit location",
        "current location",
        "battery positions",
        "deployment locations",
        "stationed at",
        "garrison",
        "unit coordinates",
        "grid coordinates",
        "grid reference",
        "latitude",
    ),
    "tactics and engagement procedures": (
        "tactics",
        "firing doctrine",
        "shot doctrine",
        "engagement procedure",
        "engagement sequence",
        "rules of engagement",
        "salvo size",
        "launch order",
    ),
    "nuclear and chemical effects": (
        "nuclear yield",
        "nuclear effects",
        "yield in kilotons",
        "chemical agents",
        "chemical warhead",
        "fallout",
        "lethal radius",
        "blast radius",
    ),
}
"""Each reason, and names under which a pack might bring what it leaves out."""

Door = Callable[[Path, str], None]


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), "utf-8")


def _parameter(id_: str, label: str, meaning: str) -> str:
    return f'{id_}: {{label: "{label}", group: function, meaning: "{meaning}"}}\nrole: {{'


def _as_id(pack: Path, name: str) -> None:
    slug = "-".join(name.lower().split())
    _change(pack / "parameters.yaml", "role: {", _parameter(slug, "word", "A word."))


def _as_label(pack: Path, name: str) -> None:
    _change(pack / "parameters.yaml", "role: {", _parameter("idle", name[:32], "A word."))


def _as_meaning(pack: Path, name: str) -> None:
    _change(pack / "parameters.yaml", "role: {", _parameter("idle", "word", f"The {name}."))


HUT, LAMP = "elements/control-hut.yaml", "elements/ol-lmp-1.yaml"


def _as_summary(pack: Path, name: str) -> None:
    _change(pack / HUT, "in the control hut.", f"in the control hut. The {name}.")


def _as_name(pack: Path, name: str) -> None:
    _change(pack / HUT, "name: Control hut", f"name: The {name}")


def _as_alias(pack: Path, name: str) -> None:
    _change(pack / HUT, "label: The hut", f'aliases: ["{name}"]\nlabel: The hut')


def _as_note(pack: Path, name: str) -> None:
    _change(
        pack / LAMP, "    parameter: colour\n", f'    parameter: colour\n    note: "A {name}."\n'
    )


def _as_unit(pack: Path, name: str) -> None:
    _change(pack / LAMP, "    parameter: colour\n", f'    parameter: colour\n    unit: "{name}"\n')


def _as_term(pack: Path, name: str) -> None:
    _change(
        pack / "terms.yaml",
        "lmp:\n",
        f'idle:\n  term: "{name}"\n  meaning: A word.\n  cited:\n'
        "    - {source: lamp-almanac, locator: entry I, evidence: unchecked}\n\nlmp:\n",
    )


def _as_step(pack: Path, name: str) -> None:
    _change(pack / "tours/lamps.yaml", "title: The stands", f'title: "The {name}"')


REFUSED_AT_LOAD: dict[str, Door] = {
    "a parameter's id": _as_id,
    "a parameter's label": _as_label,
    "a parameter's meaning": _as_meaning,
    "a unit": _as_unit,
}
REFUSED_BY_CHECK: dict[str, Door] = {
    "an element's name": _as_name,
    "an alias": _as_alias,
    "a summary": _as_summary,
    "a claim's note": _as_note,
    "a term": _as_term,
    "a step of a tour": _as_step,
}


class Tried(NamedTuple):
    """One name through one door."""

    door: str
    name: str
    refused: bool


def tries(folder: Path, step: int = 1) -> Iterator[Tried]:
    """Put each name into the toy pack by every door; by one door in ``step`` when that is more."""
    number = 0
    for reason, names in TOPICS.items():
        for name in names:
            for door, put in (REFUSED_AT_LOAD | REFUSED_BY_CHECK).items():
                number += 1
                if number % step:
                    continue
                pack = fresh_copy(TOY, folder / "pack")
                put(pack, name)
                yield Tried(door, name, _is_refused(pack, reason, door in REFUSED_AT_LOAD))


def _is_refused(pack: Path, reason: str, at_load: bool) -> bool:
    told = [str(problem) for problem in check(pack)]
    named = any(f"{reason} are not recorded" in problem for problem in told)
    if not at_load:
        return named
    try:
        load(pack)
    except PackError as error:
        return named and any(reason in str(fault) for fault in error.faults)
    return False


def main() -> int:
    """Try all, tell what passed, and print the figures."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        assert check(fresh_copy(TOY, Path(folder) / "pack")) == []
        done = list(tries(Path(folder)))
    passed = [tried for tried in done if not tried.refused]
    for tried in passed:
        sys.stderr.write(f"passed: {tried.name!r} as {tried.door}\n")
    return report(
        "9 scope",
        checks=len(done),
        failures=len(passed),
        seconds=time.monotonic() - start,
        topics=len(TOPICS),
        names=sum(map(len, TOPICS.values())),
        doors=len(REFUSED_AT_LOAD | REFUSED_BY_CHECK),
    )


if __name__ == "__main__":
    sys.exit(main())
