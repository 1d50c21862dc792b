"""Strict readers of what is exported: each says what could hurt who opens it.

A reader takes the bytes and yields faults and *parts*: kinds of tag, key, field or
relation. Parts that a pack of plain words does not give are faults too, so that text
which became structure is met in whatever form.
"""

import csv
import html
import html.parser
import io
import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from gift import read as read_gift
from reliability.scanning import foreign

Found = Iterator[tuple[str, str]]
"""Pairs: ``fault`` or ``part``, and the words."""

_SCHEMES = {"https", "http", "mailto"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBERED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_TEX = re.compile(r"\\[(\[]|\$\$|\\begin\b")


def _link_fault(address: str) -> str:
    """Say why an address may not be followed; one inside the file may."""
    if address.startswith("#"):
        return ""
    return "" if urlsplit(address).scheme in _SCHEMES else f"a link to {address!r}"


def read_text(data: bytes) -> Found:
    """Read text for people: no sign that drives a terminal."""
    for fault in foreign(data):
        yield "fault", fault


def read_markdown(data: bytes) -> Found:
    """Read Markdown as CommonMark with tables; text must stay text."""
    from markdown_it import MarkdownIt

    yield from read_text(data)
    parser = MarkdownIt("commonmark").enable("table")
    # Not every reader of Markdown is as careful as this one.
    setattr(parser, "validateLink", bool)  # noqa: B010 - a method is replaced
    tokens = parser.parse(data.decode())
    for outer in tokens:
        for token in (outer, *(outer.children or ())):
            yield "part", token.type if token.type != "heading_open" else token.tag
            if "html" in token.type and "<!--" not in token.content:
                yield "fault", f"raw HTML: {token.content!r:.90}"
            for name in ("href", "src"):
                address = str(token.attrs.get(name, ""))
                if address and _link_fault(address):
                    yield "fault", _link_fault(address)


def read_json(data: bytes) -> Found:
    """Read JSON without what JSON does not have."""

    def refuse(name: str) -> None:
        raise ValueError(name)

    for text in _texts(json.loads(data, parse_constant=refuse)):
        for fault in foreign(text.encode()):
            yield "fault", fault


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def read_csv(data: bytes) -> Found:
    """Read CSV as spreadsheets do, whatever parts their cells: none begins a formula."""
    for fault in foreign(data, controls="\r\n"):
        yield "fault", fault
    text = data.decode()
    for delimiter in ",;\t":
        lines = io.StringIO(text, newline="")
        for row in csv.reader(lines, delimiter=delimiter, strict=delimiter == ","):
            for read in row:
                # Read with another delimiter, a quote may open before the end of a record:
                # what follows was written as the beginning of a cell.
                cell = read if delimiter == "," else read.lstrip("\r\n")
                if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                    yield "fault", f"a formula between {delimiter!r}: {cell!r:.90}"


class _Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("part", f"<{tag}>"))
        if tag in {"script", "iframe", "object", "embed", "base", "form", "applet", "frame"}:
            self.found.append(("fault", f"<{tag}>"))
        for name, value in attrs:
            self.found.append(("part", f"<{tag} {name}>"))
            if name.startswith("on") or name == "srcdoc":
                self.found.append(("fault", f"{name}={value!r:.60}"))
            if name in {"href", "src", "xlink:href", "action", "data"} and _link_fault(value or ""):
                self.found.append(("fault", _link_fault(value or "")))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.found.append(("fault", f"</{tag}> closes nothing"))

    def handle_comment(self, data: str) -> None:
        self.found.append(("part", f"a comment {data[:20]!r}"))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("fault", f"a declaration {data!r:.60}"))

    def close(self) -> None:
        super().close()
        if self._open:
            self.found.append(("fault", f"never closed: {self._open}"))


def read_html(data: bytes) -> Found:
    """Read a web page: balanced, known tags and attributes, harmless links."""
    for fault in foreign(data):
        yield "fault", fault
    page = _Page()
    page.feed(data.decode())
    page.close()
    yield from page.found


def read_xml(data: bytes) -> Found:
    """Read XML: well formed, no document type, no script, no outside link."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        yield "fault", "a document type"
    for node in root.iter():
        if not isinstance(node.tag, str):
            yield "part", f"a comment or instruction {type(node).__name__}"
            continue
        name = etree.QName(node).localname
        yield "part", f"<{name}>"
        if name in {"script", "foreignObject", "iframe", "oleObject", "altChunk", "set"}:
            yield "fault", f"<{name}>"
        for key, value in node.attrib.items():
            short = etree.QName(key).localname
            if short == "space":
                continue
            yield "part", f"<{name} {short}>"
            if short.startswith("on") and node.nsmap.get(None, "").endswith("svg"):
                yield "fault", f"{short}={value!r:.60}"
            if short == "href" and _link_fault(value):
                yield "fault", _link_fault(value)
        if name in {"instrText", "fldSimple"}:
            yield "part", f"field {(node.text or node.get('instr') or '').split()[:1]}"


def read_office(data: bytes) -> Found:
    """Read a Word, Excel or PowerPoint file: its parts, its relations, its formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        if file.testzip():
            yield "fault", "a damaged part"
        for name in file.namelist():
            if name.startswith("/") or ".." in name.split("/"):
                yield "fault", f"a part called {name!r}"
            # Every deck starts from one with the settings of a printer.
            if name.endswith((".bin", ".vbs", ".js")) and "printerSettings" not in name:
                yield "fault", f"a part called {name!r}"
            if not name.endswith((".xml", ".rels")):
                continue
            part = file.read(name)
            for kind, words in read_xml(part):
                yield kind, f"{'' if kind == 'fault' else 'office '}{words}"
            if name.endswith(".rels"):
                for relation in etree.fromstring(part):
                    target, mode = relation.get("Target", ""), relation.get("TargetMode")
                    yield "part", f"relation {relation.get('Type', '').rpartition('/')[2]}"
                    if mode == "External" and _link_fault(target):
                        yield "fault", _link_fault(target)
            if name.startswith("xl/worksheets/") and re.search(rb"<f[ />]", part):
                yield "fault", f"a formula in {name}"
            if name.endswith(".xml") and "xl/workbook.xml" in file.namelist():
                yield from _numbered(name, part)


def _numbered(name: str, part: bytes) -> Found:
    """Meet what Excel reads as another sign; an underscore is all that we write so."""
    for node in etree.fromstring(part).iter():
        for text in (node.text or "", *map(str, node.attrib.values())):
            if set(_NUMBERED.findall(text)) - {"_x005F_"}:
                yield "fault", f"a sign by its number in {name}: {text!r:.90}"


_PDF_WORDS = (
    *("/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/GoToR"),
    *("/SubmitForm", "/ImportData", "/RichMedia", "/GoToE", "/Rendition", "/AcroForm", "/XFA"),
)


def read_pdf(data: bytes) -> Found:
    """Read a PDF strictly: no action but a link to the web or into itself."""
    from pypdf import PdfReader
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    reader = PdfReader(io.BytesIO(data), strict=True)
    seen: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            if item.idnum in seen:
                continue
            seen.add(item.idnum)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            for key, value in item.items():
                if key in _PDF_WORDS:
                    yield "fault", f"{key} {value!r:.80}"
                if key == "/URI" and isinstance(value, str) and _link_fault(value):
                    yield "fault", _link_fault(value)
                if key == "/S" and str(value) in _PDF_WORDS:
                    yield "fault", f"an action {value}"
            waiting += list(item.values())
        elif isinstance(item, ArrayObject):
            waiting += list(item)
    yield "part", "pages" if reader.pages else "no pages"


_BIBTEX_COMMAND = re.compile(
    r"\\(?!text(?:backslash|asciitilde|asciicircum|braceleft|braceright)\{\}|[%&#$_])"
)


def read_bibtex(data: bytes) -> Found:
    """Read BibTeX strictly: no TeX command of a stranger, no entry of one."""
    from pybtex.database import parse_string  # type: ignore[import-untyped]  # it has no types

    yield from read_text(data)
    for entry in parse_string(data.decode(), "bibtex").entries.values():
        for name, value in entry.fields.items():
            yield "part", f"field {name}"
            if _BIBTEX_COMMAND.search(value):
                yield "fault", f"a command of TeX in {name}: {value!r:.90}"
            if name == "url" and _link_fault(value):
                yield "fault", _link_fault(value)


_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')


def read_dot(data: bytes) -> Found:
    """Read a Graphviz graph: what stands outside of quotes is ours."""
    import pydot

    yield from read_text(data)
    with warnings.catch_warnings():
        # The parser it uses has newer names for what it calls.
        warnings.simplefilter("ignore", DeprecationWarning)
        if not pydot.graph_from_dot_data(data.decode()):
            yield "fault", "no graph"
    for label in _QUOTED.findall(data.decode()):
        if re.search(r"&(?!amp;)#?\w+;", label):
            yield "fault", f"an entity: {label!r:.90}"
    for line in _QUOTED.sub('""', data.decode()).splitlines():
        if line.lstrip().startswith(("//", "#")):
            continue
        for name in re.findall(r"(\w+)\s*=", line):
            yield "part", f"attribute {name}"
            if name.lower() in {"url", "href", "image", "shapefile", "edgeurl"}:
                yield "fault", f"attribute {name}"


def read_mermaid(data: bytes) -> Found:
    """Read a Mermaid flowchart: each line has one of the shapes we write."""
    yield from read_text(data)
    for line in data.decode().splitlines():
        bare = re.sub(r'"[^"]*"', '""', line)
        if re.match(r"\s*(%% |accTitle: |accDescr: )", line):
            shape = line.split()[0]
            if "%%{" in line:
                yield "fault", f"a directive: {line!r:.90}"
        else:
            shape = re.sub(r"p\d+d\d+(n\d+)?", "ID", bare).strip()
        yield "part", shape


def read_sqlite(data: bytes) -> Found:
    """Read a database: whole, and with the tables of ours."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        yield "fault", "not whole"
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master").fetchall():
        yield "part", f"{name} {sql}"
    connection.close()


def read_package(data: bytes) -> Found:
    """Read a data package: harmless names, tables without formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            yield "part", name
            if name.startswith("/") or ".." in name.split("/"):
                yield "fault", f"a file called {name!r}"
            if name.endswith(".csv"):
                yield from read_csv(file.read(name))
            elif name.endswith(".json"):
                yield from read_json(file.read(name))


def read_png(data: bytes) -> Found:
    """Read a picture: whole, and with no words of a stranger in it."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        yield from (("part", f"note {name}") for name in picture.info)


def read_questions(data: bytes) -> Found:
    """Read GIFT by the reader of the tests, which fails where the text does not fit."""
    yield from read_text(data)
    categories, questions = read_gift(data.decode())
    if not questions:
        yield "fault", "no question"
    for category in categories:
        if "$" in category:
            yield "fault", f"a place of Moodle: {category!r:.90}"
    for line in data.decode().splitlines():
        if line.startswith("//") and re.search(r"\[(id|tag):", line):
            yield "fault", f"a number or a tag of a question: {line!r:.90}"


def read_cards(data: bytes) -> Found:
    """Read flash cards as Anki does: fields between tabs, HTML in each, sounds in brackets."""
    for fault in foreign(data, controls="\n\t"):
        yield "fault", fault
    for line in data.decode().splitlines():
        if line.startswith("#"):
            yield "part", f"header {line.partition(':')[0]}"
            continue
        fields = line.split("\t")
        if len(fields) != 4:
            yield "fault", f"{len(fields)} fields: {line!r:.90}"
        for text in fields[1:3]:
            yield from ((kind, words) for kind, words in read_html(text.encode()))
            if re.search(r"\[(sound|anki|latex|\$)|\{\{", text):
                yield "fault", f"a command of Anki: {text!r:.90}"
            # MathJax looks at what the entities stand for.
            if _TEX.search(html.unescape(text)):
                yield "fault", f"TeX: {text!r:.90}"


READERS: dict[str, Callable[[bytes], Found]] = {
    "plain.txt": read_text,
    "txt": read_text,
    "md": read_markdown,
    "csl.json": read_json,
    "json": read_json,
    "csv": read_csv,
    "xlsx": read_office,
    "docx": read_office,
    "pptx": read_office,
    "html": read_html,
    "svg": read_xml,
    "pdf": read_pdf,
    "bib": read_bibtex,
    "png": read_png,
    "mmd": read_mermaid,
    "dot": read_dot,
    "sqlite": read_sqlite,
    "datapackage.zip": read_package,
    "gift": read_questions,
    "cards.txt": read_cards,
}
"""The reader of each kind of file, by the end of its name."""


def read(name: str, data: bytes) -> tuple[set[str], list[str]]:
    """Return the parts of a file and its faults; one that cannot be read has a fault."""
    suffix = max((end for end in READERS if name.endswith(end)), key=len)
    parts, faults = set[str](), list[str]()
    try:
        for kind, words in READERS[suffix](data):
            if kind == "fault":
                faults.append(words)
            else:
                parts.add(words)
    except Exception as error:  # noqa: BLE001 - a file that does not read is what is looked for
        faults.append(f"does not read: {type(error).__name__}: {error}")
    return parts, faults
