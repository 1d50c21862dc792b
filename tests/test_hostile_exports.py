"""An export cannot hurt who opens it: every file is read back by a strict reader.

One planting of the payloads is tried here; ``python -m reliability.readers`` tries all.
"""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from batteryviz.export.formats import FORMATS
from reliability.browser import CHROMIUM, open_in_browser, open_unguarded
from reliability.payloads import Ledger, own_folders
from reliability.readers import OPENED, TRAP, open_pages, read_back
from reliability.strict import read

pytestmark = pytest.mark.proofs


@pytest.fixture
def work() -> Iterator[Path]:
    with own_folders() as folder:
        yield folder


@pytest.mark.usefixtures("work")
def test_no_payload_becomes_structure_in_any_format() -> None:
    ledger = Ledger()
    read_back(ledger, 60)
    assert ledger.failures == []
    assert len(ledger.checks) >= 2_000
    ends = {
        way.rpartition("/")[2].partition(".")[2]
        for _, what, way in ledger.checks
        if what == "whole"
    }
    assert {form.suffix for form in FORMATS} <= ends
    assert {"gift", "txt", "pptx"} <= ends


@pytest.mark.usefixtures("work")
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to open pages with")
def test_no_payload_runs_in_a_browser_or_asks_for_anything() -> None:
    ledger = Ledger()
    open_pages(ledger, 77)
    assert ledger.failures == []
    assert len(ledger.checks) == len(OPENED)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to open pages with")
def test_the_trap_meets_a_script_and_an_outside_request() -> None:
    """Without this, a browser that opened nothing would find every page harmless."""
    faults = open_in_browser(TRAP.encode(), "text/html").faults
    assert "a script ran" in faults
    assert any("beacon" in fault for fault in faults)
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    guarded = TRAP.replace("<head>", f"<head>{policy}").encode()
    assert open_in_browser(guarded, "text/html").faults == []
    assert open_unguarded(guarded, "text/html").faults == faults


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p onclick='x'>hm</p>"),
        ("a.html", "<p>never closed"),
        ("a.html", "<a href='javascript:x'>hm</a>"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a.svg", "<svg><b></svg>"),
        ("a.csv", "a,=1+1\r\n"),
        ("a.csv", 'a,"b"c\r\n'),
        ("a.csv", 'a,"b;=1+1"\r\n'),
        ("a.csv", "a,b\t=1+1\r\n"),
        ("a.json", "[NaN]"),
        ("a.json", '["\\u202e"]'),
        ("a.md", "<script>x</script>"),
        ("a.md", "[x](javascript:alert)"),
        ("a.md", "![x](file:///etc/passwd)"),
        ("a.bib", "@misc{a, title = {\\input{x}}}"),
        ("a.bib", "@misc{a, title = {x"),
        ("a.dot", 'graph { a [URL="javascript:x"] }'),
        ("a.dot", 'graph { a [label="&#x202e;"] }'),
        ("a.dot", 'graph { a [label="&quot"; b="&quot;"] }'),
        ("a.mmd", "%% %%{init: {}}%%"),
        ("a.gift", "::q:: {="),
        ("a.gift", "$CATEGORY: $system$\n\n::q::[plain]x {####y}"),
        ("a.gift", "// [id:x]\n::q::[plain]x {####y}"),
        ("a.gift", "// x [tag:x]\n::q::[plain]x {####y}"),
        ("a-cards.txt", "1\t\\(x\\)\tb\tc"),
        ("a-cards.txt", "1\tb\t&#92;&#91;x\\]\tc"),
        ("a-cards.txt", "1\tb\t$$x$$\tc"),
        ("a-cards.txt", "1\t[sound:/etc/passwd]\tb\tc"),
        ("a-cards.txt", "1\t<b>\tb\tc"),
        ("a.txt", "a\x1b[31m"),
        ("a.pdf", "%PDF-1.7"),
        ("a.png", "PNG"),
        ("a.xlsx", "PK"),
        ("a.sqlite", "SQLite format 3"),
    ],
)
def test_the_strict_readers_meet_what_they_are_for(name: str, text: str) -> None:
    _, faults = read(name, text.encode())
    assert faults


def test_the_reader_of_office_files_meets_formulas_and_outside_relations() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("xl/worksheets/sheet1.xml", "<c><f>1+1</f></c>")
        file.writestr(
            "word/_rels/x.rels",
            '<R><r Type="x/attachedTemplate" TargetMode="External" Target="file:///x"/></R>',
        )
        file.writestr("../up.xml", "<a/>")
    _, faults = read("a.docx", stream.getvalue())
    assert len(faults) == 3


@pytest.mark.parametrize(
    ("text", "harm"), [("_x003D_1", True), ("_x005F_x003D_1", False), ("_x005F__x000a_", True)]
)
def test_the_reader_of_workbooks_meets_signs_by_their_numbers(text: str, harm: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("xl/workbook.xml", "<a/>")
        file.writestr("xl/sharedStrings.xml", f"<t>{text}</t>")
    _, faults = read("a.xlsx", stream.getvalue())
    assert bool(faults) == harm
