"""What is not recorded, even where it is public, comes into no pack by any door.

``python scripts/prove.py scope`` puts every name through every door.
"""

import json
from pathlib import Path

import pytest

from batteryviz.catalog.checks import check
from conftest import Ask
from program import SHIPPED
from reliability.planting import read_content, slots
from reliability.scope import NO_DOORS, TOPICS, tries


def test_what_is_not_recorded_is_refused_by_every_door_with_the_reason(tmp_path: Path) -> None:
    """Parameters and units do not load; names and texts are told by ``check``."""
    done = list(tries(tmp_path, step=3))
    assert [tried for tried in done if not tried.refused] == []
    fields = {slot.name for slot in slots(read_content())}
    assert {tried.door for tried in done} >= fields - set(NO_DOORS)
    assert set(NO_DOORS) <= fields


def test_every_topic_of_the_guidelines_is_refused() -> None:
    """The table in specs/README.md and the names tried here speak of the same things."""
    guidelines = (SHIPPED / "README.md").read_text("utf-8").casefold()
    for word in (
        "sited",
        "spaced",
        "set up or reloaded",
        "how many at once",
        "how low or how high",
        "success rates",
        "losses",
        "jamming",
        "countermeasures",
        "weaknesses",
        "where units are",
        "effects of warheads",
        "classification: public",
    ):
        assert word in guidelines
    assert len(TOPICS) == 12


@pytest.mark.parametrize("words", [("check",), ("list",), ("show", "fs-1", "--plain")], ids=str)
def test_a_refused_parameter_ends_every_command(
    ask: Ask, pack: Path, words: tuple[str, ...]
) -> None:
    file = pack / "parameters.yaml"
    bad = "reload-time: {label: reload, group: function, meaning: How long.}\n"
    file.write_text(bad + file.read_text("utf-8"), "utf-8")
    ran = ask(*words, specs=pack)
    assert ran.code == (1 if words == ("check",) else 65)
    told = ran.out if words == ("check",) else ran.err
    place = "parameters.yaml:1:1: reload-time: 'reload time': "
    assert f"{place}set-up and reload times are not recorded, even where they are public" in told


@pytest.mark.parametrize(
    "line",
    [
        "",
        "classification:",
        "classification: secret",
        "classification: restricted",
        "classification: Public",
        "classification: PUBLIC",
        'classification: "public "',
        "classification: [public]",
        "classification: true",
        "classification: for official use only",
        "classification: public\nclassification: secret",
        "Classification: public",
    ],
)
def test_a_pack_that_is_not_public_does_not_load(ask: Ask, pack: Path, line: str) -> None:
    file = pack / "pack.yaml"
    text = file.read_text("utf-8")
    assert "classification: public\n" in text
    file.write_text(text.replace("classification: public\n", f"{line}\n"), "utf-8")
    for words, code in ((("list",), 65), (("export", "all"), 65), (("check",), 1)):
        ran = ask(*words, specs=pack)
        assert ran.code == code
        assert "classification" in ran.out + ran.err


def test_one_file_is_held_to_the_same_scope(ask: Ask, tmp_path: Path) -> None:
    """A pack that comes back as one JSON file gets in by the same door."""
    file = tmp_path / "pack.json"
    assert ask("export", "all", "--to", "json", "--output", file).code == 0
    assert ask("list", specs=file).code == 0
    text = file.read_text("utf-8")
    parameters = '"parameters": {'
    assert text.count(parameters) == 1
    bad = json.dumps({"label": "siting", "group": "function", "meaning": "A word."})
    file.write_text(text.replace(parameters, f'{parameters}"siting": {bad},'), "utf-8")
    ran = ask("list", specs=file)
    assert ran.code == 65
    assert "siting and spacing are not recorded" in ran.err


def test_the_shipped_facts_keep_the_scope() -> None:
    assert [problem for problem in check(SHIPPED) if "not recorded" in str(problem)] == []
