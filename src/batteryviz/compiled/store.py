"""Reading a compiled pack: names, lists, ready pages, search. No models, no YAML."""

import sqlite3
from binascii import crc32

from batteryviz.safety.words import compact, words_of

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from batteryviz.views.document import Document, Voice

    Renew = Callable[[], sqlite3.Connection]
    T = TypeVar("T")


TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (position INTEGER PRIMARY KEY, id TEXT, kind TEXT, name TEXT);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_kind ON entry (kind, position);
CREATE TABLE name (compact TEXT, position INTEGER, own INTEGER);
CREATE INDEX name_compact ON name (compact);
CREATE TABLE page (key TEXT PRIMARY KEY, plain TEXT NOT NULL, document BLOB,
  sum INTEGER NOT NULL);
CREATE TABLE voice (id TEXT PRIMARY KEY, json TEXT NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record (position INTEGER PRIMARY KEY, room TEXT, id TEXT, json TEXT NOT NULL,
  sum INTEGER NOT NULL);
CREATE VIRTUAL TABLE text USING fts5 (names, words, detail = column, prefix = '2 3');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (text, row);
"""
"""All that a compiled pack is made of; SQLite keeps the words of each statement."""

_OF_THE_SEARCH = frozenset(
    f"text_{part}" for part in ("data", "idx", "content", "docsize", "config")
)
"""Tables that the search makes for itself, in words of SQLite's own."""


def has_our_tables(connection: sqlite3.Connection) -> bool:
    """Say whether a database holds the tables of a compiled pack and nothing else.

    A view, or a column that is worked out, could answer a plain question for ever.
    """
    ours = set(TABLES.strip().removesuffix(";").split(";\n"))
    for kind, name, words in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if words in ours:
            ours.remove(words)
        elif words is None:
            # What SQLite makes for a column that is unique.
            if kind != "index":
                return False
        elif kind != "table" or name not in _OF_THE_SEARCH or "as" in str(words).lower():
            return False
    return not ours


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


LITTLE_WORDS = frozenset(
    # A list of words is read more easily than twenty literals.
    "a an and by does for how in is of on or per say says the to what which who with".split()  # noqa: SIM905 - see above
)
"""Words of a question that say nothing of what is sought; left out when nothing matches."""

SOUGHT = Entry("\0id", "\0kind", "\0name")
"""Stands in the ready page of a search for whatever is found; no text of a pack holds NUL."""

SOUGHT_WORDS = "\0words"
"""Stands there for the words typed."""

SOUGHT_PAGE = f"search:{SOUGHT_WORDS}"
"""The key of that page."""


VOCABULARY = "vocabulary"
"""The key of the ready text that lists the parameters, as JSON."""

LONGEST_SEARCH = 200
"""Characters of a search that are looked at: each word costs time."""


MOST_KNOWN_WORDS = 20_000
"""Words of a pack among which the end of a mistyped one is looked for."""

MOST_COMPARED = 2_000
"""Words that the mistyped ones of a search are compared with in each of three ways."""


A_TURN = 1_000_000
"""Steps of SQLite's own machine between two looks at how far a question has gone."""

_MOST_TURNS = 20
"""No question to a pack takes more; a second or so."""


class DamagedError(sqlite3.DatabaseError):
    """What the compiled pack holds is not what was written."""


class Store:
    """An open compiled pack."""

    def __init__(self, connection: sqlite3.Connection, renew: "Renew | None" = None) -> None:
        """Read from ``connection``, which holds the tables ``compiled.build`` makes.

        ``renew`` compiles the pack anew; it is called once, when the file turns out to
        be damaged. Without it, a damaged file raises ``DamagedError``.
        """
        self._turns = 0
        self._connection = connection
        self.renew = renew
        self._watch()

    def _rows(self, sql: str, *arguments: object) -> "list[tuple[Any, ...]]":
        """Return rows of texts and numbers, each text fit to be printed."""
        rows = self._found(sql, *arguments)
        for row in rows:
            for value in row:
                if (not is_printable(value)) if type(value) is str else type(value) is not int:
                    self._heal()
                    return self._rows(sql, *arguments)
        return rows

    def _found(self, sql: str, *arguments: object) -> "list[tuple[Any, ...]]":
        self._turns = 0
        try:
            return self._connection.execute(sql, arguments).fetchall()
        except UnicodeEncodeError:
            # Half a character, from a command line that is not UTF-8: no text holds one.
            return []
        except (sqlite3.Error, MemoryError) as error:
            if "phrase queries are not supported" in str(error):
                # A sign that is a letter to Python and parts words to SQLite: no text
                # of the pack has a word with it.
                return []
            self._heal(error)
            return self._found(sql, *arguments)

    def _heal(self, error: Exception | None = None) -> None:
        """Go on with a pack compiled anew, or raise ``DamagedError``."""
        if self.renew is None:
            if isinstance(error, DamagedError):
                raise error
            why = f": {type(error).__name__}: {error}" if error else ""
            raise DamagedError(f"the compiled pack is damaged{why}") from error
        renew, self.renew = self.renew, None
        self._connection.close()
        self._connection = renew()
        self._watch()

    def _watch(self) -> None:
        # In a damaged file a page can lead back to itself: there is no last row.
        self._connection.set_progress_handler(self._has_strayed, A_TURN)

    def _has_strayed(self) -> bool:
        self._turns += 1
        return self._turns > _MOST_TURNS

    def read(self, reading: "Callable[[], T]") -> "T":
        """Return what ``reading`` makes of this store; when it fails, the pack is damaged.

        It is then tried again with a pack compiled anew.
        """
        try:
            return reading()
        except Exception as error:  # noqa: BLE001 - whatever a damaged pack leads to
            self._heal(error)
            return self.read(reading)

    def is_of(self, fingerprint: str) -> bool:
        """Say whether the pack was compiled from what has this fingerprint."""
        sql = "SELECT 1 FROM meta WHERE key = 'fingerprint' AND value = ?"
        return bool(self._rows(sql, fingerprint))

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
        )
        if rows:
            return str(rows[0][0])
        # Names that are alike only without their signs: few, and the exact one goes first.
        rows = self._rows(
            "SELECT id, entry.name FROM name JOIN entry USING (position) WHERE compact = ?"
            " AND kind NOT IN ('term', 'source') ORDER BY own DESC, position LIMIT 20",
            compact(words),
        )
        low = words.lower()
        rows.sort(key=lambda row: (row[1] != words, row[1].lower() != low))
        return str(rows[0][0]) if rows else None

    def kind(self, subject: str) -> str:
        """Return the kind of a subject, by its id; nothing when there is none."""
        rows = self._rows(
            "SELECT kind FROM entry WHERE id = ? AND kind NOT IN ('term', 'source')", subject
        )
        return str(rows[0][0]) if rows else ""

    def plain(self, key: str) -> str | None:
        """Return the ready plain text of a page, or ``None`` when none is kept."""
        rows = self._rows("SELECT plain, sum FROM page WHERE key = ?", key)
        if not rows:
            return None
        text = str(rows[0][0])
        if checksum(text) != rows[0][1] or ("\0" in text and key != SOUGHT_PAGE):
            self._heal()
            return self.plain(key)
        return text

    def keys(self, room: str) -> list[str]:
        """Return the keys of the ready pages of a room, in order: ``comparison:radars``."""
        # The sign after the colon ends the room.
        rows = self._rows(
            "SELECT key FROM page WHERE key > ? AND key < ? ORDER BY key", f"{room}:", f"{room};"
        )
        return [str(key) for (key,) in rows]

    def document(self, key: str) -> "Document | None":
        """Return a ready page, or ``None`` when none is kept."""
        # Imported here: a plain look-up never needs dataclasses, json or zlib.
        from batteryviz.compiled.codec import decode

        sql = "SELECT document FROM page WHERE key = ? AND document IS NOT NULL"

        def reading() -> "Document | None":
            rows = self._found(sql, key)
            return decode(rows[0][0], self.voice) if rows else None

        return self.read(reading)

    def voice(self, claim: str) -> "Voice":
        """Return one claim as a reader meets it."""
        from batteryviz.compiled.codec import decode_voice

        def reading() -> "Voice":
            rows = self._rows("SELECT json, sum FROM voice WHERE id = ?", claim)
            if not rows or checksum(rows[0][0]) != rows[0][1]:
                raise DamagedError(f"the compiled pack does not hold the claim {claim}")
            return decode_voice(rows[0][0])

        return self.read(reading)

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
        words anywhere; each time subjects before terms before sources. Where no entry
        holds all words, those that hold any of them are better than nothing.
        """
        words = words_of(text[:LONGEST_SEARCH])
        found = self._matches(words, limit)
        if not found:
            words = [word for word in words if word not in LITTLE_WORDS] or words
            found = self._matches(words, limit) or self._matches(self._corrected(words), limit)
        if not found and len(words) > 1:
            found = self._texts(words, " OR ", limit)
        return [Entry(*row) for row in list(found)[:limit]]

    def _matches(self, words: list[str], limit: int) -> "dict[tuple[Any, ...], None]":
        """Return id, kind and name of what matches all ``words``, best first."""
        found: dict[tuple[Any, ...], None] = {}
        squeezed = "".join(words)
        if not squeezed:
            return found
        names = "SELECT id, kind, entry.name FROM name JOIN entry USING (position) WHERE"
        order = "ORDER BY kind = 'source', kind = 'term'"
        for where, by, values in (
            ("compact = ?", "own DESC, position", (squeezed,)),
            (
                "compact > ? AND compact < ?",
                "length(compact), position",
                (squeezed, f"{squeezed}\U0010ffff"),
            ),
        ):
            rows = self._rows(f"{names} {where} {order}, {by} LIMIT ?", *values, limit)
            found |= dict.fromkeys(rows)
        if not found and len(words) > 1:
            found |= self._named_in(words)
        if len(found) < limit:
            found |= self._texts(words, " ", limit)
        return found

    def _named_in(self, words: list[str]) -> "dict[tuple[Any, ...], None]":
        """Return what the first or the last words name: PAC-3 for ``pac3 weight``."""
        for length in range(len(words) - 1, 0, -1):
            for some in (words[:length], words[-length:]):
                rows = self._rows(
                    "SELECT id, kind, entry.name FROM name JOIN entry USING (position)"
                    " WHERE compact = ? AND kind != 'source'"
                    " ORDER BY kind = 'term', own DESC, position",
                    "".join(some),
                )
                if rows:
                    return dict.fromkeys(rows)
        return {}

    def _texts(self, words: list[str], joint: str, limit: int) -> "dict[tuple[Any, ...], None]":
        """Return entries with the words in their names, then those with the words anywhere."""
        # Quoted, so that no word of the reader's is an operator.
        phrase = joint.join(f'"{word}"*' for word in words)
        texts = "SELECT id, kind, entry.name FROM text JOIN entry ON position = text.rowid"
        by_place = f"{texts} WHERE text MATCH ? ORDER BY text.rowid LIMIT ?"
        by_weight = f"{texts} WHERE text MATCH ? ORDER BY bm25(text, 20, 1) LIMIT ?"
        if joint == " OR ":
            return dict.fromkeys(self._rows(by_weight, phrase, limit))
        found = dict.fromkeys(self._rows(by_place, f"names: ({phrase})", limit))
        if len(found) < limit:
            # Several words may stand one in a name, the others in what is said of it.
            anywhere = by_weight if len(words) > 1 else by_place
            found |= dict.fromkeys(self._rows(anywhere, phrase, limit))
        return found

    def _corrected(self, words: list[str]) -> list[str]:
        """Return the words with each unknown one replaced by the nearest known one."""
        import difflib

        left = MOST_COMPARED
        corrected = []
        for word in words:
            near: list[str] = []
            if not self._rows("SELECT 1 FROM vocabulary WHERE term = ?", word):
                known = self._like(word, left)
                left -= len(known) // 3
                near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
            corrected.append(near[0] if near else word)
        return corrected

    def _like(self, word: str, most: int) -> list[str]:
        """Return known words about as long as ``word`` that begin or end as it does.

        Not more than ``most`` of each: a slip rarely changes both the first letter and the
        length much, and those that share two letters with it come first.
        """
        lengths = len(word) - 2, len(word) + 2
        begins = "SELECT term FROM vocabulary WHERE term >= ? AND term < ?"
        ends = "SELECT term FROM (SELECT term FROM vocabulary LIMIT ?) WHERE substr(term, -2) = ?"
        found: dict[str, None] = {}
        for asked, values in (
            (begins, (word[:2], f"{word[:2]}\U0010ffff")),
            (begins, (word[:1], f"{word[:1]}\U0010ffff")),
            (ends, (MOST_KNOWN_WORDS, word[-2:])),
        ):
            sql = f"{asked} AND length(term) BETWEEN ? AND ? LIMIT ?"
            found |= dict.fromkeys(
                str(term) for (term,) in self._rows(sql, *values, *lengths, most)
            )
        return list(found)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def is_printable(text: str) -> bool:
    """Say whether ``text`` is as the cleaner leaves it: lines without a control sign.

    The cleaner has been over every text of a pack; a file can hold what nobody wrote into
    it. The two joiners stay, and the sign that stands for whatever a search finds.
    """
    if text.isprintable():
        return True
    for kept in ("\n", "\0", "\u200c", "\u200d"):
        text = text.replace(kept, "")
    return text.isprintable()


def checksum(text: str) -> int:
    """Return the number kept beside ``text``: another one means that a bit has flipped."""
    return crc32(text.encode("utf-8", "surrogatepass"))
