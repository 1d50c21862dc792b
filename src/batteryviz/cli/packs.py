"""The commands for those who write specs: check and schema."""

from pathlib import Path
from typing import Final

from batteryviz.cli.app import Settings, app
from batteryviz.cli.choices import PlaceName, PrintedName
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.printing import emit, say, write
from batteryviz.cli.saving import save
from batteryviz.safety.reading import UnreadableError, read_text
from batteryviz.safety.text import clean

BEGIN = "<!-- state: written by batteryviz check --report --into -->"
END = "<!-- /state -->"
"""Between these two marks of a Markdown file stands the report."""

PROBLEM_FORMATS: Final[tuple[PrintedName, ...]] = ("text", "plain", "json")
"""A problem is a line for an editor, or a record: no page, and no source."""


@app.command
def check(
    directory: PlaceName | None = None,
    /,
    *,
    report: bool = False,
    unchecked: bool = False,
    into: PlaceName | None = None,
    settings: Settings,
) -> int:
    """Validate a pack of spec files and report every problem at once.

    Parameters
    ----------
    directory:
        The folder of the pack; without it, the shipped specs or those of --specs.
    report:
        Print the state of the encyclopedia instead: claims, checked, disputed, by kind.
    unchecked:
        Print what still waits for a library instead: claim, value, work to check against.
    into:
        Write the report between the two marks of this Markdown file, and leave the rest.

    """
    if into is None and not (report or unchecked) and settings.shown not in PROBLEM_FORMATS:
        raise RefusalError(
            f"batteryviz: check prints problems as text, plain or json, not as {settings.shown}",
            Exit.USAGE,
        )
    if unchecked and (report or into is not None):
        other = "--report" if report else "--into"
        raise RefusalError(
            f"batteryviz: --unchecked and {other} ask for different things: leave one out",
            Exit.USAGE,
        )
    if directory is not None and settings.specs is not None:
        raise RefusalError(
            f"batteryviz: {clean(directory)} and --specs both name a pack: leave one out",
            Exit.USAGE,
        )
    from batteryviz.catalog.checks import check as problems_of
    from batteryviz.compiled.place import shipped_specs

    named = directory if directory is not None else settings.specs
    folder = Path(shipped_specs() if named is None else named)
    if report or unchecked or into is not None:
        return _state(
            folder, settings, unchecked=unchecked, into=Path(into) if into is not None else None
        )
    problems = problems_of(folder)
    shown = f"{clean(str(folder))}/" if named is not None else ""
    if settings.shown == "json":
        import json

        data = [problem._asdict() for problem in problems]
        write((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        write("".join(f"{shown}{problem}\n" for problem in problems).encode())
    if problems:
        say(f"batteryviz: {len(problems)} problem{'s' if len(problems) > 1 else ''}")
        return Exit.NO
    say("batteryviz: no problems")
    return Exit.DONE


def _state(folder: Path, settings: Settings, *, unchecked: bool, into: Path | None) -> int:
    from batteryviz.catalog.faults import PackError
    from batteryviz.catalog.loading import load
    from batteryviz.export.markdown import body
    from batteryviz.views import state

    try:
        catalog = load(folder)
    except PackError as error:
        write("".join(f"{fault}\n" for fault in error.faults).encode())
        return Exit.NO
    if into is None:
        emit([(state.unchecked if unchecked else state.report)(catalog)], settings.shown)
        return Exit.DONE
    text = _read(into)
    newline = "\r\n" if "\r\n" in text else "\n"
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise RefusalError(
            f"batteryviz: {clean(str(into))}: the report stands between {BEGIN} and {END}; "
            "write both marks where it is to stand",
            Exit.NO,
        )
    shown = f"\n\n{body(state.report(catalog))}\n".replace("\n", newline)
    save({into: f"{before}{begin}{shown}{end}{after}".encode()}, replace=True)
    return Exit.DONE


def _read(file: Path) -> str:
    try:
        return read_text(file, keep_mark=True)
    except UnreadableError as error:
        raise RefusalError(f"batteryviz: {clean(str(file))}: {error}", Exit.NO_INPUT) from None


@app.command
def schema(*, output: PlaceName, force: bool = False) -> int:
    """Write JSON Schemas of the spec files, for completion and hover help in editors.

    Parameters
    ----------
    output:
        The folder to write them to.
    force:
        Replace existing files.

    """
    from batteryviz.catalog.schemas import schemas

    save({Path(output, name): text.encode() for name, text in schemas().items()}, replace=force)
    return Exit.DONE
