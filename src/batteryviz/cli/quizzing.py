"""The quiz command: questions in plain lines, each answer explained with its source."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from batteryviz.cli.app import Settings, app, guess
from batteryviz.cli.choices import PlaceName
from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.cli.numbers import whole_number
from batteryviz.cli.printing import emit, say, write
from batteryviz.cli.saving import refuse_targets
from batteryviz.cli.saving import save as save_files
from batteryviz.cli.typed import typed_line
from batteryviz.safety.text import clean

if TYPE_CHECKING:
    from batteryviz.views.quiz.question import Marked, Question, Quiz


@app.command
def quiz(
    *,
    seed: str | None = None,
    questions: str = "10",
    tour: str | None = None,
    key: bool = False,
    save: PlaceName | None = None,
    force: bool = False,
    settings: Settings,
) -> int:
    """Ask questions about checked facts, and explain each answer with its source.

    Parameters
    ----------
    seed:
        A whole number: the same number gives the same quiz again.
    questions:
        How many questions, 1 to 100.
    tour:
        Only questions about what this tour shows; what its steps say is asked first.
    key:
        Print the right answers instead of asking.
    save:
        Write the scores to this CSV file at the end. No name is asked for.
    force:
        Replace an existing file of scores.

    """
    from batteryviz.compiled.kept_material import KeptMaterial
    from batteryviz.views.quiz.material import matters
    from batteryviz.views.quiz.quiz import make_quiz
    from batteryviz.views.quiz.sheet import quiz_key, quiz_sheet

    asks = settings.shown in {"text", "plain"} and not key
    if save is not None and not asks:
        this = "--key" if key else f"--format {settings.shown}"
        raise RefusalError(
            f"batteryviz: {this} asks nothing: there are no scores to --save", Exit.USAGE
        )
    material = KeptMaterial(settings.library().store)
    tours = {} if tour is None else matters(material)
    if tour is not None and tour not in tours:
        refused = f"batteryviz: no tour {clean(tour)!r}{guess(tour, list(tours))}"
        raise RefusalError(refused, Exit.NO)
    number = secrets.randbelow(10_000) if seed is None else whole_number("seed", seed)
    count = whole_number("questions", questions)
    about = frozenset(tours[tour].about) if tour is not None else None
    taught = frozenset(tours[tour].taught) if tour is not None else frozenset[str]()
    try:
        made = make_quiz(material, number, count, about=about, taught=taught)
    except ValueError as error:
        raise RefusalError(f"batteryviz: {error}", Exit.USAGE) from None
    if not made.questions:
        raise RefusalError("batteryviz: these facts give no question", Exit.NO)
    say_if_fewer(len(made.questions), count)
    target = None if save is None else Path(save)
    if target is not None:
        refuse_targets([target], replace=force)
    if key:
        emit([quiz_key(material, made)], settings.shown)
    elif not asks:
        emit([quiz_sheet(material, made)], settings.shown)
    else:
        marks = _ask_all(made, tour)
        if target is not None:
            _save(target, made, marks, replace=force)
    return Exit.DONE


def say_if_fewer(given: int, wanted: int) -> None:
    """Say how many questions the facts give, where they are some but not all that are wanted."""
    if 0 < given < wanted:
        say(f"batteryviz: the facts give {given} question{'s' * (given > 1)}, not {wanted}")


def _ask_all(made: "Quiz", tour: str | None) -> "list[Marked | None]":
    """Ask every question; after the end of input only print them."""
    from batteryviz.views.quiz.spelling import how_to_answer, lines

    about = f" --tour {tour}" if tour else ""
    _print(
        f"Quiz {made.seed}: {len(made.questions)} questions from {made.pack}, facts as of "
        f"{made.facts_as_of}.\nTo repeat it: batteryviz quiz --seed {made.seed} "
        f"--questions {len(made.questions)}{about}"
    )
    marks: list[Marked | None] = []
    listening = True
    for number, question in enumerate(made.questions, 1):
        _print("\n".join(["", f"{number}. {question.prompt}", *lines(question)]))
        marked = None
        if listening:
            _print(how_to_answer(question))
            marked = _answer(question)
            listening = marked is not None
        marks.append(marked)
        if marked is not None:
            _print(_feedback(question, marked))
    answered = [mark for mark in marks if mark is not None]
    if answered:
        right = sum(mark.right is True for mark in answered)
        _print(f"\nScore: {right} of {made.scored}.")
    return marks


def _answer(question: "Question") -> "Marked | None":
    """Return the mark of what the reader types, or ``None`` at the end of input."""
    from batteryviz.views.quiz.marking import NoAnswerError, mark

    while True:
        line = typed_line()
        if not line:
            return None
        try:
            return mark(question, clean(line.strip()))
        except NoAnswerError as error:
            _print(f"Not understood: {error}.")


def _feedback(question: "Question", marked: "Marked") -> str:
    from batteryviz.views.quiz.spelling import sources, verdict

    lead = f"{verdict(question, marked)}{':' if marked.right is None else ''}"
    return f"{lead} {question.basis.text}\nSource: {sources(question.basis)}."


def _save(target: Path, made: "Quiz", marks: "list[Marked | None]", *, replace: bool) -> None:
    from batteryviz.export.scores import to_scores

    scores = to_scores(made, marks)
    try:
        save_files({target: scores}, replace=replace)
    except RefusalError:
        # What was answered is not asked again: the rows are the reader's all the same.
        write(b"\n" + scores)
        raise


def _print(text: str) -> None:
    write(f"{text}\n".encode())
