"""From the words after ``export`` to pages."""

from collections.abc import Callable, Sequence
from functools import partial

from batteryviz.catalog.catalog import Catalog
from batteryviz.cli.comparing import comparison_key
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.compiled.opening import Library
from batteryviz.compiled.store import Entry
from batteryviz.safety.text import clean
from batteryviz.views.document import Document, Units
from batteryviz.views.pages import NoPageError, all_pages, page

ALL = "all"
_BATTERY = frozenset({"battery", "blank", "blank-key"})
_ALONE = _BATTERY | {"battalion", "timeline", "glossary", "sources", "list"}
_WITH_NAME = _BATTERY | {
    "comparison",
    "element",
    "list",
    "search",
    "source",
    "term",
    "timeline",
    "tour",
}


def wanted_pages(
    library: Library, catalog: Catalog, what: Sequence[str], units: Units, *, mixed: bool
) -> list[Callable[[], Document]]:
    """Return what makes each page that the words ``what`` ask for, each page once.

    ``catalog`` is the library's own, or a part of it. ``mixed`` allows comparisons of
    different kinds, as in ``compare``. Raises ``RefusalError`` when a
    word names no page.
    """
    keys: dict[str, None] = {}
    for words in what:
        for key in all_pages(catalog) if words == ALL else [_key(library, catalog, words, mixed)]:
            keys[key] = None
    return [partial(_made, library, catalog, key, units) for key in keys]


def _key(library: Library, catalog: Catalog, words: str, mixed: bool) -> str:
    room, colon, name = words.partition(":")
    if room == "comparison" and name not in catalog.comparisons:
        columns = name.split("+")
        if all(column in catalog.subjects for column in columns):
            return comparison_key(library, columns, mixed=mixed)
    if words in _ALONE or (colon and room in _WITH_NAME):
        return words
    if words in catalog.comparisons:
        return f"comparison:{words}"
    if words in catalog.compositions and words not in catalog.subjects:
        return f"battery:{words}"
    found = library.store.find(words)
    if found is None:
        near = [_asked_for(entry) for entry in library.store.search(words, limit=3)]
        guess = f"; did you mean {' or '.join(near)}?" if near else ""
        raise RefusalError(f"batteryviz: no page {clean(words)!r}{guess}", Exit.NO)
    return f"element:{found}"


def _asked_for(entry: Entry) -> str:
    """Return the words that ask for the page of an entry: a bare id is that of a subject."""
    return entry.page.removeprefix("element:")


def _made(library: Library, catalog: Catalog, key: str, units: Units) -> Document:
    room, _, name = key.partition(":")
    if room == "search":
        from batteryviz.views.found import found

        words = clean(name)
        entries = [entry for entry in library.store.search(words) if _is_in(catalog, entry.page)]
        return found(words, entries, page(catalog, "list").colophon)
    try:
        # The library's own pages lie ready; those of a part of it are made here.
        return library.page(key, units) if catalog is library.catalog else page(catalog, key, units)
    except NoPageError as error:
        raise RefusalError(f"batteryviz: {clean(str(error))}", Exit.NO) from None


def _is_in(catalog: Catalog, key: str) -> bool:
    """Say whether what a search of the whole library found is in a part of it too."""
    room, _, name = key.partition(":")
    rooms = {"element": catalog.subjects, "term": catalog.terms, "source": catalog.sources}
    return name in rooms[room]
