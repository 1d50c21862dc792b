"""The commands that print a page: list, show, search, sources, timeline, glossary."""

from batteryviz.cli.app import DepthName, Settings, app, guess, subject
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import emit, say
from batteryviz.safety.text import clean
from batteryviz.safety.words import compact
from batteryviz.views.kinds import kind_called


@app.command(name="list")
def list_(kind: str | None = None, /, *, settings: Settings) -> int:
    """List every subject that has a sheet: elements, batteries, users, neighbors.

    Parameters
    ----------
    kind:
        Only those of this kind: radar-set, "radar sets", interceptor, user, ...

    """
    library = settings.library()
    if kind is None:
        emit([library.page("list")], settings.shown)
        return Exit.DONE
    kinds = sorted({entry.kind for entry in library.store.entries()})
    found = kind_called(kind)
    if found not in kinds:
        raise RefusalError(f"batteryviz: no kind {clean(kind)!r}{guess(kind, kinds)}", Exit.NO)
    emit([library.page(f"list:{found}")], settings.shown)
    return Exit.DONE


@app.command
def show(id: str, /, *, depth: DepthName = "full", settings: Settings) -> int:
    """Print the sheet of one subject.

    Parameters
    ----------
    id:
        An id, a designation or another name: an-mpq-65, "AN/MPQ-65", mpq65.
    depth:
        The museum label, the summary, or everything sources state.

    """
    from batteryviz.views.sheet_depth import at_depth

    library = settings.library()
    document = library.page(f"element:{subject(library, id)}", settings.units)
    emit([at_depth(document, depth)], settings.shown)
    return Exit.DONE


@app.command
def search(*text: str, settings: Settings) -> int:
    """Find elements, terms and sources by name, words or designation.

    Parameters
    ----------
    text:
        What to look for; a slip of the finger is forgiven.

    """
    from batteryviz.views.found import found

    library = settings.library()
    words = clean(" ".join(text))
    entries = library.store.search(words)
    # A program that reads the answer wants one, an empty list; a reader wants the sentence.
    if entries or settings.shown in {"json", "csv"}:
        emit([found(words, entries, library.page("list").colophon)], settings.shown)
    if not entries:
        say(f"batteryviz: nothing found for {clean(words)!r}")
        return Exit.NO
    return Exit.DONE


@app.command
def sources(id: str | None = None, /, *, settings: Settings) -> int:
    """List the sources, or show one with every claim that rests on it.

    Parameters
    ----------
    id:
        The id of a source.

    """
    library = settings.library()
    if id is None:
        emit([library.page("sources")], settings.shown)
        return Exit.DONE
    known = [entry.id for entry in library.store.entries("source")]
    if id not in known:
        raise RefusalError(f"batteryviz: no source {clean(id)!r}{guess(id, known)}", Exit.NO)
    emit([library.page(f"source:{id}", settings.units)], settings.shown)
    return Exit.DONE


@app.command
def timeline(id: str | None = None, /, *, settings: Settings) -> int:
    """Print the dated events, all or those of one subject.

    Parameters
    ----------
    id:
        An id or another name of a subject.

    """
    library = settings.library()
    key = "timeline" if id is None else f"timeline:{subject(library, id)}"
    emit([library.page(key)], settings.shown)
    return Exit.DONE


@app.command
def glossary(term: str | None = None, /, *, settings: Settings) -> int:
    """Print the glossary, or one term of it.

    Parameters
    ----------
    term:
        An acronym or a word.

    """
    library = settings.library()
    if term is None:
        emit([library.page("glossary")], settings.shown)
        return Exit.DONE
    names = {
        compact(name): entry.id
        for entry in library.store.entries("term")
        for name in (entry.id, entry.name)
    }
    found = names.get(compact(term))
    if found is None:
        raise RefusalError(
            f"batteryviz: no term {clean(term)!r}{guess(compact(term), list(names))}", Exit.NO
        )
    emit([library.page(f"term:{found}")], settings.shown)
    return Exit.DONE
