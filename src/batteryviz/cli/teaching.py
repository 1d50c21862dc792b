"""The lesson command: everything for one lesson, written into a folder."""

from pathlib import Path

from batteryviz.cli.app import Settings, app, guess
from batteryviz.cli.choices import PlaceName
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.numbers import whole_number
from batteryviz.cli.printing import say
from batteryviz.cli.progress import progress
from batteryviz.cli.quizzing import say_if_fewer
from batteryviz.cli.saving import make_folder, refuse_targets, save_all
from batteryviz.export.edition import BadDateError, Paper
from batteryviz.export.formats import MissingExtraError
from batteryviz.safety.text import clean


@app.command
def lesson(
    *,
    output: PlaceName,
    tour: str | None = None,
    seed: str = "1",
    questions: str = "8",
    paper: Paper = "a4",
    force: bool = False,
    settings: Settings,
) -> int:
    """Write a lesson pack: slides, handout, worksheet, quiz, flash cards, teacher's page.

    Parameters
    ----------
    output:
        The folder to write it to.
    tour:
        The tour the lesson follows; without it, the first.
    seed:
        The number of the quiz: another number asks other questions.
    questions:
        How many questions, 1 to 100.
    paper:
        The size of the pages to print.
    force:
        Replace existing files.

    """
    # Only a lesson needs these, and every command imports this module.
    from batteryviz.export.lesson.pack import left_out, lesson_files
    from batteryviz.views.lesson import lesson as made_from

    catalog = settings.library().catalog
    known = list(catalog.tours)
    if not known:
        raise RefusalError("batteryviz: this pack has no tour to make a lesson of", Exit.NO)
    chosen = known[0] if tour is None else tour
    if chosen not in known:
        raise RefusalError(f"batteryviz: no tour {clean(chosen)!r}{guess(chosen, known)}", Exit.NO)
    number = whole_number("seed", seed)
    count = whole_number("questions", questions)
    try:
        made = made_from(catalog, chosen, number, count)
    except ValueError as error:
        raise RefusalError(f"batteryviz: {error}", Exit.USAGE) from None
    try:
        makers = lesson_files(made, catalog, paper)
        folder = Path(output)
        refuse_targets((folder / name for name in makers), replace=force)
        # All are made before the first is written: what cannot be made leaves no part behind.
        files: dict[Path, bytes] = {}
        with progress(len(makers), "files") as done:
            for name, make in makers.items():
                files[folder / name] = make()
                done()
    except (MissingExtraError, BadDateError) as error:
        raise RefusalError(f"batteryviz: {error}", Exit.BAD_CONFIGURATION) from None
    make_folder(folder)
    save_all(files, replace=force)
    say_if_fewer(len(made.quiz.questions), count)
    for why, names in left_out(made).items():
        say(f"batteryviz: left out {', '.join(names)}: {why}")
    say(f"wrote {len(files)} files of the lesson {chosen} to {clean(str(folder))}")
    return Exit.DONE
