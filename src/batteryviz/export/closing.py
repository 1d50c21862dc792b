"""The end of every exported file: what it was made from, and what in it is not settled."""

from typing import NamedTuple

from batteryviz.export.edition import Edition
from batteryviz.views.colophon import Colophon, counted
from batteryviz.views.document import Document, Json


class Line(NamedTuple):
    """One line of a colophon: what it tells, and the text."""

    label: str
    text: str


def colophon_lines(edition: Edition) -> list[Line]:
    """Return the colophon of a file, line by line."""
    colophon = edition.colophon
    left_out = colophon.left_out_line()
    return [
        *([Line("Left out", left_out)] if left_out else []),
        Line("Catalog", f"{colophon.pack}, version {colophon.version}"),
        Line("Facts as of", colophon.facts_as_of),
        Line("Digest", colophon.digest),
        Line("Cite as", colophon.cite_as(edition.title)),
        Line("Disputed", _with_ids(colophon.disputed_ids, "disputed")),
        Line("Unchecked", _with_ids(colophon.unchecked_ids, "unchecked")),
        Line("Scope", f"Public and educational. {colophon.scope}"),
        Line("Licence of the facts", colophon.licence),
        Line("A wrong fact?", f"Report it to {colophon.report_faults_to}."),
    ]


def _with_ids(ids: tuple[str, ...], state: str) -> str:
    count = counted(ids, state)
    return f"{count}: {', '.join(ids)}" if ids else count


def page_lines(edition: Edition, document: Document) -> list[str]:
    """Return how a page ends inside ``edition``: nothing when the file ends with it."""
    return [] if edition.is_one_page else [document.colophon.counts_line()]


def colophon_data(colophon: Colophon, title: str, facts_as_of: str) -> dict[str, Json]:
    """Return a colophon as JSON; ``facts_as_of`` is a day like 2026-11-22."""
    return {
        "title": title,
        "catalog": colophon.pack,
        "version": colophon.version,
        "facts_as_of": facts_as_of,
        "digest": colophon.digest,
        "cite_as": colophon.cite_as(title),
        "disputed": list(colophon.disputed_ids),
        "unchecked": list(colophon.unchecked_ids),
        "left_out": {
            "claims": colophon.left_out,
            "events": colophon.left_out_events,
            "terms": colophon.left_out_terms,
        },
        "scope": f"Public and educational. {colophon.scope}",
        "licence": colophon.licence,
        "report_faults_to": colophon.report_faults_to,
    }
