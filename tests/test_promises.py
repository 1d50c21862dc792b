"""Each promise of ``check``: a pack that breaks it is told so, at the right line."""

from pathlib import Path

import pytest

from batteryviz.catalog.checks import CHECKS, check
from batteryviz.catalog.loading import load

LONG_LABEL = " ".join(["lamp"] * 71) + "."


def problems(pack: Path) -> list[str]:
    return [str(problem) for problem in check(pack)]


def change(file: Path, old: str, new: str) -> None:
    """Replace ``old``, which stands there once, by ``new``."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


HUT, LAMP, OLD_LAMP, NATION, TOUR = (
    "elements/control-hut.yaml",
    "elements/ol-lmp-2.yaml",
    "elements/ol-lmp-1.yaml",
    "elements/northmere.yaml",
    "tours/lamps.yaml",
)

# What is changed in which file, and where and how the broken promise is told.
BROKEN = {
    "a label of 71 words": (
        HUT,
        "label: The hut from which a battery is run.",
        f"label: {LONG_LABEL}",
        "elements/control-hut.yaml:6:8: label: 71 words; a label has at most 70",
    ),
    "a parameter's label of 33 characters": (
        "parameters.yaml",
        "colour: {label: colour,",
        f"colour: {{label: {'c' * 33},",
        "parameters.yaml:10:17: label: longer than 32 characters",
    ),
    "an acronym of a label that no glossary explains": (
        HUT,
        "label: The hut from which a battery is run.",
        "label: The CHQ from which a battery is run.",
        "elements/control-hut.yaml:6:8: label: CHQ is not in the glossary",
    ),
    "a checked claim on a weak source": (
        HUT,
        "- {source: wall-poster, locator: third picture, evidence: unchecked}",
        "- {source: wall-poster, locator: third picture, evidence: checked, read_on: 2026-05-04}",
        "elements/control-hut.yaml:14:5: cited: only weak sources",
    ),
    "a checked citation of a work not yet read": (
        NATION,
        "{source: lamp-gazette-1921, locator: para 1,",
        "{source: lamp-almanac, locator: para 1,",
        "elements/northmere.yaml:11:9: cited: lamp-almanac is not yet read",
    ),
    "a checked event in a work not yet read": (
        "events.yaml",
        "{source: harbour-museum-card, locator: line 2,",
        "{source: lamp-almanac, locator: line 2,",
        "events.yaml:18:7: cited: lamp-almanac is not yet read",
    ),
    "a place read after the day of the facts": (
        NATION,
        "read_on: 2026-05-01",
        "read_on: 2026-05-05",
        "elements/northmere.yaml:11:",
    ),
    "a source read after the day of the facts": (
        "sources.yaml",
        "how_read: whole\n  read_on: 2026-05-01",
        "how_read: whole\n  read_on: 2026-05-05",
        "sources.yaml:12:12: read_on: after facts_as_of, 2026-05-04",
    ),
    "a silence in a work not yet read": (
        OLD_LAMP,
        "looked_in: [harbour-museum-card, lamp-works-leaflet]",
        "looked_in: [harbour-museum-card, lamp-almanac]",
        "looked_in: lamp-almanac is not yet read",
    ),
    "rivals without a reason": (
        "disagreements.yaml",
        "claims: [ol-lmp-2.beam-office, ol-lmp-2.beam-optics, ol-lmp-2.beam-poster]",
        "claims: [ol-lmp-2.beam-office, ol-lmp-2.beam-optics]",
        "ol-lmp-2.beam-poster and ol-lmp-2.beam-office, ol-lmp-2.beam-optics differ without a",
    ),
    "a disagreement of one voice": (
        "disagreements.yaml",
        "events: [first-lamp-gazette, first-lamp-card]",
        "events: [first-lamp-gazette]",
        "first-light: a disagreement has two voices or more",
    ),
    "a disagreement of voices that say the same": (
        "disagreements.yaml",
        "events: [first-lamp-gazette, first-lamp-card]",
        "claims: [ol-lmp-1.colour, ol-lmp-2.colour]",
        "first-light: its voices say the same now: remove the stanza",
    ),
    "a claim on a subject that is not wider": (
        HUT,
        "subject: signal-system",
        "subject: northmere",
        "elements/control-hut.yaml:23:14: subject: northmere is neither a family nor the whole",
    ),
    "a figure of the whole under a part": (
        HUT,
        "value: {min: 1.5, max: 2}\n    unit: gigahertz",
        "value: {min: 1.5, max: 2}\n    unit: gigahertz\n    subject: signal-system",
        "subject: a figure of signal-system does not size control-hut",
    ),
    "a family that leads back to itself": (
        "elements/signal-lamp.yaml",
        "part_of: signal-system",
        "family: ol-lmp-1",
        "family: ",
    ),
    "one place that sizes a family and its member alike": (
        LAMP,
        "claims:\n",
        "claims:\n"
        "  - id: reach\n"
        "    parameter: reach\n"
        "    value: {min: 30, max: 40}\n"
        "    unit: kilometre\n"
        "    cited:\n"
        "      - {source: lamp-gazette-1921, locator: para 4, evidence: checked, "
        "read_on: 2026-05-01}\n",
        "elements/ol-lmp-2.yaml:11:5: ol-lmp-2.reach: the same place gives signal-lamp the same",
    ),
    "a source that nothing cites": (
        "sources.yaml",
        "lamp-almanac:\n",
        "idle-work:\n  title: Idle\n  publisher: None\n  kind: press\n  no_url: not known\n"
        "  how_read: not yet read\n\nlamp-almanac:\n",
        "idle-work: nothing cites this source: remove it",
    ),
    "a parameter that no claim uses": (
        "parameters.yaml",
        "role: {",
        "idle: {label: idle, group: function, meaning: Nothing.}\nrole: {",
        "parameters.yaml:4:7: idle: no claim uses it: remove it",
    ),
    "a term that no text mentions": (
        "terms.yaml",
        "lmp:\n",
        "idle:\n  term: idle word\n  meaning: A word of no use.\n  cited:\n"
        "    - {source: lamp-almanac, locator: entry I, evidence: unchecked}\n\nlmp:\n",
        "idle: no text mentions this term and it leads nowhere: remove it",
    ),
    "a tour on a disputed claim": (
        TOUR,
        "claims: [ol-lmp-1.colour]",
        "claims: [ol-lmp-2.beam-office]",
        "tours/lamps.yaml:13:14: claims: ol-lmp-2.beam-office is disputed",
    ),
    "a step with too long a title": (
        TOUR,
        "title: The stands",
        f"title: {'The stands ' * 6}",
        "tours/lamps.yaml:24:12: title: 65 characters; a step's title has at most 60",
    ),
    "a text about what is not recorded": (
        HUT,
        "summary: Three people sit in the control hut.",
        "summary: Three people sit in the control hut. Its weaknesses are known.",
        "elements/control-hut.yaml:7:10: summary: 'weakness': weaknesses are not recorded",
    ),
    "a label that is hard to read": (
        HUT,
        "label: The hut from which a battery is run.",
        "label: Several senior administrative representatives authorize organizations to "
        "inaugurate comprehensive preparatory communications activities notwithstanding "
        "considerable complications.",
        "elements/control-hut.yaml:6:8: label: reads at US grade",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_promise_is_told(pack: Path, broken: str) -> None:
    """The toy pack keeps all promises; with one line changed it breaks this one."""
    file, old, new, told = BROKEN[broken]
    assert problems(pack) == []
    change(pack / file, old, new)
    found = problems(pack)
    assert any(told in problem for problem in found), found


def test_every_promise_has_a_pack_that_breaks_it(pack: Path) -> None:
    """No promise stands in the list that could never be broken; tours have tests of their own."""
    promises = [promise for promise in CHECKS if not promise.__module__.endswith(".tours")]
    untold = {promise.__name__ for promise in promises}
    original = {file: file.read_text("utf-8") for file in pack.rglob("*.yaml")}
    for file, old, new, _ in BROKEN.values():
        change(pack / file, old, new)
        catalog = load(pack)
        untold -= {promise.__name__ for promise in promises if any(promise(catalog))}
        for path, text in original.items():
            path.write_text(text, encoding="utf-8")
    assert untold == set()


REFUSED_PARAMETER = (
    "parameters.yaml",
    "role: {",
    "reload-time: {label: reload, group: function, meaning: How long it takes.}\nrole: {",
    "'reload time': set-up and reload times are not recorded",
)


def test_a_parameter_that_is_not_recorded_is_refused(pack: Path) -> None:
    """The refusal names the word and the reason."""
    file, old, new, told = REFUSED_PARAMETER
    change(pack / file, old, new)
    assert any(told in problem for problem in problems(pack))


@pytest.mark.parametrize(
    ("parameter", "reason"),
    [
        ("reaction-time", "reaction times"),
        ("emplacement-time", "set-up and reload times"),
        ("set-up-time", "set-up and reload times"),
        ("kill-probability", "kill probabilities and success rates"),
        ("success-rate", "kill probabilities and success rates"),
        ("simultaneous-targets", "how many targets are followed or engaged at once"),
        ("targets-tracked", "how many targets are followed or engaged at once"),
        ("minimum-altitude", "minimum altitudes and ranges"),
        ("minimum-range", "minimum altitudes and ranges"),
        ("jamming", "jamming and countermeasures"),
        ("countermeasures", "jamming and countermeasures"),
        ("weaknesses", "weaknesses"),
        ("combat-losses", "combat losses"),
        ("siting", "siting and spacing"),
        ("unit-location", "locations and deployments of units"),
        ("tactics", "tactics and engagement procedures"),
        ("nuclear-effects", "nuclear and chemical effects"),
    ],
)
def test_what_is_not_recorded_is_refused_by_name(pack: Path, parameter: str, reason: str) -> None:
    change(
        pack / "parameters.yaml",
        "role: {",
        f"{parameter}: {{label: word, group: function, meaning: A word.}}\nrole: {{",
    )
    assert any(f"{reason} are not recorded" in problem for problem in problems(pack))


@pytest.mark.parametrize(
    "sentence",
    [
        "It can be reloaded in ten minutes, and the minutes to reload are few.",
        "The beam is vulnerable to fog.",
        "It follows up to nine targets at once.",
        "The lamps are now stationed near the coast.",
        "Its success rate was printed.",
    ],
)
def test_what_is_not_recorded_is_refused_in_a_sentence(pack: Path, sentence: str) -> None:
    change(
        pack / HUT,
        "summary: Three people sit in the control hut.",
        f"summary: Three people sit in the control hut. {sentence}",
    )
    found = problems(pack)
    assert len(found) == 1, found
    assert found[0].startswith("elements/control-hut.yaml:7:10: summary: ")
    assert found[0].endswith("are not recorded, even where they are public")


def test_names_that_only_sound_refused_are_recorded(pack: Path) -> None:
    """A tactical truck, an engagement control station and a base model are no tactics."""
    change(
        pack / HUT,
        "summary: Three people sit in the control hut.",
        "summary: The engagement control station rides on a tactical truck of the base model, "
        "made near the coast, and its range is the shortest printed.",
    )
    assert problems(pack) == []


def test_an_acronym_may_be_a_designation_or_the_sheets_own_name(pack: Path) -> None:
    change(
        pack / HUT,
        "label: The hut from which a battery is run.",
        "label: The hut, CH for short, beside the OL/LMP-2 and the LMP of old, number IV.",
    )
    assert problems(pack) == []
