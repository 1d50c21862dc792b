"""Quiz: one question at a time, each answer explained with its source."""

import secrets
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from batteryviz.compiled.kept_material import KeptMaterial
from batteryviz.compiled.opening import Library
from batteryviz.safety.files import write_atomically
from batteryviz.safety.text import clean
from batteryviz.tui.bar import Bar
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.frame import clickable
from batteryviz.tui.page import Page
from batteryviz.views.quiz.question import Choice, Discussion, Marked, Matching, Ordering, Quiz

QUESTIONS = 10


class QuizPage(Page):
    """A quiz of ten questions; ``r`` begins another, and a number repeats one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer", "Answer", tooltip="Answer this question", id="answer"),
        Binding("n", "turn(1)", "Next", tooltip="The next question", id="next-question"),
        Binding("b", "turn(-1)", "Before", tooltip="The question before", id="question-back"),
        Binding("r", "another", "Another quiz", tooltip="Begin another quiz", id="another-quiz"),
        Binding("s", "save", "Save scores", tooltip="Save the scores as CSV", id="save-scores"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Ask about the facts of ``library``."""
        super().__init__(library, name)
        self._material = KeptMaterial(library.store)
        self._quiz: Quiz | None = None
        self._marks: list[Marked | None] = []
        self._number = 1
        self._picked: list[int] = []

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield Bar(id="quiz-bar", classes="bar")
        yield DocumentView(lists_sources=False, id="quiz-view")

    def begin(self) -> None:
        """Begin a quiz."""
        if self._quiz is None:
            self._begin(secrets.randbelow(10_000))

    @property
    def way_back(self) -> str:
        """The key of the quiz at hand: by its number an answered one would begin anew."""
        return "quiz"

    def open(self, key: str) -> None:
        """Begin the quiz of a number: ``quiz:7``; ``quiz`` goes on with the one at hand."""
        name = key.partition(":")[2]
        if name.isdecimal() and (self._quiz is None or int(name) != self._quiz.seed):
            self._begin(int(name))

    def _begin(self, seed: int) -> None:
        from batteryviz.views.quiz.quiz import make_quiz

        self._quiz = make_quiz(self._material, seed, QUESTIONS)
        self._marks = [None] * len(self._quiz.questions)
        self._number = 1
        self._picked = []
        self._show()

    def _show(self, *, keep_place: bool = False) -> None:
        from batteryviz.views.quiz.on_screen import question_page, score_page

        quiz = self._quiz
        if quiz is None:
            return
        material, view = self._material, self.query_one(DocumentView)
        if self._number <= len(quiz.questions):
            marked = self._marks[self._number - 1]
            document = question_page(material, quiz, self._number, marked, self._picked)
            view.show(document, keep_place=keep_place)
        else:
            view.show(score_page(material, quiz, self._marks))
        answered = [mark for mark in self._marks if mark is not None]
        right = sum(mark.right is True for mark in answered)
        self.query_one("#quiz-bar", Bar).say(
            Content.assemble(
                Content.styled(f"quiz {quiz.seed}", "bold"),
                f" · {right} right, {len(answered)} of {len(quiz.questions)} answered · ",
                clickable("a answer", "app.act('answer')"),
                "  ",
                clickable("n next", "app.act('next-question')"),
            )
        )

    def action_answer(self) -> None:
        """Let the reader answer; a question once answered stays as it was marked."""
        quiz = self._quiz
        if quiz is None or self._number > len(quiz.questions):
            return
        if self._marks[self._number - 1] is not None:
            self.action_turn(1)
            return
        from batteryviz.views.quiz.spelling import LETTERS, how_to_answer, lettered, lines

        number = self._number
        question = quiz.questions[number - 1]

        def answered(text: str) -> None:
            # Another quiz may have begun under the question, or another question been turned to.
            if self._quiz is quiz and self._marks[number - 1] is None:
                self._mark(quiz, number, text)

        if isinstance(question, Choice):
            choices = list(zip(LETTERS, lettered(question.options), strict=False))
            self.host.ask_for_choice(question.prompt, choices, answered)
        elif isinstance(question, Discussion):
            answered("")
        else:
            # What is asked lies under the finder, so it stands in it too.
            matter = "\n".join([*lines(question), how_to_answer(question)])
            self.host.ask_for_words(question.prompt, answered, matter)

    def _mark(self, quiz: Quiz, number: int, text: str) -> None:
        from batteryviz.views.quiz.marking import NoAnswerError, mark
        from batteryviz.views.quiz.on_screen import EXPLAINED

        try:
            marked = mark(quiz.questions[number - 1], clean(text))
        except NoAnswerError as error:
            self.host.say(str(error))
            return
        self._marks[number - 1] = marked
        self._number = number
        self._picked = []
        self._show()
        self.query_one(DocumentView).select_key(EXPLAINED)

    @on(DocumentView.Activated, "#quiz-view")
    def _chosen(self, event: DocumentView.Activated) -> None:
        """Take the row that was opened as an answer, or as the next part of one."""
        from batteryviz.views.quiz.on_screen import ANSWER
        from batteryviz.views.quiz.spelling import LETTERS

        quiz = self._quiz
        if quiz is None or event.cell.claims or event.cell.target:
            return
        event.stop()
        # Typed fast, the next key may have turned to another question.
        if event.document is not event.view.document:
            return
        if not event.key.startswith(ANSWER):
            self.action_answer()
            return
        question = quiz.questions[self._number - 1]
        place = LETTERS.index(event.key.removeprefix(ANSWER))
        parts = (
            len(question.left)
            if isinstance(question, Matching)
            else len(question.items)
            if isinstance(question, Ordering)
            else 1
        )
        # A part chosen again is taken back, with what came after it.
        self._picked = (
            self._picked[: self._picked.index(place)]
            if place in self._picked
            else [*self._picked, place]
        )
        if len(self._picked) == parts:
            letters = "".join(LETTERS[place] for place in self._picked)
            self._mark(quiz, self._number, letters)
        else:
            self._show(keep_place=True)

    def action_turn(self, by: int) -> None:
        """Go to another question; after the last stand the scores."""
        if self._quiz is not None and 1 <= self._number + by <= len(self._quiz.questions) + 1:
            self._number += by
            self._picked = []
            self._show()

    def action_another(self) -> None:
        """Begin a quiz of another number."""
        self.host.arrived(self.way_back)
        self._begin(secrets.randbelow(10_000))

    def action_save(self) -> None:
        """Save the scores to a file the reader names. No name of a person is asked for."""
        self.host.ask_for_words("Save the scores as which file? (scores.csv)", self._save)

    def _save(self, name: str) -> None:
        from batteryviz.export.scores import to_scores

        if self._quiz is None:
            return
        target = Path(name).expanduser()
        try:
            write_atomically(target, to_scores(self._quiz, self._marks))
        except FileExistsError:
            self.host.say(f"{clean(str(target))} exists and is kept; choose another name")
        except (OSError, RuntimeError, ValueError) as error:
            self.host.say(f"cannot write {clean(str(target))}: {clean(str(error))}")
        else:
            self.host.say(f"wrote {clean(str(target))}")
