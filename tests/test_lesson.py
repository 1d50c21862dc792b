"""A lesson pack is complete, can be changed, and says what its facts say."""

import html
import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from pptx import Presentation
from pptx.util import Pt
from pypdf import PdfReader

import gift
from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loading import load
from batteryviz.export.lesson.gift import to_gift
from batteryviz.views.lesson import Lesson, lesson
from batteryviz.views.quiz.question import Basis, Choice, Discussion, Matching, Numeric, Ordering
from contrast import contrast
from program import SHIPPED, TOY, run

TOURS = ("battery-parts", "two-radars", "who-says-so")
NAMES = (
    *("teacher.pdf", "deck.pptx", "handout.pdf", "handout.docx", "worksheet.pdf"),
    *("worksheet-key.pdf", "quiz.pdf", "quiz-key.pdf", "quiz.gift", "cards.txt"),
)


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson packs of all shipped tours, made through the command line."""
    folder = tmp_path_factory.mktemp("lessons")
    for tour in TOURS:
        ran = run("lesson", "--tour", tour, "--output", folder, specs=None)
        assert ran.code == 0, ran.err
    return folder


def made(tour: str) -> Lesson:
    """Return what the pack of a shipped tour is written from."""
    return lesson(load(SHIPPED), tour)


def pdf_text(path: Path) -> str:
    """Return the text of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def shapes_of(parent: Any) -> list[Any]:
    """Return all shapes of a slide or a group, those within groups included."""
    found = []
    for shape in parent.shapes:
        found.append(shape)
        if shape.shape_type == 6:
            found += shapes_of(shape)
    return found


def test_without_a_tour_the_first_is_taken_and_the_pack_is_whole(tmp_path: Path) -> None:
    """One command gives every file of the pack of the first tour."""
    ran = run("lesson", "--output", tmp_path / "new" / "pack", specs=None)
    assert (ran.code, ran.out) == (0, "")
    found = {path.name for path in (tmp_path / "new" / "pack").iterdir()}
    assert found == {f"battery-parts-{name}" for name in NAMES}


def test_the_same_facts_give_the_same_bytes(packs: Path, tmp_path: Path) -> None:
    """Another process with another order of sets writes the same files."""
    ran = run(
        *("lesson", "--tour", "battery-parts", "--output", tmp_path),
        specs=None,
        environment={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
    )
    assert ran.code == 0
    for name in NAMES:
        file = f"battery-parts-{name}"
        assert (tmp_path / file).read_bytes() == (packs / file).read_bytes(), file


@pytest.mark.parametrize("tour", TOURS)
def test_slides_are_native_large_and_high_in_contrast(packs: Path, tour: str) -> None:
    """No pictures, no letter below 24 points, and every run of text at 7:1 or more."""
    for slide in Presentation(str(packs / f"{tour}-deck.pptx")).slides:
        ground = "0B3A66" if slide.background.fill.type == 1 else "FFFFFF"
        for shape in shapes_of(slide):
            assert shape.shape_type != 13, "a picture cannot be edited"
            frames = [shape.text_frame] if shape.has_text_frame else []
            behind = ground
            if shape.shape_type == 1:
                behind = str(shape.fill.fore_color.rgb)
            cells = list(shape.table.iter_cells()) if shape.has_table else []
            pairs = [(frame, behind) for frame in frames]
            pairs += [(cell.text_frame, str(cell.fill.fore_color.rgb)) for cell in cells]
            for frame, back in pairs:
                for run_ in (run_ for line in frame.paragraphs for run_ in line.runs):
                    assert run_.font.size >= Pt(24), run_.text
                    assert contrast(str(run_.font.color.rgb), back) >= 7, run_.text


@pytest.mark.parametrize("tour", TOURS)
def test_every_step_is_a_slide_with_its_notes_and_sources(packs: Path, tour: str) -> None:
    """Title and text stand on the slide; notes, facts and references below it."""
    slides = list(Presentation(str(packs / f"{tour}-deck.pptx")).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    facts = made(tour)
    for stop in facts.stops:
        slide = slides[titles.index(stop.title)]
        words = " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert stop.text in words
        notes = slide.notes_slide.notes_text_frame.text
        assert stop.notes in notes
        assert stop.minutes in notes
        assert all(fact.text in notes for fact in stop.facts)
        assert all(f"[{number}]" in notes and f"[{number}]" in words for number in stop.refs)
    assert titles[0] == facts.title
    assert "Sources" in titles
    listed = " ".join(
        shape.text_frame.text
        for slide, title in zip(slides, titles, strict=True)
        for shape in slide.shapes
        if title == "Sources" and shape.has_text_frame
    )
    assert all(f"[{item.number}]" in listed for item in facts.references)


@pytest.mark.parametrize("tour", TOURS)
def test_what_is_drawn_on_a_slide_has_words_for_who_does_not_see_it(packs: Path, tour: str) -> None:
    """Every drawing and every table carries an alternative text."""
    count = 0
    for slide in Presentation(str(packs / f"{tour}-deck.pptx")).slides:
        for shape in slide.shapes:
            if shape.shape_type == 6 or shape.has_table:
                count += 1
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    assert count >= 2


def test_rival_values_stand_on_the_slide_with_who_says_them(packs: Path) -> None:
    """A disputed step shows a native table of values and voices."""
    deck = Presentation(str(packs / "who-says-so-deck.pptx"))
    rows = [
        [cell.text_frame.text for cell in row.cells]
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
    ]
    assert ["It says", "Who says it"] in rows
    assert ["90 km", "Die Zeit, 2013"] in rows


def lays_out_as_word_does() -> bool:
    """Say whether LibreOffice is here, with letters as wide as those the handout asks for."""
    if shutil.which("soffice") is None or shutil.which("fc-match") is None:
        return False
    asked = ["fc-match", "--format", "%{family}", "Times New Roman"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return found in {"Times New Roman", "Liberation Serif", "Tinos"}


def opened_by_another_program(source: Path, folder: Path) -> int:
    """Return how many pages LibreOffice makes of a file."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return len(PdfReader(folder / f"{source.stem}.pdf").pages)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_program_opens_the_deck(packs: Path, tmp_path: Path) -> None:
    """LibreOffice reads as many slides as were written."""
    source = packs / "who-says-so-deck.pptx"
    slides = Presentation(str(source)).slides
    assert opened_by_another_program(source, tmp_path) == len(slides)


@pytest.mark.skipif(
    not lays_out_as_word_does(), reason="LibreOffice and Times New Roman, or its like, are not here"
)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_longest_handout_has_two_pages_in_another_program_too(
    tmp_path: Path, paper: str
) -> None:
    """The Word document, on either paper, as LibreOffice lays it out."""
    ran = run("lesson", "--tour", "who-says-so", "--output", tmp_path, "--paper", paper, specs=None)
    assert ran.code == 0
    source = tmp_path / "who-says-so-handout.docx"
    (tmp_path / "again").mkdir()
    assert opened_by_another_program(source, tmp_path / "again") == 2


@pytest.mark.parametrize("tour", TOURS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_handout_has_two_pages_on_either_paper(tmp_path: Path, tour: str, paper: str) -> None:
    """Page one is the lesson, page two the words and the sources."""
    ran = run("lesson", "--tour", tour, "--output", tmp_path, "--paper", paper, specs=None)
    assert ran.code == 0
    pages = PdfReader(tmp_path / f"{tour}-handout.pdf").pages
    assert len(pages) == 2
    assert "Sources" in pages[1].extract_text()
    width = float(pages[0].mediabox.width)
    assert width == pytest.approx(595.28 if paper == "a4" else 612, abs=0.5)


@pytest.mark.parametrize("tour", TOURS)
def test_the_drawing_of_the_word_handout_is_sharp_and_told_in_words(packs: Path, tour: str) -> None:
    """A picture of 300 dots an inch, with the boxes and lines as its alternative text."""
    document = docx.Document(str(packs / f"{tour}-handout.docx"))
    (picture,) = document.inline_shapes
    described = picture._inline.docPr.get("descr")
    assert "Boxes: EPP Electric power plant; RS Radar set" in described
    assert "Lines: " in described
    number = picture._inline.graphic.graphicData.pic.blipFill.blip.embed
    image = document.part.related_parts[number].image
    assert image.px_width / picture.width.inches >= 290


@pytest.mark.parametrize("tour", TOURS)
@pytest.mark.parametrize("name", ["quiz-key.pdf", "teacher.pdf", "worksheet-key.pdf"])
def test_no_page_of_a_paper_holds_an_ending_alone(packs: Path, tour: str, name: str) -> None:
    """Sources are not torn apart, and what a paper says of itself stands below them."""
    pages = [page.extract_text() for page in PdfReader(packs / f"{tour}-{name}").pages]
    assert len(pages) <= 2
    assert all(len(page) > 1_000 for page in pages)
    assert "Sources" in pages[-1]


@pytest.mark.parametrize("tour", TOURS)
def test_facts_on_a_slide_end_above_its_sources(packs: Path, tour: str) -> None:
    """Lines of 24 points, counted as a wide letter would break them, fit their place."""
    for slide in Presentation(str(packs / f"{tour}-deck.pptx")).slides:
        for shape in slide.shapes:
            if not shape.has_text_frame or not shape.text_frame.text.startswith(("•", "Joint")):
                continue
            lines = [line.text for line in shape.text_frame.paragraphs]
            rows = sum(-(-len(line) // 84) for line in lines)
            bottom = shape.top + Pt(24 * 1.2) * rows
            (sources,) = (
                other
                for other in slide.shapes
                if other.has_text_frame and other.text_frame.text.startswith("Sources:")
            )
            assert bottom <= sources.top, lines


def test_papers_are_black_and_grey(packs: Path) -> None:
    """No colour is set in any paper, so a copying machine loses nothing."""
    for path in packs.glob("*.pdf"):
        for page in PdfReader(path).pages:
            content = page.get_contents()
            assert content is not None
            for red, green, blue in re.findall(
                rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", content.get_data()
            ):
                assert red == green == blue, path.name


@pytest.mark.parametrize("tour", TOURS)
def test_both_handouts_say_every_step(packs: Path, tour: str) -> None:
    """PDF and Word hold each title, text and rival voice."""
    facts = made(tour)
    printed = pdf_text(packs / f"{tour}-handout.pdf")
    document = docx.Document(str(packs / f"{tour}-handout.docx"))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for stop in facts.stops:
        assert stop.title in written
        assert stop.text in written
        assert stop.title in printed
        if len(stop.voices) > 1:
            assert all(voice.speaker in written for voice in stop.voices)
    assert all(f"[{item.number}]" in written for item in facts.references)
    assert facts.colophon.facts_as_of in written
    assert document.inline_shapes[0]._inline.docPr.get("descr").startswith("US battery")


def test_the_worksheet_asks_and_the_key_answers(packs: Path) -> None:
    """The sheet names no part but in its list of words; the key names each."""
    sheet = pdf_text(packs / "battery-parts-worksheet.pdf")
    key = pdf_text(packs / "battery-parts-worksheet-key.pdf")
    assert "ECS" not in sheet
    assert "Words to use" in sheet
    assert all(f"{number}." in sheet for number in range(1, 13))
    assert all(short in key for short in ("EPP", "RS", "ECS", "AMG", "LS 8"))


@pytest.mark.parametrize("tour", TOURS)
def test_the_quiz_sheet_asks_and_the_key_answers(packs: Path, tour: str) -> None:
    """Sheet and key hold the same quiz; only the key says what is right, and who says so."""
    facts = made(tour)
    sheet = pdf_text(packs / f"{tour}-quiz.pdf")
    key = pdf_text(packs / f"{tour}-quiz-key.pdf")
    assert "[1]" not in sheet
    assert "[1]" in key
    for question in facts.quiz.questions:
        assert question.prompt[:30] in sheet


def test_the_teachers_page_has_aims_timing_and_every_file(packs: Path) -> None:
    """What a teacher needs to know stands on one paper."""
    facts = made("battery-parts")
    text = pdf_text(packs / "battery-parts-teacher.pdf")
    assert all(aim[:40] in text for aim in facts.aims)
    assert "9.5 to 10" in text
    assert all(f"battery-parts-{name}" in text for name in NAMES)


@pytest.mark.parametrize("tour", TOURS)
def test_gift_holds_the_same_quiz(packs: Path, tour: str) -> None:
    """An independent reader of the format finds each question, its key and its feedback."""
    facts = made(tour)
    _, found = gift.read((packs / f"{tour}-quiz.gift").read_text(encoding="utf-8"))
    assert len(found) == len(facts.quiz.questions)
    for question, item in zip(facts.quiz.questions, found, strict=True):
        assert item.text.startswith(question.prompt)
        assert question.basis.text in item.feedback
        match question:
            case Choice():
                assert item.right == (question.options[question.answer],)
                assert len(item.wrong) == len(question.options) - 1
            case Numeric():
                assert item.span == (float(question.low), float(question.high))
            case Matching():
                wanted = [question.right[place] for place in question.answer]
                assert list(item.pairs) == list(zip(question.left, wanted, strict=True))
            case Ordering():
                assert [left for left, _ in item.pairs] == [
                    question.items[place] for place in question.answer
                ]
                assert len({rank for _, rank in item.pairs}) == len(question.items)
            case Discussion():
                assert item.kind == "essay"


def anki_import(collection: Any, path: Path) -> tuple[int, int, int]:
    """Import a file of cards; return how many were new, updated and known."""
    from anki.collection import ImportCsvRequest

    metadata = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    return len(log.new), len(log.updated), len(log.duplicate)


def test_cards_imported_twice_are_known_and_changed_ones_updated(
    packs: Path, tmp_path: Path
) -> None:
    """Anki's own library adds each card once; a later import changes, never adds."""
    from anki.collection import Collection

    facts = made("battery-parts")
    cards = packs / "battery-parts-cards.txt"
    told = [
        line for line in cards.read_text("utf-8").splitlines() if line.startswith("#batteryviz:")
    ]
    assert facts.colophon.catalog_line() in told[0]
    assert facts.colophon.scope in told[1]
    collection = Collection(str(tmp_path / "collection.anki2"))
    try:
        count = len(facts.cards)
        assert anki_import(collection, cards) == (count, 0, 0)
        assert anki_import(collection, cards) == (0, 0, count)
        changed = tmp_path / "later.txt"
        text = cards.read_text(encoding="utf-8")
        assert "15 kW" in text
        changed.write_text(text.replace("15 kW", "16 kW"), encoding="utf-8")
        assert anki_import(collection, changed) == (0, 1, count - 1)
        assert collection.note_count() == count
        fronts = {
            html.unescape(collection.get_note(note).fields[0])
            for note in collection.find_notes(f'deck:"{facts.title}"')
        }
        assert fronts == {card.front for card in facts.cards}
    finally:
        collection.close()


HOSTILE = "<b>~ = # { } : \\ [html]</b> %50% -> // end"


def hostile_pack(pack: Path) -> Path:
    """Give the toy lamp a colour made of every sign that a format reads."""
    element = pack / "elements" / "ol-lmp-1.yaml"
    text = element.read_text(encoding="utf-8")
    value = HOSTILE.replace("\\", "\\\\")
    element.write_text(text.replace("value: green", f'value: "{value}"'), encoding="utf-8")
    return pack


def test_signs_in_the_facts_stay_text_in_every_file(pack: Path, tmp_path: Path) -> None:
    """Whatever a spec file holds is shown, and nothing of it is obeyed."""
    other = tmp_path / "lesson"
    ran = run("lesson", "--output", other, "--questions", "20", specs=hostile_pack(pack))
    assert ran.code == 0, ran.err
    cards = (other / "lamps-cards.txt").read_text(encoding="utf-8")
    assert HOSTILE in html.unescape(cards).replace("\N{WORD JOINER}", "")
    rows = [line for line in cards.splitlines() if not line.startswith("#")]
    assert all("<b>" not in row for row in rows)
    assert "Lamps & <b>wagons</b>: a tour [of] =signs=" in pdf_text(other / "lamps-handout.pdf")
    deck = Presentation(str(other / "lamps-deck.pptx"))
    assert deck.slides[0].shapes.title.text_frame.text == (
        "Lamps & <b>wagons</b>: a tour [of] =signs="
    )
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert HOSTILE in notes
    _, questions = gift.read((other / "lamps-quiz.gift").read_text(encoding="utf-8"))
    assert questions


def test_gift_takes_every_sign_of_its_own_for_text(toy: Catalog) -> None:
    """Options that look like weights, formats, pairs or keys are read back as they were."""
    options = (HOSTILE, "%50% of it", "[html]<i>", "a -> b", "= right ~ wrong # told } {", "\\n")
    basis = Basis(f"Told: {HOSTILE}", ())
    questions = (
        Choice("one", f"Which? {HOSTILE}", options, 0, basis),
        Matching("two", "Match.", options[:3], options[3:], (2, 0, 1), basis),
    )
    facts = lesson(toy, "lamps")
    text = to_gift(replace(facts, quiz=replace(facts.quiz, questions=questions))).decode()
    _, (choice, matching) = gift.read(text)
    seen = [option.replace("->", "→") for option in options]
    seen[1] = "\N{FULLWIDTH PERCENT SIGN}50% of it"
    assert (choice.right, choice.wrong) == ((seen[0],), tuple(seen[1:]))
    assert choice.text == f"Which? {HOSTILE}"
    assert choice.feedback.startswith(f"Told: {HOSTILE}")
    assert matching.pairs == ((seen[0], seen[5]), (seen[1], seen[3]), (seen[2], seen[4]))


def words_of(folder: Path) -> dict[str, str]:
    """Return what every file of a toy lesson says, by its name."""
    said = {}
    for name in NAMES:
        path = folder / f"lamps-{name}"
        if not path.exists():
            continue
        if path.suffix == ".pdf":
            said[name] = pdf_text(path)
        elif path.suffix == ".docx":
            said[name] = " ".join(line.text for line in docx.Document(str(path)).paragraphs)
        elif path.suffix == ".pptx":
            said[name] = deck_text(path)
        else:
            said[name] = path.read_text(encoding="utf-8")
    return said


def deck_text(path: Path) -> str:
    """Return all text of a deck: shapes, tables, notes."""
    said = []
    for slide in Presentation(str(path)).slides:
        said.append(slide.notes_slide.notes_text_frame.text)
        for shape in shapes_of(slide):
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(said)


def test_a_changed_claim_changes_every_file_that_shows_it(pack: Path, tmp_path: Path) -> None:
    """Slides, handouts, quiz, GIFT, cards, teacher's page: the new value, nowhere the old one."""
    element = pack / "elements" / "ol-lmp-2.yaml"
    changes = {
        # A disputed value of a step, and a firm one that is asked for.
        "about 110 to 120°": ("{min: 110, max: 120, about: true}", "{min: 111, max: 121}"),
        "12 mm": ("value: 12\n", "value: 13\n"),
    }
    shown_in = {
        "111 to 121°": {
            *("deck.pptx", "handout.pdf", "handout.docx", "teacher.pdf"),
            *("quiz.pdf", "quiz.gift"),
        },
        "13 mm": {"cards.txt", "quiz-key.pdf", "quiz.gift"},
    }
    ask = ("--questions", "100")
    assert run("lesson", "--output", tmp_path / "before", *ask, specs=pack).code == 0
    before = words_of(tmp_path / "before")
    text = element.read_text(encoding="utf-8")
    for old, new in changes.values():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    element.write_text(text, encoding="utf-8")
    assert run("lesson", "--output", tmp_path / "after", *ask, specs=pack).code == 0
    after = words_of(tmp_path / "after")
    for (old, _), (new, names) in zip(changes.items(), shown_in.items(), strict=True):
        assert {name for name, words in before.items() if old in words} == names
        assert {name for name, words in after.items() if new in words} == names
        assert not {name for name, words in after.items() if old in words}


def test_existing_files_are_kept_unless_forced(tmp_path: Path) -> None:
    """A second lesson into the same folder writes nothing, with exit code 73."""
    assert run("lesson", "--output", tmp_path).code == 0
    deck = tmp_path / "lamps-deck.pptx"
    deck.write_bytes(b"mine")
    ran = run("lesson", "--output", tmp_path)
    assert ran.code == 73
    assert deck.read_bytes() == b"mine"
    assert run("lesson", "--output", tmp_path, "--force").code == 0
    assert zipfile.is_zipfile(io.BytesIO(deck.read_bytes()))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--tour", "lamp"), 1),
        (("--questions", "0"), 2),
        (("--questions", "2.5"), 2),
        (("--seed", "one"), 2),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_written(
    tmp_path: Path, words: tuple[str, str], code: int
) -> None:
    """An unknown tour and numbers that are none leave the folder empty."""
    ran = run("lesson", *words, "--output", tmp_path)
    assert (ran.code, ran.out) == (code, "")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_exit_73(tmp_path: Path) -> None:
    """A file in the way of the folder is said so in one line."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    ran = run("lesson", "--output", tmp_path / "file" / "pack")
    assert ran.code == 73
    assert len(ran.err.splitlines()) == 1


def test_without_its_libraries_the_command_says_what_to_install(tmp_path: Path) -> None:
    """A plain install names the extra and the exact command."""
    program = (
        sys.executable,
        "-c",
        "import sys; sys.modules['pptx'] = None\n"
        "from batteryviz.cli.main import main\nsys.exit(main(sys.argv[1:]))",
    )
    ran = run("lesson", "--output", tmp_path, program=program)
    assert ran.code == 78
    assert 'pip install "batteryviz[lesson]"' in ran.err


def test_a_pack_of_facts_without_a_tour_gives_no_lesson(pack: Path, tmp_path: Path) -> None:
    """There is nothing to teach without a tour: exit 1 and one line."""
    (pack / "tours" / "lamps.yaml").unlink()
    ran = run("lesson", "--output", tmp_path, specs=pack)
    assert ran.code == 1
    assert "no tour" in ran.err


def test_a_lesson_is_made_from_checked_facts(shipped: Catalog) -> None:
    """No card and no question of a pack rests on an unchecked claim or term."""
    for tour in TOURS:
        facts = lesson(shipped, tour)
        for card in facts.cards:
            kind, _, name = card.id.partition(":")
            if kind == "claim":
                assert shipped.claims[name].evidence == "checked"
                assert not shipped.is_disputed(shipped.claims[name])
            else:
                assert any(c.evidence == "checked" for c in shipped.terms[name].cited)


def test_the_toy_pack_has_a_lesson_too(tmp_path: Path) -> None:
    """Another pack of facts gives a lesson with no line of code."""
    assert run("lesson", "--output", tmp_path, specs=TOY).code == 0
    assert len(list(tmp_path.iterdir())) == len(NAMES)


@pytest.mark.parametrize("tour", TOURS)
def test_every_paper_says_what_it_is_for_and_what_is_not_settled(packs: Path, tour: str) -> None:
    """The scope, and how much is disputed and unchecked, stand on whatever leaves."""
    scope = "Public and educational. What a Patriot battery is made of"
    said = {
        name: " ".join(
            " ".join(page.extract_text() for page in PdfReader(packs / f"{tour}-{name}").pages)
            .replace("\u2060", "")
            .split()
        )
        for name in NAMES
        if name.endswith(".pdf")
    }
    document = docx.Document(str(packs / f"{tour}-handout.docx"))
    said["handout.docx"] = " ".join(line.text for line in document.paragraphs)
    for name, text in said.items():
        assert scope in text, name
        assert re.search(r"On this page: .* \(≠\), .* \(○\)\.", text), name
    if "≠ sources disagree" in said["worksheet.pdf"]:
        assert "no disputed claims" not in said["worksheet.pdf"]
    if "Sources disagree" in said["quiz.pdf"]:
        assert "no disputed claims" not in said["quiz.pdf"]
    assert scope in (packs / f"{tour}-quiz.gift").read_text(encoding="utf-8")
    *_, last = Presentation(str(packs / f"{tour}-deck.pptx")).slides
    assert any("is not recorded" in s.text_frame.text for s in last.shapes if s.has_text_frame)


@pytest.mark.parametrize("tour", TOURS)
@pytest.mark.parametrize("seed", [1, 7, 2026])
def test_a_lesson_asks_what_it_taught_before_anything_else(
    shipped: Catalog, tour: str, seed: int
) -> None:
    """Once a question asks of more than the steps said, the rest of the quiz does so too."""
    steps = shipped.tours[tour].steps
    told = {
        name
        for step in steps
        for name in (
            *step.claims,
            *step.disputed,
            *step.events,
            *step.disputed_events,
            *step.terms,
        )
    }
    asked = [
        not told.isdisjoint((*question.basis.claims, *question.basis.events, *question.basis.terms))
        for question in lesson(shipped, tour, seed).quiz.questions
    ]
    assert asked[0]
    assert asked == sorted(asked, reverse=True)
    if tour == "battery-parts":
        assert all(asked)


@pytest.mark.parametrize("masts", [6, 12])
def test_a_battery_too_wide_to_draw_is_told_in_words(
    pack: Path, tmp_path: Path, masts: int
) -> None:
    """Handouts and slide name its parts; a sheet without boxes to name is left out."""
    composition = pack / "batteries" / "full-battery.yaml"
    text = composition.read_text(encoding="utf-8")
    many = ", ".join(["mast-wagon"] * masts)
    composition.write_text(text.replace("mast-wagon, mast-wagon", many), encoding="utf-8")
    folder = tmp_path / "made"
    ran = run("lesson", "--output", folder, specs=pack)
    assert ran.code == 0, ran.err
    names = ", ".join(f"MW {number}" for number in range(1, masts + 1))
    slides = Presentation(str(folder / "lamps-deck.pptx")).slides
    shown = [shape.text_frame.text for shape in shapes_of(slides[2]) if shape.has_text_frame]
    assert any(f"Antenna mast group: {names}\n" in text for text in shown)
    words = "Boxes: "
    assert words in pdf_text(folder / "lamps-handout.pdf")
    document = docx.Document(str(folder / "lamps-handout.docx"))
    assert any(words in paragraph.text for paragraph in document.paragraphs)
    assert "left out lamps-worksheet.pdf, lamps-worksheet-key.pdf" in ran.err
    assert {path.name for path in folder.iterdir()} == {
        f"lamps-{name}" for name in NAMES if not name.startswith("worksheet")
    }


def test_the_teachers_page_names_the_files_that_are_there(pack: Path, tmp_path: Path) -> None:
    """Facts that compose no battery give no worksheet: no page promises one."""
    (pack / "batteries" / "full-battery.yaml").unlink()
    folder = tmp_path / "made"
    ran = run("lesson", "--output", folder, specs=pack)
    assert ran.code == 0, ran.err
    page = pdf_text(folder / "lamps-teacher.pdf")
    there = {path.name for path in folder.iterdir()}
    assert {f"lamps-{name}" for name in NAMES if f"lamps-{name}" in page} == there
    assert "lamps-worksheet.pdf" not in there
    assert "the facts compose no battery to draw" in ran.err


def test_a_quiz_shorter_than_asked_for_is_said(tmp_path: Path) -> None:
    """The lesson says how many questions the facts give, as the quiz itself does."""
    ran = run("lesson", "--questions", "100", "--output", tmp_path)
    assert ran.code == 0, ran.err
    assert re.search(r"^batteryviz: the facts give \d+ questions, not 100$", ran.err, re.MULTILINE)
    assert "left out" not in ran.err


def test_facts_without_a_question_give_no_quiz(pack: Path, tmp_path: Path) -> None:
    """No empty quiz is written, and its absence is said."""
    for path in pack.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"evidence: checked, read_on: [\d-]+", "evidence: unchecked", text)
        path.write_text(text, encoding="utf-8")
    (pack / "tours" / "lamps.yaml").write_text(
        "title: A walk\nsummary: A short walk.\naims: [The class has seen a hut.]\nsteps:\n"
        "  - {id: hut, page: glossary, title: The words, text: A list of words., notes: None.,"
        " minutes: 1, terms: [lmp]}\n",
        encoding="utf-8",
    )
    folder = tmp_path / "made"
    ran = run("lesson", "--output", folder, specs=pack)
    assert ran.code == 0, ran.err
    assert not list(folder.glob("lamps-quiz*"))
    assert (
        "left out lamps-quiz.pdf, lamps-quiz-key.pdf, lamps-quiz.gift: the facts give no question"
        in ran.err
    )
    assert "lamps-quiz" not in pdf_text(folder / "lamps-teacher.pdf")


def test_a_slide_names_a_source_with_its_decade(tmp_path: Path) -> None:
    """A source that is dated to a decade gets no year that nobody printed."""
    assert run("lesson", "--output", tmp_path, specs=TOY).code == 0
    shown = deck_text(tmp_path / "lamps-deck.pptx")
    assert "Harbour Museum, 1950s\n" in shown
    assert "Northmere Lamp Works, early 1920s" in shown
    assert "Lamp Gazette, 1921\n" in shown
