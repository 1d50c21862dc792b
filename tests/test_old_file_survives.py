"""What a writer was to replace stands whole, old or new, whatever happens to the writer.

A part is tried here; ``python -m reliability.operations``, ``reliability.kills`` and
``reliability.links`` try all.
"""

import ast
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import batteryviz
from batteryviz.safety.files import remove_leftovers, write_atomically
from program import TOY
from reliability import links
from reliability.calls import watching_operations
from reliability.doors import run, watching
from reliability.kills import forked, kill_many
from reliability.operations import ERRORS, fail_each, in_order, try_all
from reliability.payloads import own_folders
from reliability.writing import Trial, leftovers, made_once, trials, writers

pytestmark = [
    pytest.mark.proofs,
    pytest.mark.skipif(sys.platform != "linux", reason="counts the calls of Linux"),
]


@pytest.fixture
def work() -> Iterator[Path]:
    with own_folders() as folder, made_once():
        yield folder


WAYS_TO_WRITE = {
    "batteryviz.safety.files": {"write_atomically", "named_temporary"},
    "batteryviz.cli.saving": {"save", "save_one"},
}
"""The functions that write a file for others, by their module."""


def _that_write() -> set[tuple[str, str]]:
    """Return each function of the program that calls one of these, with its module."""
    found = set[tuple[str, str]]()
    source = Path(batteryviz.__file__).parent
    for path in source.rglob("*.py"):
        module = ".".join(("batteryviz", *path.relative_to(source).with_suffix("").parts))
        tree = ast.parse(path.read_text("utf-8"))
        called = set(WAYS_TO_WRITE.get(module, ()))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                ways = WAYS_TO_WRITE.get(node.module or "", ())
                called |= {name.asname or name.name for name in node.names if name.name in ways}
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
                if name in called:
                    found.add((module, function.name))
    return found


def test_every_exporter_and_every_other_writer_is_tried(work: Path) -> None:
    """What the program's own text says of itself is what the trials are seen to run."""
    from batteryviz.export.formats import FORMATS

    names = [writer.name for writer in writers()]
    assert {f"export {form.name}" for form in FORMATS} <= {*names}
    assert len({*names}) == len(names)
    seen = set[tuple[str, str]]()

    def step(number: int, name: str) -> None:
        del number, name
        frame = sys._getframe()
        while frame.f_back is not None:
            frame = frame.f_back
            seen.add((frame.f_globals.get("__name__", ""), frame.f_code.co_name))

    for writer in writers():
        trial = Trial(writer, writer.ways[0], named=False)
        trial.prepare(work / "folder")
        with watching_operations(step):
            trial.writer.write(work / "folder", trial.replace)
    missing = _that_write() - seen
    assert missing == set()
    assert len(_that_write()) > 12


@pytest.mark.parametrize("position", range(len(writers())), ids=[w.name for w in writers()])
def test_all_reaches_the_disk_before_it_takes_a_name(work: Path, position: int) -> None:
    for trial in trials([writers()[position]]):
        checks, faults = in_order(trial, work / "folder")
        assert faults == []
        assert len(checks) == 2


def test_only_a_child_that_the_signal_ended_counts_as_killed(tmp_path: Path) -> None:
    def nothing() -> None:
        pass

    def wait() -> None:
        time.sleep(60)

    quick = forked(nothing)
    quick.wait_for_writing()
    time.sleep(0.2)
    assert not quick.killed()
    assert not forked(nothing).ended()
    assert forked(wait).killed()
    assert forked(lambda: remove_leftovers(tmp_path), fatal=1).ended()


@pytest.mark.parametrize("named", [False, True], ids=["nameless", "named"])
def test_each_operation_may_fail_with_each_error(work: Path, named: bool) -> None:
    """The writer is the same for all: each operation and error is tried with one of them."""
    memory = next(writer for writer in writers() if writer.name == "memory")
    checks = 0
    for trial in trials([memory]):
        if trial.named == named:
            tried, faults = fail_each(trial, work / "folder", ERRORS)
            assert faults == []
            checks += len(tried)
    assert checks >= 150


@pytest.mark.parametrize("position", range(len(writers())), ids=[w.name for w in writers()])
def test_a_failing_operation_costs_no_writer_its_old_file(work: Path, position: int) -> None:
    every = list(trials([writers()[position]]))
    trial = every[position % len(every)]
    _, faults = fail_each(trial, work / "folder", ERRORS, part=29 + position)
    assert faults == []


def test_two_processes_try_what_one_tries() -> None:
    """The same checks, in the same order, and nothing goes wrong in either."""
    chosen = {"memory", "saved battery", "state of a page"}
    numbers = [number for number, writer in enumerate(writers()) if writer.name in chosen]
    alone, together = (list(try_all(numbers, part=37, jobs=jobs)) for jobs in (1, 2))
    assert alone == together
    assert [len(tried.checks) > 5 for tried in alone] == [True] * len(chosen)
    assert not any(tried.faults for tried in alone)


def test_killed_at_any_moment_a_writer_leaves_the_old_or_the_new(work: Path) -> None:
    quick = {"export csv", "export json", "saved battery", "memory", "lesson"}
    chosen = [writer for writer in writers() if writer.name in quick]
    done = kill_many(work, 36, 7, chosen)
    assert (done.kills, done.faults) == (36, [])
    assert done.compiling >= 2


def test_no_link_put_in_the_way_is_followed(work: Path) -> None:
    for trial in list(trials())[::19]:
        _, faults = links.swap_each(trial, work, part=3)
        assert faults == []


def test_a_race_for_the_target_leads_nowhere_else(work: Path) -> None:
    raced = links.race(work, 2)
    assert raced.faults == []
    assert raced.writes > 20
    assert raced.swaps > raced.writes


def test_what_a_killed_writer_left_is_gone_after_the_next_write(tmp_path: Path) -> None:
    left = tmp_path / ".batteryviz-0123456789abcdef.part"
    left.write_bytes(b"half")
    kept = tmp_path / ".batteryviz-0123456789abcdef.part.txt"
    kept.write_bytes(b"not ours")
    write_atomically(tmp_path / "file", b"new")
    assert not left.exists()
    assert kept.exists()


def test_a_close_that_fails_neither_hides_success_nor_leaves_a_file(tmp_path: Path) -> None:
    def step(number: int, name: str) -> None:
        del number
        if name == "close":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with watching_operations(step, named=True):
        write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert leftovers(tmp_path) == []


def test_a_full_disk_ends_saving_a_comparison_with_74(work: Path) -> None:
    def step(number: int, name: str) -> None:
        del number
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with watching_operations(step):
        done = run(["compare", "lamps", "--save", "mine", "--specs", str(TOY)])
    assert done.code == 74
    assert done.err.decode().count("\n") == 1
    assert not list(work.rglob("mine.yaml"))


async def test_the_explorer_says_that_a_file_was_not_written(work: Path) -> None:
    def step(number: int, name: str) -> None:
        del number
        if name in {"write", "link"}:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with watching(TOY) as reader:
        await reader.press("2", "e")
        with watching_operations(step):
            await reader.press("enter")
            await reader.settle()
        said = [notification.message for notification in reader.app._notifications]
        assert said == ["not written: No space left on device"]
    assert not [path for path in work.iterdir() if path.is_file()]
