"""Tours rest on facts that hold, print as pages, and can be walked and followed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.tui.podium import Podium, Standing
from batteryviz.views.pages import NoPageError, page
from program import SHIPPED, TOY, run

TOUR = "tours/lamps.yaml"


def changed(pack: Path, old: str, new: str) -> str:
    """Replace ``old`` in the toy tour of ``pack`` and return what check prints of it."""
    file = pack / TOUR
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    ran = run("check", pack, specs=None)
    assert ran.code == 1
    return ran.out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[ol-lmp-1.colour]", "[ol-lmp-1.color]", "no claim 'ol-lmp-1.color'; did you mean"),
        ("[ol-lmp-1.colour]", "[ol-lmp-2.beam-office]", "is disputed; name it under disputed"),
        ("[ol-lmp-1.colour]", "[control-hut.wireless]", "is unchecked"),
        ("ol-lmp-2.beam-optics]", "ol-lmp-1.colour]", "nothing disputes ol-lmp-1.colour"),
        ("[lmp]", "[dusk-watch]", "dusk-watch is unchecked"),
        ("[lmp]", "[lamp]", "no term 'lamp'"),
        ("element:ol-lmp-1", "element:ol-lmp-9", "no element 'ol-lmp-9'"),
        ("element:ol-lmp-1", "lamp", "'lamp' is not a page"),
        ("comparison:lamps", "comparison:huts", "no comparison 'huts'"),
        ("[stand-production]", "[stand-fielding]", "no event 'stand-fielding'"),
        ("[stand-production]", "[first-lamp-card]", "first-lamp-card is disputed"),
        ("first-lamp-card]", "stand-production]", "nothing disputes stand-production"),
        ("minutes: 1.5", "minutes: 0", "a step takes more than 0"),
        ("claims: [ol-lmp-1.colour]\n    terms: [lmp]", "", "rests on a claim, an event or a term"),
        ("id: beam", "id: first", "two steps have the same id"),
    ],
)
def test_a_tour_that_no_longer_holds_is_named_with_its_line(
    pack: Path, old: str, new: str, message: str
) -> None:
    """A tour whose claim, page, event or term is gone or has changed its state fails check."""
    out = changed(pack, old, new)
    assert message in out
    assert out.startswith("tours/lamps.yaml:") or f"{pack}/tours/lamps.yaml:" in out


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("battery", "page: this pack composes no battery to draw: name another page"),
        ("battery:northmere-battery", "write element:northmere-battery, or add a composition"),
    ],
)
def test_a_battery_is_a_page_only_where_one_is_composed(
    pack: Path, wanted: str, message: str
) -> None:
    """Nothing can be drawn without a composition; a file nobody can read may hold one."""
    file, composed = pack / TOUR, pack / "batteries" / "full-battery.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("element:ol-lmp-1", wanted), encoding="utf-8")
    assert run("check", pack, specs=None).code == 0
    composed.write_text("kind: [", encoding="utf-8")
    assert "tours/" not in run("check", pack, specs=None).out
    composed.unlink()
    ran = run("check", pack, specs=None)
    assert ran.code == 1
    assert "tours/lamps.yaml:8:" in ran.out
    assert message in ran.out


def test_a_tour_fails_when_its_claim_comes_to_be_disputed(pack: Path) -> None:
    """A rival of a claim that a tour takes for settled is reported in the tour too."""
    element = pack / "elements" / "ol-lmp-1.yaml"
    text = element.read_text(encoding="utf-8")
    rival = (
        "  - id: colour-again\n    parameter: colour\n    value: red\n    cited:\n"
        "      - {source: lamp-gazette-1921, locator: p, evidence: checked, read_on: 2026-05-01}\n"
    )
    element.write_text(text.replace("silences:", rival + "silences:"), encoding="utf-8")
    ran = run("check", pack, specs=None)
    assert ran.code == 1
    assert "tours/lamps.yaml" in ran.out
    assert "claims: ol-lmp-1.colour is disputed" in ran.out


def test_a_step_that_does_not_fit_a_slide_fails(pack: Path) -> None:
    """Long titles and texts are refused while they are written, not in front of a class."""
    out = changed(pack, "title: The stands", f"title: {'The stands and ' * 6}wagons")
    assert "a step's title has at most 60" in out
    out = changed(pack, "text: Production of", f"text: {'And so on, ' * 20}Production of")
    assert "a step's text has at most 45" in out


def test_the_list_of_tours_is_an_array_of_ids_and_titles() -> None:
    """``tour --format json`` gives id and title, in the order of the files."""
    ran = run("tour", "--format", "json", specs=None)
    tours = json.loads(ran.out)
    assert (ran.code, [list(tour) for tour in tours]) == (0, [["id", "title"]] * len(tours))
    assert [tour["id"] for tour in tours] == ["battery-parts", "two-radars", "who-says-so"]


def test_the_shipped_tours_last_as_long_as_promised(shipped: Catalog) -> None:
    """Ten minutes for the battery and the radars, fifteen for reading sources."""
    lengths = {tour.id: float(tour.minutes) for tour in shipped.tours.values()}
    assert lengths == {"battery-parts": 10, "two-radars": 10, "who-says-so": 15}


def test_every_step_of_a_shipped_tour_prints_with_its_sources(shipped: Catalog) -> None:
    """Each step is a page of its own, with at least one reference."""
    for tour in shipped.tours.values():
        for number, step in enumerate(tour.steps, 1):
            document = page(shipped, f"tour:{tour.id}:{number}")
            assert document.title == step.title
            assert document.references
        with pytest.raises(NoPageError):
            page(shipped, f"tour:{tour.id}:{len(tour.steps) + 1}")


def test_a_disputed_step_says_so_in_its_own_text(shipped: Catalog) -> None:
    """Where a step shows rival values, the class reads that sources do not agree."""
    words = ("disagree", "three words", "seem to")
    for tour in shipped.tours.values():
        for step in tour.steps:
            # The row of launchers of the first step is counted later, in a step of its own.
            if (step.disputed or step.disputed_events) and step.id != "a-set":
                assert any(word in step.text for word in words), step.id


def test_a_printed_tour_names_title_text_and_claims_of_each_step() -> None:
    """The plain twin says all a class sees; the notes come on request only."""
    ran = run("tour", "lamps", "--plain")
    assert ran.code == 0
    assert "2. HOW WIDE IS THE BEAM?" in ran.out
    assert "OL/LMP-2, width of the beam: 90° (disputed)" in ran.out
    assert "For the presenter" not in ran.out
    with_notes = run("tour", "lamps", "--notes", "--plain")
    assert "For the presenter: One source measured" in with_notes.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lamps", "--walk", "--format", "json"), "--walk prints text or plain, not json"),
        (("--walk",), "--walk needs a tour"),
        (("--notes",), "--notes needs a tour"),
    ],
)
def test_an_option_that_cannot_be_followed_is_refused(words: tuple[str, ...], said: str) -> None:
    """No option is dropped without a word."""
    ran = run("tour", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_unknown_tour_is_refused_with_the_nearest_name() -> None:
    """A slip in the id gets a guess and exit code 1."""
    ran = run("tour", "lamp")
    assert (ran.code, ran.out) == (1, "")
    assert "did you mean lamps?" in ran.err


def walk(keys: str, folder: Path) -> str:
    """Walk the toy tour with ``keys`` typed, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "batteryviz", "tour", "lamps", "--walk", "--specs", str(TOY)],
        input=keys.encode(),
        capture_output=True,
        env={**os.environ, "XDG_STATE_HOME": str(folder)},
        timeout=60,
        check=True,
    )
    return done.stdout.decode()


def test_a_tour_is_walked_start_to_end_with_enter_alone(tmp_path: Path) -> None:
    """Enter goes from step to step; the last one ends the tour."""
    out = walk("\n\n\n\n", tmp_path)
    places = [out.index(f"step {number} of 4") for number in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert "Next: the end of the tour" in out


def test_a_walk_goes_back_jumps_shows_notes_and_quits(tmp_path: Path) -> None:
    """b, a number, n and q do what the key line says; other words get a sentence."""
    out = walk("3\nb\nn\n9\nq\n", tmp_path)
    assert out.index("step 3 of 4") < out.index("step 2 of 4")
    assert "One source measured" in out
    assert "There are steps 1 to 4." in out
    assert "step 4 of 4" not in out
    assert Podium(tmp_path / "batteryviz" / "tour.json").where() in {None, Standing("lamps", 0)}


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_notes_on_a_second_terminal_follow_the_first(tmp_path: Path) -> None:
    """The notes show the step the class sees, go along with it, and end with the tour."""
    import pty
    import select

    first, second = pty.openpty()
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "NO_COLOR": "1"}
    words = ["tour", "lamps", "--notes", "--plain", "--specs", str(TOY)]
    reader = subprocess.Popen(
        [sys.executable, "-m", "batteryviz", *words],
        stdin=subprocess.DEVNULL,
        stdout=second,
        env=environment,
    )
    os.close(second)
    seen = b""

    def until(text: bytes) -> None:
        nonlocal seen
        end = time.monotonic() + 60
        while text not in seen:
            assert time.monotonic() < end, seen
            if select.select([first], [], [], 0.1)[0]:
                seen += os.read(first, 65_536)

    podium = Podium(tmp_path / "batteryviz" / "tour.json")
    try:
        until(b"Waiting for the tour lamps")
        podium.stand("lamps", 2)
        until(b"One source measured")
        podium.stand("lamps", 3)
        until(b"Show the timeline.")
        podium.leave("lamps")
        until(b"The tour has ended.")
        assert reader.wait(timeout=60) == 0
    finally:
        reader.kill()
        reader.wait()
        os.close(first)


def test_a_damaged_or_foreign_place_file_is_no_place(tmp_path: Path) -> None:
    """Whatever another program leaves in the file, the notes neither fail nor show it."""
    podium = Podium(tmp_path / "tour.json")
    assert podium.where() is None
    foreign = (b'{"tour": "../x", "step": 1}', b'{"tour": "a", "step": true}', b"[" * 4_096)
    for data in (b"", b"[]", b"{", *foreign):
        (tmp_path / "tour.json").write_bytes(data)
        assert podium.where() is None
    podium.stand("lamps", 3)
    assert podium.where() == Standing("lamps", 3)


def test_a_place_that_cannot_be_written_stops_no_lesson(tmp_path: Path) -> None:
    """A read-only or missing home costs the second terminal, never the first."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    Podium(blocked / "tour.json").stand("lamps", 1)
    assert Podium(blocked / "tour.json").where() is None


def test_labels_and_tours_read_at_grade_eight_or_below() -> None:
    """The shipped texts pass; a text as hard as a law is named with its line."""
    assert run("check", SHIPPED, specs=None).code == 0


def test_a_text_as_hard_as_a_law_fails_check(pack: Path) -> None:
    """One long sentence of long words is reported with its grade."""
    out = changed(
        pack,
        "text: Production of the stand began in June 1905.",
        "text: Notwithstanding considerable administrative complications, representatives "
        "subsequently authorized industrial manufacturing organizations to inaugurate "
        "comprehensive preparatory activities.",
    )
    assert "reads at US grade" in out
