"""What ``check --report`` and ``check --unchecked`` say, counted again here."""

import csv
import io
import json
from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from program import REPOSITORY, TOY, run


def test_the_kinds_of_the_report_add_up() -> None:
    """Sheets, claims and marks of all kinds together are those of the last line."""
    header, *kinds, whole = csv.reader(io.StringIO(run("check", "--report", "--format", "csv").out))
    assert header == ["kind", "sheets", "claims", "checked", "two sources", "disputed", "sources"]
    for column in (1, 2, 4, 5):
        assert sum(int(kind[column]) for kind in kinds) == int(whole[column])


def test_the_report_counts_what_the_catalog_holds(toy: Catalog) -> None:
    data = json.loads(run("check", "--report", "--format", "json").out)
    claims = toy.claims.values()
    assert data["all"]["claims"] == len(toy.claims)
    assert data["all"]["checked"] == sum(claim.evidence == "checked" for claim in claims)
    assert data["all"]["disputed"] == sum(toy.is_disputed(claim) for claim in claims)
    assert data["all"]["sheets"] == len(toy.subjects)
    assert data["facts_as_of"] == "2026-05-04"


def test_a_text_that_passes_on_another_is_no_second_source(pack: Path) -> None:
    """The lamp's height, printed by museum and leaflet, has two sources until one relays."""
    before = _radar_sets(pack)
    sources = pack / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    relayed = "  publisher: Northmere Lamp Works\n"
    assert relayed in text
    sources.write_text(
        text.replace(relayed, f"{relayed}  relays: Harbour Museum\n"), encoding="utf-8"
    )
    assert _radar_sets(pack) == before - 1


def _radar_sets(pack: Path) -> int:
    ran = run("check", pack, "--report", "--format", "json", specs=None)
    twice: int = json.loads(ran.out)["kinds"]["radar-set"]["two_sources"]
    return twice


def test_the_to_do_list_names_each_unchecked_claim_and_its_work(toy: Catalog) -> None:
    """A maintainer with a library reads the claim, its value and the work to open."""
    items = json.loads(run("check", "--unchecked", "--format", "json").out)
    listed = [item["id"] for item in items if item["kind"] == "claim"]
    unchecked = {claim.id for claim in toy.claims.values() if claim.evidence == "unchecked"}
    assert len(listed) == len(set(listed))
    assert set(listed) == unchecked
    assert {item["id"] for item in items if item["kind"] == "event"} == {"lamp-two-announced"}
    assert {item["id"] for item in items if item["kind"] == "term"} == {"dusk-watch"}
    for item in items:
        assert item["value"]
        assert item["check_against"]
    printed = run("check", "--unchecked", "--plain").out
    for claim in unchecked:
        assert claim in printed
    assert "Almanac of Lamps" in printed


def test_report_and_list_are_the_same_on_every_run() -> None:
    for option in ("--report", "--unchecked"):
        outputs = {run("check", option, "--format", "markdown").out for _ in range(2)}
        assert len(outputs) == 1


def test_a_pack_that_does_not_load_has_no_state(pack: Path) -> None:
    (pack / "terms.yaml").write_text("a: [\n", encoding="utf-8")
    ran = run("check", pack, "--report", specs=None)
    assert ran.code == 1
    assert "terms.yaml:2:1: not YAML" in ran.out


def test_the_report_is_written_between_the_marks_only(tmp_path: Path) -> None:
    """What stands around the marks is kept to the letter."""
    page = tmp_path / "page.md"
    begin, end = "<!-- state: written by batteryviz check --report --into -->", "<!-- /state -->"
    page.write_text(f"before\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
    ran = run("check", "--report", "--into", page)
    assert ran.code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{begin}\n")
    assert text.endswith(f"{end}\nafter\n")
    assert "old" not in text
    assert "| All | " in text


def test_a_file_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing to see\n", encoding="utf-8")
    ran = run("check", "--report", "--into", page)
    assert ran.code == 1
    assert "write both marks" in ran.err
    assert page.read_text(encoding="utf-8") == "nothing to see\n"


def test_the_readme_shows_the_state_of_the_shipped_facts(tmp_path: Path) -> None:
    """Stale? Run ``batteryviz check --report --into README.md``."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    copy = tmp_path / "README.md"
    copy.write_text(readme, encoding="utf-8")
    assert run("check", "--report", "--into", copy, specs=None).code == 0
    assert copy.read_text(encoding="utf-8") == readme


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unchecked", "--into", "README.md"), "--unchecked and --into"),
        (("--report", "--unchecked"), "--unchecked and --report"),
        ((str(TOY),), "both name a pack"),
    ],
)
def test_what_check_cannot_do_at_once_is_refused(words: tuple[str, ...], said: str) -> None:
    """No option is dropped without a word; the packs of ``run`` are named by --specs."""
    ran = run("check", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
