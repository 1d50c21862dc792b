"""Comparisons a reader saved: each a small spec file that could stand in a pack."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from batteryviz.safety.files import write_atomically
from batteryviz.safety.names import is_slug, slug_of
from batteryviz.safety.reading import UnreadableError, read_text
from batteryviz.safety.text import clean


class NoSavedComparisonError(LookupError):
    """There is no saved comparison of that name, or its file does not hold."""


def saved_names(folder: Path | None) -> list[str]:
    """Return the names of the comparisons saved in ``folder``, in order."""
    if folder is None:
        return []
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        # A folder that is closed, gone or none holds no comparison that could be opened.
        return []
    stems = [name.removesuffix(".yaml") for name in names if name.endswith(".yaml")]
    return sorted(stem for stem in stems if is_slug(stem))


def save_comparison(
    folder: Path, name: str, columns: Sequence[str], *, replace: bool = False
) -> Path:
    """Save a comparison of ``columns`` in ``folder`` and return its file.

    Raises ``ValueError`` when no file name can be made of ``name``, ``FileExistsError``
    when one of that name is to be kept, and ``OSError`` when it cannot be written.
    """
    stem = slug_of(name)
    if not is_slug(stem):
        raise ValueError("a name has letters or digits, and no more than 64 of them")
    text = (
        f"name: {json.dumps(clean(name), ensure_ascii=False)}\n"
        "summary: A comparison saved by a reader.\n"
        f"columns: [{', '.join(columns)}]\n"
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}.yaml"
    write_atomically(path, text.encode(), replace=replace)
    return path


def read_comparison(folder: Path | None, name: str) -> tuple[str, tuple[str, ...]]:
    """Return title and columns of the saved comparison ``name``.

    Raises ``NoSavedComparisonError`` with a sentence that says what is wrong.
    """
    stem = slug_of(name)
    if folder is None or stem not in saved_names(folder):
        known = ", ".join(saved_names(folder)) or "none yet"
        raise NoSavedComparisonError(f"no saved comparison {clean(name)!r}; saved: {known}")
    # Reading one is rare: a look-up does not pay for YAML and the models.
    from pydantic import TypeAdapter

    from batteryviz.catalog.guessing import Guesses
    from batteryviz.catalog.validating import validated
    from batteryviz.model.battery import Comparison
    from batteryviz.safety.strict_yaml import SpecSyntaxError, parse

    faults: list[str] = []
    path = folder / f"{stem}.yaml"
    try:
        value = parse(read_text(path))
        comparison = validated(
            TypeAdapter(Comparison),
            {"id": stem, **value} if isinstance(value, dict) else value,
            lambda _path, _on_key, message: faults.append(message),
            Guesses(),
        )
    except SpecSyntaxError as error:
        faults, comparison = [error.message], None
    except UnreadableError as error:
        faults, comparison = [str(error)], None
    if comparison is None:
        raise NoSavedComparisonError(f"{clean(str(path))}: {'; '.join(faults)}")
    return comparison.name, comparison.columns
