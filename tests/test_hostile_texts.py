"""A spec file, a name or a word never drives the terminal it is shown on.

Every so many-th payload is tried here; ``python -m reliability.payloads`` tries all.
"""

import asyncio
from collections.abc import Iterator

import pytest

from program import TOY
from reliability import payloads as way
from reliability.doors import doors, walk, watching
from reliability.payloads import Ledger
from reliability.planting import free_fields, planted, read_content, slots
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
    planted_fields = {
        place for _, place in planted(read_content(), PAYLOADS, 11)[1].markers.values()
    }
    assert {way_in for _, way_in, _ in ledger.checks} >= planted_fields


def test_no_text_of_a_pack_drives_the_terminal_through_the_explorer(ledger: Ledger) -> None:
    way.through_explorer(ledger, 5, step=24)
    assert ledger.failures == []
    assert len(ledger.checks) >= 500


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
    assert len(ledger.checks) >= 5


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
            async for _, data in walk(reader, 3, 32):
                kinds |= sequences(data)
        return kinds

    assert asyncio.run(go()) <= way.SCREEN_SEQUENCES
    for door in [door for door in doors(TOY) if door.terminal][::9]:
        done = door.open(TOY)
        assert sequences(done.out + done.err) <= way.PROGRESS
