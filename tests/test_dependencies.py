"""What the program is made of: pinned, listed, and audited or not called audited."""

import json
import re
import tomllib

import pytest

from program import REPOSITORY
from reliability.audits import BROKEN, HARMED, tries

PLACE = REPOSITORY / "requirements"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+) \\$", re.MULTILINE)


def named(requirement: str) -> str:
    """Return the name in a requirement, in the spelling that all spellings share."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def pins(name: str) -> dict[str, str]:
    text = (PLACE / name).read_text("utf-8")
    return {named(each): version for each, version in PINNED.findall(text)}


@pytest.mark.parametrize("name", ["all.txt", "dev.txt"])
def test_every_pin_has_a_hash_and_no_place_to_install_from_is_named(name: str) -> None:
    text = (PLACE / name).read_text("utf-8")
    assert "://" not in text
    stanzas = re.split(r"\n(?=\S)", text.partition("\n")[2].strip())
    assert len(stanzas) == len(pins(name)) > 10
    for stanza in stanzas:
        first, *hashes = (line.strip(" \\") for line in stanza.splitlines())
        assert "==" in first
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes)


def test_what_the_project_asks_for_is_pinned() -> None:
    """``python scripts/lock.py`` renews the pins after a change of pyproject.toml."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    asked = [*project["project"]["dependencies"], *(each for extra in extras for each in extra)]
    wanted = {named(each) for each in asked} - {"batteryviz"}
    assert wanted <= pins("all.txt").keys()
    assert pins("all.txt").items() <= pins("dev.txt").items()


def test_the_bill_of_materials_lists_every_pin_and_neither_time_nor_chance() -> None:
    text = (PLACE / "bom.json").read_text("utf-8")
    bom = json.loads(text)
    assert bom["bomFormat"] == "CycloneDX"
    listed = {named(part["name"]): part["version"] for part in bom["components"]}
    assert listed == pins("all.txt")
    assert not {"serialNumber"} & bom.keys()
    assert not {"timestamp", "tools"} & bom["metadata"].keys()
    assert not re.search(r"://|/home|/tmp", text)
    licenses = (PLACE / "licenses.md").read_text("utf-8")
    for part in bom["components"]:
        assert part["licenses"], part["name"]
        assert f"| {part['name']} | {part['version']} |" in licenses


@pytest.mark.proofs
def test_an_audit_ends_well_only_where_every_pin_was_looked_up() -> None:
    """pip-audit asks services that fail in every way; the proof ``audit`` tries more."""
    done = list(tries(step=14))
    assert [tried for tried in done if tried.fault] == []
    assert [tried.service for tried in done if tried.code == 0] == ["one that works"]
    assert len(done) > len(BROKEN) + len(HARMED)
