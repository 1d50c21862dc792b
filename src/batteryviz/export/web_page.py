"""HTML: one file that needs nothing else, for screens, printers and screen readers."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from batteryviz.export.axis import Axis, axis
from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.contents import as_a_book, contents
from batteryviz.export.edition import Edition
from batteryviz.export.evidence import EVIDENCE_COLUMNS, EVIDENCE_TITLE, evidence, homes, runs
from batteryviz.export.figure import box_words, caption, line_words, picture
from batteryviz.export.words import LEGEND, PLOT_LEGEND, SIGNS, WORDS, where
from batteryviz.views.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Intervals,
    Paragraph,
    References,
    Schematic,
    Table,
)

_TEMPLATES = Path(__file__).parent / "templates"
_PLOT_WIDTH = 740
_LABELS = 260
_ROW = 30


def write(edition: Edition) -> bytes:
    """Return ``edition`` as one HTML page; several pages get a table of contents."""
    environment = _environment()
    edition = as_a_book(edition)
    home = homes(edition.documents)
    links = edition.anchors
    level = 1 if edition.is_one_page else 2
    pages = [_Page(document, edition, links, home, level) for document in edition.documents]
    return (
        environment.get_template("page.html.j2")
        .render(
            edition=edition,
            pages=pages,
            contents=contents(edition.documents),
            links=links,
            colophon=colophon_lines(edition),
            legend=LEGEND,
            css=Markup((_TEMPLATES / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - ours
            description=edition.colophon.scope,
            day=edition.moment.date().isoformat(),
        )
        .encode()
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(signs=SIGNS, words=WORDS, where=where, plot_legend=PLOT_LEGEND)
    return environment


class _Page:
    """One article of the file."""

    def __init__(
        self,
        document: Document,
        edition: Edition,
        links: Mapping[str, str],
        home: Mapping[str, str],
        level: int,
    ) -> None:
        self.document = document
        self.anchor = links[document.key]
        self.numbered = document.numbered
        self.links = links
        self.level = level
        self.section = document.title
        self.closing = page_lines(edition, document)
        self._anchors = {claim for claim, key in home.items() if key == document.key}
        self.parts = self._parts()

    def new_anchors(self, claims: Sequence[str]) -> list[str]:
        """Return those of ``claims`` whose anchor belongs here and does not stand yet."""
        new = [claim for claim in claims if claim in self._anchors]
        self._anchors.difference_update(new)
        return new

    def _parts(self) -> list[Markup]:
        parts = [
            self._block(block, f"{self.anchor}_{number}")
            for number, block in enumerate(self.document.blocks)
        ]
        entries = evidence(self.document)
        if entries:
            parts.append(
                self._macro(
                    "evidence", entries, EVIDENCE_TITLE, EVIDENCE_COLUMNS, self, self.level + 1
                )
            )
        return parts

    def _block(self, block: Block, name: str) -> Markup:
        match block:
            case Heading():
                self.section = block.text
                return self._macro("heading", block, self.level - 1 + block.level)
            case Paragraph():
                return self._macro("paragraph", block)
            case Bullets():
                return self._macro("bullets", block, self)
            case Table():
                return self._macro("table", block, self, runs(block.rows))
            case Intervals():
                drawn = axis(block)
                return self._macro("intervals", drawn, _geometry(drawn), name)
            case Schematic():
                # Made as a tree of elements: what comes from the data is escaped in it.
                image = Markup(picture(block, name))  # noqa: S704 - escaped, see above
                words = (box_words(block), line_words(block))
                return self._macro("schematic", image, caption(block), words, self)
            case References():
                return self._macro("references", block, self)
            case _:
                assert_never(block)

    def _macro(self, name: str, *arguments: object) -> Markup:
        template = _environment().get_template("blocks.html.j2")
        made: Markup = getattr(template.module, name)(*arguments)
        return made


def _geometry(drawn: Axis) -> dict[str, Any]:
    """Return where the parts of a plot stand, in units of its picture."""
    left, right = _LABELS, _PLOT_WIDTH - 24
    floor = 10 + _ROW * len(drawn.bars)

    def x(position: float) -> float:
        return round(left + position * (right - left), 1)

    return {
        "width": _PLOT_WIDTH,
        "height": floor + 26,
        "floor": floor,
        "ticks": [{"x": x(tick.position), "label": tick.label} for tick in drawn.ticks],
        "bars": [
            {
                "label": bar.label if len(bar.label) <= 38 else f"{bar.label[:37]}…",
                "y": 10 + _ROW * number + _ROW // 2,
                "x1": x(bar.start),
                "x2": x(bar.end),
                "is_point": bar.is_point,
                "open_start": bar.open_start,
                "open_end": bar.open_end,
            }
            for number, bar in enumerate(drawn.bars)
        ],
    }
