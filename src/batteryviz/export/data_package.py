"""A Frictionless Data Package: the whole catalog as CSV files that say what they hold."""

import json

from batteryviz.export.closing import colophon_data
from batteryviz.export.edition import Edition
from batteryviz.export.relation_rows import rows_of
from batteryviz.export.relations import RELATIONS, Column, Relation
from batteryviz.export.tabular import csv_text
from batteryviz.export.zips import archive
from batteryviz.model.evidence import Source
from batteryviz.safety.names import slug_of
from batteryviz.views.document import Json

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_README = """\
{title}

{scope}

datapackage.json says what each file in data/ holds and how the files refer to each other.
Each claim stands in data/claims.csv, where it was read in data/citations.csv, and the
publications in data/sources.csv. Before what a spreadsheet would take for a formula, at the
start of a text or behind a semicolon, stands an apostrophe.

{cite_as}
Facts under {licence}.
"""


def write(edition: Edition) -> bytes:
    """Return the catalog of ``edition`` as a zipped data package."""
    members = {
        "datapackage.json": f"{json.dumps(_descriptor(edition), ensure_ascii=False, indent=2)}\n",
        "README.txt": _README.format(
            title=edition.colophon.pack,
            scope=edition.colophon.scope,
            cite_as=edition.colophon.cite_as(edition.title),
            licence=edition.colophon.licence,
        ),
        **{_path(relation): _csv(edition, relation) for relation in RELATIONS},
    }
    return archive({name: text.encode() for name, text in members.items()}, edition.moment)


def _path(relation: Relation) -> str:
    return f"data/{relation.name}.csv"


def _csv(edition: Edition, relation: Relation) -> str:
    header = tuple(column.name for column in relation.columns)
    body = (
        tuple(
            "" if field is None else str(field).lower() if isinstance(field, bool) else field
            for field in row
        )
        for row in rows_of(edition, relation.name)
    )
    return csv_text([None, header, *body])


def _descriptor(edition: Edition) -> dict[str, Json]:
    pack = edition.catalog.pack
    return {
        "$schema": _PROFILE,
        "name": slug_of(pack.name),
        "title": pack.name,
        "description": pack.scope,
        "version": pack.version,
        "created": edition.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keywords": ["public sources", "citations"],
        "licenses": [{"name": pack.licence.replace(" ", "-"), "title": pack.licence}],
        "sources": [_source(source) for source in edition.catalog.sources.values()],
        "colophon": colophon_data(edition.colophon, edition.title, str(pack.facts_as_of)),
        "resources": [_resource(relation) for relation in RELATIONS],
    }


def _source(source: Source) -> Json:
    # The profile knows no source without a title, and no empty address.
    return {"title": source.title, **({"path": source.url} if source.url else {})}


def _resource(relation: Relation) -> dict[str, Json]:
    references = [column for column in relation.columns if column.refers_to]
    schema: dict[str, Json] = {
        "fields": [_field(column) for column in relation.columns],
        "primaryKey": list(relation.key),
        "missingValues": [""],
    }
    if references:
        schema["foreignKeys"] = [
            {
                "fields": [column.name],
                "reference": {
                    # A table that refers to itself leaves its own name out.
                    "resource": "" if column.refers_to == relation.name else column.refers_to,
                    "fields": ["id"],
                },
            }
            for column in references
        ]
    return {
        "name": relation.name,
        "path": _path(relation),
        "description": f"{relation.meaning}.",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Json]:
    field: dict[str, Json] = {"name": column.name, "type": _TYPES[column.kind]}
    if column.required:
        field["constraints"] = {"required": True}
    return field
