"""SQLite: the whole catalog as normalised tables with foreign keys."""

import sqlite3
import struct

from batteryviz.export.edition import Edition
from batteryviz.export.relation_rows import rows_of
from batteryviz.export.relations import RELATIONS, Column, Relation

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_FACTS = """
CREATE VIEW facts AS
SELECT claims.id, elements.name AS element, parameters.name AS parameter, claims.text,
  claims.variant, claims.condition, claims.as_of, claims.evidence, claims.disputed,
  (SELECT group_concat(place, '; ') FROM (
    SELECT sources.reference || ' ' || citations.locator AS place
    FROM citations JOIN sources ON sources.id = citations.source
    WHERE citations.claim = claims.id ORDER BY citations.position
  )) AS stated_in
FROM claims
JOIN elements ON elements.id = claims.subject
JOIN parameters ON parameters.id = claims.parameter
"""

# Where SQLite notes how often a file was changed, and by which version of itself.
_CHANGES, _CHANGES_AGAIN, _VERSION = 24, 92, 96
_SETTLED_VERSION = 3_040_000


def write(edition: Edition) -> bytes:
    """Return the catalog of ``edition`` as a database file."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA foreign_keys = ON;")
        for relation in RELATIONS:
            connection.execute(_definition(relation))
        with connection:
            for relation in RELATIONS:
                places = ", ".join("?" for _ in relation.columns)
                connection.executemany(
                    f'INSERT INTO "{relation.name}" VALUES ({places})',  # noqa: S608 - our own names
                    rows_of(edition, relation.name),
                )
        connection.execute(_FACTS)
        for relation in RELATIONS:
            for column in relation.columns:
                if column.refers_to and relation.key[0] != column.name:
                    name = f"{relation.name}_{column.name}"
                    connection.execute(
                        f'CREATE INDEX "{name}" ON "{relation.name}" ("{column.name}")'
                    )
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
        connection.execute("VACUUM")
        return _settled(connection.serialize())
    finally:
        connection.close()


def _definition(relation: Relation) -> str:
    columns = ",\n  ".join(map(_column, relation.columns))
    key = ", ".join(f'"{name}"' for name in relation.key)
    return f'CREATE TABLE "{relation.name}" (\n  {columns},\n  PRIMARY KEY ({key})\n)'


def _column(column: Column) -> str:
    parts = [f'"{column.name}"', _TYPES[column.kind]]
    if column.required:
        parts.append("NOT NULL")
    if column.refers_to:
        # Rows of one table may refer to each other in any order.
        parts.append(f'REFERENCES "{column.refers_to}" ("id") DEFERRABLE INITIALLY DEFERRED')
    return " ".join(parts)


def _settled(data: bytes) -> bytes:
    """Return a database file whose header does not tell which SQLite wrote it."""
    header = bytearray(data[:100])
    for place in (_CHANGES, _CHANGES_AGAIN):
        header[place : place + 4] = struct.pack(">I", 1)
    header[_VERSION : _VERSION + 4] = struct.pack(">I", _SETTLED_VERSION)
    return bytes(header) + data[100:]
