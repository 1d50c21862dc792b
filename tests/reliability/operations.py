"""Promise 5: each file operation of a writer fails once, and nothing is lost.

``PYTHONPATH=tests python -m reliability.operations`` runs every writer of files through
its command, and lets each operation between the first look and the last rename fail, with
each of eight errors, once or from then on. What stood at the target must stand there
whole, old or new, with the exit code that says which, and one line; no temporary file
stays, or the next write takes it away.
"""

import argparse
import errno
import fcntl
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from unittest.mock import patch

from batteryviz.export.formats import FORMATS
from batteryviz.tui.memory import Memory, keep
from batteryviz.tui.podium import Podium
from program import TOY
from reliability import report
from reliability.doors import run

WATCHED = "batteryviz.safety.files"
"""Only what this module calls is counted: it alone writes files."""

CALLS = (
    "open",
    "stat",
    "fstat",
    "write",
    "fchmod",
    "fsync",
    "link",
    "rename",
    "replace",
    "listdir",
    "close",
)
ERRORS = ("ENOSPC", "EIO", "EACCES", "EPERM", "EROFS", "EDQUOT", "ENAMETOOLONG", "EMFILE")
WRITING_FAILED = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT})
"""What ends with exit code 74; else a file could not be created: 73."""

OLD = b"what stood here before\n" * 40

Step: TypeAlias = Callable[[int, str], None]
"""Called before each operation with its number, from 1, and its name."""


def nothing(number: int, name: str) -> None:
    """Let an operation pass."""
    del number, name


@contextmanager
def watching_operations(step: Step, *, named: bool = False) -> Iterator[list[str]]:
    """Call ``step`` before each file operation of a writer; give the names of all.

    With ``named``, the file system makes no nameless files, as many do not.
    """
    done: list[str] = []

    def watched(name: str, real: Any) -> Any:
        def call(*words: Any, **options: Any) -> Any:
            if sys._getframe(1).f_globals.get("__name__") != WATCHED:
                return real(*words, **options)
            nameless = name == "open" and words[1] & getattr(os, "O_TMPFILE", 0) == os.O_TMPFILE
            if nameless and named:
                raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))
            done.append(name)
            try:
                step(len(done), name)
            except OSError:
                if name == "close":
                    # A descriptor is gone even when its closing fails.
                    real(*words)
                raise
            return real(*words, **options)

        return call

    with patch.object(fcntl, "flock", watched("flock", fcntl.flock)):
        stack = [patch.object(os, name, watched(name, getattr(os, name))) for name in CALLS]
        for patched in stack:
            patched.start()
        try:
            yield done
        finally:
            for patched in stack:
                patched.stop()


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
    always_replaces: bool = False


def writers() -> list[Writer]:
    """Return every writer of files, each through the reader's door."""
    return [*_exporters(), *_others()]


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

    yield Writer("lesson", tuple(PIECES), lesson)
    yield Writer("saved battery", ("b.yaml",), battery)
    yield Writer("quiz scores", ("s.csv",), scores)
    yield Writer("saved comparison", ("batteryviz/comparisons/mine.yaml",), comparison)
    yield Writer("state of a page", ("page.md",), state, always_replaces=True)
    yield Writer("memory", ("memory.json",), memory, always_replaces=True)
    yield Writer("place in a tour", ("tour.json",), podium, always_replaces=True)


PIECES = {"slides.pptx": b"deck" * 5_000, "quiz.gift": b"quiz" * 5, "page.pdf": b"page" * 900}
"""Files that stand for those of a lesson pack, which take long to make."""


@contextmanager
def made_once() -> Iterator[None]:
    """Let each exporter make its bytes once: what is tried is how they reach the disk."""
    makers = {name: (lambda data=data: data) for name, data in PIECES.items()}
    stack: list[Any] = [patch("batteryviz.export.lesson.pack.lesson_files", lambda *_: makers)]
    for form in FORMATS:
        module = import_module(f"batteryviz.export.{form.module}")
        kept: dict[str, bytes] = {}

        def write(edition: Any, real: Any = module.write, kept: Any = kept) -> bytes:
            if "data" not in kept:
                kept["data"] = real(edition)
            data: bytes = kept["data"]
            return data

        stack.append(patch.object(module, "write", write))
    for patched in stack:
        patched.start()
    try:
        yield
    finally:
        for patched in stack:
            patched.stop()


class Trial(NamedTuple):
    """What is tried: a writer, in place of an old file or not, in which kind of folder."""

    writer: Writer
    replace: bool
    named: bool

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
            for replace in (True,) if writer.always_replaces else (True, False):
                yield Trial(writer, replace, named)


@cache
def whole(name: str) -> dict[str, bytes]:
    """Return what the writer called ``name`` writes when nothing fails, by file."""
    trial = Trial(next(known for known in writers() if known.name == name), True, False)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "x")
        trial.prepare(folder)
        trial.writer.write(folder, True)
        return trial.found(folder)


def leftovers(folder: Path) -> list[str]:
    """Return the files in ``folder`` that no writer was to leave."""
    return [str(path.relative_to(folder)) for path in folder.rglob(".*")]


def fail_each(
    trial: Trial, folder: Path, errors: Sequence[str], part: int = 1
) -> tuple[list[str], list[str]]:
    """Let each operation of ``trial`` fail, with each of ``errors``, once and from then on.

    Returns the name of each check, and what went wrong. With ``part``, every so many-th.
    """
    trial.prepare(folder)
    with watching_operations(nothing, named=trial.named) as done:
        trial.writer.write(folder, trial.replace)
    checks, faults = list[str](), list[str]()
    for number in range(1, len(done) + 1):
        for position, error in enumerate(errors):
            for for_ever in (False, True):
                if (number * 2 * len(errors) + position * 2 + for_ever) % part:
                    continue
                label = f"{trial.writer.name}, {'replace' if trial.replace else 'new'}, "
                label += f"{'named' if trial.named else 'nameless'}: {error} at operation "
                label += f"{number} ({done[number - 1]}){' and after' * for_ever}"
                checks.append(label)
                faults += [
                    f"{label}: {fault}"
                    for fault in _fail(trial, folder, number, getattr(errno, error), for_ever)
                ]
    return checks, faults


def _fail(trial: Trial, folder: Path, fatal: int, code: int, for_ever: bool) -> Iterator[str]:
    def step(number: int, name: str) -> None:
        if number == fatal or (for_ever and number > fatal and name != "close"):
            raise OSError(code, os.strerror(code))

    trial.prepare(folder)
    with watching_operations(step, named=trial.named):
        result = trial.writer.write(folder, trial.replace)
    yield from torn(trial, folder)
    if result.code is not None:
        is_done = trial.found(folder) == whole(trial.writer.name)
        expected = 0 if is_done else 74 if code in WRITING_FAILED else 73
        if result.code != expected:
            yield f"exit code {result.code}, not {expected}: {result.said!r}"
        said = [line for line in result.said.splitlines() if line.startswith("batteryviz: ")]
        if expected and len(said) != 1:
            yield f"not one line: {result.said!r}"
    if not for_ever and leftovers(folder):
        yield f"left over: {leftovers(folder)}"
    yield from not_mended(trial, folder)


def torn(trial: Trial, folder: Path) -> Iterator[str]:
    """Name each target that is neither what it was nor what it was to become."""
    new, now = whole(trial.writer.name), trial.found(folder)
    for name in trial.writer.files:
        if now.get(name) not in {trial.old.get(name), new[name]}:
            yield f"{name} is torn: {now.get(name, b'')!r:.80}"


def not_mended(trial: Trial, folder: Path) -> Iterator[str]:
    """Write once more, undisturbed; say what is not as if nothing had happened."""
    trial.writer.write(folder, True)
    if leftovers(folder):
        yield f"left over after the next write: {leftovers(folder)}"
    if trial.found(folder) != whole(trial.writer.name):
        yield "the next write did not mend it"


class Tried(NamedTuple):
    """What was tried with one writer."""

    checks: list[str]
    faults: list[str]


def try_writer(position: int, part: int = 1) -> Tried:
    """Let each operation of one of ``writers()`` fail, in a folder of its own."""
    from reliability.payloads import own_folders

    tried = Tried([], [])
    with own_folders() as work, made_once():
        for trial in trials([writers()[position]]):
            checks, faults = fail_each(trial, work / "folder", ERRORS, part)
            tried.checks.extend(checks)
            tried.faults.extend(faults)
    return tried


def try_all(part: int, jobs: int) -> Iterator[Tried]:
    """Yield what was tried with each writer, in their order, ``jobs`` of them at a time."""
    numbers, one = range(len(writers())), partial(try_writer, part=part)
    if jobs == 1:
        yield from map(one, numbers)
        return
    # Not forked: a child must not find what another trial left in this process.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, numbers)


def main(words: list[str]) -> int:
    """Fail every operation, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--jobs", type=int, default=1, help="writers tried at a time")
    options = asked.parse_args(words)
    began, checks, faults = time.monotonic(), 0, list[str]()
    for writer, tried in zip(writers(), try_all(options.part, options.jobs), strict=True):
        checks += len(tried.checks)
        faults += tried.faults
        sys.stderr.write(f"{writer.name}: {len(tried.checks)} {len(tried.faults)}\n")
    for fault in faults[:60]:
        sys.stderr.write(f"{fault}\n")
    return report(
        "5 files: operations",
        checks=checks,
        failures=len(faults),
        seconds=time.monotonic() - began,
        writers=len(writers()),
        errors=len(ERRORS),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
