"""Documents: plain blocks with no colour and no toolkit, between views and writers.

A ``Cell`` knows which claims stand behind it and a ``Voice`` says all that any surface
needs of one claim, so that nothing can leave the program without its sources.

Nothing here imports pydantic: a document is read back from a compiled catalog in a
few milliseconds.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from batteryviz.views.colophon import Colophon as Colophon
from batteryviz.views.record import record

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

SCHEMA_VERSION = 1
"""The version of every JSON object the program prints."""

Mark = Literal["disputed", "unchecked", "differs"]
Tone = Literal["plain", "lead", "muted", "warning"]
Units = Literal["published", "metric", "us-customary"]
"""How values are shown: as printed, or also converted."""

Silence = Literal["", "not-published", "not-looked-for", "not-stated", "left-out"]


@record
class Cell:
    """The smallest thing shown: words, the claims they rest on, and where they lead."""

    text: str
    claims: tuple[str, ...] = ()
    """Full ids of the claims behind the text; each has a ``Voice`` in the document."""
    refs: tuple[int, ...] = ()
    """Numbers of the references, in order."""
    marks: tuple[Mark, ...] = ()
    target: str = ""
    """The key of the page the text leads to, or nothing."""
    silence: Silence = ""
    """Which of the silences an empty value is."""
    parts: tuple["Cell", ...] = ()
    """Where several values stand in one cell: each with its own claims and references.
    ``text`` then holds them all, for who needs one line."""
    voices: int = 0
    """Of a disputed value: how many claims speak on it, the rivals included."""
    note: str = ""
    """Of a silence: what the search met instead."""


@record
class Heading:
    """A heading; level 2 is a section of the page."""

    text: str
    level: int = 2


@record
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = "plain"


@record
class Row:
    """One row; ``group`` is the heading the row stands under."""

    cells: tuple[Cell, ...]
    group: str = ""
    key: str = ""
    """A parameter, an event or a source: what the row is about."""


@record
class Table:
    """Rows under columns; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@record
class Bullets:
    """A list of short items."""

    items: tuple[Cell, ...]


@record
class Interval:
    """One voice on a scale: either end is ``None`` when the source leaves it open."""

    label: str
    low: float | None
    high: float | None
    cell: Cell


@record
class Intervals:
    """Rival numbers on one scale."""

    title: str
    unit: str
    rows: tuple[Interval, ...]


Layer = Literal["carried by", "people", "drawn by"]
"""What a schematic can write into its boxes beside the names."""


@record
class Note:
    """What one layer says of one box: a few words for the box, and all of it."""

    layer: Layer
    brief: str
    cell: Cell


@record
class Node:
    """One box of a schematic."""

    id: str
    short: str
    name: str
    kind: str
    target: str
    number: int = 0
    """For launchers, 1 to 8; else 0."""
    designation: str = ""
    """The official designation, where the element has one."""
    holds: str = ""
    """For launchers: the load in words, ``12 PAC-3 MSE``."""
    label: str = ""
    """What it is, in a sentence or two, for the pane beside the drawing."""
    assumed: bool = False
    """No source gives this part for the battery described: it is the reader's."""
    stated: Cell = Cell("")
    """What states that the battery has it."""
    notes: tuple[Note, ...] = ()


@record
class Link:
    """A line of a schematic, drawn because a claim states it.

    ``start`` and ``end`` are kinds: the line goes to every box of that kind.
    """

    start: str
    end: str
    carries: str
    claim: str
    checked: bool
    cell: Cell = Cell("")
    """What the claim says, with its marks and references."""


@record
class Schematic:
    """A battery as boxes and the links between them."""

    title: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    blank: bool = False
    """The boxes are numbered for a reader to name."""


@record
class Reference:
    """One source of the page, numbered."""

    number: int
    source: str
    text: str
    """The reference line: author, title, publisher, date."""
    locators: tuple[str, ...]
    read: str
    """How much of it was read, and when."""
    url: str = ""
    data: "Json" = None
    """The source as JSON carries it."""


@record
class References:
    """The numbered sources of the page."""

    items: tuple[Reference, ...]


Block: TypeAlias = Heading | Paragraph | Table | Bullets | Intervals | Schematic | References


@record
class CitationLine:
    """One citation of a claim, in words."""

    source: str
    locator: str
    read_on: str
    evidence: str
    publisher: str
    year: str
    text: str
    read: str
    url: str


@record
class Voice:
    """One claim as a reader meets it: the value in words, and who says it."""

    id: str
    subject: str
    subject_name: str
    parameter: str
    label: str
    group: str
    text: str
    """The value with its unit, in words."""
    printed: str
    """The value in the source's own form, where that is recorded."""
    scope: str
    """Date, variant and condition in words, or nothing."""
    evidence: str
    citations: tuple[CitationLine, ...]
    rivals: tuple[str, ...] = ()
    """Full ids of the claims that do not say the same."""
    reasons: tuple[str, ...] = ()
    """Why the rivals may differ, one sentence each."""
    note: str = ""
    low: float | None = None
    high: float | None = None
    """The number in base units, for a scale; open ends and words are ``None``."""
    about: bool = False
    unit: str = ""
    value: "Json" = None
    """The value as JSON carries it."""

    @property
    def disputed(self) -> bool:
        """Whether another claim does not say the same."""
        return bool(self.rivals)


# No text of a pack holds this control sign: none can be taken for a claim.
_CLAIM = "\0claim:"


def in_place_of(claim: str) -> str:
    """Return the text that stands for the claim of this id in the data of a page."""
    return f"{_CLAIM}{claim}"


def claim_named(item: "Json") -> str | None:
    """Return the id of the claim that ``item`` stands for, or ``None``: it is itself."""
    if isinstance(item, str) and item.startswith(_CLAIM):
        return item.removeprefix(_CLAIM)
    return None


@record
class Document:
    """A page: what readers see (blocks), and what machines read (data and records)."""

    key: str
    """``element:an-mpq-65``, ``comparison:radars``, ``sources``."""
    title: str
    blocks: tuple[Block, ...]
    colophon: Colophon
    subtitle: str = ""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """Every claim of the page by id, the rivals of its claims included."""
    claims: tuple[str, ...] = ()
    """The ids of the page's own claims, in order; rivals shown beside them are not here."""
    data: "Json" = None
    """The JSON of the page; in its lists, a text of ``in_place_of`` stands for a claim."""
    records: tuple[tuple[str | int | float, ...], ...] = ()
    """Header and rows for tables that are not lists of claims."""
    listed: tuple[Reference, ...] = ()
    """Sources the page shows in a table of its own instead of a list of references."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources of the page, numbered."""
        return self.listed + tuple(
            reference
            for block in self.blocks
            if isinstance(block, References)
            for reference in block.items
        )

    @property
    def numbered(self) -> frozenset[int]:
        """The numbers of sources that have a line of their own, to which a number can lead."""
        return frozenset(
            item.number
            for block in self.blocks
            if isinstance(block, References)
            for item in block.items
        )

    def closing(self) -> list[str]:
        """Return the colophon in words, with how to cite this page."""
        return self.colophon.lines(self.title)
