"""Every command in bad surroundings: outputs closed or full, no home, no folder to stand in.

PYTHONPATH=tests python -m reliability.surroundings
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from program import TOY
from reliability import report

COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "list in plain": ("list", "--plain"),
    "show": ("show", "ol-lmp-2"),
    "show in JSON": ("show", "ol-lmp-2", "--format", "json"),
    "compare": ("compare", "ol-lmp-1", "ol-lmp-2"),
    "battery": ("battery", "--launchers", "2"),
    "battalion": ("battery", "--battalion"),
    "search": ("search", "lamp"),
    "timeline": ("timeline",),
    "glossary": ("glossary",),
    "sources": ("sources", "--format", "csv"),
    "tour": ("tour", "lamps", "--plain"),
    "quiz": ("quiz", "--seed", "7", "--questions", "3", "--key"),
    "export": ("export", "all"),
    "export to HTML": ("export", "ol-lmp-2", "--to", "html", "--output", "-"),
    "check": ("check", "--format", "json"),
    "version": ("--version",),
    "help": ("--help",),
}
WRITING: dict[str, tuple[str, ...]] = {
    "export to a file": ("export", "ol-lmp-2", "--output", "sheet.md"),
    "export to a folder": ("export", "ol-lmp-2", "--to", "csv", "--output", "."),
    "a battery saved": ("battery", "--launchers", "2", "--save", "kept.yaml"),
    "schemas": ("schema", "--output", "schemas"),
    "lesson": ("lesson", "--tour", "lamps", "--output", "lesson"),
}
"""Commands that write where they are started."""


class Ran(NamedTuple):
    """What a run left behind; an output that was not ours to read is empty."""

    code: int
    out: bytes
    err: str


def run(
    words: tuple[str, ...],
    *,
    around: str = '"$@"',
    without: tuple[str, ...] = (),
    variables: dict[str, str] | None = None,
) -> Ran:
    """Run the program within the shell script ``around``, in which it is ``"$@"``."""
    # Python itself does not start where a path of its own cannot be made absolute.
    left_out = {*without, "PYTHONPATH"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    command = [sys.executable, "-m", "batteryviz", *words, "--specs", str(TOY)]
    done = subprocess.run(
        ["sh", "-c", around, "sh", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment | (variables or {}),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode(errors="replace"))


def _rooms(place: str) -> dict[str, str]:
    rooms = {f"XDG_{room}_HOME": place for room in ("CACHE", "STATE", "CONFIG", "DATA")}
    return {"HOME": place, **rooms}


Surroundings = Callable[[tuple[str, ...], Path], Ran]

AS_USUAL: dict[str, Surroundings] = {
    "no standard input": lambda words, _: run(words, around='"$@" <&-'),
    "no standard error": lambda words, _: run(words, around='"$@" 2>&-'),
    "a full standard error": lambda words, _: run(words, around='"$@" 2>/dev/full'),
    "the locale C": lambda words, _: run(
        words, variables={"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"}
    ),
    "no home": lambda words, _: run(
        words, without=("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "USER")
    ),
    "a home that is a file": lambda words, folder: run(
        words, variables=_rooms(str(folder / "file"))
    ),
    "a home that cannot be written": lambda words, _: run(words, variables=_rooms("/sys")),
    "a folder that cannot be written": lambda words, _: run(words, around='cd /sys && "$@"'),
    "a folder that is gone": lambda words, folder: run(
        words, around=f'mkdir -p "{folder}/gone" && cd "{folder}/gone" && rmdir ../gone && "$@"'
    ),
    "a terminal without a name": lambda words, _: run(words, without=("TERM",)),
    "a dumb terminal": lambda words, _: run(words, variables={"TERM": "dumb"}),
    "no colour": lambda words, _: run(words, variables={"NO_COLOR": "1"}),
}
"""Surroundings that change nothing of what is printed."""

CLOSED: dict[str, tuple[str, int, int]] = {
    "a closed standard output": ('"$@" >&-', 74, 1),
    "a full standard output": ('"$@" >/dev/full', 74, 1),
    # The end that reads is closed before the program starts.
    "a pipe nobody reads": ('{ sleep 0.01; "$@"; echo $? >&3; } 3>"$CODE" | :', 141, 0),
}
"""Surroundings without a usable output: the script, the exit code, the lines said."""


def faults(name: str, surroundings: str, usual: dict[str, Ran], folder: Path) -> list[str]:
    """Return what went wrong with the command ``name`` in ``surroundings``."""
    words = COMMANDS[name]
    if surroundings in AS_USUAL:
        if name not in usual:
            usual[name] = run(words)
            assert usual[name].code == 0, usual[name]
        ran = AS_USUAL[surroundings](words, folder)
        if name == "help":
            # It is drawn with the signs the locale has.
            ran = ran._replace(out=usual[name].out)
        return _differences(ran, usual[name], says_nothing="standard error" in surroundings)
    around, code, lines = CLOSED[surroundings]
    file = folder / "code"
    file.write_text("")
    ran = run(words, around=around, variables={"CODE": str(file)})
    found = []
    got = int(file.read_text() or ran.code)
    if got != code:
        found.append(f"exit code {got}, not {code}")
    if ran.err.count("\n") != lines or "Traceback" in ran.err:
        found.append(f"said {ran.err[-200:]!r}")
    return found


def _differences(ran: Ran, usual: Ran, *, says_nothing: bool) -> list[str]:
    found = []
    if ran.code != usual.code:
        found.append(f"exit code {ran.code}, not {usual.code}")
    if ran.out != usual.out:
        found.append("another output")
    if not says_nothing and ran.err != usual.err:
        found.append(f"said {ran.err[-200:]!r}")
    return found


def writing_faults(name: str, surroundings: str, folder: Path) -> list[str]:
    """Return what went wrong when a command cannot write where it stands."""
    ran = AS_USUAL[surroundings](WRITING[name], folder)
    found = []
    if ran.code not in {73, 74}:
        found.append(f"exit code {ran.code}, neither 73 nor 74")
    if not ran.err.startswith("batteryviz: ") or "Traceback" in ran.err:
        found.append(f"said {ran.err[-200:]!r}")
    return found


class Tried(NamedTuple):
    """One command in one kind of surroundings, and what went wrong."""

    command: str
    surroundings: str
    faults: list[str]


def tries(folder: Path, step: int = 1) -> Iterator[Tried]:
    """Try every command in all surroundings; one in ``step`` when that is more than one."""
    (folder / "file").write_text("")
    usual: dict[str, Ran] = {}
    run(("list",))
    number = 0
    for surroundings in (*AS_USUAL, *CLOSED):
        for name in COMMANDS:
            number += 1
            if number % step == 0:
                yield Tried(name, surroundings, faults(name, surroundings, usual, folder))
    for surroundings in ("a folder that cannot be written", "a folder that is gone"):
        for name in WRITING:
            number += 1
            if number % step == 0:
                yield Tried(name, surroundings, writing_faults(name, surroundings, folder))


def main() -> int:
    """Try all, tell what was wrong, and print the figures."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = list(tries(Path(folder)))
    wrong = [tried for tried in done if tried.faults]
    for tried in wrong:
        sys.stderr.write(f"{tried.command}, {tried.surroundings}: {'; '.join(tried.faults)}\n")
    return report(
        "7 terminal",
        checks=len(done),
        failures=len(wrong),
        seconds=time.monotonic() - start,
        commands=len({tried.command for tried in done}),
        surroundings=len({tried.surroundings for tried in done}),
    )


if __name__ == "__main__":
    sys.exit(main())
