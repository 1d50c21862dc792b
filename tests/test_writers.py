"""How pages leave: every format shows every source, and no text of the data is markup."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.export.formats import FORMATS, named
from batteryviz.views.document import Cell, Document, Row, Table
from batteryviz.views.pages import all_pages, page
from conftest import Ask

READABLE = ("text", "plain", "markdown")
PRINTED = (*READABLE, "json", "csv")


def squeezed(text: str) -> str:
    """Return ``text`` without white space and the backslashes of Markdown."""
    return re.sub(r"[\s\\]+", "", text)


def pages(catalog: Catalog) -> list[Document]:
    """Return every page of a pack."""
    return [page(catalog, key) for key in all_pages(catalog)]


def test_every_format_of_every_page_names_every_source(toy: Catalog) -> None:
    """Nothing leaves without the sources of what it says."""
    for document in pages(toy):
        cited = {
            line.source for claim in document.claims for line in document.voices[claim].citations
        }
        for form in PRINTED:
            out = squeezed(named(form).show([document]))
            for source in cited:
                name = toy.sources[source].title if form in READABLE else source
                assert squeezed(name) in out, (document.key, form)


@pytest.mark.parametrize("form", READABLE)
def test_every_page_says_what_it_is_of(toy: Catalog, form: str) -> None:
    """Version, date, licence, and how a wrong fact is reported stand on every page."""
    for document in pages(toy):
        out = squeezed(named(form).show([document]))
        for words in (
            "version 0.3.1",
            "facts as of 4 May 2026",
            "CC BY 4.0",
            "Report it to nobody",
        ):
            assert squeezed(words) in out, document.key


def test_every_reference_number_has_its_line(toy: Catalog) -> None:
    """A number beside a value leads to a numbered source of the same page."""
    for document in pages(toy):
        known = {reference.number for reference in document.references}
        for block in document.blocks:
            if isinstance(block, Table):
                used = {ref for row in block.rows for cell in row.cells for ref in cell.refs}
                assert used <= known, document.key


def test_every_cell_with_claims_has_their_voices(toy: Catalog) -> None:
    for document in pages(toy):
        for block in document.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        assert set(cell.claims) <= set(document.voices), document.key


def test_plain_has_no_drawing_and_no_escape_bytes(toy: Catalog) -> None:
    for document in pages(toy):
        for character in named("plain").show([document]):
            assert not "\u2500" <= character <= "\u259f", document.key
            assert character == "\n" or unicodedata.category(character) != "Cc", document.key


@pytest.mark.parametrize("form", PRINTED)
def test_no_format_writes_control_bytes(toy: Catalog, form: str) -> None:
    for document in pages(toy):
        out = named(form).show([document])
        assert not [c for c in out if unicodedata.category(c) == "Cc" and c not in "\r\n"]


@pytest.mark.parametrize("form", [form.name for form in FORMATS if form.prints])
def test_the_same_facts_give_the_same_bytes(ask: Ask, form: str, tmp_path: Path) -> None:
    first = ask("export", "all", "--to", form, "--output", tmp_path / "one")
    second = ask("export", "all", "--to", form, "--output", tmp_path / "two")
    assert first.code == second.code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_text_is_at_most_a_hundred_columns_and_shows_markup_as_it_is(ask: Ask) -> None:
    ran = ask("show", "sunwink")
    assert max(map(len, ran.out.splitlines())) <= 100
    assert ran.out.startswith("Sunwink [b]mirror[/b] & <i>co</i>\n")
    assert "\x1b" not in ran.out


# Markdown


def test_markdown_makes_every_sign_literal(ask: Ask) -> None:
    out = ask("show", "sunwink", "--format", "markdown").out
    assert out.startswith("# Sunwink \\[b\\]mirror\\[/b\\] \\& \\<i\\>co\\</i\\>\n")
    assert r"\| pipes, \*stars\*, \_lines\_, \`ticks\` and \#hashes" in out
    assert r"\[link\](https://example.org)" in out
    bare = re.sub(r"\\.", "", out)
    assert "](" not in bare
    assert not re.search(r"<(?!https://)", bare)


def test_markdown_tables_keep_their_columns(toy: Catalog) -> None:
    """Each row of a table has as many cells as its head, whatever signs stand in them."""
    for document in pages(toy):
        lines = named("markdown").show([document]).splitlines()
        width = 0
        for line in lines:
            bars = re.sub(r"\\.", "", line).count("|") if line.startswith("|") else 0
            assert not (width and bars) or bars == width, (document.key, line)
            width = bars


def test_the_markdown_sheet_of_the_an_mpq_65_has_numbered_sources(ask: Ask) -> None:
    out = ask("show", "an-mpq-65", "--format", "markdown", specs=None).out
    assert out.startswith("# AN/MPQ-65\n")
    sources = out[out.index("## Sources") :]
    numbers = re.findall(r"^(\d+)\. ", sources, re.MULTILINE)
    assert numbers == [str(number + 1) for number in range(len(numbers))]
    assert len(numbers) >= 2
    used = set(re.findall(r"\\?\[(\d+)\\?\]", out))
    assert used
    assert used <= set(numbers)


# CSV


def test_csv_cells_are_never_formulas(ask: Ask) -> None:
    out = ask("show", "sunwink", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["text"] == '\'=HYPERLINK("https://example.org";"click")'
    for form in ("show sunwink", "list", "sources", "timeline", "glossary"):
        for row in csv.reader(io.StringIO(ask(*form.split(), "--format", "csv").out)):
            assert not [cell for cell in row if cell[:1] in "=+-@\t\r\n" and cell]


def test_csv_holds_the_claims_of_the_page_with_their_sources(ask: Ask) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("show", "ol-lmp-2", "--format", "csv").out)))
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 13
    optics = by_id["ol-lmp-2.beam-optics"]
    assert (optics["min"], optics["max"], optics["about"], optics["unit"]) == (
        "110",
        "120",
        "yes",
        "degree",
    )
    assert optics["disputed"] == "yes"
    assert optics["sources"] == "optics-paper-1924, table 2"
    assert by_id["ol-lmp-2.beam-poster"]["evidence"] == "unchecked"


def test_numbers_in_csv_are_numbers(toy: Catalog) -> None:
    """A negative number is no formula, and gets no apostrophe."""
    cell = Cell("x")
    document = Document(
        key="k",
        title="t",
        blocks=(Table(("a",), (Row((cell,)),)),),
        colophon=page(toy, "list").colophon,
        records=(("a", "b"), (-5, "-5")),
    )
    assert named("csv").show([document]) == "a,b\r\n-5,'-5\r\n"


# Many pages in one file


def test_pages_of_one_kind_share_a_csv_header(ask: Ask) -> None:
    out = ask("export", "ol-lmp-1", "ol-lmp-2", "--to", "csv").out
    assert out.count("id,subject,parameter") == 1


def test_export_of_everything_holds_every_page(ask: Ask, toy: Catalog) -> None:
    data = json.loads(ask("export", "all", "--to", "json").out)
    assert len(data["pages"]) == len(all_pages(toy))
    text = ask("export", "all", "--to", "plain").out
    for subject in toy.subjects.values():
        assert f"\n{subject.name}\n" in f"\n{text}"


def test_checked_only_leaves_the_unchecked_out_and_says_how_many(ask: Ask) -> None:
    out = ask("export", "ol-lmp-2", "--to", "plain", "--checked-only").out
    assert "about 100°" not in out
    assert "Checked claims only: 6 unchecked claims" in out
    assert "about 100°" in ask("export", "ol-lmp-2", "--to", "plain").out


@pytest.mark.parametrize("alias", ["claim:foo", "claim:ol-lmp-1.colour", "claim:"])
def test_a_text_that_looks_like_a_claim_is_a_text(ask: Ask, pack: Path, alias: str) -> None:
    file = pack / "elements" / "ol-lmp-1.yaml"
    text = re.sub(r"(?m)^aliases: .*\n", "", file.read_text("utf-8"))
    file.write_text(f'{text}aliases: ["{alias}"]\n', "utf-8")
    assert json.loads(ask("show", "ol-lmp-1", "--format", "json", specs=pack).out)["aliases"] == [
        alias
    ]
    ran = ask("export", "all", "--to", "json", "--output", pack.parent / "all.json", specs=pack)
    assert ran.code == 0
    assert ask("check", pack.parent / "all.json", specs=None).code == 0
