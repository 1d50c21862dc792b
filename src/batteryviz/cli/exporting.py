"""The export command: from words to pages, from pages to files."""

from collections.abc import Sequence
from pathlib import Path

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checked import checked_only as without_unchecked
from batteryviz.cli.app import FormatName, Settings, app
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import write
from batteryviz.cli.saving import save
from batteryviz.compiled.opening import Library
from batteryviz.export.formats import named
from batteryviz.safety.names import slug_of
from batteryviz.safety.text import clean
from batteryviz.views.pages import NoPageError, all_pages, page


@app.command
def export(
    *what: str,
    to: FormatName = "markdown",
    output: str = "-",
    checked_only: bool = False,
    force: bool = False,
    settings: Settings,
) -> int:
    """Write pages to files, each with its sources.

    Parameters
    ----------
    what:
        Ids, or battery, comparison:radars, timeline, glossary, sources, or all.
    to:
        The format.
    output:
        A file for everything, a folder for a file a page, or - for standard output.
    checked_only:
        Leave unchecked claims out, and say how many.
    force:
        Replace existing files.

    """
    if not what:
        raise RefusalError(
            "batteryviz: say what to export: an id, battery, comparison:radars, timeline, "
            "glossary, sources, or all",
            Exit.USAGE,
        )
    library = settings.library()
    catalog = without_unchecked(library.catalog) if checked_only else library.catalog
    keys = _keys(library, catalog, what)
    documents = [page(catalog, key, settings.units) for key in keys]
    chosen = named(to)
    if output == "-":
        write(chosen.write(documents))
        return Exit.DONE
    target = Path(output)
    if target.is_dir() or output.endswith(("/", "\\")):
        files = {
            target / f"{slug_of(document.key)}.{chosen.suffix}": chosen.write([document])
            for document in documents
        }
    else:
        files = {target: chosen.write(documents)}
    save(files, replace=force)
    return Exit.DONE


_BATTERY_PAGES = frozenset({"battery", "battalion", "blank", "blank-key"})


def _keys(library: Library, catalog: Catalog, what: Sequence[str]) -> list[str]:
    keys: list[str] = []
    for words in what:
        if words == "all":
            keys += all_pages(catalog)
        elif words in {*_BATTERY_PAGES, "timeline", "glossary", "sources", "list"} or (
            words.partition(":")[0]
            in {*_BATTERY_PAGES, "comparison", "element", "source", "term", "timeline"}
            and ":" in words
        ):
            keys.append(words)
        elif words in catalog.comparisons:
            keys.append(f"comparison:{words}")
        else:
            found = library.store.find(words)
            if found is None:
                near = [entry.id for entry in library.store.search(words, limit=3)]
                guess = f"; did you mean {' or '.join(near)}?" if near else ""
                raise RefusalError(f"batteryviz: no page {clean(words)!r}{guess}", Exit.NO)
            keys.append(f"element:{found}")
    for key in keys:
        try:
            page(catalog, key)
        except NoPageError as error:
            raise RefusalError(f"batteryviz: {clean(str(error))}", Exit.NO) from None
    return list(dict.fromkeys(keys))
