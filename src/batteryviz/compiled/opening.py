"""Opening a pack: the compiled file when it is fresh, else the specs themselves."""

import os
import sqlite3
import stat
from binascii import crc32

from batteryviz import __version__
from batteryviz.compiled import place
from batteryviz.compiled.store import A_TURN, DamagedError, Store, has_our_tables

TYPE_CHECKING = False
"""As in ``store``: a look-up has no time for ``typing``."""

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import Catalog
    from batteryviz.compiled.store import Renew
    from batteryviz.views.document import Document, Units


_LONGEST_VALUE = 128 * 1024 * 1024
"""Bytes of one value that are read from a file; the longest page of the shipped facts has 60 KB."""


class Library:
    """A pack opened for reading: ready pages at once, models when something asks for them."""

    def __init__(self, store: Store, directory: str, catalog: "Catalog | None") -> None:
        """Read from ``store``; ``catalog`` is given when it was just loaded anyway."""
        self.store = store
        self.directory = directory
        self.is_kept = catalog is None
        """Whether an earlier run compiled it."""
        self._catalog = catalog

    @property
    def catalog(self) -> "Catalog":
        """The models of the pack; the first call imports pydantic and builds them."""
        if self._catalog is None:
            from batteryviz.compiled.models import catalog_of

            self._catalog = self.store.read(lambda: catalog_of(self.store))
        return self._catalog

    def page(self, key: str, units: "Units" = "published") -> "Document":
        """Return a page by its key; ready ones come from the file.

        Raises ``NoPageError``.
        """
        ready = ready_page(self.store, key) if units == "published" else None
        if ready is not None:
            return ready
        from batteryviz.views.pages import page

        return page(self.catalog, key, units)

    def close(self) -> None:
        """Close the pack; what was read of it stays."""
        self.store.close()


def ready_page(store: Store, key: str) -> "Document | None":
    """Return a page that needs no models: kept whole, or laid together from kept sheets."""
    kept = store.document(key)
    room, _, names = key.partition(":")
    if kept is not None or room != "comparison" or "+" not in names:
        return kept
    from batteryviz.compiled.codec import parsed
    from batteryviz.compiled.store import VOCABULARY

    sheets = [store.document(f"element:{name}") for name in names.split("+")]
    vocabulary = store.read(lambda: parsed(store.plain(VOCABULARY) or ""))
    known = [sheet for sheet in sheets if sheet is not None]
    if len(known) < len(sheets):
        return None
    from batteryviz.views.beside import beside

    return store.read(lambda: beside(known, vocabulary))


def open_fresh(directory: str | None = None) -> Store | None:
    """Return the compiled pack of ``directory`` when one is at hand and fresh, else ``None``."""
    _, fingerprint, path = _places(directory)
    return _fresh(path, fingerprint) if path and fingerprint else None


def open_library(directory: str | None = None, *, kept: bool = True) -> Library:
    """Open the pack in ``directory``, or the shipped one; anew from its specs unless ``kept``.

    Raises ``NoPackError`` and ``PackError`` as loading does. A cache that cannot be
    used costs time, never an answer.
    """
    folder, fingerprint, path = _places(directory)
    if not kept:
        path = ""
    if path and fingerprint:
        store = _fresh(path, fingerprint, lambda: _compile(folder, fingerprint, path)[1])
        if store is not None:
            return Library(store, folder, None)
    catalog, connection = _compile(folder, fingerprint, path)
    # Also a file that was just made can be written over while the session lasts.
    return Library(Store(connection, lambda: _in_memory(catalog, fingerprint)), folder, catalog)


def _places(directory: str | None) -> tuple[str, str, str]:
    """Return the pack's folder, its fingerprint, and where its compiled file belongs.

    The last two are empty when the folder or the cache cannot be used.
    """
    folder = directory if directory is not None else place.shipped_specs()
    try:
        # There may be no working directory any more.
        folder = os.path.abspath(folder)
        fingerprint = place.fingerprint(folder, __version__)
    except OSError:
        fingerprint = ""
    cache = place.cache_directory()
    return folder, fingerprint, os.path.join(cache, f"{_file_name(folder)}.sqlite") if cache else ""


def _file_name(folder: str) -> str:
    # Only tells packs apart; whether the file is right is for the fingerprint to say.
    words = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in folder)
    return f"{words[-40:].strip('-')}-{crc32(os.fsencode(folder)):08x}"


def _fresh(path: str, fingerprint: str, renew: "Renew | None" = None) -> Store | None:
    """Return the compiled pack at ``path`` when it is not stale and opens.

    What lies behind its first page is tried when it is read, and renewed when damaged.
    """
    try:
        store = Store(_open(path))
    except sqlite3.Error:
        return None
    try:
        is_fresh = store.is_of(fingerprint)
    except sqlite3.Error:
        is_fresh = False
    if is_fresh:
        store.renew = renew
        return store
    store.close()
    return None


def _open(path: str) -> sqlite3.Connection:
    if not _is_ours(path):
        raise sqlite3.OperationalError("not a file of ours")
    address = "file:" + path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(
        f"{address}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    try:
        # Until a store watches over it itself.
        connection.set_progress_handler(lambda: 1, A_TURN)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        if not has_our_tables(connection):
            raise DamagedError("not the tables of a compiled pack")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_ours(path: str) -> bool:
    """Say whether ``path`` is a plain file that only this user can have written: no link."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return (
        stat.S_ISREG(status.st_mode)
        and place.is_owners_alone(status)
        and place.is_safe_folder(os.path.dirname(path))
    )


def _compile(folder: str, fingerprint: str, path: str) -> "tuple[Catalog, sqlite3.Connection]":
    """Load the pack in ``folder`` and compile it: to ``path``, or to memory without one."""
    from pathlib import Path

    from batteryviz.catalog.collector import without_collector
    from batteryviz.catalog.loading import load
    from batteryviz.compiled import build

    with without_collector(for_good=True):
        catalog = load(Path(folder))
        if path and fingerprint:
            try:
                build.write(catalog, fingerprint, Path(path))
                return catalog, _open(path)
            except (OSError, sqlite3.Error):
                pass
        # No place to keep it: this run works from memory.
        return catalog, _in_memory(catalog, fingerprint)


def _in_memory(catalog: "Catalog", fingerprint: str) -> sqlite3.Connection:
    """Compile a pack that is loaded to memory."""
    from batteryviz.compiled import build

    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build.build(catalog, fingerprint, connection)
    return connection
