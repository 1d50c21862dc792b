"""What a class and its teacher need in sight stands on the screen, whole."""

import re
from functools import partial

import pytest

from batteryviz.compiled.kept_material import KeptMaterial
from batteryviz.compiled.opening import Library
from batteryviz.tui.quiz_page import QuizPage
from batteryviz.tui.typed import Typed
from batteryviz.views.quiz.question import Choice, Matching, Numeric, Ordering, Question
from batteryviz.views.quiz.quiz import make_quiz
from batteryviz.views.quiz.spelling import lines
from program import SHIPPED
from reader import Reader, reading, until
from reliability.monkey import do, settle

SMALL = (80, 24)


def squeezed(text: str) -> str:
    """The words of a screen or a text in one line."""
    return " ".join(text.split())


def shows(reader: Reader, words: str) -> bool:
    return words in squeezed(reader.screen)


def framed(reader: Reader) -> str:
    """The words in the box over the page, in one line."""
    return squeezed(" ".join(re.findall(r"│(.*)│", reader.screen)))


def first(library: Library, kind: type[Question]) -> tuple[int, int, Question]:
    """The first question of a kind: the number of its quiz, how many stand before it, itself."""
    return next(
        (seed, number, asked)
        for seed in range(100)
        for number, asked in enumerate(make_quiz(KeptMaterial(library.store), seed, 10).questions)
        if isinstance(asked, kind)
    )


async def to_question(reader: Reader, seed: int, before: int) -> None:
    await reader.press("8")
    reader.app.visit(f"quiz:{seed}")
    await reader.settle()
    await reader.press(*["n"] * before)


async def test_what_is_typed_at_once_is_never_an_answer_to_another_question() -> None:
    """Enter on an answer of the last question, and on to the scores, in one burst."""
    async with reading(SMALL, specs=SHIPPED) as reader:
        material = KeptMaterial(reader.app.library.store)
        seed = next(
            n for n in range(100) if isinstance(make_quiz(material, n, 10).questions[-1], Choice)
        )
        await to_question(reader, seed, 8)
        for burst in ("\rn", "\rn", "\rb"):
            do(reader.app, Typed(), burst)
            for _ in range(8):
                await settle(reader.pilot)
            assert reader.app._exception is None
        page = reader.app.page
        assert isinstance(page, QuizPage)
        assert page._marks[9] is None


async def test_an_answer_goes_to_the_question_that_asked_for_it() -> None:
    """Also when a late click turned to the scores under the line to type in."""
    async with reading(SMALL, specs=SHIPPED) as reader:
        seed, before, _ = first(reader.app.library, Numeric)
        await to_question(reader, seed, before)
        page = reader.app.page
        assert isinstance(page, QuizPage)
        await reader.press("a")
        page.action_turn(10 - before)
        await reader.type("7")
        await reader.press("enter")
        assert [mark.given for mark in page._marks if mark is not None] == ["7"]
        assert page._marks[before] is not None


async def test_an_answer_to_a_quiz_that_is_over_counts_nowhere() -> None:
    async with reading(SMALL, specs=SHIPPED) as reader:
        seed, before, _ = first(reader.app.library, Numeric)
        await to_question(reader, seed, before)
        page = reader.app.page
        assert isinstance(page, QuizPage)
        await reader.press("a")
        page.open(f"quiz:{seed + 1}")
        await reader.type("7")
        await reader.press("enter")
        assert page._marks == [None] * 10


@pytest.mark.parametrize("projector", [False, True])
@pytest.mark.parametrize("kind", [Numeric, Matching, Ordering])
async def test_a_question_stays_in_sight_while_its_answer_is_typed(
    kind: type[Question], projector: bool
) -> None:
    """Over the page lies the line to type in, so it says again what is asked."""
    async with reading(SMALL, specs=SHIPPED) as reader:
        seed, before, question = first(reader.app.library, kind)
        await to_question(reader, seed, before)
        await reader.press(*(["P"] if projector else []), "a")
        await until(reader.pilot, lambda: squeezed(question.prompt) in framed(reader))
        said = framed(reader)
        for line in lines(question):
            assert squeezed(line) in said
        await reader.type("zzz")
        assert "zzz" in reader.screen


async def test_a_question_about_a_disagreement_does_not_say_that_nothing_is_disputed() -> None:
    """What it asks about counts before it is answered; who says what is told afterwards."""
    async with reading((100, 40), specs=SHIPPED) as reader:
        quiz = make_quiz(KeptMaterial(reader.app.library.store), 4, 10)
        before, question = next(
            (number, asked)
            for number, asked in enumerate(quiz.questions)
            if asked.prompt.startswith("Sources disagree")
        )
        await to_question(reader, 4, before)
        assert "Sources disagree" in reader.screen
        assert "no disputed claims" not in reader.screen
        document = reader.app.page.current_document()
        assert document is not None
        assert not document.references
        assert not document.claims
        assert not document.voices
        assert question.basis.claims


@pytest.mark.parametrize("size", [SMALL, (60, 20)])
async def test_the_notes_of_a_step_come_into_sight(size: tuple[int, int]) -> None:
    """m is a presenter's key: what it brings must not wait to be looked for."""
    async with reading(size, specs=SHIPPED) as reader:
        tour = reader.app.library.catalog.tours["battery-parts"]
        await reader.press("7", "enter", "m")
        for step in tour.steps:
            noted = f"For the presenter: {step.notes}"[: 60 if size == SMALL else 40]
            await until(reader.pilot, partial(shows, reader, noted))
            if size == SMALL:
                assert step.notes[-20:] in squeezed(reader.screen)
            await reader.press("n")


async def test_the_list_of_tours_hints_at_what_does_something_there() -> None:
    """Jumping, notes and the page of a step wait for a step."""
    async with reading((160, 50), specs=SHIPPED) as reader:
        await reader.press("7")
        assert "n next" in reader.lines[-1]
        assert "jump" not in reader.lines[-1]
        assert "notes" not in reader.lines[-1]
        await reader.press("enter")
        assert "j jump" in reader.lines[-1]
        await reader.press("x")
        assert "jump" not in reader.lines[-1]


async def test_a_next_step_that_has_no_room_ends_in_dots() -> None:
    async with reading(SMALL, specs=SHIPPED) as reader:
        tour = reader.app.library.catalog.tours["who-says-so"]
        await reader.press("7", "down", "down", "enter")
        for coming in tour.steps[1:]:
            named = reader.lines[1].partition("next: ")[2]
            assert named == coming.title or named.endswith("…")
            await reader.press("n")


async def test_a_room_begins_at_the_top_of_the_page_that_a_step_shows() -> None:
    """P in a tour: the screens before the first row are shown, as the page was."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await reader.press("7", "enter", "P")
        assert re.search(r" 1/\d+$", reader.screen.rstrip())
        await reader.press("pagedown")
        assert re.search(r" 2/\d+$", reader.screen.rstrip())
        await reader.press("P")
        assert "A set, not one machine" in reader.screen


@pytest.mark.parametrize("key", ["b", "m"])
async def test_what_is_offered_can_be_told_apart(key: str) -> None:
    """Batteries and loads, where there is little room: names come before who says so."""
    async with reading(SMALL, specs=SHIPPED) as reader:
        await reader.press(key)
        shown = [line.strip("│ ").partition("  ")[0] for line in reader.lines[8:18]]
        assert len(set(shown)) == len(shown)
        if key == "b":
            assert "Spanish battery with eight launchers" in reader.screen
        else:
            assert "Patriot launching station with 16 PAC-3 " in reader.screen


async def test_the_help_hints_at_nothing_it_does_not_have() -> None:
    """The help has no source to open; a card has."""
    async with reading((100, 30), specs=SHIPPED) as reader:
        await reader.press("3", "question_mark")
        assert "Esc close  y copy" in reader.screen
        assert "o address" not in reader.screen
        await reader.press("escape")
        await until(reader.pilot, lambda: not reader.app.screen.is_modal)
        await reader.press("enter")
        await until(reader.pilot, lambda: "o address" in reader.screen)


@pytest.mark.parametrize("width", [100, 120, 140, 160, 200])
async def test_no_total_is_cut(width: int) -> None:
    async with reading((width, 50), specs=SHIPPED) as reader:
        totals = next(n for n, line in enumerate(reader.lines) if "launching stations " in line)
        for line in reader.lines[totals : totals + 7]:
            assert "…" not in line.partition("│")[0]


async def test_what_letters_stand_for_is_said_once() -> None:
    async with reading((160, 50), specs=SHIPPED) as reader:
        reader.app.visit("term:aads-70")
        await reader.settle()
        assert reader.screen.count("Army Air Defense System for the 1970s") == 1


async def test_a_spec_file_breaks_no_word_that_fits() -> None:
    """Every word of the claim that is marked stands whole on the screen."""
    async with reading(SMALL, specs=SHIPPED) as reader:
        await reader.press("2", "v")
        await until(reader.pilot, lambda: "elements/patriot-system.yaml" in framed(reader))
        # Without the numbers of the lines and the sign of marked ones.
        said = squeezed(" ".join(re.findall(r"│[ \d]*┃ (.*)│", reader.screen)))
        lines = (SHIPPED / "elements" / "patriot-system.yaml").read_text().splitlines()
        for line in lines[14:21]:
            assert squeezed(line) in said
