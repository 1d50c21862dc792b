"""Where a subject appears: its models and parts, batteries, comparisons, orders, terms."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import DescribedBattery
from batteryviz.views.document import Block, Bullets, Cell, Heading, Row, Table
from batteryviz.views.voices import Chorus

MOST_MENTIONS = 12
"""Subjects listed whose claims name this one; the others are counted."""

MOST_LABELS = 3


def holdings(catalog: Catalog, subject: AnySubject, chorus: Chorus) -> list[Block]:
    """Return what a launcher holds, or what holds an interceptor."""
    rows = []
    for holding in catalog.appearances.holdings.get(subject.id, ()):
        other = holding.interceptor if holding.launcher == subject.id else holding.launcher
        rows.append(
            Row(
                (
                    Cell(catalog.subjects[other].name, target=f"element:{other}"),
                    chorus.cell([catalog.claims[holding.claim]], home=holding.launcher),
                ),
                key=other,
            )
        )
    if not rows:
        return []
    holds = subject.kind == "launching-station"
    heading = "What it holds" if holds else "Which launchers hold it"
    column = "interceptor" if holds else "launcher"
    return [Heading(heading), Table((column, "number on one launcher"), tuple(rows))]


def see_also(catalog: Catalog, subject: AnySubject) -> list[Block]:
    """Return links to everything else that has to do with ``subject``."""
    items = [*_kin(catalog, subject), *_pages(catalog, subject)]
    blocks: list[Block] = []
    if items:
        blocks += [Heading("See also"), Bullets(tuple(items))]
    mentions = _mentions(catalog, subject)
    if mentions:
        blocks += [Heading("Named in claims on others"), Bullets(tuple(mentions))]
    return blocks


def _kin(catalog: Catalog, subject: AnySubject) -> Iterator[Cell]:
    if subject.family:
        yield _link("of the family", catalog.subjects[subject.family])
    for member in catalog.members(subject.id):
        yield _link("model", member)
    if not isinstance(subject, DescribedBattery):
        if subject.part_of:
            yield _link("part of", catalog.subjects[subject.part_of])
        if subject.succeeds:
            yield _link("follows", catalog.subjects[subject.succeeds])
    elif subject.user:
        yield _link("battery of", catalog.subjects[subject.user])
    for follower in catalog.appearances.followers.get(subject.id, ()):
        yield _link("followed by", follower)
    for part in catalog.appearances.parts.get(subject.id, ()):
        yield _link("its part", part)


def _pages(catalog: Catalog, subject: AnySubject) -> Iterator[Cell]:
    found = catalog.appearances
    for described in catalog.batteries_of(subject.id):
        yield _link("battery", described)
    for battery in found.compositions.get(subject.id, ()):
        yield Cell(f"composition: {battery.name}", target=f"battery:{battery.id}")
    for comparison in found.comparisons.get(subject.id, ()):
        yield Cell(f"comparison: {comparison.name}", target=f"comparison:{comparison.id}")
    for tour in found.tours.get(subject.id, ()):
        yield Cell(f"tour: {tour.title}", target=f"tour:{tour.id}")
    events = catalog.events_of(subject.id)
    if events:
        count = f"{len(events)} event{'s' if len(events) > 1 else ''}"
        yield Cell(f"timeline: {count}", target=f"timeline:{subject.id}")
    for term in found.terms.get(subject.id, ()):
        stands_for = f", {term.expansion}" if term.expansion else ""
        yield Cell(f"term: {term.term}{stands_for}", target=f"term:{term.id}")


def _link(relation: str, other: AnySubject) -> Cell:
    return Cell(f"{relation}: {other.name}", target=f"element:{other.id}")


def _mentions(catalog: Catalog, subject: AnySubject) -> list[Cell]:
    labels: dict[str, dict[str, None]] = {}
    for claim in catalog.appearances.mentions.get(subject.id, ()):
        label = catalog.parameters[claim.parameter].label
        labels.setdefault(claim.subject, {})[label] = None
    cells = [
        Cell(
            f"{catalog.subjects[name].name}: {', '.join([*said][:MOST_LABELS])}"
            + (", …" if len(said) > MOST_LABELS else ""),
            target=f"element:{name}",
        )
        for name, said in labels.items()
    ]
    if len(cells) > MOST_MENTIONS:
        cells[MOST_MENTIONS:] = [Cell(f"and {len(cells) - MOST_MENTIONS} more")]
    return cells
