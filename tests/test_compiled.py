"""The compiled pack: the same answers sooner; whatever becomes of the file, never a wrong one."""

import gc
import itertools
import os
import shutil
import sqlite3
import stat
import sys
import time
import tracemalloc
import zlib
from binascii import crc32
from collections.abc import Callable
from dataclasses import replace
from functools import cache as cache_of_calls
from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.files import find
from batteryviz.catalog.loading import load
from batteryviz.cli.main import main
from batteryviz.compiled.kept_material import KeptMaterial
from batteryviz.compiled.opening import open_fresh, open_library, ready_page
from batteryviz.compiled.place import fingerprint
from batteryviz.compiled.store import TABLES, DamagedError, Store
from batteryviz.safety.pack_files import ROOMS
from batteryviz.views.pages import all_pages, page
from batteryviz.views.quiz.gathered import Gathered
from batteryviz.views.quiz.on_screen import question_page
from batteryviz.views.quiz.question import Discussion, Marked
from batteryviz.views.quiz.quiz import make_quiz
from batteryviz.views.quiz.sheet import quiz_key, quiz_sheet
from conftest import Ask
from program import SHIPPED, TOY, Ran, run

LOOK_UPS = (
    ("list", "--plain"),
    ("show", "ol-lmp-2", "--plain"),
    ("show", "ol-lmp-2", "--format", "json"),
    ("compare", "lamps", "--format", "csv"),
    ("search", "lamp", "--plain"),
    ("battery", "--plain"),
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for compiled packs."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    return tmp_path / "cache" / "batteryviz"


def compiled(cache: Path) -> Path:
    """Return the one compiled pack in ``cache``."""
    (file,) = cache.iterdir()
    return file


def answers(ask: Ask) -> list[Ran]:
    """Return what the program says to each look-up."""
    return [ask(*words) for words in LOOK_UPS]


def test_sheets_laid_side_by_side_are_the_comparison_of_the_models() -> None:
    """Any columns, those of other kinds too, are compared without the models."""
    fresh = load(SHIPPED)
    library = open_library(str(SHIPPED))
    for columns in ("an-mpq-53+an-mpq-65", "pac-2+pac-3+pac-3-mse", "germany+m903+lockheed-martin"):
        key = f"comparison:{columns}"
        made = page(fresh, key)
        ready = ready_page(library.store, key)
        assert ready is not None
        assert replace(ready, voices=dict(ready.voices)) == made
    assert ready_page(library.store, "comparison:an-mpq-53+nothing") is None


@pytest.mark.parametrize("specs", [TOY, SHIPPED], ids=["toy", "shipped"])
def test_models_read_back_equal_models_loaded(cache: Path, specs: Path) -> None:
    """A decimal keeps its digits, a date its precision, nothing is lost."""
    loaded = load(specs)
    open_library(str(specs))
    read = open_library(str(specs)).catalog
    assert len(list(cache.iterdir())) == 1
    assert read.digest == loaded.digest
    assert replace(read, whole_digest=loaded.whole_digest) == loaded
    assert str(read.claims) == str(loaded.claims)


def test_pages_read_back_equal_pages_made(cache: Path, toy: Catalog) -> None:
    open_library(str(TOY))
    library = open_library(str(TOY))
    for key in (*all_pages(toy), "list", "source:wall-poster", "term:lmp"):
        assert library.page(key) == page(toy, key), key
    assert cache.exists()


@pytest.mark.parametrize("specs", [SHIPPED, TOY], ids=["shipped", "toy"])
def test_a_compiled_pack_asks_what_its_models_ask(specs: Path) -> None:
    """Whatever the seed: the same questions, on the same pages, with the same sources."""
    fresh, kept = Gathered(load(specs)), KeptMaterial(open_library(str(specs)).store)
    told = [(material.groups, material.drawing, material.colophon) for material in (fresh, kept)]
    assert told[0] == told[1]
    for seed in range(12):
        quiz = make_quiz(fresh, seed, 30)
        assert make_quiz(kept, seed, 30) == quiz
        assert quiz_key(kept, quiz) == quiz_key(fresh, quiz)
        assert quiz_sheet(kept, quiz) == quiz_sheet(fresh, quiz)
    for number in range(1, len(quiz.questions) + 1):
        talk = isinstance(quiz.questions[number - 1], Discussion)
        marked = Marked("", None) if talk else None
        assert question_page(kept, quiz, number, marked) == question_page(
            fresh, quiz, number, marked
        )


def test_the_second_run_says_what_the_first_said(ask: Ask, cache: Path) -> None:
    first = answers(ask)
    assert answers(ask) == first
    assert all(code == 0 for code, _, _ in first)
    assert len(list(cache.iterdir())) == 1


def damage(file: Path, how: str) -> None:
    """Spoil a compiled pack."""
    data = bytearray(file.read_bytes())
    size = len(data)
    match how:
        case "empty":
            data.clear()
        case "truncated":
            del data[size // 2 :]
        case "without its last page":
            del data[-4096:]
        case "second half zero":
            data[size // 2 :] = bytes(size - size // 2)
        case "every 97th byte changed":
            for place in range(100, size, 97):
                data[place] ^= 0xFF
        case "every page but the first changed":
            for place in range(4096, size, 61):
                data[place] ^= 0x55
        case "text":
            data[:] = b"this is no database\n" * 200
    file.write_bytes(data)


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "truncated",
        "without its last page",
        "second half zero",
        "every 97th byte changed",
        "every page but the first changed",
        "text",
    ],
)
@pytest.mark.parametrize("words", LOOK_UPS, ids=" ".join)
def test_a_damaged_file_is_made_anew(
    ask: Ask, cache: Path, how: str, words: tuple[str, ...]
) -> None:
    good = ask(*words)
    file = compiled(cache)
    damage(file, how)
    assert ask(*words) == good
    assert ask(*words) == good


def test_a_flipped_bit_in_a_ready_page_is_noticed(ask: Ask, cache: Path) -> None:
    """A changed number would still be readable, and would be wrong."""
    good = ask("show", "ol-lmp-1", "--plain")
    file = compiled(cache)
    data = file.read_bytes()
    assert b"height: 5.20 m" in data
    file.write_bytes(data.replace(b"height: 5.20 m", b"height: 6.20 m"))
    assert ask("show", "ol-lmp-1", "--plain") == good


def test_a_flipped_bit_in_a_record_is_noticed(ask: Ask, cache: Path) -> None:
    good = ask("compare", "ol-lmp-2", "ol-lmp-1", "--plain")
    file = compiled(cache)
    data = file.read_bytes()
    assert data.count(b'"5.20 m"')
    file.write_bytes(data.replace(b'"5.20 m"', b'"6.20 m"'))
    assert ask("compare", "ol-lmp-2", "ol-lmp-1", "--plain") == good


def test_a_flipped_bit_in_what_a_quiz_asks_is_noticed(ask: Ask, cache: Path) -> None:
    words = ("quiz", "--seed", "1", "--format", "markdown")
    good = ask(*words)
    file = compiled(cache)
    data = file.read_bytes()
    assert "how thick is its glass?" in good.out
    assert b"how thick is its glass?" in data
    file.write_bytes(data.replace(b"how thick is its glass?", b"how broad is its glass?"))
    assert ask(*words) == good


_SETTING = {
    "page": "UPDATE page SET plain = ?, sum = ? WHERE plain = ?",
    "voice": "UPDATE voice SET json = ?, sum = ? WHERE json = ?",
    "record": "UPDATE record SET json = ?, sum = ? WHERE json = ?",
}


def _texts(connection: sqlite3.Connection, table: str, change: Callable[[str], str]) -> None:
    """Change the text of every row of a table, and the number that belongs to it."""
    listed = {"page": "SELECT plain FROM page", "voice": "SELECT json FROM voice"}
    for (text,) in connection.execute(listed.get(table, "SELECT json FROM record")).fetchall():
        changed = change(text)
        connection.execute(_SETTING[table], (changed, crc32(changed.encode()), text))


def _documents(connection: sqlite3.Connection, change: Callable[[bytes], bytes]) -> None:
    for key, data in connection.execute(
        "SELECT key, document FROM page WHERE document IS NOT NULL"
    ).fetchall():
        changed = zlib.compress(change(zlib.decompress(data)))
        connection.execute("UPDATE page SET document = ? WHERE key = ?", (changed, key))


@cache_of_calls
def _bomb() -> bytes:
    return zlib.compress(bytes(300_000_000), 9)


_ESCAPE = "\x1b]0;HACK\x07"

_COUNTING = "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) SELECT"

TAMPERED: dict[str, Callable[[sqlite3.Connection], object]] = {
    "escapes in plain pages": lambda c: _texts(c, "page", lambda _: _ESCAPE),
    "escapes in pages": lambda c: _documents(c, lambda d: d.replace(b"amp", b"\\u001b[31mmp")),
    "raw escapes in pages": lambda c: _documents(c, lambda d: d.replace(b"amp", b"\xc2\x9b")),
    "escapes in names": lambda c: c.execute("UPDATE entry SET name = ?", (_ESCAPE,)),
    "escapes in ids": lambda c: c.execute("UPDATE entry SET id = ?", (_ESCAPE,)),
    "escapes in kinds": lambda c: c.execute("UPDATE entry SET kind = ?", (_ESCAPE,)),
    "escapes in records": lambda c: _texts(
        c, "record", lambda text: text.replace("amp", "\\u001b[31mmp")
    ),
    "escapes in voices": lambda c: _texts(
        c, "voice", lambda text: text.replace("amp", "\\u001b[31mmp")
    ),
    "bytes for plain pages": lambda c: c.execute("UPDATE page SET plain = x'00ff'"),
    "no names": lambda c: c.execute("UPDATE entry SET name = NULL"),
    "pages that grow": lambda c: c.execute(
        "UPDATE page SET document = ? WHERE document IS NOT NULL", (_bomb(),)
    ),
    "pages nested deep": lambda c: _documents(c, lambda _: b"[" * 100_000),
    "pages of half a cell": lambda c: _documents(c, lambda _: b'[[],null,{"":["Cell","x"]}]'),
    "pages with numbers for texts": lambda c: _documents(
        c, lambda d: d.replace(b'"Cell","', b'"Cell",7,"')
    ),
    "a number for a page": lambda c: c.execute("UPDATE page SET document = 7"),
    "records of nothing": lambda c: _texts(c, "record", lambda _: "{}"),
    "records cut off": lambda c: _texts(c, "record", lambda _: "["),
    "records of no room": lambda c: c.execute("UPDATE record SET room = 'attic'"),
    "no record": lambda c: c.execute("DELETE FROM record"),
    "voices of nothing": lambda c: _texts(c, "voice", lambda _: "[1,2]"),
    "kept texts cut off": lambda c: _texts(
        c, "page", lambda text: "[" if text[:1] in "[{" else text
    ),
    "kept texts of another shape": lambda c: _texts(
        c, "page", lambda text: "7" if text[:1] in "[{" else text
    ),
    "no search": lambda c: c.execute("DROP TABLE text"),
    "an endless view for the pages": lambda c: c.executescript(
        "ALTER TABLE page RENAME TO kept; CREATE VIEW page AS "
        f"{_COUNTING} 'list' AS key, x AS plain, x AS document, 1 AS sum FROM c WHERE x < 0"
    ),
    "an endless view for the entries": lambda c: c.executescript(
        "ALTER TABLE entry RENAME TO kept; CREATE VIEW entry AS "
        f"{_COUNTING} x AS position, 'id' AS id, 'radar-set' AS kind, 'n' AS name FROM c"
    ),
    "a page that is worked out": lambda c: c.executescript(
        "DROP TABLE page; CREATE TABLE page (key TEXT PRIMARY KEY, document BLOB, sum INTEGER, "
        "plain TEXT AS (hex(zeroblob(100000000)))); INSERT INTO page (key) VALUES ('list')"
    ),
    "a trigger": lambda c: c.execute(
        "CREATE TRIGGER late AFTER DELETE ON entry BEGIN DELETE FROM name; END"
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_file_somebody_wrote_into_changes_no_answer_and_cannot_harm(
    ask: Ask, cache: Path, how: str
) -> None:
    """No control sign, no failure, no endless question, no memory filled.

    Its numbers agree with its texts: who can write the one can write the other.
    """
    words = [
        ("show", "fs-2", "--plain"),
        ("search", "lamp"),
        ("list", "radar-set"),
        ("tour", "lamps"),
    ]
    if any(room in how for room in ("texts", "voices", "plain")):
        words.append(("quiz", "--seed", "1", "--format", "markdown"))
        words.append(("compare", "ol-lmp-2", "ol-lmp-1"))
    good = {line: ask(*line) for line in words}
    file = compiled(cache)
    connection = sqlite3.connect(file)
    TAMPERED[how](connection)
    connection.commit()
    connection.close()
    tampered = file.read_bytes()
    for line, answer in good.items():
        file.write_bytes(tampered)
        if "grow" in how:
            tracemalloc.start()
        began = time.process_time()
        assert ask(*line) == answer
        assert time.process_time() - began < 10, line
        if "grow" in how:
            assert tracemalloc.get_traced_memory()[1] < 150_000_000, line
            tracemalloc.stop()


@pytest.mark.parametrize("kept", [False, True], ids=["just compiled", "kept"])
def test_a_file_written_over_while_the_session_lasts_harms_nothing(cache: Path, kept: bool) -> None:
    """In place, as a failing disk does: the next page is there all the same."""
    if kept:
        open_library(str(TOY)).close()
    library = open_library(str(TOY))
    keys = [entry.page for entry in library.store.entries()]
    file = compiled(cache)
    file.write_bytes(b"x" * file.stat().st_size)
    assert [library.page(key).key for key in keys] == keys
    library.close()


def test_a_question_that_goes_in_circles_ends(cache: Path) -> None:
    """As in a file in which a page leads back to itself: there is no last row."""
    store = open_library(str(TOY)).store
    with pytest.raises(DamagedError, match="interrupted"):
        store._rows(f"{_COUNTING} x FROM c WHERE x < 0")
    assert store.entries()
    assert cache.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_made_anew(ask: Ask, cache: Path, mode: int) -> None:
    good = ask("show", "ol-lmp-1", "--plain")
    file = compiled(cache)
    connection = sqlite3.connect(file)
    connection.execute("UPDATE page SET plain = 'forged', sum = ?", (crc32(b"forged"),))
    connection.commit()
    connection.close()
    assert ask("show", "ol-lmp-1", "--plain").out == "forged"
    file.chmod(mode)
    assert ask("show", "ol-lmp-1", "--plain") == good
    assert stat.S_IMODE(compiled(cache).stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_a_folder_that_others_may_write_is_not_used(ask: Ask, cache: Path, mode: int) -> None:
    cache.mkdir(parents=True)
    cache.chmod(mode)
    assert ask("show", "ol-lmp-1", "--plain").code == 0
    assert not list(cache.iterdir())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
@pytest.mark.parametrize("of_another", ["folder", "link", "file"])
def test_what_belongs_to_another_is_not_used(
    ask: Ask, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_another: str
) -> None:
    good = ask("show", "ol-lmp-1", "--plain")
    elsewhere = cache.rename(tmp_path / "elsewhere")
    if of_another == "link":
        cache.symlink_to(elsewhere)
    else:
        elsewhere.rename(cache)
    theirs = {"folder": cache, "link": cache, "file": next(cache.iterdir())}[of_another]
    look, owner = os.lstat, os.getuid() + 1

    def looked(path: str) -> os.stat_result:
        status = look(path)
        if Path(path) != theirs:
            return status
        return os.stat_result((*status[:4], owner, *status[5:10]))

    monkeypatch.setattr(os, "lstat", looked)
    store = open_fresh(str(TOY))
    assert store is None
    assert ask("show", "ol-lmp-1", "--plain") == good


def test_a_database_of_another_program_is_replaced(ask: Ask, cache: Path) -> None:
    good = answers(ask)
    file = compiled(cache)
    file.unlink()
    connection = sqlite3.connect(file)
    connection.executescript("CREATE TABLE meta (key TEXT, value TEXT); CREATE TABLE page (x)")
    connection.close()
    assert answers(ask) == good


def test_a_changed_fact_is_seen_at_once(ask: Ask, cache: Path, pack: Path) -> None:
    before = ask("show", "fs-1", "--plain", specs=pack)
    file = pack / "elements" / "fs-1.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 4200", "value: 4300"), encoding="utf-8")
    after = ask("show", "fs-1", "--plain", specs=pack)
    assert "USD 4,200" in before.out
    assert "USD 4,300" in after.out
    assert len(list(cache.iterdir())) == 1


def test_a_pack_in_one_file_is_compiled_and_its_changes_are_seen(
    ask: Ask, cache: Path, tmp_path: Path
) -> None:
    """An export of everything reads as fast as a folder of specs, and never stale."""
    file = tmp_path / "pack.json"
    assert ask("export", "all", "--output", file).code == 0
    for kept in cache.iterdir():
        kept.unlink()
    first = ask("show", "fs-1", "--plain", specs=file)
    written = compiled(cache).stat().st_mtime_ns
    assert ask("show", "fs-1", "--plain", specs=file) == first
    assert compiled(cache).stat().st_mtime_ns == written
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("4200", "4300"), encoding="utf-8")
    assert "USD 4,300" in ask("show", "fs-1", "--plain", specs=file).out
    assert "USD 4,200" in first.out


def test_a_changed_fact_of_the_same_length_and_second_is_seen(
    ask: Ask, cache: Path, pack: Path
) -> None:
    file = pack / "elements" / "fs-1.yaml"
    text = file.read_text(encoding="utf-8")
    ask("show", "fs-1", "--plain", specs=pack)
    changed = time.time_ns()
    file.write_text(text.replace("value: 4200", "value: 4300"), encoding="utf-8")
    os.utime(file, ns=(changed, changed))
    assert "USD 4,300" in ask("show", "fs-1", "--plain", specs=pack).out
    assert len(list(cache.iterdir())) == 1


def test_an_added_and_a_removed_file_are_seen(ask: Ask, cache: Path, pack: Path) -> None:
    assert ask("list", "--plain", specs=pack).code == 0
    text = (pack / "elements" / "fs-1.yaml").read_text(encoding="utf-8")
    (pack / "elements" / "fs-9.yaml").write_text(text.replace("FS-1", "FS-9"), encoding="utf-8")
    assert "FS-9" in ask("list", "--plain", specs=pack).out
    (pack / "elements" / "fs-9.yaml").unlink()
    assert "FS-9" not in ask("list", "--plain", specs=pack).out
    assert len(list(cache.iterdir())) == 1


def test_a_change_of_any_file_that_loading_reads_is_seen(pack: Path) -> None:
    """What tells of a change looks where loading looks: both know the files by one list."""
    before = fingerprint(str(pack), "1")
    found, faults = find(pack)
    assert not faults
    assert {file.room for file in found} == {"", *ROOMS}
    for file in found:
        status = file.path.stat()
        os.utime(file.path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
        assert fingerprint(str(pack), "1") != before, file
        before = fingerprint(str(pack), "1")
        assert fingerprint(str(pack), "1") == before
    for added in ("events.yml", "elements/new.yaml", "elements/new.txt"):
        (pack / added).touch()
        assert fingerprint(str(pack), "1") != before, added
        (pack / added).unlink()
        # The time of a room is a part of what is told.
        before = fingerprint(str(pack), "1")


def test_what_loading_passes_over_is_not_walked(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is no pack may be a whole disk, and schema/ may hold anything."""
    opened: list[str] = []
    real = os.scandir

    def scandir(folder: str) -> object:
        opened.append(os.path.relpath(folder, pack))
        return real(folder)

    for inside in ("schema/deep", "tmp/deep", "elements/deep", ".git/deep"):
        (pack / inside).mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", scandir)
    fingerprint(str(pack), "1")
    assert sorted(name for name in opened if not name.startswith("..")) == sorted([".", *ROOMS])


def test_a_pack_that_broke_is_not_answered_from_yesterday(
    ask: Ask, cache: Path, pack: Path
) -> None:
    assert ask("show", "fs-1", "--plain", specs=pack).code == 0
    (pack / "elements" / "fs-1.yaml").write_text("kind: radar-set\n", encoding="utf-8")
    assert ask("show", "fs-1", "--plain", specs=pack).code == 65
    shutil.rmtree(pack)
    assert ask("show", "fs-1", "--plain", specs=pack).code == 66
    assert len(list(cache.iterdir())) == 1


def test_two_packs_do_not_share_a_file(ask: Ask, cache: Path, pack: Path) -> None:
    text = (pack / "pack.yaml").read_text(encoding="utf-8")
    (pack / "pack.yaml").write_text(text.replace("Northmere", "Southmere"), encoding="utf-8")
    assert "The Northmere signal" in ask("list", "--plain").out
    assert "The Southmere signal" in ask("list", "--plain", specs=pack).out
    assert "The Northmere signal" in ask("list", "--plain").out
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("kind", ["a file in its place", "a broken link", "not absolute"])
def test_without_a_place_for_the_cache_the_answers_are_the_same(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    good = answers(ask)
    spoiled = tmp_path / "spoiled"
    match kind:
        case "a file in its place":
            spoiled.write_text("", encoding="utf-8")
        case "a broken link":
            spoiled.symlink_to(tmp_path / "nowhere" / "at all")
        case _:
            spoiled = Path("some/where")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(spoiled))
    monkeypatch.chdir(tmp_path)
    assert answers(ask) == good


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
def test_the_cache_is_its_owners_alone(ask: Ask, cache: Path) -> None:
    ask("list", "--plain")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert stat.S_IMODE(compiled(cache).stat().st_mode) & 0o077 == 0


def test_no_half_written_file_stays_behind(ask: Ask, cache: Path) -> None:
    answers(ask)
    assert [path.suffix for path in cache.iterdir()] == [".sqlite"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what a process has open")
def test_no_command_leaves_its_pack_open(cache: Path, pack: Path) -> None:
    """Answered, refused or compiled anew: the file is closed when the command ends.

    The collector is off: an open database is a circle, which only the collector would find.
    """
    gc.disable()
    try:
        for number in range(3):
            (pack / "terms.yaml").touch()
            os.utime(pack / "terms.yaml", ns=(number, number))
            for words in (
                *LOOK_UPS,
                ("show", "nothing"),
                ("tour", "lamps", "--notes"),
                ("export", "list"),
            ):
                main([*words, "--specs", str(pack)])
        links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
        opened = [link.readlink() for link in links]
    finally:
        gc.enable()
    assert not [path for path in opened if path.is_relative_to(cache)]


@pytest.mark.parametrize("words", ["a\u19b0b", "lamp \u1cf3x", "\u19b0"])
def test_a_sign_on_which_python_and_sqlite_disagree_finds_nothing(cache: Path, words: str) -> None:
    """It is a letter to one and parts words to the other; the pack is not damaged by that."""
    open_library(str(TOY)).close()
    library = open_library(str(TOY))
    library.store.search(words)
    assert library.store.renew is not None
    assert library.store.find(words) is None
    library.close()
    assert run("search", words).code in {0, 1}
    assert cache.exists()


def test_a_mistyped_word_is_compared_with_some_words_of_a_large_pack() -> None:
    """Of a pack with 200,000 words that are all alike, and for a whole line of slips."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    signs = "bcdfghjklmnpqrstvwxyz"
    words = [f"a{''.join(middle)}q" for middle in itertools.product(signs, repeat=4)]
    texts = [(" ".join(words[start : start + 400]),) for start in range(0, len(words), 400)]
    connection.executemany("INSERT INTO text (names, words) VALUES ('', ?)", texts)
    store = Store(connection)
    began = time.process_time()
    assert store.search(" ".join(f"abcd{sign}eq" for sign in signs)) == []
    assert time.process_time() - began < 2
    assert store._corrected(["abbbxbq"]) == ["abbxbq"]
    connection.close()


def test_a_file_that_was_changed_and_dated_back_is_read_anew(tmp_path: Path) -> None:
    """As an archive does that gives all of its files one time."""
    pack = Path(shutil.copytree(TOY, tmp_path / "pack"))
    before = fingerprint(str(pack), "1")
    assert fingerprint(str(pack), "1") == before
    file = pack / "elements" / "fs-1.yaml"
    status = file.stat()
    file.write_text(file.read_text("utf-8").replace("FS-1", "FS-9"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == status.st_size
    assert fingerprint(str(pack), "1") != before
