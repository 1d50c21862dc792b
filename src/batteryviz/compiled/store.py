"""Reading a compiled pack: names, lists, ready pages, search. No models, no YAML."""

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from batteryviz.views.document import Document


class Entry(NamedTuple):
    """One thing that can be opened: a subject, a term or a source."""

    id: str
    kind: str
    name: str

    @property
    def page(self) -> str:
        """The key of its page."""
        room = self.kind if self.kind in {"term", "source"} else "element"
        return f"{room}:{self.id}"


class Store:
    """An open compiled pack."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read from ``connection``, which holds the tables ``compiled.build`` makes."""
        self._connection = connection

    def meta(self, key: str) -> str:
        """Return a line the pack says of itself: ``version``, ``digest``, ``facts_as_of``."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"no {key} in the compiled pack")
        return str(row[0])

    def entries(self, kind: str | None = None) -> list[Entry]:
        """Return every subject in reading order, or those of one kind."""
        if kind is None:
            rows = self._connection.execute(
                "SELECT id, kind, name FROM entry WHERE kind NOT IN ('term', 'source')"
                " ORDER BY position"
            )
        else:
            rows = self._connection.execute(
                "SELECT id, kind, name FROM entry WHERE kind = ? ORDER BY position", (kind,)
            )
        return [Entry(*row) for row in rows]

    def find(self, words: str) -> str | None:
        """Return the id of the subject called ``words``: an id, a designation, an alias."""
        row = self._connection.execute(
            "SELECT id FROM entry WHERE id = ? AND kind NOT IN ('term', 'source')", (words,)
        ).fetchone()
        if row is None:
            row = self._connection.execute(
                "SELECT id FROM name JOIN entry USING (position) WHERE compact = ?"
                " AND kind NOT IN ('term', 'source') ORDER BY own DESC, position",
                (compact(words),),
            ).fetchone()
        return str(row[0]) if row else None

    def plain(self, key: str) -> str | None:
        """Return the ready plain text of a page, or ``None`` when none is kept."""
        row = self._connection.execute("SELECT plain FROM page WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def document(self, key: str) -> "Document | None":
        """Return a ready page, or ``None`` when none is kept."""
        # Imported here: a plain look-up never needs dataclasses, json or zlib.
        from batteryviz.compiled.codec import decode

        row = self._connection.execute("SELECT document FROM page WHERE key = ?", (key,)).fetchone()
        return decode(row[0]) if row else None

    def records(self) -> list[tuple[str, str, str]]:
        """Return room, id and JSON of every spec of the pack."""
        return self._connection.execute(
            "SELECT room, id, json FROM record ORDER BY position"
        ).fetchall()

    def search(self, text: str, limit: int = 40) -> list[Entry]:
        """Return what matches ``text``, best first; a word may be mistyped.

        Exact names come first, then names that begin so, then words in names, then
        words anywhere; subjects before terms before sources.
        """
        found = self._matches(words_of(text), limit)
        if not found:
            corrected = self._corrected(words_of(text))
            found = self._matches(corrected, limit) if corrected else {}
        return list(found)[:limit]

    def _matches(self, words: list[str], limit: int) -> dict[Entry, None]:
        found: dict[Entry, None] = {}
        squeezed = "".join(words)
        if not squeezed:
            return found

        def add(sql: str, *arguments: object) -> None:
            for row in self._connection.execute(f"{sql} LIMIT {limit:d}", arguments):
                found.setdefault(Entry(*row))

        names = "SELECT id, kind, entry.name FROM name JOIN entry USING (position) WHERE"
        add(f"{names} compact = ? ORDER BY own DESC, position", squeezed)
        if len(found) < limit:
            add(
                f"{names} compact >= ? AND compact < ? ORDER BY length(compact), position",
                squeezed,
                f"{squeezed}\U0010ffff",
            )
        # Quoted, so that no word of the reader's is an operator.
        phrase = " ".join(f'"{word}"*' for word in words)
        texts = "SELECT id, kind, entry.name FROM text JOIN entry ON position = text.rowid WHERE"
        for column in ("names", "words"):
            if len(found) < limit:
                add(f"{texts} text MATCH ? ORDER BY text.rowid", f"{column}: ({phrase})")
        return found

    def _corrected(self, words: list[str]) -> list[str]:
        """Return the words with each unknown one replaced by the nearest known one."""
        import difflib

        corrected = []
        for word in words:
            # A typing slip rarely changes both the first letter and the length much.
            known = [
                str(row[0])
                for row in self._connection.execute(
                    "SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ?"
                    " AND (substr(term, 1, 1) = ? OR substr(term, -2) = ?)",
                    (len(word) - 2, len(word) + 2, word[:1], word[-2:]),
                )
            ]
            if word in known:
                corrected.append(word)
                continue
            near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
            if not near:
                return []
            corrected.append(near[0])
        return corrected if corrected != words else []

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def words_of(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, in lower case."""
    return "".join(sign if sign.isalnum() else " " for sign in text.casefold()).split()


def compact(text: str) -> str:
    """Return ``text`` as typed in a hurry: letters and digits only."""
    return "".join(words_of(text))
