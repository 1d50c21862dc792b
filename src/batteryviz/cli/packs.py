"""The commands for those who write specs: check and schema."""

from pathlib import Path

from batteryviz.cli.app import Settings, app
from batteryviz.cli.exits import Exit
from batteryviz.cli.printing import say, write
from batteryviz.safety.text import clean


@app.command
def check(directory: str | None = None, /, *, settings: Settings) -> int:
    """Validate a pack of spec files and report every problem at once.

    Parameters
    ----------
    directory:
        The folder of the pack; without it, the shipped specs or those of --specs.

    """
    from batteryviz.catalog.checks import check as problems_of
    from batteryviz.compiled.place import shipped_specs

    folder = Path(directory or settings.specs or shipped_specs())
    problems = problems_of(folder)
    shown = f"{clean(str(folder))}/" if directory or settings.specs else ""
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


@app.command
def schema(*, output: Path, force: bool = False) -> int:
    """Write JSON Schemas of the spec files, for completion and hover help in editors.

    Parameters
    ----------
    output:
        The folder to write them to.
    force:
        Replace existing files.

    """
    from batteryviz.catalog.schemas import schemas
    from batteryviz.cli.saving import save

    save({output / name: text.encode() for name, text in schemas().items()}, replace=force)
    return Exit.DONE
