"""Every format says the same: the same claims, values and citations, read by other programs."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pypdf
import pytest
from frictionless import Package, system
from pybtex.database import parse_file  # type: ignore[import-untyped]  # it has no types

from batteryviz.export.formats import FORMATS
from program import run


class Said(NamedTuple):
    """What a file says of one claim: its value in words, and where it is cited."""

    text: str
    places: frozenset[tuple[str, str]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole toy encyclopedia, in every format, by one command."""
    folder = tmp_path_factory.mktemp("every")
    ran = run("export", "all", "--to", "every", "--output", folder)
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"encyclopedia.{known.suffix}" for known in FORMATS
    )
    return folder


@pytest.fixture(scope="module")
def claims(exported: Path) -> dict[str, Said]:
    """What the JSON says: the reading that every other format is held to."""
    whole = json.loads((exported / "encyclopedia.json").read_text())
    found = {
        claim["id"]: Said(
            claim["text"],
            frozenset((cited["source"], cited["locator"]) for cited in claim["citations"]),
        )
        for claim in _claims_in(whole["pages"])
    }
    assert len(found) > 40
    return found


def _claims_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"id", "parameter", "citations"} <= value.keys():
            yield value
        for inner in value.values():
            yield from _claims_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _claims_in(inner)


def _places(text: str) -> frozenset[tuple[str, str]]:
    pairs = (place.partition(", ") for place in text.split("; "))
    return frozenset((source, locator) for source, _, locator in pairs)


def _as_meant(text: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it."""
    return text.removeprefix("'") if text.startswith(("'=", "'+", "'-", "'@")) else text


def test_csv_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """Each row of the CSV has the words and the places of its claim."""
    text = (exported / "encyclopedia.csv").read_bytes().decode()
    first = text.split("\r\n\r\n")[0]
    rows = list(csv.DictReader(io.StringIO(first, newline="")))
    assert {r["id"]: Said(_as_meant(r["text"]), _places(r["sources"])) for r in rows} == claims


def test_the_workbook_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """The sheet of claims has the same rows."""
    book = openpyxl.load_workbook(exported / "encyclopedia.xlsx", read_only=True)
    header, *rows = book["Claims"].iter_rows(values_only=True)
    at = {str(name): number for number, name in enumerate(header)}
    found = {
        str(row[at["id"]]): Said(str(row[at["text"]]), _places(str(row[at["sources"]])))
        for row in rows
    }
    assert found == claims


class _EvidenceReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.claim = self.source = ""
        self.words: dict[str, str] = {}
        self.places: dict[str, dict[str, str]] = {}
        self.anchors: list[str] = []
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.append(given["id"])
        if given.get("href", "").startswith("#"):
            self.targets.add(given["href"][1:])
        if tag == "tr":
            self.claim = given.get("data-claim", "")
        self.source = given.get("data-source", self.source) if tag in {"li", "a"} else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self.claim = self.source = ""

    def handle_data(self, data: str) -> None:
        if self.claim:
            self.words[self.claim] = self.words.get(self.claim, "") + data
            if self.source:
                places = self.places.setdefault(self.claim, {})
                places[self.source] = places.get(self.source, "") + data


def test_the_web_page_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """Each claim has one anchor, its words, and its places; no link leads nowhere."""
    reader = _EvidenceReader()
    reader.feed((exported / "encyclopedia.html").read_text())
    assert reader.words.keys() == claims.keys()
    for name, said in claims.items():
        assert said.text in reader.words[name]
        assert reader.places[name].keys() == {source for source, _ in said.places}
        for source, locator in said.places:
            assert locator in reader.places[name][source]
    assert len(set(reader.anchors)) == len(reader.anchors)
    assert claims.keys() <= set(reader.anchors)
    assert reader.targets <= set(reader.anchors)


def test_the_document_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """The tables of claims in the Word document hold the same words and places."""
    found: dict[str, tuple[str, str]] = {}
    for table in docx.Document(str(exported / "encyclopedia.docx")).tables:
        header, *rows = table.rows
        if header.cells[0].text == "claim":
            for row in rows:
                name, states, places = (cell.text for cell in row.cells)
                found[name] = (states, places)
    assert found.keys() == claims.keys()
    for name, said in claims.items():
        assert said.text in found[name][0]
        assert all(locator in found[name][1] for _, locator in said.places)


def test_the_pdf_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """The text of the PDF holds every id, every value and every place."""
    reader = pypdf.PdfReader(exported / "encyclopedia.pdf")
    # The invisible joiner only keeps a number and its note on one line.
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    text = text.replace("\N{WORD JOINER}", "")
    for name, said in claims.items():
        assert name in text
        assert "".join(said.text.split()) in text
        assert all("".join(locator.split()) in text for _, locator in said.places)


@pytest.mark.parametrize("pages", [("all",), ("ol-lmp-2",), ("ol-lmp-2", "battery", "blank")])
def test_a_pdf_is_one_for_archives_and_for_screen_readers(
    tmp_path: Path, pages: tuple[str, ...]
) -> None:
    """It is PDF/A-2a and PDF/UA-1, however many pages it has."""
    assert run("export", *pages, "--output", tmp_path / "pages.pdf").code == 0
    metadata = pypdf.PdfReader(tmp_path / "pages.pdf").xmp_metadata
    assert metadata is not None
    stated = metadata.rdf_root.toxml()
    for part in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert part in stated


def test_the_database_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """The tables of claims and citations hold the same, and no reference is loose."""
    with sqlite3.connect(exported / "encyclopedia.sqlite") as base:
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        places: dict[str, set[tuple[str, str]]] = {}
        for name, source, locator in base.execute("SELECT claim, source, locator FROM citations"):
            places.setdefault(name, set()).add((source, locator))
        found = {
            name: Said(text, frozenset(places[name]))
            for name, text in base.execute("SELECT id, text FROM claims")
        }
    assert found == claims


def test_a_table_that_others_refer_to_has_a_name_to_show(exported: Path) -> None:
    """A browser of databases shows ``name`` or ``title`` where a key would stand."""
    with sqlite3.connect(exported / "encyclopedia.sqlite") as base:
        tables = [name for (name,) in base.execute("SELECT name FROM pragma_table_list")]
        columns = {
            table: {row[1] for row in base.execute(f'PRAGMA table_info("{table}")')}
            for table in tables
        }
        referred = {
            row[2]
            for table in tables
            for row in base.execute(f'PRAGMA foreign_key_list("{table}")')
        }
    # The ids of claims and events are words themselves.
    unnamed = {table for table in referred if not {"name", "title"} & columns[table]}
    assert unnamed == {"claims", "events"}


def test_the_data_package_and_json_agree(exported: Path, claims: dict[str, Said]) -> None:
    """The data package is valid, its keys hold, and its rows are the same."""
    path = exported / "encyclopedia.datapackage.zip"
    with system.use_context(trusted=True):
        assert Package(str(path)).validate().valid
    with zipfile.ZipFile(path) as package:
        rows = {
            name: list(csv.DictReader(io.StringIO(package.read(f"data/{name}.csv").decode())))
            for name in ("claims", "citations")
        }
    places: dict[str, set[tuple[str, str]]] = {}
    for row in rows["citations"]:
        places.setdefault(row["claim"], set()).add((row["source"], _as_meant(row["locator"])))
    assert {
        row["id"]: Said(_as_meant(row["text"]), frozenset(places[row["id"]]))
        for row in rows["claims"]
    } == claims


def test_the_bibliographies_hold_every_source(exported: Path, claims: dict[str, Said]) -> None:
    """BibTeX and CSL-JSON hold the sources of all claims, with places and addresses."""
    cited = {source for said in claims.values() for source, _ in said.places}
    entries = parse_file(str(exported / "encyclopedia.bib"), "bibtex").entries
    items = {
        item["id"]: item for item in json.loads((exported / "encyclopedia.csl.json").read_text())
    }
    assert cited <= set(entries)
    assert cited <= items.keys()
    assert entries["lamp-gazette-1921"].fields["url"] == items["lamp-gazette-1921"]["URL"]
    for said in claims.values():
        for source, locator in said.places:
            assert locator in items[source]["custom"]["locators"]
            assert locator in entries[source].fields["note"]
    for source, entry in entries.items():
        # Who published it stands once, and a name is not taken apart.
        assert len({"journal", "organization", "publisher"} & set(entry.fields)) == 1
        names = [name["literal"] for name in items[source].get("author", [])]
        assert [" ".join(person.last_names) for person in entry.persons.get("author", [])] == [
            f"{{{name}}}" for name in names
        ]


@pytest.mark.parametrize("suffix", ["txt", "plain.txt", "md"])
def test_the_texts_hold_every_value(exported: Path, claims: dict[str, Said], suffix: str) -> None:
    """Text, plain text and Markdown hold the words of every claim and every place."""
    text = (exported / f"encyclopedia.{suffix}").read_text().replace("\\", "")
    flat = "".join(text.split()).casefold()
    for said in claims.values():
        assert "".join(said.text.split()).casefold() in flat or suffix == "txt"
        if suffix != "txt":
            assert all("".join(locator.split()).casefold() in flat for _, locator in said.places)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_every_artefact_says_what_it_was_made_from(exported: Path, known: Any) -> None:
    """Version, date, digest, scope and the unsettled claims stand in every file."""
    path = exported / f"encyclopedia.{known.suffix}"
    data = path.read_bytes()
    if known.name == "pdf":
        text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            text = "".join(
                archive.read(name).decode(errors="replace") for name in archive.namelist()
            )
    else:
        text = data.decode(errors="replace")
    flat = "".join(text.replace("\\", "").split())
    digest = json.loads((exported / "encyclopedia.json").read_text())["colophon"]["digest"]
    for expected in (digest, "0.3.1", "that never was", "ol-lmp-2.beam-poster"):
        if known.name == "text" and expected == digest:
            expected = digest[:12]
        assert "".join(expected.split()) in flat, expected
