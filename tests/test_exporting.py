"""Files are written whole, the same everywhere, and load again; refusals are one clear line."""

import csv
import json
import os
import pty
import re
import shlex
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.export.edition import Edition
from batteryviz.export.formats import FORMATS, named, require
from batteryviz.export.workbook_page import CUT, write_page
from batteryviz.views.card import card, silence_card
from batteryviz.views.document import Cell, Paragraph, Row, Table
from batteryviz.views.pages import all_pages, page
from program import TOY, run


def test_the_same_facts_give_the_same_bytes_everywhere(tmp_path: Path, pack: Path) -> None:
    """Another folder, time zone, locale, hash seed and cache change no byte of any format."""
    first, second = tmp_path / "first", tmp_path / "other place"
    one = run(
        *("export", "all", "--to", "every", "--output", first),
        environment={"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    )
    two = run(
        *("export", "all", "--to", "every", "--output", second),
        specs=pack,
        environment={
            "TZ": "Asia/Tokyo",
            "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "77",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        },
    )
    assert (one.code, two.code) == (0, 0), one.err + two.err
    for path in sorted(first.iterdir()):
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_a_given_moment_dates_the_files(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is honoured; what is no moment is refused."""
    target = tmp_path / "page.xlsx"
    words = ("export", "ol-lmp-2", "--output", target, "--force")
    assert run(*words, environment={"SOURCE_DATE_EPOCH": "1000000000"}).code == 0
    assert openpyxl.load_workbook(target).properties.modified is not None
    with zipfile.ZipFile(target) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2001, 9, 9, 1, 46, 40)}
    ran = run(*words, environment={"SOURCE_DATE_EPOCH": "soon"})
    assert (ran.code, ran.err.count("\n")) == (78, 1)


@pytest.mark.parametrize("day", ["2107-12-31", "2108-01-01", "9999-12-31", "0001-01-01"])
def test_facts_of_any_day_can_be_exported(day: str, pack: Path, tmp_path: Path) -> None:
    """Zip knows the years 1980 to 2107; what is dated before or after keeps to their ends."""
    stanza = pack / "pack.yaml"
    text = stanza.read_text("utf-8")
    stanza.write_text(re.sub(r"(?m)^facts_as_of: .*$", f'facts_as_of: "{day}"', text), "utf-8")
    for suffix in ("xlsx", "docx", "datapackage.zip", "pdf"):
        ran = run("export", "all", "--output", tmp_path / f"all.{suffix}", specs=pack)
        assert ran.code == 0, ran.err
    ran = run("lesson", "--output", tmp_path / "lesson", specs=pack)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(tmp_path / "all.xlsx") as archive:
        (moment,) = {info.date_time for info in archive.infolist()}
    ends = {"0001": (1980, 1, 1, 0, 0, 0), "2107": (2107, 12, 31, 0, 0, 0)}
    assert moment == ends.get(day[:4], (2107, 12, 31, 23, 59, 58))


def test_a_title_of_any_length_is_exported(pack: Path, tmp_path: Path) -> None:
    """What a file says of itself is bounded; the title on the page is whole."""
    names = ["A" * 190 + " one", "B" * 190 + " two"]
    for place, name in enumerate(names, 1):
        element = pack / "elements" / f"ol-lmp-{place}.yaml"
        text = element.read_text("utf-8")
        element.write_text(re.sub(r"(?m)^name: .*$", f"name: {name}", text), "utf-8")
    target = tmp_path / "page.docx"
    ran = run("export", "comparison:ol-lmp-1+ol-lmp-2", "--output", target, specs=pack)
    assert ran.code == 0, ran.err
    document = docx.Document(str(target))
    assert document.core_properties.title.startswith("AAA")
    assert len(document.core_properties.title) == 250
    assert all(name in document.paragraphs[0].text for name in names)


def test_the_json_of_everything_loads_again_as_the_same_pack(tmp_path: Path) -> None:
    """Exported, checked, read as a pack and exported again: not a byte differs."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert run("export", "all", "--output", first).code == 0
    assert run("check", first, specs=None).code == 0
    assert run("export", "all", "--output", second, specs=first).code == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("subject", ["ol-lmp-2", "fs-2", "northmere-battery", "signal-system"])
def test_the_json_of_one_page_loads_again(tmp_path: Path, subject: str) -> None:
    """The specs in the JSON of a page give the same page."""
    target = tmp_path / "page.json"
    assert run("export", subject, "--output", target).code == 0
    assert run("check", target, specs=None).code == 0
    again = run("show", subject, "--format", "json", specs=target)
    assert again.out == run("show", subject, "--format", "json").out


def test_a_broken_json_pack_names_the_line(tmp_path: Path) -> None:
    """A fault in a pack of one file is reported with its file, line and column."""
    target = tmp_path / "pack.json"
    assert run("export", "all", "--output", target).code == 0
    text = target.read_text()
    target.write_text(text.replace('"classification": "public"', '"classification": "secret"'))
    line = text[: text.index('"classification"')].count("\n") + 1
    ran = run("check", target, specs=None)
    assert (ran.code, f"pack.json:{line}:" in ran.out) == (1, True)


def test_checked_only_leaves_out_and_says_so(tmp_path: Path) -> None:
    """No unchecked claim, event or term is left, the number is told, and it loads as a pack."""
    target = tmp_path / "checked.json"
    assert run("export", "all", "--checked-only", "--output", target).code == 0
    whole = json.loads(target.read_text())
    assert whole["colophon"]["unchecked"] == []
    assert whole["colophon"]["left_out"] == {"claims": 6, "events": 1, "terms": 1}
    assert "ol-lmp-2.beam-poster" not in target.read_text()
    assert run("check", target, specs=None).code == 0
    ran = run("export", "ol-lmp-2", "--checked-only", "--to", "markdown")
    assert "6 unchecked claims" in ran.out


def test_a_silence_made_by_leaving_out_is_told_apart() -> None:
    """A cell whose claim was left out is neither not published nor not looked for."""
    ran = run("export", "comparison:lamps", "--checked-only", "--to", "plain")
    assert ran.code == 0
    assert "not looked for" not in ran.out.replace("— not looked for", "")


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    """Without --force nothing is written, not even the files that are still free."""
    kept = tmp_path / "encyclopedia.bib"
    kept.write_text("mine")
    words = ("export", "ol-lmp-2", "ol-lmp-1", "all", "--to", "every", "--output", tmp_path)
    ran = run(*words)
    assert (ran.code, ran.err.count("\n")) == (73, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["encyclopedia.bib"]
    assert kept.read_text() == "mine"


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A file in a folder that is not there cannot be created."""
    ran = run("export", "ol-lmp-2", "--output", tmp_path / "none" / "page.html")
    assert (ran.code, ran.err.count("\n")) == (73, 1)
    assert "no such folder" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """When writing fails there is one line, the right code, and neither file nor part."""
    words = [sys.executable, "-m", "batteryviz", "export", "all", "--to", "html", "--force"]
    words += ["--specs", str(TOY), "--output", str(tmp_path / "page.html")]
    command = f"ulimit -f 8; exec {shlex.join(words)}"
    (tmp_path / "page.html").write_text("before")
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {command}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (74, 1), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_text() == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of pipes are POSIX")
def test_a_closed_pipe_is_quiet() -> None:
    """Whoever stops reading gets no complaint."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", "export", "all", "--to", "json", "--specs", str(TOY)],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of their own are POSIX")
def test_many_files_show_a_bar_on_a_terminal_only(tmp_path: Path) -> None:
    """Standard error shows progress when someone looks at it, and one line in a pipe."""
    words = ("export", "all", "--to", "plain", "--output")
    piped = run(*words, f"{tmp_path}/piped/")
    assert piped.err.count("\n") == 1
    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "batteryviz", *words, f"{tmp_path}/shown/"]
    process = subprocess.Popen(
        [*command, "--specs", str(TOY)],
        stderr=inside,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(inside)
    seen = b""
    while True:
        try:
            piece = os.read(outside, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(outside)
    assert process.wait() == 0
    assert b"files" in seen
    assert b"\x1b[" in seen


def test_every_format_has_a_name_and_a_suffix_of_its_own() -> None:
    """The command line and its file names can tell formats apart, and help names each."""
    assert len({known.name for known in FORMATS}) == len(FORMATS)
    assert len({known.suffix for known in FORMATS}) == len(FORMATS)
    text = "".join(run("export", "--help").out.split())
    assert all(known.name in text for known in FORMATS)


def test_a_missing_library_is_named_with_the_command() -> None:
    """Without an extra, the message says exactly what to install."""
    lacking = [
        known._replace(libraries=("no_such_library",)) for known in FORMATS if known.name == "pdf"
    ]
    with pytest.raises(Exception, match=r'pip install "batteryviz\[pdf\]"'):
        require(lacking)


def test_data_is_never_a_formula_nor_markup(tmp_path: Path) -> None:
    """A value that looks like a formula stays text in the workbook, and escaped in HTML."""
    assert run("export", "sunwink", "--output", tmp_path / "page.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "page.xlsx")
    kinds = {
        cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    assert kinds <= {"s", "f"}
    with zipfile.ZipFile(tmp_path / "page.xlsx") as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in archive.read(name) for name in sheets)


def test_two_searches_are_two_pages_of_one_file(tmp_path: Path) -> None:
    """Each has an anchor, a sheet and rows of its own, as no key is that of another."""
    words = ("export", "search:lamp", "search:LAMP", "search:flare")
    for suffix in ("pdf", "html", "xlsx", "csv"):
        ran = run(*words, "--output", tmp_path / f"found.{suffix}")
        assert ran.code == 0, ran.err
    assert len(pypdf.PdfReader(tmp_path / "found.pdf").outline) == 3
    assert _anchors(tmp_path / "found.html") >= {"search-lamp", "search-lamp-2", "search-flare"}
    sheets = openpyxl.load_workbook(tmp_path / "found.xlsx").sheetnames
    assert sheets[1:4] == ["Search- lamp", "Search- LAMP (2)", "Search- flare"]
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as file:
        pages = {row[0] for row in csv.reader(file) if row}
    assert pages == {"page", "search:lamp", "search:LAMP", "search:flare"}


def test_no_file_of_a_folder_is_written_over_another(tmp_path: Path) -> None:
    """Names that differ in signs or letters a file's name has not get a number."""
    words = ("search:lamp", "search:LAMP", "search:漢字", "search:かな", f"search:{'lamp ' * 300}")
    ran = run("export", *words, "--to", "csv", "--output", f"{tmp_path}/found/")
    assert (ran.code, ran.err) == (0, f"wrote 5 files to {tmp_path}/found\n")
    names = {path.stem for path in (tmp_path / "found").iterdir()}
    long = next(iter(names - {"search-lamp", "search-lamp-2", "search", "search-2"}))
    assert len(names) == 5
    assert long.startswith("search-lamp-lamp-lamp")


def test_a_page_that_is_asked_for_in_two_ways_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "found.html"
    ran = run("export", "search:two lamps", "search:two\tlamps", "--output", target)
    assert ran.code == 0, ran.err
    assert target.read_text("utf-8").count("<article") == 1


def test_no_anchor_of_one_page_is_that_of_another(pack: Path, tmp_path: Path) -> None:
    """An element may be called what another's sources would be."""
    element = (pack / "elements" / "ol-lmp-2.yaml").read_text("utf-8").partition("\nlinks:")[0]
    other = re.sub(r"(?m)^(aliases|designation|succeeds):.*\n", "", element)
    for name in ("source-1", "1", "1-title"):
        (pack / "elements" / f"ol-lmp-1-{name}.yaml").write_text(
            re.sub(r"(?m)^name: .*$", f"name: Lamp {name}", other), "utf-8"
        )
    for suffix in ("html", "pdf"):
        ran = run("export", "all", "--output", tmp_path / f"all.{suffix}", specs=pack)
        assert ran.code == 0, ran.err
    assert "element-ol-lmp-1-source-1" in _anchors(tmp_path / "all.html")


def _anchors(page: Path) -> set[str]:
    """Return the ids of a web page, each of which stands once, and is led to rightly."""
    text = page.read_text("utf-8")
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', text)) <= set(ids)
    return set(ids)


def test_a_workbook_reads_back_what_the_facts_say(pack: Path, tmp_path: Path) -> None:
    """Office takes ``_x003D_`` for the sign ``=``; a name of a sheet is the same to all."""
    element = pack / "elements" / "ol-lmp-1.yaml"
    text = re.sub(r"(?m)^name: .*$", "name: _x0041_BC", element.read_text("utf-8"))
    value = "_x003D_1+1 _x0007_ _x005F_x0041_"
    element.write_text(text.replace("value: green", f"value: {value}"), "utf-8")
    target = tmp_path / "all.xlsx"
    ran = run("export", "all", "--output", target, specs=pack)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(target)
    assert "-x0041_BC" in book.sheetnames
    cells = [_as_office(cell) for cell in _texts(book)]
    assert value in cells
    assert "_x0041_BC" in cells
    assert not [cell for cell in cells if cell.startswith("=1+1") or "\x07" in cell]
    run("export", "ol-lmp-1", "--output", tmp_path / "one.xlsx", specs=pack)
    properties = openpyxl.load_workbook(tmp_path / "one.xlsx").properties
    assert _as_office(str(properties.title)) == "_x0041_BC"


def test_a_cell_of_the_claims_that_is_cut_says_so(pack: Path, tmp_path: Path) -> None:
    """Excel holds 32,767 signs in a cell, and wide signs count twice; a claim stays one row."""
    with (pack / "sources.yaml").open("a", encoding="utf-8") as file:
        for number in range(100):
            file.write(
                f"long-{number}: {{title: T{number} {'𝐭' * 220}, publisher: P{'p' * 200}, "
                "kind: press, published: '1921', language: en, no_url: a card in a box, "
                "how_read: whole, read_on: 2026-05-01}\n"
            )
    element = pack / "elements" / "ol-lmp-1.yaml"
    start, green, rest = element.read_text("utf-8").partition("value: green\n    cited:")
    cited = "".join(
        f"\n      - {{source: long-{number}, locator: page {number}, evidence: checked, "
        "read_on: 2026-05-01}"
        for number in range(100)
    )
    element.write_text(f"{start}{green}{cited}{rest}", "utf-8")
    target = tmp_path / "page.xlsx"
    ran = run("export", "ol-lmp-1", "--output", target, specs=pack)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(target)
    assert max(map(_signs, _texts(book))) <= 32_767
    cells = [cell for row in book["Claims"].iter_rows(values_only=True) for cell in row]
    (cut,) = [str(cell) for cell in cells if str(cell).endswith(CUT)]
    assert cut.startswith("“T0 ")
    assert _signs(cut) > 10_000
    told = " ".join(_texts(book))
    assert all(f"T{number} {'𝐭' * 220}" in told for number in range(100))


def test_a_cell_of_a_page_goes_on_below(toy: Catalog) -> None:
    """Nothing of a page is cut: what a cell does not hold stands in the next row."""
    words = " ".join(f"word{number:05}" for number in range(9_000))
    wide = "𝐯" * 40_000
    coded = "_x0041_" * 4_000
    table = Table(("name", "value", "more"), (Row((Cell("lamp"), Cell(wide), Cell(coded))),))
    document = replace(page(toy, "list"), blocks=(Paragraph(words), table), key="lamp")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("lamp")
    write_page(sheet, document, "a4", {})
    assert max(map(_signs, _texts(book))) <= 32_767
    rows = list(sheet.iter_rows(values_only=True))
    assert words in " ".join(str(row[0]) for row in rows)
    below = [row for row in rows if row[0] == "lamp"]
    assert "".join(str(row[1]) for row in below) == wide
    assert _as_office("".join(str(row[2] or "") for row in below)) == coded
    assert not any(cell.endswith(CUT) for cell in _texts(book))


def _signs(text: str) -> int:
    """Count as Excel does."""
    return len(text.encode("utf-16-le")) // 2


def _texts(book: openpyxl.Workbook) -> list[str]:
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return [cell for row in rows for cell in row if isinstance(cell, str)]


def _as_office(text: str) -> str:
    """Read a text of a workbook by the rule of the format, which openpyxl leaves undone."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def test_the_encyclopedia_formats_want_everything() -> None:
    """A database of one page is refused with the command that works."""
    ran = run("export", "ol-lmp-2", "--to", "sqlite")
    assert (ran.code, "export all --to sqlite" in ran.err) == (2, True)


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_sources_print_as_references(form: str) -> None:
    """The list of sources comes in the forms that reference managers read."""
    ran = run("sources", "--format", form)
    assert ran.code == 0
    assert "lamp-gazette-1921" in ran.out


WIDE_LETTER, MARGINS = 120, 216
"""Twentieths of a point that a letter of 10.5 points takes in a wide font, and a cell's edges."""


def test_no_short_word_is_broken_by_its_column_in_a_word_document(tmp_path: Path) -> None:
    """The timeline has the narrowest columns beside the widest one."""
    ran = run("export", "timeline", "--to", "docx", "--output", tmp_path / "t.docx", specs=None)
    assert ran.code == 0
    table = docx.Document(str(tmp_path / "t.docx")).tables[0]
    words = 0
    for row in table.rows[1:]:
        for cell in row.cells[:2]:
            assert cell.width is not None
            for word in cell.text.split():
                words += 1
                assert len(word) * WIDE_LETTER + MARGINS <= cell.width.twips, word
    assert words > 200


def test_checked_facts_alone_keep_no_name_and_no_quarrel_that_an_unchecked_claim_brought(
    tmp_path: Path,
) -> None:
    """What is left of the shipped facts loads as a pack; a label may miss a term left out."""
    target = tmp_path / "checked.json"
    words = ("export", "all", "--checked-only", "--output", target)
    assert run(*words, specs=None).code == 0
    told = run("check", target, specs=None).out.splitlines()
    assert [line for line in told if "is not in the glossary" not in line] == []
    specs = json.loads(target.read_text("utf-8"))["specs"]
    names = {name: spec.get("aliases", []) for name, spec in specs["elements"].items()}
    assert "OE-349" not in names["antenna-mast-group"]
    assert not {"AN/MSQ-104", "MSQ-104"} & set(names["engagement-control-station"])
    assert "RS" in names["radar-set"]
    assert "GhostEye" in names["ltamds"]


def test_a_search_of_checked_facts_finds_no_term_that_is_left_out() -> None:
    """The words of the glossary that nobody opened are in no page of such an export."""
    found = run("export", "search:cri", "--to", "json", specs=None).out
    left = run("export", "search:cri", "--to", "json", "--checked-only", specs=None).out
    assert "cri" in {item["id"] for item in json.loads(found)["items"]}
    assert "cri" not in {item["id"] for item in json.loads(left)["items"]}


def test_a_card_of_any_cell_leaves_in_every_page_format_and_its_links_lead_somewhere(
    toy: Catalog,
) -> None:
    """A card shows numbers of sources that have no line on it: nothing can lead to them."""
    document = page(toy, "comparison:lamps")
    rows = [row for block in document.blocks if isinstance(block, Table) for row in block.rows]
    cells = [cell for row in rows for cell in row.cells if cell.claims or cell.silence]
    cards = [
        card(document, cell) if cell.claims else silence_card(document, cell, "colour")
        for cell in cells
    ]
    assert len(cards) > 5
    for shown in cards:
        edition = Edition([shown], toy)
        assert named("pdf").write(edition).startswith(b"%PDF")
        written = named("html").write(edition).decode()
        wanted = set(re.findall(r'href="#([^"]+)"', written))
        assert wanted <= set(re.findall(r'\bid="([^"]+)"', written)), shown.key


def test_every_link_inside_the_whole_encyclopedia_leads_somewhere(toy: Catalog) -> None:
    pages = [page(toy, key) for key in all_pages(toy)]
    written = named("html").write(Edition(pages, toy, whole=True)).decode()
    ids = re.findall(r'\bid="([^"]+)"', written)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', written)) <= set(ids)
