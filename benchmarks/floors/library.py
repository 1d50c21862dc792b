"""A library alone: ``library.py WRITER MATERIAL TARGET`` writes what stands ready as JSON.

Nothing is looked up, laid out or styled: what is left is what the library needs by itself.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any


def lines(material: Sequence[str], target: Path) -> None:
    """Write lines of text."""
    target.write_text("\n".join(material), encoding="utf-8")


def as_json(material: object, target: Path) -> None:
    """Write JSON."""
    target.write_text(json.dumps(material, ensure_ascii=False, indent=2), encoding="utf-8")


def as_csv(material: Sequence[Sequence[str]], target: Path) -> None:
    """Write rows."""
    import csv

    with target.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(material)


def as_workbook(material: Mapping[str, Sequence[Sequence[Any]]], target: Path) -> None:
    """Write the rows of each sheet."""
    from openpyxl import Workbook

    book = Workbook()
    for title, rows in material.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(target)


def as_page(material: Sequence[Sequence[str]], target: Path) -> None:
    """Write tags and texts by a template that escapes the texts."""
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(
        "{% for tag, text in pieces %}<{{ tag }}>{{ text }}\n{% endfor %}"
    )
    target.write_text(template.render(pieces=material), encoding="utf-8")


def as_pdf(material: Sequence[str], target: Path) -> None:
    """Typeset the words of each page as paragraphs."""
    import typst

    template = b"""
#set page(paper: "a4")
#set text(8pt)
#for page in json(bytes(sys.inputs.data)) {
  for line in page.split("\\n") [#line #linebreak()]
  pagebreak(weak: true)
}
"""
    compiler = typst.Compiler(
        template, ignore_system_fonts=True, sys_inputs={"data": json.dumps(material)}
    )
    target.write_bytes(b"".join(_parts(compiler.compile(format="pdf"))))


def _parts(made: bytes | list[bytes] | None) -> list[bytes]:
    """Return what typst made, which is one file or several."""
    return [made] if isinstance(made, bytes) else made or []


def as_document(material: Sequence[str | list[list[str]]], target: Path) -> None:
    """Write paragraphs and tables."""
    import docx

    document = docx.Document()
    for block in material:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), max(map(len, block)))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    document.save(str(target))


def as_pixels(material: str, target: Path) -> None:
    """Draw a vector picture in pixels."""
    import typst

    template = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
    compiler = typst.Compiler(template, ignore_system_fonts=True, sys_inputs={"svg": material})
    target.write_bytes(b"".join(_parts(compiler.compile(format="png", ppi=192))))


def as_database(material: Mapping[str, Any], target: Path) -> None:
    """Make tables, fill them, then make what looks into them."""
    import sqlite3

    target.unlink(missing_ok=True)
    with sqlite3.connect(target, isolation_level=None) as connection:
        connection.execute("BEGIN")
        for statement in material["tables"]:
            connection.execute(statement)
        for table, rows in material["rows"].items():
            places = ", ".join("?" * len(rows[0])) if rows else ""
            connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608 - names of our own tables
        for statement in material["others"]:
            connection.execute(statement)
    connection.close()


def as_archive(material: Mapping[str, Any], target: Path) -> None:
    """Write rows as CSV and what describes them as JSON, packed in one file."""
    import csv
    import io
    import zipfile

    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in material.items():
            if name.endswith(".csv"):
                stream = io.StringIO()
                csv.writer(stream).writerows(data)
                archive.writestr(name, stream.getvalue())
            elif name.endswith(".json"):
                archive.writestr(name, json.dumps(data, ensure_ascii=False, indent=2))
            else:
                archive.writestr(name, data)


WRITERS: dict[str, Callable[[Any, Path], None]] = {
    "lines": lines,
    "json": as_json,
    "csv": as_csv,
    "openpyxl": as_workbook,
    "Jinja2": as_page,
    "typst": as_pdf,
    "python-docx": as_document,
    "typst, one picture": as_pixels,
    "sqlite3": as_database,
    "zipfile": as_archive,
}

if __name__ == "__main__":
    WRITERS[sys.argv[1]](json.loads(Path(sys.argv[2]).read_bytes()), Path(sys.argv[3]))
