"""What an export says, read back from the file: the material its library writes again alone."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple


class Material(NamedTuple):
    """How a format is written by its library alone."""

    writer: str
    """The name in ``floors/library.py``."""
    read: Callable[[Path], Any]
    """Read a written file as what JSON can hold."""


def _lines(written: Path) -> list[str]:
    return written.read_text("utf-8").splitlines()


def _json(written: Path) -> Any:
    return json.loads(written.read_bytes())


def _csv(written: Path) -> list[list[str]]:
    with written.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def _workbook(written: Path) -> dict[str, list[list[Any]]]:
    from openpyxl import load_workbook

    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(written)
    }


class _Pieces(HTMLParser):
    """The tags of a page, each with the text that follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.pieces.append([tag, ""])

    def handle_data(self, data: str) -> None:
        if self.pieces:
            self.pieces[-1][1] += data


def _page(written: Path) -> list[list[str]]:
    parser = _Pieces()
    parser.feed(written.read_text("utf-8"))
    return parser.pieces


def _pdf(written: Path) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(written).pages]


def _document(written: Path) -> list[str | list[list[str]]]:
    import docx
    from docx.table import Table

    blocks: list[str | list[list[str]]] = []
    for block in docx.Document(str(written)).iter_inner_content():
        if isinstance(block, Table):
            blocks.append([[cell.text for cell in row.cells] for row in block.rows])
        else:
            blocks.append(block.text)
    return blocks


def _picture(written: Path) -> str:
    # Drawn from the vector picture that was exported before.
    return written.with_suffix(".svg").read_text("utf-8")


def _database(written: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(written)) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql > ''")
        made = found.fetchall()
        tables = [name for kind, name, _ in made if kind == "table"]
        return {
            "tables": [sql for kind, _, sql in made if kind == "table"],
            "rows": {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - names of our own tables
                for name in tables
            },
            "others": [sql for kind, _, sql in made if kind != "table"],
        }


def _archive(written: Path) -> dict[str, Any]:
    material: dict[str, Any] = {}
    with zipfile.ZipFile(written) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8-sig")
            if name.endswith(".csv"):
                material[name] = list(csv.reader(io.StringIO(text)))
            else:
                material[name] = json.loads(text) if name.endswith(".json") else text
    return material


OWN_LINES = Material("lines", _lines)
"""For text that we write line by line; no library takes part."""

MATERIALS = {
    "json": Material("json", _json),
    "csv": Material("csv", _csv),
    "xlsx": Material("openpyxl", _workbook),
    "html": Material("Jinja2", _page),
    "pdf": Material("typst", _pdf),
    "docx": Material("python-docx", _document),
    "csl-json": Material("json", _json),
    "png": Material("typst, one picture", _picture),
    "sqlite": Material("sqlite3", _database),
    "datapackage": Material("zipfile", _archive),
}
"""By format; what is not here is text of our own."""
