"""How to cite a page, as a page."""

from collections.abc import Sequence
from dataclasses import replace

from batteryviz.views.document import Bullets, Cell, Document, Heading, Row, Table


def citation_page(document: Document, lines: Sequence[str]) -> Document:
    """Return ``lines``, the first for people and the rest for reference managers."""
    return replace(
        document,
        key=f"citation:{document.key}",
        title="How to cite this page",
        subtitle=document.title,
        blocks=(
            Bullets((Cell(lines[0], target=document.key),)),
            Heading("BibTeX"),
            Table(("",), tuple(Row((Cell(line),)) for line in lines[1:] if line)),
        ),
        data=list(lines),
        records=(),
    )
