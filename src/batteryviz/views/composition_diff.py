"""Two compositions side by side: parts and totals, and where they differ."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loads import PARTS
from batteryviz.model.battery import Battery
from batteryviz.views.composing import check_loads
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Cell,
    Document,
    Heading,
    Json,
    Mark,
    Paragraph,
    Row,
    Table,
    Units,
    in_place_of,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.total_words import value_cell
from batteryviz.views.totals import Total, totals
from batteryviz.views.voices import Chorus


def composition_diff(
    catalog: Catalog, first: Battery, second: Battery, units: Units = "published"
) -> Document:
    """Return what two compositions have, row by row, with a mark where they differ.

    Raises ``NoLoadError`` when no source states one of their loads.
    """
    both = (first, second)
    for battery in both:
        check_loads(catalog, battery)
    chorus = Chorus(catalog, units)
    parts = [_row(kind, kind, _parts(catalog, both, kind)) for kind in ("launching-station",)]
    parts += [_row(kind, kind, _parts(catalog, both, kind)) for kind in PARTS.values()]
    sums = [
        _row(label, key, [value_cell(total, chorus) if total else Cell("none") for total in pair])
        for key, label, pair in _paired(catalog, both)
    ]
    differing = sum("differs" in row.cells[0].marks for row in (*parts, *sums))
    columns = ("", first.name, second.name)
    return chorus.page(
        key=f"battery:{first.id}+{second.id}",
        title=f"{first.name} · {second.name}",
        subtitle=f"two compositions; {differing} of {len(parts) + len(sums)} rows differ",
        blocks=(
            Paragraph(f"{first.summary} {second.summary}", "lead"),
            Heading("Parts"),
            Table(columns, tuple(parts)),
            Heading("Totals"),
            Table(columns, tuple(sums)),
        ),
        data={
            "schema_version": SCHEMA_VERSION,
            "columns": [battery.id for battery in both],
            "rows": [
                {
                    "key": row.key,
                    "differs": "differs" in row.cells[0].marks,
                    "values": [cell.text for cell in row.cells[1:]],
                }
                for row in (*parts, *sums)
            ],
            "claims": _claims(chorus),
        },
    )


def _claims(chorus: Chorus) -> list[Json]:
    return [in_place_of(claim) for claim in chorus.own]


def _row(label: str, key: str, cells: list[Cell]) -> Row:
    marks: tuple[Mark, ...] = ("differs",) if len({cell.text for cell in cells}) > 1 else ()
    return Row((Cell(KIND_NAMES.get(label, label).lower(), marks=marks), *cells), key=key)


def _parts(catalog: Catalog, both: tuple[Battery, Battery], kind: str) -> list[Cell]:
    return [Cell("; ".join(_held(catalog, battery, kind))) for battery in both]


def _held(catalog: Catalog, battery: Battery, kind: str) -> list[str]:
    if kind == "launching-station":
        return [
            f"{group.count} × {catalog.subjects[group.model].name}"
            + (f" with {catalog.subjects[group.load].name}" if group.load else ", load not chosen")
            for group in battery.launching_stations
        ]
    key = next(key for key, of in PARTS.items() if of == kind)
    parts: tuple[str, ...] = getattr(battery, key)
    assumed = " (assumed)" if kind in battery.assumed else ""
    return [
        f"{parts.count(part)} × {catalog.subjects[part].name}{assumed}"
        for part in dict.fromkeys(parts)
    ]


def _paired(
    catalog: Catalog, both: tuple[Battery, Battery]
) -> list[tuple[str, str, list[Total | None]]]:
    """Return the totals of both by key, in the order either shows them."""
    sides = [{total.key: total for total in totals(catalog, battery)} for battery in both]
    labels = {key: total.label for side in sides for key, total in side.items()}
    return [(key, label, [side.get(key) for side in sides]) for key, label in labels.items()]
