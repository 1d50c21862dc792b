"""Writing a compiled pack: every page made once, from the models."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from batteryviz.catalog.catalog import Catalog, names_of
from batteryviz.catalog.collector import without_collector
from batteryviz.catalog.records import digest_of, records
from batteryviz.compiled.codec import encode, encode_voice
from batteryviz.compiled.kept_material import kept_records
from batteryviz.compiled.place import is_safe_folder
from batteryviz.compiled.store import SOUGHT, SOUGHT_WORDS, TABLES, VOCABULARY, checksum
from batteryviz.export.plain import to_plain
from batteryviz.safety.files import named_temporary, remove_leftovers
from batteryviz.safety.words import compact
from batteryviz.views import wording
from batteryviz.views.battalion import battalion, battalion_of
from batteryviz.views.comparison import comparison, vocabulary_of
from batteryviz.views.composition import composition
from batteryviz.views.document import Document
from batteryviz.views.found import found
from batteryviz.views.listing import glossary, source_list, source_sheet, subject_list, timeline
from batteryviz.views.quiz.gathering import gathered_from
from batteryviz.views.seeding import default_battery
from batteryviz.views.sheet import sheet
from batteryviz.views.sheet_depth import Depth, at_depth
from batteryviz.views.term_sheet import term_sheet
from batteryviz.views.tours import tour_list, tour_page


def build(catalog: Catalog, fingerprint: str, connection: sqlite3.Connection) -> None:
    """Write ``catalog`` and all its pages into the empty database ``connection``."""
    # Every page prints the digest. Records are made twice: kept, they would fill memory.
    catalog = replace(catalog, whole_digest=digest_of(records(catalog)))
    connection.executescript(TABLES)
    meta = {
        "fingerprint": fingerprint,
        "version": catalog.pack.version,
        "digest": catalog.digest,
        "facts_as_of": wording.date(catalog.pack.facts_as_of),
        "name": catalog.pack.name,
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    _index(catalog, connection)
    _keep(connection, VOCABULARY, json.dumps(vocabulary_of(catalog), ensure_ascii=False), None)
    written: set[str] = set()
    for document in pages(catalog):
        _keep(connection, document.key, to_plain(document), encode(document))
        fresh = [voice for voice in document.voices if voice not in written]
        written.update(fresh)
        texts = {voice: encode_voice(document.voices[voice]) for voice in fresh}
        connection.executemany(
            "INSERT INTO voice VALUES (?, ?, ?)",
            ((voice, text, checksum(text)) for voice, text in texts.items()),
        )
        if document.key.startswith("element:"):
            depths: tuple[Depth, ...] = ("label", "summary")
            for depth in depths:
                plain = to_plain(at_depth(document, depth))
                _keep(connection, f"{document.key}:{depth}", plain, None)
    for key, subject in catalog.shared_names.items():
        _keep(connection, key, subject, None)
    for key, text in kept_records(gathered_from(catalog)):
        _keep(connection, key, text, None)
    connection.executemany(
        "INSERT INTO record (room, id, json, sum) VALUES (?, ?, ?, ?)",
        ((room, name, text, checksum(text)) for room, name, text in records(catalog)),
    )
    connection.commit()


def _keep(connection: sqlite3.Connection, key: str, plain: str, document: bytes | None) -> None:
    connection.execute(
        "INSERT INTO page VALUES (?, ?, ?, ?)", (key, plain, document, checksum(plain))
    )


def pages(catalog: Catalog) -> Iterator[Document]:
    """Yield every page kept ready."""
    listed = subject_list(catalog)
    yield listed
    yield found(SOUGHT_WORDS, [SOUGHT], listed.colophon)
    yield source_list(catalog)
    yield timeline(catalog)
    yield glossary(catalog)
    for subject in catalog.subjects:
        yield sheet(catalog, subject)
    for source in catalog.sources:
        yield source_sheet(catalog, source)
    for term in catalog.terms:
        yield term_sheet(catalog, term)
    for item in catalog.comparisons.values():
        yield comparison(
            catalog,
            item.columns,
            name=item.name,
            summary=item.summary,
            comparison_id=item.id,
        )
    for battery in catalog.compositions.values():
        yield composition(catalog, battery)
    home = default_battery(catalog)
    if home is not None:
        yield composition(catalog, home, key="battery")
    if battalion_of(catalog) is not None:
        yield battalion(catalog)
    yield tour_list(catalog)
    for tour in catalog.tours:
        yield tour_page(catalog, tour)


def _index(catalog: Catalog, connection: sqlite3.Connection) -> None:
    position = 0

    def add(entry_id: str, kind: str, name: str, names: list[str], words: list[str]) -> None:
        nonlocal position
        position += 1
        connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?)", (position, entry_id, kind, name)
        )
        # An id and a main name outrank an alias that another entry happens to share.
        own = {compact(entry_id), compact(name)}
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            [
                (squeezed, position, squeezed in own)
                for squeezed in dict.fromkeys(compact(n) for n in (entry_id, name, *names))
                if squeezed
            ],
        )
        connection.execute(
            "INSERT INTO text (rowid, names, words) VALUES (?, ?, ?)",
            (position, " ".join((name, *names)), " ".join(words)),
        )

    for subject in catalog.in_reading_order():
        words = [subject.label, subject.summary]
        for claim in subject.claims:
            words += [catalog.parameters[claim.parameter].label, wording.value(claim)]
        words += [catalog.parameters[silence.parameter].label for silence in subject.silences]
        add(subject.id, subject.kind, subject.name, names_of(subject), words)
    for term in catalog.terms.values():
        names = [*term.also, *([term.expansion] if term.expansion else [])]
        add(term.id, "term", term.term, names, [term.meaning])
    for source in catalog.sources.values():
        words = [source.publisher, source.author or "", source.relays or ""]
        add(source.id, "source", source.title, [], words)


def write(catalog: Catalog, fingerprint: str, target: Path) -> None:
    """Write the compiled pack to ``target``: whole or not at all.

    Raises ``OSError`` or ``sqlite3.Error`` when the place cannot be written.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not is_safe_folder(str(target.parent)):
        raise PermissionError(errno.EACCES, "others may write here", str(target.parent))
    remove_leftovers(target.parent)
    with named_temporary(target) as name:
        connection = sqlite3.connect(name)
        try:
            # The temporary file is thrown away on any failure: a journal would only cost.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            with without_collector():
                build(catalog, fingerprint, connection)
        finally:
            connection.close()
