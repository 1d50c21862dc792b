"""The shortest way to an answer: ``show``, ``list`` and ``search`` from a compiled pack.

A look-up typed in its usual form needs no option parser: that alone would cost more
than the answer. Everything this module does not know by heart goes the long way, and
prints the same.
"""

import sys

_OPTIONS = {"--format", "--specs", "--depth"}
_DEPTHS = {"label", "summary", "full"}


def answer(arguments: list[str]) -> str | None:
    """Return the whole output for ``arguments``, or ``None`` for the long way."""
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for word in rest:
        if word == "--plain":
            options["--format"] = "plain"
        elif word in _OPTIONS:
            options[word] = next(rest, "")
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    if not words or options.get("--format") != "plain":
        return None
    command, *names = words
    key = _page(command, names, options)
    if key is None:
        return None
    from batteryviz.compiled.opening import open_fresh

    store = open_fresh(options.get("--specs"))
    if store is None:
        return None
    if command == "search":
        found = store.search(" ".join(names))
        return "".join(f"{entry.id}: {entry.kind}: {entry.name}\n" for entry in found) or None
    if command == "show":
        subject = store.find(names[0])
        if subject is None:
            return None
        depth = options.get("--depth", "full")
        key = f"element:{subject}" + ("" if depth == "full" else f":{depth}")
    return store.plain(key)


def _page(command: str, names: list[str], options: dict[str, str]) -> str | None:
    """Return a page key, a truthy word for pages found later, or ``None``."""
    if command == "list" and not names and "--depth" not in options:
        return "list"
    if command == "search" and names and "--depth" not in options:
        return "search"
    if command == "show" and len(names) == 1 and options.get("--depth", "full") in _DEPTHS:
        return "show"
    return None


def write(text: str) -> None:
    """Write ``text`` to standard output as UTF-8, whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
