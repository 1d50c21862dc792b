"""Documents as lines for a terminal: what ``show`` paints, and the same without colour.

The explorer shows the same lines; here each role has one of the terminal's own colours.
"""

from collections.abc import Callable, Iterable, Sequence

from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.edition import Edition
from batteryviz.export.layout import Laid, lay_blocks, lay_title
from batteryviz.export.spans import Line, wrapped
from batteryviz.export.words import LEGEND, reference_line
from batteryviz.views.document import Document, References

READING_WIDTH = 100
"""Columns at most: longer lines are hard to read, however wide the terminal."""

_BOLD, _DIM, _ITALIC, _UNDERLINED = "1", "2", "3", "4"
_GREEN, _YELLOW, _MAGENTA, _CYAN = "32", "33", "35", "36"
_STYLES = {
    "title": _BOLD,
    "heading": f"{_BOLD};{_CYAN}",
    "group": _CYAN,
    "column": _DIM,
    "muted": _DIM,
    "rule": _DIM,
    "warning": _YELLOW,
    "disputed": f"{_BOLD};{_YELLOW}",
    "unchecked": _MAGENTA,
    "differs": f"{_BOLD};{_GREEN}",
    "reference": _CYAN,
    "silence": _ITALIC,
}


def painted(documents: Sequence[Document], width: int) -> str:
    """Return documents with colours, for a terminal ``width`` columns wide."""
    room = max(1, min(width, READING_WIDTH))
    pages = [_lines(document, room, document.closing()) for document in documents]
    return _joined(pages, _coloured)


def show(documents: Sequence[Document]) -> str:
    """Return documents as text without colour."""
    pages = [_lines(document, READING_WIDTH, document.closing()) for document in documents]
    return _joined(pages, _bare)


def write(edition: Edition) -> bytes:
    """Return ``edition`` as text without colour, with its colophon at the end."""
    pages = [
        _lines(document, READING_WIDTH, page_lines(edition, document))
        for document in edition.documents
    ]
    closing = [f"{line.label}: {line.text}" for line in colophon_lines(edition)]
    lines = [line for text in closing for line in wrapped([(text, "text")], READING_WIDTH)]
    return _joined([*pages, lines], _bare).encode()


def _lines(document: Document, width: int, closing: Iterable[str]) -> list[Line]:
    """Return the lines of a page that ends in ``closing``."""
    laid = Laid()
    lay_title(laid, document, width)
    for block in document.blocks:
        if isinstance(block, References):
            laid.lines += _references(block, width)
        else:
            lay_blocks(laid, [block], width)
    for text in (LEGEND, *closing):
        laid.lines += wrapped([(text, "muted")], width)
    return laid.lines


def _references(references: References, width: int) -> Iterable[Line]:
    """Yield the sources of a page with their addresses, which no key opens here."""
    numbers = [f"[{item.number}]" for item in references.items]
    indent = max(map(len, numbers), default=0) + 1
    room = max(1, width - indent)
    for number, item in zip(numbers, references.items, strict=True):
        lines = wrapped([(reference_line(item), "text")], room)
        if item.url:
            lines += wrapped([(item.url, "muted")], room)
        for position, line in enumerate(lines):
            lead = number if position == 0 else ""
            yield [(f"{lead:>{indent - 1}} ", "reference"), *line]


def _joined(pages: Iterable[Iterable[Line]], written: Callable[[Line], str]) -> str:
    return "\n".join("".join(f"{written(line)}\n" for line in page) for page in pages)


def _bare(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def _coloured(line: Line) -> str:
    return "".join(
        f"\x1b[{_STYLES[role]}m{text}\x1b[0m" if role in _STYLES else text for text, role in line
    ).rstrip()
