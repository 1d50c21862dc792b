"""The shortest way to an answer: the reading commands from a compiled pack.

A look-up typed in its usual form needs no option parser: that alone would cost more
than the answer. Everything this module does not know by heart goes the long way, and
prints the same.
"""

import sys

TYPE_CHECKING = False
"""Importing ``typing`` costs a tenth of a look-up; checkers know this name too."""

if TYPE_CHECKING:
    from batteryviz.compiled.store import Store
    from batteryviz.views.document import Document
    from batteryviz.views.sheet_depth import Depth

_OPTIONS = {"--format", "--specs", "--depth"}
_DEPTHS: "dict[str, Depth]" = {"label": "label", "summary": "summary", "full": "full"}

SHORT = 200
"""Characters of words that are surely never cut."""


def answer(arguments: list[str]) -> str | None:
    """Return the whole output for ``arguments``, or ``None`` for the long way."""
    words: list[str] = []
    options: dict[str, str] = {}
    rest = iter(arguments)
    for word in rest:
        if word == "--plain" and "--format" not in options:
            options["--format"] = "plain"
        elif word == "--depth" and words[:1] != ["show"]:
            # It belongs to the command, and stands behind it.
            return None
        elif word in _OPTIONS and word not in options:
            options[word] = next(rest, "")
            if not options[word] or options[word].startswith("-"):
                return None
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    form = options.get("--format", "text")
    if not words or form not in {"plain", "text"}:
        return None
    command, *names = words
    if not _is_known(command, names, options):
        return None
    from batteryviz.compiled.opening import open_fresh

    try:
        store = open_fresh(options.get("--specs"))
        if store is None:
            return None
        try:
            read = _plain if form == "plain" else _text
            return read(store, command, names, _DEPTHS[options.get("--depth", "full")])
        finally:
            store.close()
    except Exception:  # noqa: BLE001 - whatever a damaged pack leads to
        # The long way compiles a damaged pack anew, and says what else is wrong.
        return None


def explored(arguments: list[str]) -> str | None:
    """Return the pack that is to be explored, ``""`` for the shipped one; else ``None``."""
    if not arguments:
        return ""
    asked = len(arguments) == 2 and arguments[0] == "--specs" and arguments[1][:1] not in {"", "-"}
    return arguments[1] if asked else None


def _plain(store: "Store", command: str, names: list[str], depth: "Depth") -> str | None:
    if command == "search":
        return _found(store, " ".join(names))
    if command == "compare":
        if len(names) == 1:
            return store.plain(f"comparison:{names[0]}")
        compared = _compared(store, names)
        if compared is None:
            return None
        from batteryviz.export.plain import to_plain

        return to_plain(compared)
    if command == "show":
        from batteryviz.cli.called import subject_called

        subject = subject_called(store, names[0])
        if subject is None:
            return None
        return store.plain(f"element:{subject}" + ("" if depth == "full" else f":{depth}"))
    return store.plain("list")


def _text(store: "Store", command: str, names: list[str], depth: "Depth") -> str | None:
    document = _document(store, command, names, depth)
    if document is None:
        return None
    from batteryviz.cli.printing import rendered

    return rendered([document], "text")


def _document(store: "Store", command: str, names: list[str], depth: "Depth") -> "Document | None":
    if command == "show":
        from batteryviz.cli.called import subject_called
        from batteryviz.views.sheet_depth import at_depth

        subject = subject_called(store, names[0])
        sheet = store.document(f"element:{subject}") if subject else None
        return at_depth(sheet, depth) if sheet else None
    if command == "compare":
        return _compared(store, names)
    listed = store.document("list")
    if command == "list" or listed is None:
        return listed
    from batteryviz.views.found import found

    words = " ".join(names)
    entries = store.search(words)
    return found(words, entries, listed.colophon) if entries else None


def _compared(store: "Store", names: list[str]) -> "Document | None":
    if len(names) == 1:
        return store.document(f"comparison:{names[0]}")
    from batteryviz.cli.called import subject_called
    from batteryviz.compiled.opening import ready_page
    from batteryviz.views.comparing import FEWEST_COLUMNS, MOST_COLUMNS

    columns = [subject_called(store, name) or "" for name in dict.fromkeys(names)]
    known = list(dict.fromkeys(columns))
    kinds = {store.kind(column) for column in known}
    # What is refused, and how, is for the long way to say.
    if len(kinds) > 1 or not FEWEST_COLUMNS <= len(known) <= MOST_COLUMNS or "" in known:
        return None
    return ready_page(store, f"comparison:{'+'.join(known)}")


def _is_known(command: str, names: list[str], options: dict[str, str]) -> bool:
    """Say whether the command is one of the few that are known by heart."""
    if not _is_clean(" ".join(names)):
        return False
    if command == "show":
        return len(names) == 1 and options.get("--depth", "full") in _DEPTHS
    if command in {"search", "compare"}:
        return bool(names)
    return command == "list" and not names


def _is_clean(words: str) -> bool:
    """Say whether the long way would print ``words`` as they are typed."""
    if len(words) <= SHORT and words.isascii() and words.isprintable():
        return True
    # Few words need it, and it has an import.
    from batteryviz.safety.text import clean

    return clean(words) == words


def _found(store: "Store", words: str) -> str | None:
    """Return what ``search`` prints, from the ready page of a search that finds one thing."""
    from batteryviz.compiled.store import SOUGHT, SOUGHT_PAGE, SOUGHT_WORDS

    entries = store.search(words)
    ready = store.plain(SOUGHT_PAGE)
    if not entries or ready is None:
        return None
    line = next(line for line in ready.split("\n") if SOUGHT.id in line)
    lines = [
        line.replace(SOUGHT.id, entry.id)
        .replace(SOUGHT.kind, entry.kind)
        .replace(SOUGHT.name, entry.name)
        for entry in entries
    ]
    answer = (
        ready.replace("1 found", f"{len(entries)} found", 1)
        .replace(line, "\n".join(lines))
        .replace(SOUGHT_WORDS, words)
    )
    # What stands for something found, and was not replaced, is of a damaged page.
    return None if "\0" in answer else answer


def write(text: str) -> None:
    """Write ``text`` to standard output as UTF-8, whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()
