"""Reading a compiled pack: names, lists, ready pages, search. No models, no YAML."""

import sqlite3
from binascii import crc32

from batteryviz.safety.words import compact, words_of

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from batteryviz.views.document import Document, Voice

    Renew = Callable[[], sqlite3.Connection]


class Entry:
    """One thing that can be opened: a subject, a term or a source."""

    __slots__ = ("id", "kind", "name")

    def __init__(self, id: str, kind: str, name: str) -> None:  # noqa: A002 - the field's name
        """Name a thing of ``kind`` by its id and by the name readers see."""
        self.id = id
        self.kind = kind
        self.name = name

    @property
    def page(self) -> str:
        """The key of its page."""
        room = self.kind if self.kind in {"term", "source"} else "element"
        return f"{room}:{self.id}"


SOUGHT = Entry("\0id", "\0kind", "\0name")
"""Stands in the ready page of a search for whatever is found; no text of a pack holds NUL."""

SOUGHT_WORDS = "\0words"
"""Stands there for the words typed."""


LONGEST_SEARCH = 200
"""Characters of a search that are looked at: each word costs time."""


class DamagedError(sqlite3.DatabaseError):
    """What the compiled pack holds is not what was written."""


class Store:
    """An open compiled pack."""

    def __init__(self, connection: sqlite3.Connection, renew: "Renew | None" = None) -> None:
        """Read from ``connection``, which holds the tables ``compiled.build`` makes.

        ``renew`` compiles the pack anew; it is called once, when the file turns out to
        be damaged. Without it, a damaged file raises ``DamagedError``.
        """
        self._connection = connection
        self.renew = renew

    def _rows(self, sql: str, *arguments: object) -> "list[tuple[Any, ...]]":
        try:
            return self._connection.execute(sql, arguments).fetchall()
        except UnicodeEncodeError:
            # Half a character, from a command line that is not UTF-8: no text holds one.
            return []
        except sqlite3.DatabaseError:
            self._heal()
            return self._rows(sql, *arguments)

    def _heal(self) -> None:
        """Go on with a pack compiled anew, or raise ``DamagedError``."""
        if self.renew is None:
            raise DamagedError("the compiled pack is damaged")
        renew, self.renew = self.renew, None
        self._connection.close()
        self._connection = renew()

    def meta(self, key: str) -> str:
        """Return a line the pack says of itself: ``version``, ``digest``, ``facts_as_of``."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", key)
        if not rows:
            self._heal()
            return self.meta(key)
        return str(rows[0][0])

    def entries(self, kind: str | None = None) -> list[Entry]:
        """Return every subject in reading order, or those of one kind."""
        if kind is None:
            rows = self._rows(
                "SELECT id, kind, name FROM entry WHERE kind NOT IN ('term', 'source')"
                " ORDER BY position"
            )
        else:
            rows = self._rows(
                "SELECT id, kind, name FROM entry WHERE kind = ? ORDER BY position", kind
            )
        return [Entry(*row) for row in rows]

    def find(self, words: str) -> str | None:
        """Return the id of the subject called ``words``: an id, a designation, an alias."""
        # Bytes that are no text, as a terminal may pass them, name nothing.
        words = words.encode("utf-8", "replace").decode()
        rows = self._rows(
            "SELECT id FROM entry WHERE id = ? AND kind NOT IN ('term', 'source')", words
        ) or self._rows(
            "SELECT id FROM name JOIN entry USING (position) WHERE compact = ?"
            " AND kind NOT IN ('term', 'source') ORDER BY own DESC, position LIMIT 1",
            compact(words),
        )
        return str(rows[0][0]) if rows else None

    def plain(self, key: str) -> str | None:
        """Return the ready plain text of a page, or ``None`` when none is kept."""
        rows = self._rows("SELECT plain, sum FROM page WHERE key = ?", key)
        if rows and checksum(rows[0][0]) != rows[0][1]:
            self._heal()
            return self.plain(key)
        return str(rows[0][0]) if rows else None

    def document(self, key: str) -> "Document | None":
        """Return a ready page, or ``None`` when none is kept."""
        # Imported here: a plain look-up never needs dataclasses, json or zlib.
        from batteryviz.compiled.codec import UnreadableDocumentError, decode

        rows = self._rows("SELECT document FROM page WHERE key = ? AND document IS NOT NULL", key)
        try:
            return decode(rows[0][0], self._voice) if rows else None
        except UnreadableDocumentError:
            self._heal()
            return self.document(key)

    def _voice(self, claim: str) -> "Voice":
        """Return one claim as a reader meets it."""
        from batteryviz.compiled.codec import decode_voice

        rows = self._rows("SELECT json, sum FROM voice WHERE id = ?", claim)
        if not rows or checksum(rows[0][0]) != rows[0][1]:
            self._heal()
            return self._voice(claim)
        return decode_voice(rows[0][0])

    def records(self) -> list[tuple[str, str, str]]:
        """Return room, id and JSON of every spec of the pack."""
        rows = self._rows("SELECT room, id, json, sum FROM record ORDER BY position")
        if any(checksum(row[2]) != row[3] for row in rows):
            self._heal()
            return self.records()
        return [row[:3] for row in rows]

    def search(self, text: str, limit: int = 40) -> list[Entry]:
        """Return what matches ``text``, best first; a word may be mistyped.

        Exact names come first, then names that begin so, then words in names, then
        words anywhere; subjects before terms before sources.
        """
        words = words_of(text[:LONGEST_SEARCH])
        found = self._matches(words, limit)
        if not found:
            corrected = self._corrected(words)
            found = self._matches(corrected, limit) if corrected else {}
        return [Entry(*row) for row in list(found)[:limit]]

    def _matches(self, words: list[str], limit: int) -> dict[tuple[str, str, str], None]:
        """Return id, kind and name of what matches ``words``, best first."""
        found: dict[tuple[str, str, str], None] = {}
        squeezed = "".join(words)
        if not squeezed:
            return found

        def add(sql: str, *arguments: object) -> None:
            for row in self._rows(f"{sql} LIMIT {limit:d}", *arguments):
                found.setdefault((row[0], row[1], row[2]))

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
                for row in self._rows(
                    "SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ?"
                    " AND (substr(term, 1, 1) = ? OR substr(term, -2) = ?)",
                    len(word) - 2,
                    len(word) + 2,
                    word[:1],
                    word[-2:],
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


def checksum(text: str) -> int:
    """Return the number kept beside ``text``: another one means that a bit has flipped."""
    return crc32(text.encode("utf-8", "surrogatepass"))
