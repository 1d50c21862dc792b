"""The tour and the quiz of the explorer, by keyboard alone."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from batteryviz.compiled.kept_material import KeptMaterial
from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui.app import Explorer
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.podium import Podium, Standing
from batteryviz.views.quiz.question import Choice, Matching, Ordering
from batteryviz.views.quiz.quiz import make_quiz
from batteryviz.views.quiz.spelling import LETTERS
from program import SHIPPED
from reader import reading, until


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The shipped facts, with a state folder and a working folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    opened = open_library(str(SHIPPED))
    yield opened
    opened.store.close()


def title(app: Explorer, view: str) -> str:
    document = app.query_one(view, DocumentView).document
    return document.title if document else ""


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 20)])
async def test_a_tour_runs_start_to_end_by_keyboard(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Enter begins it, n goes on through every step, and beyond the last it ends."""
    tour = library.catalog.tours["battery-parts"]
    podium = Podium(tmp_path / "batteryviz" / "tour.json")
    app = Explorer(library)
    async with app.run_test(size=size) as pilot:
        await pilot.press("7")
        await pilot.press("enter")
        await pilot.pause()
        for number, step in enumerate(tour.steps, 1):
            await pilot.pause()
            assert title(app, "#tour-step") == step.title
            assert podium.where() == Standing("battery-parts", number)
            await pilot.press("n")
        await pilot.pause()
        assert title(app, "#tour-step") == "Tours"
        assert podium.where() == Standing("battery-parts", 0)


@pytest.mark.parametrize("turn", range(5))
async def test_keys_typed_ahead_reach_the_page_they_are_meant_for(
    library: Library,
    turn: int,  # noqa: ARG001 - which of two tasks comes first is decided anew each time
) -> None:
    """The third tour, chosen faster than its page is made."""
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in ("7", "down", "down", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))

        def shown() -> str:
            document = app.page.current_document()
            return document.key if document else ""

        await until(pilot, lambda: shown().startswith("tour:"))
        assert shown() == "tour:who-says-so:1"


async def test_a_presenter_goes_back_jumps_and_sees_the_notes(library: Library) -> None:
    """b goes a step back, j offers every step, m shows the notes, x leaves."""
    tour = library.catalog.tours["battery-parts"]
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("n", "n", "b")
        await pilot.pause()
        assert title(app, "#tour-step") == tour.steps[1].title
        await pilot.press("j")
        await pilot.pause()
        await pilot.press(*"The masts"[4:8], "enter")
        await pilot.pause()
        await pilot.pause()
        assert title(app, "#tour-step") == tour.steps[4].title
        await pilot.press("m")
        await pilot.pause()
        document = app.query_one("#tour-step", DocumentView).document
        assert document is not None
        assert any(tour.steps[4].notes in str(block) for block in document.blocks)
        await pilot.press("x")
        await pilot.pause()
        assert title(app, "#tour-step") == "Tours"


async def test_leaving_the_explorer_ends_the_tour_for_the_notes(
    library: Library, tmp_path: Path
) -> None:
    """Notes on another terminal are told when the first one closes."""
    podium = Podium(tmp_path / "batteryviz" / "tour.json")
    app = Explorer(library)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("7")
        await pilot.press("enter")
        await pilot.pause()
        assert podium.where() == Standing("battery-parts", 1)
    assert podium.where() == Standing("battery-parts", 0)


async def test_an_answer_is_marked_explained_and_saved_on_request(
    library: Library, tmp_path: Path
) -> None:
    """The right option scores, its source is shown, and only s writes a file."""
    quiz = make_quiz(KeptMaterial(library.store), 4, 10)
    number, question = next(
        (number, asked) for number, asked in enumerate(quiz.questions) if isinstance(asked, Choice)
    )
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        app.visit("quiz:4")
        await pilot.pause()
        await pilot.pause()
        assert title(app, "#quiz-view") == "Question 1 of 10"
        await pilot.press(*["n"] * number)
        await until(pilot, lambda: title(app, "#quiz-view") == f"Question {number + 1} of 10")
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*["down"] * question.answer, "enter")
        await pilot.pause()
        await pilot.pause()
        document = app.query_one("#quiz-view", DocumentView).document
        assert document is not None
        assert any("Right." in str(block) for block in document.blocks)
        assert document.references
        assert not list(tmp_path.glob("*.csv"))
        await pilot.press("s")
        await pilot.pause()
        await pilot.press(*"scores.csv", "enter")
        await pilot.pause()
        await pilot.pause()
    text = (tmp_path / "scores.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[number]["right"] == "yes"
    assert len(rows) == 10


@pytest.mark.parametrize("kind", [Choice, Matching, Ordering])
@pytest.mark.parametrize("right", [True, False])
async def test_a_question_is_answered_row_by_row(
    library: Library, kind: type[Choice | Matching | Ordering], right: bool
) -> None:
    """Enter on the rows, in order, is an answer; what was right and what not is shown."""
    quiz = make_quiz(KeptMaterial(library.store), 4, 10)
    number, question = next(
        (number, asked) for number, asked in enumerate(quiz.questions) if isinstance(asked, kind)
    )
    places = [question.answer] if isinstance(question, Choice) else list(question.answer)
    if not right:
        places = [(places[0] + 1) % 3] if isinstance(question, Choice) else places[::-1]
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        app.visit("quiz:4")
        await pilot.pause()
        await pilot.pause()
        await pilot.press(*["n"] * number)
        view = app.query_one("#quiz-view", DocumentView)
        # A part taken back and given again changes nothing.
        for place in places if isinstance(question, Choice) else [places[0], places[0], *places]:
            view.select_key(f"answer:{LETTERS[place]}")
            await pilot.press("enter")
            await pilot.pause()
        assert view.document is not None
        said = " ".join(str(block) for block in view.document.blocks)
        assert ("text='Right.'" in said) == right
        assert ("text='Not quite.'" in said) != right
        assert "✓ right" in said if right else "✗ yours" in said
        assert view.selected is not None
        assert view.selected.cell.text == question.basis.text
        assert view.document.references


async def test_the_presenter_sees_the_time_and_what_comes_next() -> None:
    """The bar above a step: the step, minutes gone and planned, and the next title."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await reader.press("7", "enter", "n")
        bar = reader.lines[1]
        assert "step 2 of 8" in bar
        assert re.search(r"\d+:\d\d gone, 2\.5 of 10 minutes planned", bar)
        assert "next: The control station" in bar


async def test_after_the_last_question_stand_the_scores(library: Library) -> None:
    """Going on beyond the end shows every question with its answer."""
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        await pilot.press(*["n"] * 10)
        await pilot.pause()
        assert title(app, "#quiz-view").startswith("Score: 0 of ")
