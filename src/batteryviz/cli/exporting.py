"""The export command: from words to pages, from pages to files."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from batteryviz.cli.app import Settings, app
from batteryviz.cli.choices import EVERY, FileName, PlaceName
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import say, write
from batteryviz.cli.progress import progress
from batteryviz.cli.saving import make_folder, refuse_targets, save_all
from batteryviz.export.edition import BadDateError, Edition, Paper
from batteryviz.export.formats import (
    FORMATS,
    SCHEMATIC,
    Format,
    MissingExtraError,
    fitting,
    for_file,
    named,
    require,
)
from batteryviz.safety.text import clean
from batteryviz.views.document import Document

STANDARD_OUTPUT = "-"


@app.command
def export(
    *what: str,
    to: FileName | None = None,
    output: Annotated[PlaceName, Parameter(allow_leading_hyphen=True)] = STANDARD_OUTPUT,
    paper: Paper = "a4",
    checked_only: bool = False,
    mixed: bool = False,
    force: bool = False,
    settings: Settings,
) -> int:
    """Write pages to files, each with its sources.

    The whole encyclopedia in every format: batteryviz export all --to every --output DIR

    Parameters
    ----------
    what:
        Ids, or battery, comparison:radars, timeline, glossary, sources, list,
        "search:WORDS", or all.
    to:
        The format, or every for a file in each; without it, the one that the name of
        the output ends in, else markdown.
    output:
        A file for everything, a folder for a file a page, or - for standard output.
    paper:
        The size of the pages of a PDF.
    checked_only:
        Leave out what is unchecked, and say how much that is.
    mixed:
        Allow comparisons of subjects of different kinds.
    force:
        Replace existing files.

    """
    if output.startswith("-") and output != STANDARD_OUTPUT:
        raise RefusalError(
            f"batteryviz: --output {clean(output)} is no file: write ./{clean(output)} if it is",
            Exit.USAGE,
        )
    if not what:
        raise RefusalError(
            "batteryviz: say what to export: an id, battery, comparison:radars, timeline, "
            "glossary, sources, list, search:WORDS, or all",
            Exit.USAGE,
        )
    # Only an export needs the models, and every command imports this module.
    from batteryviz.catalog.checked import checked_only as without_unchecked
    from batteryviz.cli.wanted import ALL, wanted_pages

    library = settings.library()
    catalog = without_unchecked(library.catalog) if checked_only else library.catalog
    whole = ALL in what
    formats = _formats(to, output, whole)
    makers = wanted_pages(library, catalog, what, settings.units, mixed=mixed)
    with progress(len(makers), "pages") as done:
        documents = []
        for make in makers:
            documents.append(make())
            done()
    # Two ways to ask for one page, as by its id and by "all", give it once.
    documents = list({document.key: document for document in documents}.values())

    def edition(pages: Sequence[Document]) -> Edition:
        return Edition(pages, catalog, whole=whole and len(pages) == len(documents), paper=paper)

    try:
        if output == STANDARD_OUTPUT:
            if not any(map(formats[0].fits, documents)) and formats[0].needs == SCHEMATIC:
                raise _unfit(formats[0])
            _print(formats[0], edition(documents))
        else:
            files = _files(formats, edition(documents), edition, output, to == EVERY)
            _save(files, into_folder=_is_folder(output, to == EVERY), replace=force)
    except (MissingExtraError, BadDateError) as error:
        raise RefusalError(f"batteryviz: {error}", Exit.BAD_CONFIGURATION) from None
    return Exit.DONE


def _formats(to: str | None, output: str, whole: bool) -> list[Format]:
    """Return the formats asked for; refuse those that cannot be written here."""
    if to == EVERY:
        if output == STANDARD_OUTPUT:
            raise RefusalError("batteryviz: --to every needs --output DIR", Exit.USAGE)
        return [known for known in FORMATS if whole or not known.is_for_all]
    chosen = named(to) if to else for_file(output) or named("markdown")
    if chosen.is_for_all and not whole:
        raise RefusalError(
            f"batteryviz: {chosen.name} holds the whole encyclopedia: "
            f"batteryviz export all --to {chosen.name}",
            Exit.USAGE,
        )
    return [chosen]


def _print(chosen: Format, edition: Edition) -> None:
    if sys.stdout.isatty() and not chosen.is_text:
        raise RefusalError(
            f"batteryviz: {chosen.name} is not text: --output FILE.{chosen.suffix}", Exit.USAGE
        )
    write(_written(chosen, edition))


def _written(chosen: Format, edition: Edition) -> bytes:
    """Return the bytes of a file, and say when a pack in one file has grown too large to be read.

    It stays good for other programs, so it is written all the same.
    """
    from batteryviz.catalog import one_file

    data = chosen.write(edition)
    if edition.whole and chosen.name == "json" and len(data) > one_file.LARGEST_FILE:
        say(
            f"batteryviz: {chosen.name}: larger than {one_file.LARGEST_FILE // 1024 // 1024} MiB: "
            "batteryviz cannot read this file back as a pack; keep the folder of specs for that"
        )
    return data


def _unfit(chosen: Format) -> RefusalError:
    return RefusalError(
        f"batteryviz: nothing of this fits into {chosen.name}: {chosen.needs}", Exit.NO
    )


def _files(
    formats: Sequence[Format],
    whole: Edition,
    edition: Callable[[Sequence[Document]], Edition],
    output: str,
    every: bool,
) -> dict[Path, Callable[[], bytes]]:
    """Return what makes each file, by its path."""
    require(formats)
    target = Path(output)
    into_folder = _is_folder(output, every)
    files: dict[Path, Callable[[], bytes]] = {}
    for known in formats:
        if known.is_for_all or every or not into_folder:
            if not known.is_for_all and known not in fitting(whole.documents):
                continue
            path = target / f"{whole.stem}.{known.suffix}" if into_folder else target
            files[path] = partial(_written, known, whole)
            continue
        for document in whole.documents:
            if known.fits(document):
                path = target / f"{whole.anchors[document.key]}.{known.suffix}"
                files[path] = partial(_written, known, edition([document]))
    if not files:
        raise _unfit(formats[0])
    return files


def _is_folder(output: str, every: bool) -> bool:
    """Say whether ``output`` is to hold a file for each page or format."""
    # Unlike the method of a path, this raises nothing where one may not look.
    return every or os.path.isdir(output) or output.endswith(("/", "\\"))  # noqa: PTH112


def _save(files: dict[Path, Callable[[], bytes]], *, into_folder: bool, replace: bool) -> None:
    refuse_targets(files, replace=replace)
    # All are made before the first is written: what cannot be made leaves no part behind.
    made: dict[Path, bytes] = {}
    with progress(len(files), "files") as done:
        for path, make in files.items():
            made[path] = make()
            done()
    if into_folder:
        make_folder(next(iter(files)).parent)
    save_all(made, replace=replace)
    shown = [clean(str(path)) for path in files]
    if len(shown) == 1:
        say(f"wrote {shown[0]}")
    else:
        say(f"wrote {len(shown)} files to {clean(str(next(iter(files)).parent))}")
