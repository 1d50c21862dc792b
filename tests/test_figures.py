"""The schematic stands as a drawing in web pages, PDFs and Word documents, and in words."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from contrast import contrast
from program import run

SHORTS = ("EPP", "RS", "ECS", "AMG", *(f"LS {number}" for number in range(1, 9)))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The battery and its blank drawing, together in each of the three formats."""
    folder = tmp_path_factory.mktemp("pages")
    for suffix in ("html", "pdf", "docx"):
        ran = run(*("export", "battery", "blank", "--output", folder / f"two.{suffix}"), specs=None)
        assert ran.code == 0, ran.err
    return folder


class _Drawings(HTMLParser):
    """Reads the drawings of a page: their words, their names, and the ids of all elements."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.drawings: list[dict[str, Any]] = []
        self.outside = ""
        self._stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if names.get("id"):
            self.ids.append(str(names["id"]))
        if tag == "svg":
            self.drawings.append({"attributes": names, "text": [], "title": "", "desc": ""})
        if tag not in {"meta", "link", "br"}:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._stack and self._stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "svg" not in self._stack:
            self.outside += data
            return
        drawing = self.drawings[-1]
        here = self._stack[-1]
        if here == "text":
            drawing["text"].append(data)
        elif here in {"title", "desc"}:
            drawing[here] += data


def test_a_web_page_holds_the_drawing_with_a_name_of_its_own(pages: Path) -> None:
    """Each is a picture with a title and a description; no id stands twice."""
    reader = _Drawings()
    reader.feed((pages / "two.html").read_text(encoding="utf-8"))
    battery, blank = reader.drawings
    assert set(SHORTS) <= set(battery["text"])
    assert {str(number) for number in range(1, 13)} <= set(blank["text"])
    assert len(set(reader.ids)) == len(reader.ids)
    for drawing in (battery, blank):
        assert drawing["attributes"]["role"] == "img"
        named = str(drawing["attributes"]["aria-labelledby"]).split()
        assert len(named) == 2
        assert set(named) <= set(reader.ids)
    assert battery["title"] == "US battery with eight launchers"
    assert "EPP to RS: power" in battery["desc"]
    assert "radar" not in blank["desc"]


def test_the_same_stands_beside_it_in_words(pages: Path) -> None:
    """Who does not see the drawing reads its boxes, its lines and what marks them."""
    reader = _Drawings()
    reader.feed((pages / "two.html").read_text(encoding="utf-8"))
    words = {
        "web page": reader.outside,
        "PDF": "".join(page.extract_text() for page in pypdf.PdfReader(pages / "two.pdf").pages),
        "document": "\n".join(p.text for p in docx.Document(str(pages / "two.docx")).paragraphs),
    }
    for name, text in words.items():
        packed = "".join(text.replace("\N{WORD JOINER}", "").split())
        for sentence in (
            "ECS: engagement control station",
            "LS 1 to LS 8: launching station, M903, with 12 PAC-3 MSE",
            "EPP to RS: power ≠ disputed",
            "1 to 12: to be named",
        ):
            assert "".join(sentence.split()) in packed, (name, sentence)


def test_a_pdf_draws_it_and_says_it_to_who_hears_it(pages: Path) -> None:
    """The drawing's letters are text in the file, and its figure has the words."""
    reader = pypdf.PdfReader(pages / "two.pdf")
    texts = [page.extract_text() for page in reader.pages]
    assert any(all(short in text for short in SHORTS) for text in texts)
    spoken = [str(each["/Alt"]) for each in _figures(reader) if "/Alt" in each]
    assert any("ECS to AMG: radio (unchecked)" in words for words in spoken)


def _figures(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Walk the tree that screen readers follow; yield its figures."""
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        here = waiting.pop().get_object()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            if here.get("/S") == "/Figure":
                yield here
            if "/K" in here:
                waiting.append(here["/K"])


def test_a_word_document_holds_it_as_a_picture_with_words(pages: Path) -> None:
    document = docx.Document(str(pages / "two.docx"))
    described = [
        inline.docPr.get("descr") for inline in document.element.body.iter(qn("wp:inline"))
    ]
    assert len(described) == 2
    assert "ECS to AMG: radio (unchecked)" in described[0]
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    paper, left, right = (side or 0 for side in sides)
    assert all(0 < shape.width <= paper - left - right + 1 for shape in document.inline_shapes)
    pictures = [part for part in document.part.package.iter_parts() if "image" in part.partname]
    assert all(part.blob.startswith(b"\x89PNG") for part in pictures)


def test_names_in_a_drawing_are_never_markup(pack: Path, tmp_path: Path) -> None:
    """A name that looks like an element stays text inside the drawing and beside it."""
    file = pack / "batteries" / "full-battery.yaml"
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("name:"))
    name = "</title></svg><script>alert(1)</script>"
    file.write_text(text.replace(line, f"name: '{name}'"), encoding="utf-8")
    for suffix in ("html", "pdf", "docx"):
        ran = run("export", "battery", "--output", tmp_path / f"page.{suffix}", specs=pack)
        assert ran.code == 0, ran.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"<script", page)
    assert page.count("</svg>") == 1


def test_a_drawing_is_readable_on_dark_light_and_printed_pages(pages: Path) -> None:
    """Its colours have at least seven to one on the paper, whichever the page has."""
    style = (pages / "two.html").read_text(encoding="utf-8").partition("</style>")[0]
    schemes = [dict(re.findall(r"--(\w+): (#\w+)", block)) for block in style.split(":root {")[1:]]
    assert len(schemes) == 3
    for colours in schemes:
        for name in ("ink", "power", "data", "radio"):
            pair = (_digits(colours[name]), _digits(colours["paper"]))
            assert contrast(*pair) >= 7, (name, colours)


def _digits(colour: str) -> str:
    """Return ``#rrggbb`` or ``#rgb`` as six digits."""
    digits = colour.removeprefix("#")
    return digits if len(digits) == 6 else "".join(2 * sign for sign in digits)


def test_pages_of_a_kind_stand_together_below_one_bookmark(tmp_path: Path) -> None:
    """However they were asked for, as the table of contents has them."""
    target = tmp_path / "book.pdf"
    assert run("export", "ol-lmp-1", "battery", "ol-lmp-2", "--output", target).code == 0
    reader = pypdf.PdfReader(target)
    groups: dict[str, list[str]] = {}
    pages: list[int] = []
    for entry in reader.outline:
        if not isinstance(entry, list):
            group = groups.setdefault(str(entry.title), [])
            continue
        for inner in entry:
            if not isinstance(inner, list):
                group.append(str(inner.title))
                pages.append(reader.get_destination_page_number(inner) or 0)
    assert groups == {
        "Radar set": ["OL/LMP-1", "OL/LMP-2"],
        "Composition": ["Northmere battery with six stands"],
        "About this file": [],
    }
    assert pages == sorted(pages)
