"""Every writer of files, each through the reader's door, and what it is tried with.

Shared by the proofs of promise 5: a writer writes into a folder of its own, in place of an
old file or not, where the file system makes nameless files or not.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import patch

from batteryviz.catalog.loading import load as load_pack
from batteryviz.compiled import build
from batteryviz.compiled.kept_material import KeptMaterial
from batteryviz.compiled.opening import open_library
from batteryviz.export.clipping import Clip
from batteryviz.export.formats import FORMATS
from batteryviz.tui import battery_choices
from batteryviz.tui.copying import Copying
from batteryviz.tui.exporting import Exporting
from batteryviz.tui.memory import Memory, keep
from batteryviz.tui.podium import Podium
from batteryviz.tui.quiz_page import QuizPage
from batteryviz.views.listing import subject_list
from batteryviz.views.quiz.question import Quiz
from batteryviz.views.quiz.quiz import make_quiz
from batteryviz.views.seeding import default_battery
from program import TOY
from reliability.calls import CALLS, FOLDER_SYNCED, nothing, watching_operations
from reliability.doors import run

load = cache(load_pack)
"""A pack is read once: what is tried is how a file reaches the disk."""

OLD = b"what stood here before\n" * 40


class Result(NamedTuple):
    """What a writer answered: its exit code and its words; ``None`` where it says nothing."""

    code: int | None
    said: str


class Writer(NamedTuple):
    """A writer of files: what it is called, where it writes, and how it is asked."""

    name: str
    files: tuple[str, ...]
    """The paths of its files in the folder it is given."""
    write: Callable[[Path, bool], Result]
    """Write into a folder; with true, in place of what is there."""
    ways: tuple[bool, ...] = (True, False)
    """Whether it is asked to replace what is there: most can be asked either way."""


def writers() -> list[Writer]:
    """Return every writer of files, each through the reader's door."""
    return [*_exporters(), *_others(), *_of_the_explorer()]


def _command(*words: str) -> Result:
    done = run([*words, "--specs", str(TOY)])
    return Result(done.code, done.err.decode())


def _exporters() -> Iterator[Writer]:
    for form in FORMATS:
        what = "all" if form.is_for_all else "battery"

        def write(folder: Path, replace: bool, name: str = form.name, what: str = what) -> Result:
            force = ["--force"] * replace
            return _command("export", what, "--to", name, "--output", str(folder / "file"), *force)

        yield Writer(f"export {form.name}", ("file",), write)


def _others() -> Iterator[Writer]:
    def battery(folder: Path, replace: bool) -> Result:
        return _command("battery", "--save", str(folder / "b.yaml"), *["--force"] * replace)

    def scores(folder: Path, replace: bool) -> Result:
        words = [
            "quiz",
            "--seed",
            "1",
            "--questions",
            "4",
            "--save",
            str(folder / "s.csv"),
            "--specs",
            str(TOY),
        ]
        done = run([*words, *["--force"] * replace], typed="1\n" * 99)
        return Result(done.code, done.err.decode())

    def comparison(folder: Path, replace: bool) -> Result:
        with patch.dict(os.environ, {"XDG_DATA_HOME": str(folder)}):
            return _command("compare", "lamps", "--save", "mine", *["--force"] * replace)

    def state(folder: Path, replace: bool) -> Result:
        del replace
        page = folder / "page.md"
        return _command("check", "--report", "--into", str(page))

    def memory(folder: Path, replace: bool) -> Result:
        del replace
        keep(folder / "memory.json", Memory(page="element:ol-lmp-1"))
        return Result(None, "")

    def podium(folder: Path, replace: bool) -> Result:
        del replace
        Podium(folder / "tour.json").stand("lamps", 2)
        return Result(None, "")

    def lesson(folder: Path, replace: bool) -> Result:
        return _command("lesson", "--output", str(folder), *["--force"] * replace)

    def schemas(folder: Path, replace: bool) -> Result:
        done = run(["schema", "--output", str(folder), *["--force"] * replace])
        return Result(done.code, done.err.decode())

    def pages(folder: Path, replace: bool) -> Result:
        words = ["export", "ol-lmp-1", "fs-1", "--to", "csv", "--output", f"{folder}/"]
        return _command(*words, *["--force"] * replace)

    def compiled(folder: Path, replace: bool) -> Result:
        del replace
        # The reader is told nothing: without a kept pack, the program works from memory.
        small = patch.object(build, "build", _small_database)
        with small, suppress(OSError, sqlite3.Error):
            build.write(load(TOY), "fingerprint", folder / "pack.db")
        return Result(None, "")

    yield Writer("lesson", tuple(PIECES), lesson)
    yield Writer("schemas", tuple(SCHEMAS), schemas)
    yield Writer("pages in a folder", PAGES, pages)
    yield Writer("compiled pack", ("pack.db",), compiled, ways=(True,))
    yield Writer("saved battery", ("b.yaml",), battery)
    yield Writer("quiz scores", ("s.csv",), scores)
    yield Writer("saved comparison", ("batteryviz/comparisons/mine.yaml",), comparison)
    yield Writer("state of a page", ("page.md",), state, ways=(True,))
    yield Writer("memory", ("memory.json",), memory, ways=(True,))
    yield Writer("place in a tour", ("tour.json",), podium, ways=(True,))


def _of_the_explorer() -> Iterator[Writer]:
    """Yield what the explorer writes, each by the function a key of the reader ends in."""

    def told(write: Callable[[Any], object], **parts: object) -> Result:
        said: list[str] = []
        # Stands for the app and for the page: the writer needs no more of them.
        explorer = SimpleNamespace(say=said.append, is_web=False, **parts)
        explorer.host = explorer
        explorer.ask_yes_or_no = lambda title, *_: said.append(title)
        write(explorer)
        return Result(None, "\n".join(said))

    def copy(folder: Path, replace: bool) -> Result:
        del replace
        clip = Clip("a value\n\nFrom a page", "the value")
        with patch.dict(os.environ, {"XDG_DATA_HOME": str(folder)}):
            return told(lambda explorer: Copying._write(explorer, clip))

    def page(folder: Path, replace: bool) -> Result:
        catalog = load(TOY)

        def write(explorer: Any) -> None:
            Exporting._export(explorer, subject_list(catalog), "csv", replace=replace)

        with chdir(folder):
            return told(write, library=SimpleNamespace(catalog=catalog), memory=Memory())

    def battery(folder: Path, replace: bool) -> Result:
        del replace
        composed = default_battery(load(TOY))
        assert composed is not None
        return Result(None, battery_choices.save(composed, folder / "b.yaml"))

    def scores(folder: Path, replace: bool) -> Result:
        del replace
        quiz, name = _quiz(), str(folder / "s.csv")
        marks = [None] * len(quiz.questions)
        return told(lambda page: QuizPage._save(page, name), _quiz=quiz, _marks=marks)

    # A battery and scores replace nothing: the reader is asked for another name.
    yield Writer("copy of a value", ("batteryviz/copies/copied.txt",), copy, ways=(True,))
    yield Writer("page in sight", (PAGE_IN_SIGHT,), page)
    yield Writer("battery of the explorer", ("b.yaml",), battery, ways=(False,))
    yield Writer("scores of the explorer", ("s.csv",), scores, ways=(False,))


@cache
def _quiz() -> Quiz:
    library = open_library(str(TOY))
    try:
        return make_quiz(KeptMaterial(library.store), 1, 3)
    finally:
        library.close()


SCHEMAS = {"element.json": "{}" * 900, "battery.json": "{}" * 90}
"""Files that stand for the schemas, of which there are many."""
PAGES = ("element-ol-lmp-1.csv", "element-fs-1.csv")
PAGE_IN_SIGHT = "list.csv"
PIECES = {"slides.pptx": b"deck" * 5_000, "quiz.gift": b"quiz" * 5, "page.pdf": b"page" * 900}
"""Files that stand for those of a lesson pack, which take long to make."""


@contextmanager
def made_once() -> Iterator[None]:
    """Let each exporter make its bytes once: what is tried is how they reach the disk."""
    makers = {name: (lambda data=data: data) for name, data in PIECES.items()}
    stack: list[Any] = [
        patch("batteryviz.export.lesson.pack.lesson_files", lambda *_: makers),
        patch("batteryviz.catalog.schemas.schemas", lambda: SCHEMAS),
    ]
    for form in FORMATS:
        module = import_module(f"batteryviz.export.{form.module}")
        kept: dict[str, bytes] = {}

        def write(edition: Any, real: Any = module.write, kept: Any = kept) -> bytes:
            if edition.stem not in kept:
                kept[edition.stem] = real(edition)
            data: bytes = kept[edition.stem]
            return data

        stack.append(patch.object(module, "write", write))
    for patched in stack:
        patched.start()
    try:
        yield
    finally:
        for patched in stack:
            patched.stop()


def _small_database(catalog: object, fingerprint: str, connection: sqlite3.Connection) -> None:
    """Write a database that stands for that of a pack, which takes long to make."""
    del catalog
    connection.execute("CREATE TABLE page (text)")
    connection.execute("INSERT INTO page VALUES (?)", (fingerprint * 2_000,))
    connection.commit()


class Trial(NamedTuple):
    """What is tried: a writer, in place of an old file or not, in which kind of folder."""

    writer: Writer
    replace: bool
    named: bool

    @property
    def name(self) -> str:
        """What reports call it."""
        way = "replace" if self.replace else "new"
        return f"{self.writer.name}, {way}, {'named' if self.named else 'nameless'}"

    @property
    def old(self) -> dict[str, bytes]:
        """What stands at each target before."""
        from batteryviz.cli.packs import BEGIN, END

        if self.writer.name == "state of a page":
            return {"page.md": f"{BEGIN}\n{END}\n".encode()}
        return dict.fromkeys(self.writer.files, OLD) if self.replace else {}

    def prepare(self, folder: Path) -> None:
        """Empty ``folder`` and put the old files there."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in self.writer.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        for name, data in self.old.items():
            (folder / name).write_bytes(data)

    def make_way(self, folder: Path) -> None:
        """Take away what a writer that replaces nothing would refuse to write again.

        A refused write is none: it does not take away what a killed one left.
        """
        if True not in self.writer.ways:
            for name in self.writer.files:
                (folder / name).unlink(missing_ok=True)

    def found(self, folder: Path) -> dict[str, bytes]:
        """Return what stands at each target now."""
        return {
            name: (folder / name).read_bytes()
            for name in self.writer.files
            if os.path.lexists(folder / name)
        }


def trials(chosen: Sequence[Writer] | None = None) -> Iterator[Trial]:
    """Yield every trial: new and replaced, with nameless files and without."""
    for writer in chosen or writers():
        for named in (False, True):
            for replace in writer.ways:
                yield Trial(writer, replace, named)


@cache
def whole(name: str) -> dict[str, bytes]:
    """Return what the writer called ``name`` writes when nothing fails, by file."""
    writer = next(known for known in writers() if known.name == name)
    trial = Trial(writer, writer.ways[0], False)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "x")
        trial.prepare(folder)
        trial.writer.write(folder, True)
        return trial.found(folder)


def operations_of(trial: Trial, folder: Path, *, takes_few: bool = False) -> list[str]:
    """Return the names of the file operations of ``trial``, in order."""
    # The first write where no pack is kept compiles it: those operations are not the writer's.
    trial.prepare(folder)
    trial.writer.write(folder, True)
    trial.prepare(folder)
    with watching_operations(nothing, named=trial.named, takes_few=takes_few) as done:
        trial.writer.write(folder, trial.replace)
    return done


CHANGING = frozenset({"write", "fchmod", "fchown", "setxattr", "removexattr"})
NAMING = frozenset({"link", "rename", "replace"})
assert {*CHANGING, *NAMING} <= {*CALLS}, "the writer has other operations now"


def out_of_order(trial: Trial, done: Sequence[str]) -> Iterator[str]:
    """Say where the operations ``done`` of a trial would let a cut harm a file.

    All that changes a file reaches the disk before the file takes a name, and the name
    does before the next file is begun or the writer ends.
    """
    is_on_disk, name_is_on_disk, files = False, True, 0
    for number, name in enumerate(done, 1):
        if name in CHANGING:
            if not name_is_on_disk:
                yield f"operation {number} ({name}): the folder was not synced since a name came"
            is_on_disk = False
        elif name == "fsync":
            is_on_disk = True
        elif name in NAMING:
            if not is_on_disk:
                yield f"operation {number} ({name}): the file was not synced since it changed"
            name_is_on_disk = False
        elif name == FOLDER_SYNCED:
            files += not name_is_on_disk
            is_on_disk, name_is_on_disk = False, True
    if not name_is_on_disk:
        yield "the folder was not synced at the end"
    if files != len(trial.writer.files):
        yield f"{files} names were synced, not {len(trial.writer.files)}"


def leftovers(folder: Path) -> list[str]:
    """Return the files in ``folder`` that no writer was to leave."""
    return [str(path.relative_to(folder)) for path in folder.rglob(".*")]


def torn(trial: Trial, folder: Path) -> Iterator[str]:
    """Name each target that is neither what it was nor what it was to become."""
    new, now = whole(trial.writer.name), trial.found(folder)
    for name in trial.writer.files:
        if now.get(name) not in {trial.old.get(name), new[name]}:
            yield f"{name} is torn: {now.get(name, b'')!r:.80}"


def not_mended(trial: Trial, folder: Path) -> Iterator[str]:
    """After a write undisturbed, say what is not as if nothing had happened before."""
    if leftovers(folder):
        yield f"left over after the next write: {leftovers(folder)}"
    if trial.found(folder) != whole(trial.writer.name):
        yield "the next write did not mend it"
