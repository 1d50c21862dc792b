"""The whole catalog as normalised tables: what SQLite and the data package are made of."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

Field: TypeAlias = str | int | float | bool | None
Rows: TypeAlias = Iterator[tuple[Field, ...]]


class Column(NamedTuple):
    """One column: its name, what it holds, and the table whose ids it refers to."""

    name: str
    kind: str
    """``text``, ``integer``, ``number`` or ``boolean``."""
    refers_to: str = ""
    required: bool = True


class Relation(NamedTuple):
    """One table: its name, what a row is, its columns, and those that tell rows apart."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def text(name: str, refers_to: str = "") -> Column:
    """Return a column of texts that are always there."""
    return Column(name, "text", refers_to)


def maybe(name: str, refers_to: str = "", kind: str = "text") -> Column:
    """Return a column that may be empty."""
    return Column(name, kind, refers_to, required=False)


_CITATION: Final = (
    Column("position", "integer"),
    text("source", "sources"),
    text("locator"),
    text("evidence"),
    maybe("read_on"),
)


def _pair(name: str, meaning: str, first: Column, second: Column) -> Relation:
    return Relation(name, meaning, (first, second), (first.name, second.name))


def _list(name: str, meaning: str, owner: Column, *rest: Column) -> Relation:
    columns = (owner, Column("position", "integer"), *rest)
    return Relation(name, meaning, columns, (owner.name, "position"))


RELATIONS: Final[Sequence[Relation]] = (
    Relation(
        "colophon",
        "What this file was made from, its date, what in it is not settled, its scope",
        (Column("position", "integer"), text("label"), text("text")),
        ("position",),
    ),
    Relation(
        "sources",
        "A publication, once however many claims rest on it",
        (
            text("id"),
            text("title"),
            text("publisher"),
            text("kind"),
            maybe("author"),
            maybe("published"),
            maybe("published_note"),
            maybe("url"),
            maybe("no_url"),
            text("language"),
            maybe("relays"),
            maybe("copy_of"),
            text("how_read"),
            maybe("read_on"),
            Column("weak", "boolean"),
            maybe("note"),
            text("reference"),
        ),
        ("id",),
    ),
    Relation(
        "parameters",
        "A thing that can be stated of an element",
        (
            text("id"),
            text("name"),
            text("group_name"),
            text("dimension"),
            text("meaning"),
            maybe("counts"),
            Column("several", "boolean"),
        ),
        ("id",),
    ),
    Relation(
        "elements",
        "Anything claims are made about: elements, described batteries, users, organizations",
        (
            text("id"),
            text("kind"),
            text("name"),
            maybe("designation"),
            maybe("short_name"),
            maybe("family", "elements"),
            maybe("part_of", "elements"),
            maybe("succeeds", "elements"),
            maybe("user", "elements"),
            text("label"),
            text("summary"),
        ),
        ("id",),
    ),
    _pair("aliases", "Another name of an element", text("element", "elements"), text("alias")),
    Relation(
        "claims",
        "A value that at least one source states of one element",
        (
            text("id"),
            text("element", "elements"),
            text("subject", "elements"),
            text("parameter", "parameters"),
            text("text"),
            maybe("value"),
            maybe("minimum", kind="number"),
            maybe("maximum", kind="number"),
            Column("about", "boolean"),
            maybe("unit"),
            maybe("printed"),
            maybe("as_of"),
            maybe("variant"),
            maybe("condition"),
            text("evidence"),
            Column("disputed", "boolean"),
            maybe("note"),
        ),
        ("id",),
    ),
    Relation(
        "citations",
        "Where a claim is stated, and how that was read",
        (text("claim", "claims"), *_CITATION),
        ("claim", "position"),
    ),
    _pair(
        "rivals",
        "Two claims that do not say the same",
        text("claim", "claims"),
        text("rival", "claims"),
    ),
    Relation(
        "silences",
        "A parameter that was looked for and is not published",
        (text("element", "elements"), text("parameter", "parameters"), maybe("note")),
        ("element", "parameter"),
    ),
    Relation(
        "silence_sources",
        "A source that was searched for it",
        (
            text("element", "elements"),
            text("parameter", "parameters"),
            text("source", "sources"),
        ),
        ("element", "parameter", "source"),
    ),
    _list(
        "links",
        "A connection between elements, as a claim states it",
        text("element", "elements"),
        text("to_element", "elements"),
        text("carries"),
        text("claim", "claims"),
    ),
    _list(
        "loads",
        "What a launching station can hold, as a claim states it",
        text("element", "elements"),
        text("interceptor", "elements"),
        text("claim", "claims"),
    ),
    Relation(
        "events",
        "A dated happening; the date always says of what",
        (
            text("id"),
            text("date"),
            text("precision"),
            maybe("date_note"),
            text("event"),
            text("subject", "elements"),
            text("text"),
            text("evidence"),
            Column("disputed", "boolean"),
        ),
        ("id",),
    ),
    _pair(
        "event_elements",
        "Another element that an event concerns",
        text("event", "events"),
        text("element", "elements"),
    ),
    Relation(
        "event_citations",
        "Where an event is stated",
        (text("event", "events"), *_CITATION),
        ("event", "position"),
    ),
    Relation(
        "terms",
        "A word of the glossary",
        (text("id"), text("name"), maybe("expansion"), text("meaning"), text("evidence")),
        ("id",),
    ),
    _pair(
        "term_elements",
        "An element that a term names or belongs to",
        text("term", "terms"),
        text("element", "elements"),
    ),
    Relation(
        "term_citations",
        "Where a term is explained",
        (text("term", "terms"), *_CITATION),
        ("term", "position"),
    ),
    Relation(
        "disagreements",
        "Why claims or events that do not say the same may differ",
        (text("id"), text("title"), text("reason"), text("explanation")),
        ("id",),
    ),
    _pair(
        "disagreement_claims",
        "A claim that is a voice of a disagreement",
        text("disagreement", "disagreements"),
        text("claim", "claims"),
    ),
    _pair(
        "disagreement_events",
        "An event that is a voice of a disagreement",
        text("disagreement", "disagreements"),
        text("event", "events"),
    ),
    Relation(
        "comparisons",
        "Elements side by side",
        (text("id"), text("name"), text("summary")),
        ("id",),
    ),
    _list(
        "comparison_columns",
        "A column of a comparison",
        text("comparison", "comparisons"),
        text("element", "elements"),
    ),
    Relation(
        "compositions",
        "A battery as a reader composes it, held to the rule of one battery",
        (text("id"), text("name"), text("summary"), maybe("seeded_from", "elements")),
        ("id",),
    ),
    _list(
        "composition_launchers",
        "Launching stations of one model that hold the same load",
        text("composition", "compositions"),
        text("model", "elements"),
        maybe("load", "elements"),
        Column("count", "integer"),
    ),
    _list(
        "composition_parts",
        "Another part of a composition",
        text("composition", "compositions"),
        text("element", "elements"),
    ),
    Relation(
        "tours",
        "A lesson as a walk through the encyclopedia",
        (text("id"), text("title"), text("summary")),
        ("id",),
    ),
    _list(
        "tour_steps",
        "One stop of a tour",
        text("tour", "tours"),
        text("step"),
        text("page"),
        text("title"),
        text("text"),
        text("notes"),
        Column("minutes", "number"),
    ),
)
"""In an order in which a table refers to itself and to earlier ones only."""
