"""The tour and the quiz of the explorer, by keyboard alone."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from batteryviz.compiled.opening import Library, open_library
from batteryviz.tui.app import Explorer
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.podium import Podium, Standing
from batteryviz.views.quiz.question import Choice
from batteryviz.views.quiz.quiz import make_quiz
from program import SHIPPED


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


async def test_keys_typed_ahead_reach_the_page_they_are_meant_for(library: Library) -> None:
    """The third tour, chosen faster than its page is made."""
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in ("7", "down", "down", "enter"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(10):
            await pilot.pause()
        document = app.query_one("#tour-step", DocumentView).document
        assert document is not None
        assert document.key == "tour:who-says-so:1"


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
    question = make_quiz(library.catalog, 4, 10).questions[0]
    assert isinstance(question, Choice)
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        app.visit("quiz:4")
        await pilot.pause()
        await pilot.pause()
        assert title(app, "#quiz-view") == "Question 1 of 10"
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
    assert rows[0]["right"] == "yes"
    assert len(rows) == 10


async def test_after_the_last_question_stand_the_scores(library: Library) -> None:
    """Going on beyond the end shows every question with its answer."""
    app = Explorer(library)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("8")
        await pilot.pause()
        await pilot.press(*["n"] * 10)
        await pilot.pause()
        assert title(app, "#quiz-view").startswith("Score: 0 of ")


@pytest.mark.parametrize("page", ["1", "2", "3", "4", "5", "6", "7", "8"])
async def test_every_page_works_for_a_projector(library: Library, page: str) -> None:
    """P hides the hints, keeps to 30 rows in a theme of 7:1, and P goes back."""
    app = Explorer(library)
    async with app.run_test(size=(100, 40)) as pilot:
        app.theme = "nord"
        await pilot.press(page)
        await pilot.press("P")
        await pilot.pause()
        assert not app.query_one("#footer").display
        assert app.query_one("#header").size.height + app.query_one("#pages").size.height <= 30
        assert app.theme in {"night", "paper"}
        assert app.focused is not None
        assert app.focused.size.height > 0
        await pilot.press("P")
        await pilot.pause()
        assert app.query_one("#footer").display
        assert app.theme == "nord"


async def test_for_a_projector_a_step_stands_alone_and_the_tour_goes_on(library: Library) -> None:
    """The page of the step gives way to the step itself; n goes on as before."""
    tour = library.catalog.tours["battery-parts"]
    app = Explorer(library)
    app.projecting = True
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("7")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        assert title(app, "#tour-step") == tour.steps[1].title
        assert not app.query_one("#tour-shown").size.height
