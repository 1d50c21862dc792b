"""What is told of a fault in a spec file: the key, the line, and no word that is refused."""

from pathlib import Path

import pytest

from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load

USER = """\
kind: user
name: Northmere users
label: A user of lamps.
summary: A user that has a key of its own kind's name.
user: northmere
claims:
  - id: height
    parameter: height
    value: 5
    unit: metre
    cited: []
    zzz: 3
"""


def faults(pack: Path) -> list[str]:
    """Return the faults of a pack that has some."""
    with pytest.raises(PackError) as error:
        load(pack)
    return [str(fault) for fault in error.value.faults]


def element(pack: Path, text: str) -> list[str]:
    """Return the faults of a pack with one more element, without the element's name."""
    (pack / "elements" / "u.yaml").write_text(text, encoding="utf-8")
    return [fault.removeprefix("elements/u.yaml:") for fault in faults(pack)]


def with_line(line: str, kind: str = "radar-set", claim: str = "") -> str:
    """Return an element with a line of its own, and one in its claim."""
    return (
        f"kind: {kind}\nname: New lamp\nlabel: A lamp.\nsummary: A lamp.\n{line}\n"
        "claims:\n  - id: width\n    parameter: height\n    value: 5\n    unit: metre\n"
        f"    {claim}\n"
        "    cited:\n      - {source: lamp-gazette-1921, locator: para 9, evidence: unchecked}\n"
    )


# Keys named like a kind


def test_a_key_named_like_a_kind_keeps_its_name_and_its_place(pack: Path) -> None:
    """``user`` is a kind of element, and a key of a described battery."""
    file = pack / "batteries" / "northmere-battery.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("user: northmere", "user: 5"), encoding="utf-8")
    (fault,) = [fault for fault in faults(pack) if fault.startswith("batteries/")]
    assert fault == (
        "batteries/northmere-battery.yaml:5:7: user: input should be a valid string, not 5"
    )


def test_a_kind_is_no_step_on_the_way_to_a_place(pack: Path) -> None:
    """Faults below are told where they stand, not at the key named like the kind."""
    assert element(pack, USER) == [
        "5:1: user: unknown key for a user",
        "11:12: cited: empty, and may not be",
        "12:5: zzz: unknown key",
    ]


def test_a_kind_is_the_place_of_nothing_that_is_missing(pack: Path) -> None:
    told = element(pack, "kind: user\nuser:\n  name: x\nlabel: A user.\nsummary: A user.\n")
    assert told == ["1:1: name: required, and missing", "2:1: user: unknown key for a user"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{quantity: 5, min: x}", ["9:13: quantity: unknown key", "9:31: min: "]),
        ("{text: 5, max: x}", ["9:13: text: unknown key for", "9:27: max: "]),
        ("{value: 5, min: 1}", ["9:13: value: unknown key for a quantity"]),
        ("''", ["9:12: value: empty, and may not be", "9:12: value: this parameter"]),
        ("{min: 8, max: 6}", ["9:12: value: min 8 is greater than max 6"]),
    ],
)
def test_what_a_value_is_taken_for_is_no_step_either(
    pack: Path, written: str, told: list[str]
) -> None:
    found = element(pack, with_line("designation: L").replace("value: 5", f"value: {written}"))
    assert len(found) == len(told), found
    for fault, words in zip(found, told, strict=True):
        assert fault.startswith(words)


# Unknown keys


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("loads: []", "loads: unknown key for a radar-set"),
        ("user: northmere", "user: unknown key for a radar-set"),
        ("radar-set: x", "radar-set: unknown key"),
        ("lods: []", "lods: unknown key"),
        ("alias: [x]", "alias: unknown key; did you mean aliases?"),
        ("ide: x", "ide: unknown key"),
        ("claim: x", "claim: unknown key for a radar-set; did you mean claims?"),
    ],
)
def test_an_unknown_key_is_guessed_among_those_of_its_kind(
    pack: Path, line: str, told: str
) -> None:
    """What another kind has is said to be so, and never offered here."""
    assert element(pack, with_line(line)) == [f"5:1: {told}"]


def test_the_kind_is_named_with_its_article(pack: Path) -> None:
    assert element(pack, with_line("loads: []", "interceptor")) == [
        "5:1: loads: unknown key for an interceptor"
    ]
    assert element(pack, with_line("lods: []", "launching-station")) == [
        "5:1: lods: unknown key; did you mean loads?"
    ]


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("loads: []", "loads: unknown key for a claim"),
        ("ide: x", "ide: unknown key; did you mean id?"),
        ("variantt: x", "variantt: unknown key; did you mean variant?"),
    ],
)
def test_an_unknown_key_of_a_claim_is_guessed_among_those_of_a_claim(
    pack: Path, claim: str, told: str
) -> None:
    assert element(pack, with_line("designation: L", claim=claim)) == [f"11:5: {told}"]


def test_models_without_a_kind_are_called_by_their_names(pack: Path) -> None:
    """In a file of one thing, in a stanza, and in a list of parts of a composition."""
    battery = pack / "batteries" / "full-battery.yaml"
    text = battery.read_text(encoding="utf-8")
    battery.write_text(text.replace("count: 4", "count: 4, kind: x"), encoding="utf-8")
    for name, line in (
        ("pack.yaml", "claims: []"),
        ("events.yaml", "  steps: []"),
        ("sources.yaml", "  loads: []"),
    ):
        file = pack / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    told = [fault.split(": ", 1)[1] for fault in faults(pack)]
    assert told == [
        "kind: unknown key for a launcher group",
        "steps: unknown key for an event",
        "claims: unknown key for a pack",
        "loads: unknown key for a source",
    ]
