"""Every command, and the explorer, in bad surroundings: no usable output, no home, no place.

    PYTHONPATH=tests python -m reliability.surroundings

In a terminal that shows no colours, and in one that does, standard output is a terminal.
"""

import os
import re
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import batteryviz.cli.program  # noqa: F401 - its import gives the app its commands
from batteryviz.cli.app import app
from batteryviz.cli.exits import Exit
from program import TOY, of_this_tree
from reliability import report
from reliability.endings import SHOWN, judged, terminal

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


EXPLORER = "the explorer"


def untried() -> set[str]:
    """Return the commands of the program that stand in neither list."""
    tried = {words[0] for words in (*COMMANDS.values(), *WRITING.values())}
    return {name for name in app if name[0] != "-"} - tried


class Ran(NamedTuple):
    """What a run left behind; an output that was not ours to read is empty."""

    code: int
    out: bytes
    err: str


class Surroundings(NamedTuple):
    """Where a command is started: a shell script in which it is ``"$@"``, and variables.

    ``FOLDER`` in the script is a folder of our own, which holds the file ``file``.
    """

    script: str = '"$@"'
    without: tuple[str, ...] = ()
    variables: Mapping[str, str] = {}
    in_terminal: bool = False
    """Whether standard output is a terminal, and no pipe."""

    def environment(self, folder: Path, usual: Mapping[str, str]) -> dict[str, str]:
        """Return the variables of ``usual``, as they are here."""
        kept = {name: value for name, value in usual.items() if name not in self.without}
        ours = {name: value.format(folder=folder) for name, value in self.variables.items()}
        return of_this_tree(kept) | {"FOLDER": str(folder)} | ours


def run(words: tuple[str, ...], around: Surroundings, folder: Path, here: Path) -> Ran:
    """Run the program with ``words`` in the folder ``here``, in such surroundings."""
    usual = _usual_variables()
    command = [sys.executable, "-m", "batteryviz", *words, "--specs", str(TOY)]
    out = bytearray()
    controller, output = _terminal() if around.in_terminal else os.pipe()
    with subprocess.Popen(
        ["sh", "-c", around.script, "sh", *command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        env=around.environment(folder, usual),
        cwd=here,
    ) as process:
        os.close(output)
        reader = threading.Thread(target=_read_all, args=(controller, out))
        reader.start()
        try:
            _, err = process.communicate(timeout=120)
        finally:
            process.kill()
            reader.join()
            os.close(controller)
    return Ran(process.returncode, bytes(out), err.decode(errors="replace"))


def _usual_variables() -> dict[str, str]:
    """Return the variables of this process, without what would speak for the terminal."""
    speaks = {"NO_COLOR", "COLUMNS", "LINES"}
    return {name: value for name, value in os.environ.items() if name not in speaks}


def _terminal() -> tuple[int, int]:
    """Return both ends of a terminal that is wide, and changes no byte of what is written."""
    controller, follower = os.openpty()
    settings = termios.tcgetattr(follower)
    settings[1] &= ~termios.OPOST
    termios.tcsetattr(follower, termios.TCSANOW, settings)
    termios.tcsetwinsize(follower, (50, 200))
    return controller, follower


def _read_all(descriptor: int, data: bytearray) -> None:
    while True:
        try:
            more = os.read(descriptor, 65536)
        except OSError:
            # The other end of a terminal is closed.
            return
        if not more:
            return
        data += more


def _rooms(place: str) -> dict[str, str]:
    rooms = {f"XDG_{room}_HOME": place for room in ("CACHE", "STATE", "CONFIG", "DATA")}
    return {"HOME": place, **rooms}


AS_USUAL: dict[str, Surroundings] = {
    "no standard input": Surroundings('"$@" <&-'),
    "no standard error": Surroundings('"$@" 2>&-'),
    "a full standard error": Surroundings('"$@" 2>/dev/full'),
    "the locale C": Surroundings(
        variables={"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"},
    ),
    "no home": Surroundings(without=(*_rooms(""), "LOCALAPPDATA", "USER")),
    "a home that is a file": Surroundings(variables=_rooms("{folder}/file")),
    "a home that cannot be written": Surroundings(variables=_rooms("/sys")),
    "a folder that cannot be written": Surroundings('cd /sys && "$@"'),
    "a folder that is gone": Surroundings(
        'mkdir -p "$FOLDER/gone" && cd "$FOLDER/gone" && rmdir ../gone && "$@"'
    ),
    "a terminal without a name": Surroundings(without=("TERM",), in_terminal=True),
    "a dumb terminal": Surroundings(variables={"TERM": "dumb"}, in_terminal=True),
    "a terminal without colours": Surroundings(
        variables={"TERM": "xterm-256color", "NO_COLOR": "1"}, in_terminal=True
    ),
    "a terminal with colours": Surroundings(variables={"TERM": "xterm-256color"}, in_terminal=True),
}
"""Surroundings that change nothing of what is printed, but for the colours of the last."""

COLOURED = "a terminal with colours"
NOWHERE = ("a folder that cannot be written", "a folder that is gone")
"""Where nothing can be written to where a command stands."""

REFUSES = frozenset(
    {"no standard input", "no standard error", "a full standard error", "a dumb terminal"}
)
"""Where there is nothing for the explorer to read from, or to draw on."""

CLOSED: dict[str, tuple[Surroundings, int, int]] = {
    "a closed standard output": (Surroundings('"$@" >&-'), 74, 1),
    "a full standard output": (Surroundings('"$@" >/dev/full'), 74, 1),
    # The end that reads is closed before the program starts.
    "a pipe nobody reads": (
        Surroundings('{ sleep 0.01; "$@"; echo $? >&3; } 3>"$FOLDER/code" | :'),
        141,
        0,
    ),
}
"""Surroundings without a usable output: what they are, the exit code, the lines said."""

_PAINT = re.compile(rb"\x1b\[[0-9;]*m")
_COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3|4|9|10)[0-9][0-9;]*m")

UNPAINTED = frozenset({"version", "help", "export", "export to HTML", "check"})
"""Commands that print a text of their own, or one for another program."""


class Trials:
    """Every command in all surroundings, with what it does as usual to compare with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._usual: dict[str, tuple[Ran, list[str]]] = {}
        (folder / "file").write_text("")

    def faults(self, name: str, surroundings: str) -> list[str]:
        """Return what went wrong with the command ``name`` in ``surroundings``."""
        if name == EXPLORER:
            return explorer_faults(surroundings, self._folder)
        if name not in self._usual:
            self._usual[name] = self._run(name, Surroundings())
            assert self._usual[name][0].code == 0, self._usual[name]
        usual, files = self._usual[name]
        if surroundings in CLOSED:
            return self._faults_when_closed(name, surroundings)
        ran, now_there = self._run(name, AS_USUAL[surroundings])
        if name in WRITING and surroundings in NOWHERE:
            return _refusal_faults(ran)
        if name == "help":
            # It is drawn with the signs the locale has, in the form of the terminal.
            ran = ran._replace(out=usual.out)
        found = _differences(ran, usual, surroundings, is_painted=_is_painted(name))
        return found + ([f"wrote {now_there}, not {files}"] if now_there != files else [])

    def _run(self, name: str, around: Surroundings) -> tuple[Ran, list[str]]:
        """Run a command in a new folder; return what it left behind, and the files there."""
        with tempfile.TemporaryDirectory(dir=self._folder) as here:
            ran = run({**COMMANDS, **WRITING}[name], around, self._folder, Path(here))
            return ran, sorted(path.relative_to(here).as_posix() for path in Path(here).rglob("*"))

    def _faults_when_closed(self, name: str, surroundings: str) -> list[str]:
        around, code, lines = CLOSED[surroundings]
        usual, files = self._usual[name]
        is_refused = surroundings == "a closed standard output"
        if is_refused:
            # Said at the door, before anything is done.
            files = []
        elif not usual.out:
            # What prints nothing needs no output.
            code, lines = usual.code, 0
        told = self._folder / "code"
        told.write_text("")
        ran, now_there = self._run(name, around)
        found = []
        got = int(told.read_text() or ran.code)
        if got != code:
            found.append(f"exit code {got}, not {code}")
        # What was done beside printing may be told all the same.
        told_more = [line for line in ran.err.splitlines() if line not in usual.err.splitlines()]
        if len(told_more) != lines or "Traceback" in ran.err:
            found.append(f"said {ran.err[-200:]!r}")
        if now_there != files:
            found.append(f"wrote {now_there}, not {files}")
        return found


def _is_painted(name: str) -> bool:
    words = {**COMMANDS, **WRITING}[name]
    is_other_form = {"--plain", "--format"} & {*words}
    return not (is_other_form or name in UNPAINTED or (name in WRITING and "--save" not in words))


def _differences(ran: Ran, usual: Ran, surroundings: str, *, is_painted: bool) -> list[str]:
    found = []
    if ran.code != usual.code:
        found.append(f"exit code {ran.code}, not {usual.code}")
    out = ran.out
    if surroundings == COLOURED and is_painted:
        out = _PAINT.sub(b"", ran.out)
        if out == ran.out:
            found.append("no colour")
    if out != usual.out:
        found.append(f"another output: {ran.out[:200]!r}")
    if "standard error" not in surroundings and ran.err != usual.err:
        found.append(f"said {ran.err[-200:]!r}")
    return found


def _refusal_faults(ran: Ran) -> list[str]:
    found = []
    if ran.code not in {73, 74}:
        found.append(f"exit code {ran.code}, neither 73 nor 74")
    if not ran.err.startswith("batteryviz: ") or "Traceback" in ran.err:
        found.append(f"said {ran.err[-200:]!r}")
    return found


def explorer_faults(surroundings: str, folder: Path) -> list[str]:
    """Return what went wrong with the explorer: it opens and is left, or says why it does not.

    How soon the terminal comes back is looked at in ``reliability.endings``.
    """
    around = CLOSED[surroundings][0] if surroundings in CLOSED else AS_USUAL[surroundings]

    told = folder / "code"
    told.write_text("")
    with tempfile.TemporaryDirectory(dir=folder) as home:
        usual = _usual_variables()
        rooms = _rooms(home) | {"TERM": "xterm-256color"}
        variables = around.environment(folder, usual | rooms)
        with terminal(Path(home), leader=around.script, around=variables) as screen:
            if surroundings in REFUSES or surroundings in CLOSED:
                ended = judged(EXPLORER, screen, _code_of_refusal(surroundings))
                code = told.read_text().strip()
                return ended.not_of_time + _explorer_refusal_faults(
                    screen.written, surroundings, code
                )
            screen.read_until(SHOWN)
            screen.type(b"q")
            found = judged(EXPLORER, screen, 0).not_of_time
    is_coloured = bool(_COLOUR.search(screen.written))
    if is_coloured == (variables.get("NO_COLOR") == "1"):
        found.append("colours where none are wanted" if is_coloured else "no colours")
    return found


def _code_of_refusal(surroundings: str) -> int:
    # A shell tells the code of the last command of a pipe, which is not ours.
    codes = {"a pipe nobody reads": 0, "a closed standard output": Exit.IO_ERROR}
    return codes.get(surroundings, Exit.NO_TERMINAL)


def _explorer_refusal_faults(written: bytearray, surroundings: str, told: str) -> list[str]:
    found = []
    if told not in {"", str(int(Exit.NO_TERMINAL))}:
        found.append(f"exit code {told}")
    if b"Traceback" in written or b"\x1b" in written:
        found.append(f"wrote {bytes(written[-200:])!r}")
    is_closed = surroundings == "a closed standard output"
    said = b"standard output is closed" if is_closed else b"no terminal to draw on"
    if "standard error" not in surroundings and b"batteryviz: " + said not in written:
        found.append(f"said {bytes(written[-200:])!r}")
    return found


class Tried(NamedTuple):
    """One command in one kind of surroundings, and what went wrong."""

    command: str
    surroundings: str
    faults: list[str]


def tries(folder: Path, step: int = 1) -> Iterator[Tried]:
    """Try every command in all surroundings; of each row one in ``step``, the explorer always."""
    trials = Trials(folder)
    for row, surroundings in enumerate((*AS_USUAL, *CLOSED)):
        is_terminal = surroundings in AS_USUAL and AS_USUAL[surroundings].in_terminal
        for number, name in enumerate((*COMMANDS, *WRITING)):
            # What is painted is always tried where that could go wrong.
            if (row + number) % step == 0 or (is_terminal and name == "show"):
                yield Tried(name, surroundings, trials.faults(name, surroundings))
        yield Tried(EXPLORER, surroundings, trials.faults(EXPLORER, surroundings))


def main() -> int:
    """Try all, tell what was wrong, and print the figures."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = list(tries(Path(folder)))
    wrong = [tried for tried in done if tried.faults]
    for tried in wrong:
        sys.stderr.write(f"{tried.command}, {tried.surroundings}: {'; '.join(tried.faults)}\n")
    for name in sorted(untried()):
        sys.stderr.write(f"the command {name} is tried nowhere\n")
    return report(
        "7 terminal",
        checks=len(done),
        failures=len(wrong) + len(untried()),
        seconds=time.monotonic() - start,
        commands=len({tried.command for tried in done}),
        surroundings=len({tried.surroundings for tried in done}),
    )


if __name__ == "__main__":
    sys.exit(main())
