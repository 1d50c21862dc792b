"""The blocks of one page as pieces of a Word document."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, assert_never

from batteryviz.export import word_parts as make
from batteryviz.export.axis import axis
from batteryviz.export.column_widths import shares, weights
from batteryviz.export.evidence import EVIDENCE_COLUMNS, EVIDENCE_TITLE, evidence, lines
from batteryviz.export.figure import box_words, caption, line_words, picture, spoken
from batteryviz.export.png import pixels
from batteryviz.export.words import SIGNS, WORDS, where
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Mark,
    Paragraph,
    References,
    Schematic,
    Table,
)

_TALLEST = 900
"""Characters in a cell up to which its row stays on one page."""

_FOR_PRINT = 300.0
"""Pixels an inch."""

_LOOKS = {
    "lead": make.Look(half_points=25),
    "muted": make.Look(colour=make.QUIET, half_points=19),
}
_KICKER = make.Look(kicker=True, bold=True, colour=make.ACCENT, half_points=16)
_SMALL = make.Look(half_points=17)


def small_table(
    widths: Sequence[int],
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    caption: str,
) -> list[Any]:
    """Return a table of plain texts in small print."""
    made = [
        make.row(
            make.cell([make.paragraph([make.run(text, _SMALL)], after=0)], width)
            for text, width in zip(texts, widths, strict=True)
        )
        for texts in rows
    ]
    return [make.table(widths, header, made, caption), make.paragraph([], after=60)]


class PageBlocks:
    """Makes the pieces of one page; its references are bookmarks that its cells link to."""

    def __init__(
        self,
        page: Document,
        anchors: Mapping[str, str],
        level: int,
        bookmarks: make.Bookmarks,
        web_link: Callable[[str], Any],
        image: Callable[[bytes, str], Any],
    ) -> None:
        """Make pieces of ``page``, whose title is a heading of ``level``."""
        self._page = page
        self._anchors = anchors
        self._level = level
        self._bookmarks = bookmarks
        self._web_link = web_link
        self._image = image

    def marked_title(self) -> list[Any]:
        """Return the title as a bookmark that contents and cells link to."""
        return self._bookmarks.around(self._anchors[self._page.key], make.run(self._page.title))

    def pieces(self, block: Block) -> list[Any]:
        """Return a block as paragraphs and tables."""
        match block:
            case Heading():
                style = f"Heading{self._level - 1 + block.level}"
                return [make.paragraph([make.run(block.text)], style)]
            case Paragraph():
                return [make.paragraph([make.run(block.text, _LOOKS.get(block.tone, make.PLAIN))])]
            case Bullets():
                return [make.paragraph(self._line(item), "ListBullet") for item in block.items]
            case Table():
                return self._table(block)
            case Intervals():
                return _numbers(block)
            case Schematic():
                return self._schematic(block)
            case References():
                return self._references(block)
            case _:
                assert_never(block)

    def evidence_table(self) -> list[Any]:
        """Return every claim of the page with its id and the places that state it."""
        widths = shares([29, 37, 34], make.TABLE_WIDTH)
        mono = make.Look(half_points=15, font="Consolas")
        rows = []
        for entry in evidence(self._page):
            places = [
                make.paragraph(
                    [
                        *(self._numbers([place.number]) if place.number else []),
                        make.run(f" {place.text}", _SMALL),
                    ],
                    after=0,
                )
                for place in entry.places
            ]
            states = [make.run(entry.statement, _SMALL), *_marks(entry.marks)]
            paragraphs = (
                [make.paragraph([make.run(entry.id, mono)], after=0)],
                [make.paragraph(states, after=0)],
                places,
            )
            rows.append(make.row(make.cell(p, w) for p, w in zip(paragraphs, widths, strict=True)))
        made = make.table(widths, EVIDENCE_COLUMNS, rows, EVIDENCE_TITLE)
        return [made, make.paragraph([], after=60)]

    def _table(self, block: Table) -> list[Any]:
        if not block.rows and not any(block.columns):
            # Word refuses a table without a row.
            return []
        widths = shares(weights(block), make.TABLE_WIDTH)
        rows: list[Any] = []
        group, label = "", Cell("")
        for row in block.rows:
            if row.group != group:
                group, label = row.group, Cell("")
                title = make.paragraph([make.run(group, _KICKER)], keep=True, before=80, after=0)
                rows.append(make.row([make.cell([title], sum(widths), span=len(widths))]))
            # Said again in every row: whoever listens or edits cannot see what stands above.
            label = row.cells[0] if row.cells[0].text else label
            cells = (label, *row.cells[1:])
            rows.append(
                make.row(
                    (
                        make.cell(
                            [make.paragraph(self._value(line), after=0) for line in lines(item)],
                            width,
                        )
                        for item, width in zip(cells, widths, strict=True)
                    ),
                    whole=all(len(item.text) < _TALLEST for item in cells),
                )
            )
        made = make.table(widths, block.columns, rows, block.caption)
        return [made, make.paragraph([], after=60)]

    def _schematic(self, block: Schematic) -> list[Any]:
        drawing = picture(block)
        pieces = []
        if drawing:
            shown = self._image(pixels(drawing, _FOR_PRINT), spoken(block))
            pieces.append(make.paragraph([shown], keep=True, before=120, after=60))
        look = make.Look(colour=make.QUIET, half_points=17)
        pieces.append(make.paragraph([make.run(caption(block), look)]))
        items = (*box_words(block), *line_words(block))
        return pieces + [make.paragraph(self._line(item), "ListBullet") for item in items]

    def _references(self, block: References) -> list[Any]:
        pieces = []
        for item in block.items:
            number = make.run(f"[{item.number}]", make.Look(bold=True))
            text = " ".join(part for part in (item.text, where(item), f"({item.read})") if part)
            runs = [
                *self._bookmarks.around(self._anchor(item.number), number),
                make.tab(),
                make.run(text),
            ]
            if item.url:
                runs += [make.run(" "), self._web_link(item.url)]
            pieces.append(make.paragraph(runs, "Reference"))
        return pieces

    def _line(self, cell: Cell) -> list[Any]:
        """Return all values of a cell on one line."""
        runs: list[Any] = []
        for number, line in enumerate(lines(cell)):
            runs += [make.run(" · ")] if number else []
            runs += self._value(line)
        return runs

    def _value(self, cell: Cell) -> list[Any]:
        target = self._anchors.get(cell.target)
        if target:
            words = make.link_inside(target, [make.run(cell.text, make.Look(colour=make.LINK))])
        else:
            words = make.run(cell.text, make.Look(colour=make.QUIET if cell.silence else ""))
        return [words, *_marks(cell.marks), *self._numbers(cell.refs)]

    def _numbers(self, numbers: Sequence[int]) -> list[Any]:
        look = make.Look(colour=make.LINK, raised=True)
        return [
            make.link_inside(self._anchor(number), [make.run(f"[{number}]", look)])
            for number in numbers
        ]

    def _anchor(self, number: int) -> str:
        return f"{self._anchors[self._page.key]}source{number}"


def _marks(names: Sequence[Mark]) -> list[Any]:
    return [
        make.run(
            f" {SIGNS[name]}\N{NO-BREAK SPACE}{WORDS[name]}",
            make.Look(colour=make.MARKS[name], half_points=16),
        )
        for name in names
    ]


def _numbers(block: Intervals) -> list[Any]:
    """Return rival numbers as rows: a picture could not be edited."""
    scale = axis(block)
    header = ("on one scale", f"from {scale.unit}".strip(), f"to {scale.unit}".strip(), "stated")
    rows = [
        (
            bar.label,
            "open" if bar.low is None else f"{bar.low:,g}",
            "open" if bar.high is None else f"{bar.high:,g}",
            bar.cell.text,
        )
        for bar in scale.bars
    ]
    return small_table(shares([5, 2, 2, 4], make.TABLE_WIDTH), header, rows, block.title)
