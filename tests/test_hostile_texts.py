"""A spec file, a name or a word never drives the terminal it is shown on.

Every so many-th payload is tried here; ``python -m reliability.payloads`` tries all.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.strip import Strip

from batteryviz.catalog.loading import load
from batteryviz.tui.pages import PAGES
from batteryviz.views.pages import all_pages
from program import TOY
from reliability import payloads as way
from reliability.doors import SCREEN_SEQUENCES, Door, Output, doors, stops, walk, watching
from reliability.payloads import Ledger
from reliability.planting import free_fields, harmless, planted, read_content, slots
from reliability.scanning import foreign, sequences
from reliability.signs import PAYLOADS

pytestmark = pytest.mark.proofs


@pytest.fixture(autouse=True)
def _own_folders() -> Iterator[None]:
    with way.own_folders():
        yield


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def test_there_are_a_hundred_payloads_and_each_field_of_each_model_is_planted() -> None:
    from batteryviz.model import battery, element, evidence, tour, vocabulary
    from batteryviz.model.base import Strict

    assert len(set(PAYLOADS.values())) == len(PAYLOADS) >= 100
    found = {slot.name.partition(".")[2] for slot in slots(read_content())}
    for module in (battery, element, evidence, tour, vocabulary):
        for model in vars(module).values():
            if isinstance(model, type) and issubclass(model, Strict):
                assert free_fields(model).keys() <= found, model.__name__


@pytest.mark.parametrize("name", [name for name in PAYLOADS if not PAYLOADS[name].isprintable()])
def test_the_scanner_sees_each_control_sign_that_was_not_cleaned(name: str) -> None:
    """Without this, a blind scanner would find every output clean."""
    joiners_and_spaces = {"joiners", "odd spaces", "wide", "line feed", "Markdown block"}
    seen = foreign(PAYLOADS[name].encode("utf-8", "surrogatepass"))
    assert seen or name in joiners_and_spaces


def test_no_text_of_a_pack_drives_the_terminal_through_any_command(ledger: Ledger) -> None:
    way.through_commands(ledger, 11)
    assert ledger.failures == []
    assert len(ledger.checks) >= 5_000
    assert ledger.pairs() == ledger.planted


def test_no_text_of_a_pack_drives_the_terminal_through_the_explorer(ledger: Ledger) -> None:
    for shift in (5, 11):
        way.through_explorer(ledger, shift, step=16)
    assert ledger.failures == []
    assert len(ledger.checks) >= 500
    assert {stop.partition(":")[0] for stop in ledger.stops} & {page.key for page in PAGES}


def test_the_plantings_bring_every_payload_into_every_text_field() -> None:
    """The long run, which goes through all of them, fails when one is missing."""
    ledger = Ledger()
    for shift in range(len(way.GROUPS)):
        _, record = planted(read_content(), PAYLOADS, shift, way.GROUPS)
        ledger.planted |= set(record.markers.values())
    fields = {slot.name for slot in slots(read_content()) if not slot.is_short}
    assert ledger.planted == {(name, place) for name in PAYLOADS for place in fields}
    assert [fault[:9] for fault in way.not_covered(ledger)] == ["never met"]


def test_the_explorer_is_gone_through_by_every_page_and_number() -> None:
    async def go() -> list[str]:
        async with watching(TOY) as reader:
            return stops(reader)

    every = asyncio.run(go())
    catalog = load(TOY)
    assert len(every) == len(set(every))
    assert {page.key for page in PAGES} <= set(every)
    assert {room for page in PAGES for room in page.rooms} <= set(every)
    assert {*all_pages(catalog), *(f"source:{source}" for source in catalog.sources)} <= set(every)


def test_no_refusal_drives_the_terminal(ledger: Ledger) -> None:
    for turn in range(0, 120, 40):
        way.refused(ledger, turn)
    assert ledger.failures == []
    assert len(ledger.checks) >= 500


def test_no_word_of_the_command_line_drives_the_terminal(ledger: Ledger) -> None:
    way.as_words(ledger, 5, turning=True)
    assert ledger.failures == []


@pytest.mark.parametrize("name", ["hyperlink", "C1 all"])
def test_no_file_name_and_no_setting_drives_the_terminal(ledger: Ledger, name: str) -> None:
    number = list(PAYLOADS).index(name)
    way.as_names(ledger, number)
    way.in_settings(ledger, number)
    assert ledger.failures == []


@pytest.mark.parametrize("name", ["hyperlink", "C1 title"])
def test_no_working_folder_and_no_pasted_words_drive_the_terminal(
    ledger: Ledger, name: str
) -> None:
    way.in_folders(ledger, list(PAYLOADS).index(name))
    assert ledger.failures == []
    assert {way_in for _, way_in, _ in ledger.checks} == {"the working folder", "pasted words"}


@pytest.mark.parametrize("name", list(PAYLOADS))
def test_what_the_program_must_show_of_a_payload_is_harmless(name: str) -> None:
    """The twin of a hostile pack, which says what is ours, drives nothing itself."""
    assert foreign(harmless(f"{PAYLOADS[name]} zq0qz {PAYLOADS[name]}").encode(), controls="") == []


@pytest.mark.parametrize("text", ["\r", "\x1b[1m", "\x1b[2K", "\x1b[1;1H", "\x07"], ids=ascii)
@pytest.mark.parametrize("door", ["show ol-lmp-2", "show ol-lmp-2 (terminal)", "list --format csv"])
def test_a_sign_that_was_not_cleaned_is_met_though_the_program_may_write_it(
    monkeypatch: pytest.MonkeyPatch, ledger: Ledger, door: str, text: str
) -> None:
    """Colours, places and returns are the program's own; of a text they are foreign."""
    opened = [one for one in doors(TOY) if one.name == door]
    assert opened
    way.plain_sequences()
    monkeypatch.setattr(way, "doors", lambda _: opened)
    run = Door.open

    def leaking(one: Door, pack: Path) -> Output:
        done = run(one, pack)
        hostile = "\\e" in (pack / "pack.yaml").read_text("ascii")
        return done._replace(out=done.out.replace(b" zq", f"{text} zq".encode(), 1 + hostile))

    monkeypatch.setattr(Door, "open", leaking)
    way.through_commands(ledger, 0)
    assert any(fault.startswith(f"{door}: ") for fault in ledger.failures)


@pytest.mark.parametrize(
    "text", ["\r", "\x1b[1m", "\x1b[1;1H", "\x07", "\x1b]52;c;cm0=\x07"], ids=ascii
)
def test_a_sign_that_was_not_cleaned_is_met_in_the_explorer(text: str) -> None:
    """Were one painted with a text, or written beside it, it would be seen."""

    async def go(paints: bool) -> list[str]:
        async with watching(TOY) as reader:
            reader.look("start")
            if paints:
                Strip([Segment(f"a{text}b")]).render(reader.app.console)
            else:
                assert reader.app._driver
                reader.app._driver.write(f"a{text}b")
            return reader.look("now").faults

    assert asyncio.run(go(paints=True))
    assert asyncio.run(go(paints=False)) or text == "\x1b[1;1H"


def test_a_real_terminal_is_sent_what_a_harmless_pack_sends(ledger: Ledger) -> None:
    pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
    way.in_real_terminal(ledger, 7, ((), ("show", "ol-lmp-2")))
    assert ledger.failures == []
    assert len(ledger.checks) >= 100


def test_what_is_taken_for_ours_is_what_a_harmless_pack_makes_the_program_write() -> None:
    """Sequences that are let pass are those written on the toy pack, and no more."""

    async def go() -> set[bytes]:
        kinds: set[bytes] = set()
        async with watching(TOY) as reader:
            async for _, data, faults in walk(reader, 3, 32):
                assert faults == []
                kinds |= sequences(data)
        return kinds

    assert asyncio.run(go()) <= SCREEN_SEQUENCES
    for door in [door for door in doors(TOY) if door.terminal][::9]:
        done = door.open(TOY)
        assert sequences(done.out + done.err) <= way.SEQUENCES
