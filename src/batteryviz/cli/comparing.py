"""The compare command: columns by name, by a comparison of the pack, or by a saved one."""

from collections.abc import Sequence

from batteryviz.cli.app import Settings, app, subject
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import emit, say
from batteryviz.cli.saving import refusal
from batteryviz.compiled.opening import Library
from batteryviz.safety.text import clean


@app.command
def compare(
    *ids: str,
    differences: bool = False,
    checked_only: bool = False,
    comparison: str | None = None,
    save: str | None = None,
    mixed: bool = False,
    force: bool = False,
    settings: Settings,
) -> int:
    """Put two to five subjects side by side.

    Parameters
    ----------
    ids:
        Two to five ids or names; or one id of a comparison of the pack: radars.
    differences:
        Only the rows in which the columns differ.
    checked_only:
        Leave unchecked claims out, in mixed cells too.
    comparison:
        Open the comparison that was saved under this name.
    save:
        Save the columns under this name.
    mixed:
        Allow subjects of different kinds.
    force:
        With --save, replace a comparison of the same name.

    """
    from dataclasses import replace

    from batteryviz.views.comparing import columns_of, narrowed

    library = settings.library()
    title = ""
    if comparison is not None:
        if ids:
            raise RefusalError(
                "batteryviz: --comparison names the columns already; leave the ids out", Exit.USAGE
            )
        title, columns = _saved(comparison)
        key = comparison_key(library, columns, mixed=True)
    elif len(ids) == 1 and library.store.document(f"comparison:{ids[0]}") is not None:
        key = f"comparison:{ids[0]}"
    else:
        key = comparison_key(library, ids, mixed=mixed)
    document = library.page(key, settings.units)
    if title:
        document = replace(document, title=title)
    if save is not None:
        _save(save, columns_of(document), replace=force)
    shown = narrowed(document, differences_only=differences, checked_only=checked_only)
    emit([shown], settings.shown)
    return Exit.DONE


def comparison_key(library: Library, names: Sequence[str], *, mixed: bool) -> str:
    """Return the page of the comparison of the subjects called ``names``.

    Refuses too few and too many, and those of different kinds unless ``mixed``.
    """
    from batteryviz.views.comparing import FEWEST_COLUMNS, MOST_COLUMNS
    from batteryviz.views.kinds import KIND_NAMES

    columns = list(dict.fromkeys(subject(library, words) for words in names))
    if not FEWEST_COLUMNS <= len(columns) <= MOST_COLUMNS:
        raise RefusalError(
            f"batteryviz: a comparison has {FEWEST_COLUMNS} to {MOST_COLUMNS} different "
            f"columns, not {len(columns)}",
            Exit.USAGE,
        )
    kinds = {column: library.store.kind(column) for column in columns}
    if len(set(kinds.values())) > 1 and not mixed:
        said = ", ".join(f"{column} ({KIND_NAMES[kinds[column]].lower()})" for column in columns)
        raise RefusalError(
            f"batteryviz: these are of different kinds: {said}; --mixed compares them all the same",
            Exit.USAGE,
        )
    return f"comparison:{'+'.join(columns)}"


def _saved(name: str) -> tuple[str, tuple[str, ...]]:
    from batteryviz.catalog.saved import NoSavedComparisonError, read_comparison
    from batteryviz.safety.folders import saved_folder

    try:
        return read_comparison(saved_folder("comparisons"), name)
    except NoSavedComparisonError as error:
        raise RefusalError(f"batteryviz: {error}", Exit.NO) from None


def _save(name: str, columns: list[str], *, replace: bool) -> None:
    from batteryviz.catalog.saved import save_comparison
    from batteryviz.safety.folders import saved_folder

    folder = saved_folder("comparisons")
    if folder is None:
        raise RefusalError("batteryviz: no home to save a comparison in", Exit.CANNOT_CREATE)
    try:
        path = save_comparison(folder, name, columns, replace=replace)
    except FileExistsError:
        raise RefusalError(
            f"batteryviz: a comparison {clean(name)!r} is saved already; --force replaces it",
            Exit.CANNOT_CREATE,
        ) from None
    except ValueError as error:
        raise RefusalError(f"batteryviz: --save: {error}", Exit.USAGE) from None
    except OSError as error:
        raise refusal(folder, error) from None
    say(f"saved; again by: batteryviz compare --comparison {path.stem}")
