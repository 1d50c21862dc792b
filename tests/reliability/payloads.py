"""Promise 1: a spec file, a name or a word never drives the terminal.

``PYTHONPATH=tests python -m reliability.payloads`` puts every payload of ``signs`` into
every text field of a pack, every place where no text belongs, file and folder names, words
of the command line and settings, and reads each byte that then leaves the program.
``--part N`` tries every N-th only.

A check is a payload that came through a way in and was met, by its marker, at a way out.
"""

import argparse
import asyncio
import copy
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from textual.events import Paste

from program import TOY
from reliability import report
from reliability.doors import Output, doors, run, walk, watching
from reliability.planting import (
    Breaking,
    Planted,
    places_for_no_text,
    planted,
    read_content,
    write_json,
    write_pack,
)
from reliability.scanning import foreign, sequences
from reliability.signs import PAYLOADS
from reliability.terminals import ROUND, in_terminal

ON_SCREEN = "\n\r\x07"
"""Control signs the explorer's driver writes: it ends commands with a bell."""

SCREEN_SEQUENCES = frozenset(
    {
        b"a colour or a style",
        b"a place of the cursor",
        b"a text for the clipboard",
        b"\x1b]22;default\x07",
        b"\x1b]22;pointer\x07",
        b"\x1b]22;text\x07",
    }
)
"""What the explorer writes on a harmless pack; a test says when that is not so."""

PROGRESS = frozenset({b"a colour or a style", b"\x1b[2K", b"\x1b[1A", b"\x1b[?25l", b"\x1b[?25h"})
"""What a command writes on a terminal: colours, and a bar that moves."""

MARKER = "zq0qz"


@dataclass
class Ledger:
    """Every check that was made, and what failed."""

    checks: set[tuple[str, str, str]] = field(default_factory=set)
    """Payload, way in, way out."""
    failures: list[str] = field(default_factory=list)

    def add(self, name: str, way_in: str, way_out: str, faults: Iterable[str]) -> None:
        """Note one check."""
        self.checks.add((name, way_in, way_out))
        self.failures += [f"{name!r} in {way_in} at {way_out}: {fault}" for fault in faults]

    def add_planted(
        self, record: Planted, way_out: str, data: bytes, faults: Iterable[str]
    ) -> None:
        """Note a check for each planted text that ``data`` shows."""
        for marker, (name, place) in record.markers.items():
            if marker.encode() in data:
                self.checks.add((name, place, way_out))
        self.failures += [f"{way_out}: {fault}" for fault in faults]


@contextmanager
def own_folders() -> Iterator[Path]:
    """Work in a folder of our own, with the program's own files under it."""
    before, names = Path.cwd(), ("CACHE", "STATE", "DATA", "CONFIG")
    kept = {f"XDG_{name}_HOME": os.environ.get(f"XDG_{name}_HOME") for name in names}
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {variable: f"{folder}/{variable}" for variable in kept}
        work = Path(folder, "work")
        work.mkdir()
        os.chdir(work)
        try:
            yield work
        finally:
            os.chdir(before)
            for variable, value in kept.items():
                if value is None:
                    del os.environ[variable]
                else:
                    os.environ[variable] = value


def faults_of(output: Output, *, terminal: bool = False) -> list[str]:
    """Say what of a command's output is not ours."""
    ours = PROGRESS if terminal else frozenset()
    found = foreign(output.out, ours, "\n\r") + foreign(output.err, ours, "\n\r")
    if output.code in {70, 141} or b"Traceback" in output.out:
        found.append(f"exit code {output.code}: {output.err[:200]!r}")
    return found


def through_commands(ledger: Ledger, shift: int, step: int = 1) -> None:
    """Plant every field, then run every command; with ``step``, every so many-th of them."""
    content, record = planted(read_content(), PAYLOADS, shift)
    pack = write_pack(content, Path("planted"))
    file = write_json(content, Path("planted.json"))
    for door in doors(pack)[shift % step :: step]:
        done = door.open(pack)
        ledger.add_planted(
            record, door.name, done.out + done.err, faults_of(done, terminal=door.terminal)
        )
    done = run(["export", "all", "--to", "json", "--specs", str(file)])
    ledger.add_planted(record, "one file", done.out, faults_of(done))


def through_explorer(ledger: Ledger, shift: int, step: int = 1) -> None:
    """Plant every field, then go through the explorer; with ``step``, a part of the way."""
    content, record = planted(read_content(), PAYLOADS, shift)
    pack = write_pack(content, Path("planted"))

    async def go() -> None:
        async with watching(pack) as reader:
            async for name, data in walk(reader, shift, step):
                faults = foreign(data, SCREEN_SEQUENCES, ON_SCREEN)
                ledger.add_planted(record, f"explorer: {name}", data, faults)

    asyncio.run(go())


def refused(ledger: Ledger, turn: int) -> None:
    """Put a payload where no text belongs, in every file once, and read the refusals."""
    content, names = copy.deepcopy(read_content()), list(PAYLOADS)
    by_file: dict[str, list[tuple[str, str]]] = {}
    places: dict[str, list[tuple[str, Breaking]]] = {}
    for file, place, put in places_for_no_text(content):
        places.setdefault(file, []).append((place, put))
    for file, inside in places.items():
        place, put = inside[turn % len(inside)]
        name = names[(turn * 7 + len(by_file)) % len(names)]
        by_file.setdefault(file, []).append((name, place))
        put(f"{MARKER} {PAYLOADS[name]}")
    pack = write_pack(content, Path("refused"))
    one_file = write_json(content, Path("refused.json"))
    for words in (
        ["list", "--specs", str(pack)],
        ["check", str(pack)],
        ["check", str(pack), "--format", "json"],
        ["check", str(pack), "--report"],
        ["list", "--specs", str(one_file)],
    ):
        for terminal in (False, True):
            done = run(words, terminal=terminal)
            faults = faults_of(done, terminal=terminal)
            shown = (done.out + done.err).decode(errors="replace")
            for file, planted_here in by_file.items():
                if file in shown or words[-1].endswith("json"):
                    for name, place in planted_here:
                        ledger.add(name, place, " ".join(words[:1] + words[2:]), ())
            ledger.failures += [f"{words} with {by_file}: {fault}" for fault in faults]


WORDS: tuple[tuple[str, ...], ...] = (
    ("show", "@"),
    ("show", "ol-lmp-1", "--depth", "@"),
    ("show", "ol-lmp-1", "@"),
    ("list", "@"),
    ("search", "@"),
    ("search", "lamp", "@", "--format", "json"),
    ("sources", "@"),
    ("timeline", "@"),
    ("glossary", "@"),
    ("compare", "@", "ol-lmp-1"),
    ("compare", "--comparison", "@"),
    ("compare", "lamps", "--save", "@"),
    ("battery", "@"),
    ("battery", "--launchers", "@"),
    ("battery", "--load", "@"),
    ("battery", "--model", "@"),
    ("battery", "--group", "1:@"),
    ("battery", "--save", "@"),
    ("tour", "@"),
    ("quiz", "--seed", "@"),
    ("quiz", "--questions", "@"),
    ("quiz", "--tour", "@"),
    ("quiz", "--key", "--save", "@"),
    ("lesson", "--tour", "@", "--output", "out"),
    ("lesson", "--output", "missing/@", "--paper", "@"),
    ("export", "@"),
    ("export", "search:@", "--to", "text"),
    ("export", "search:@", "--to", "html"),
    ("export", "search:@", "--to", "json"),
    ("export", "timeline:@"),
    ("export", "comparison:@+@"),
    ("export", "battery:@"),
    ("export", "list:@"),
    ("export", "tour:lamps:@"),
    ("export", "list", "--to", "@"),
    ("export", "list", "--output", "@"),
    ("export", "list", "--output", "pack/pack.yaml/@"),
    ("export", "list", "--paper", "@"),
    ("check", "@"),
    ("check", "--into", "@"),
    ("schema", "--output", "pack/pack.yaml/@"),
    ("list", "--units", "@"),
    ("list", "--format", "@"),
    ("@",),
    ("--@",),
    ("show", "--@"),
    ("list", "--specs", "@"),
    ("--specs", "@"),
    ("show", "--debug", "@"),
)
"""Commands with a payload for ``@``."""


def as_words(ledger: Ledger, number: int, *, turning: bool = False) -> None:
    """Give one payload to every command as a word, in a pipe and on a terminal.

    With ``turning``, each command gets the payload after that of the one before.
    """
    names = list(PAYLOADS)
    write_pack(read_content(), Path("pack"))
    for position, words in enumerate(WORDS):
        name = names[(number + position * turning) % len(names)]
        payload = f"{PAYLOADS[name]}{MARKER}{PAYLOADS[name]}"
        asked = [word.replace("@", payload) for word in words]
        if "--specs" not in words and "--debug" not in words:
            asked += ["--specs", "pack"]
        for terminal in (False, True):
            done = run(asked, terminal=terminal)
            faults = faults_of(done, terminal=terminal)
            ledger.add(name, "a word", " ".join(words), faults)
    _tidy()


def as_names(ledger: Ledger, number: int) -> None:
    """Name files and folders by one payload: in a pack, around it, and where files go."""
    name = list(PAYLOADS)[number % len(PAYLOADS)]
    text = f"{PAYLOADS[name]}{MARKER}".replace("/", "∕").replace("\0", "␀")
    raw = os.fsdecode(text.encode("utf-8", "surrogatepass")[:200] + b"\x9b31m\xff")
    for called in (text[:80], raw):
        for place in (f"{called}.yaml", f"elements/{called}.yaml", f"tours/{called}", called):
            pack = write_pack(read_content(), Path("named"))
            (pack / place).write_text("kind: radar-set\n", encoding="utf-8")
            for words in (["list", "--specs", "named"], ["check", "named"]):
                done = run(words)
                faults = faults_of(done)
                if done.code == 0:
                    faults.append("a file that is no part of a pack was passed over")
                ledger.add(
                    name, "a file's name", f"{words[0]} {place.partition('/')[0][:8]}", faults
                )
        folder = Path(called, "pack")
        folder.parent.mkdir(exist_ok=True)
        write_pack(read_content(), folder)
        for words in (
            ["list", "--specs", str(folder)],
            ["show", "ol-lmp-1", "--specs", str(folder)],
            ["check", str(folder)],
            ["export", "list", "--output", f"{called}/a.md", "--specs", str(folder)],
            ["export", "list", "--output", f"{called}/a.md", "--specs", str(folder)],
            [
                "export",
                "all",
                "--to",
                "markdown",
                "--output",
                f"{called}/b/",
                "--specs",
                str(folder),
            ],
            ["battery", "--save", f"{called}/c.yaml", "--specs", str(folder)],
            ["schema", "--output", f"{called}/d"],
        ):
            done = run(words)
            ledger.add(name, "a folder's name", " ".join(words[:2])[:16], faults_of(done))
    _tidy()


def in_folders(ledger: Ledger, number: int) -> None:
    """Open the explorer in a folder named by a payload, and write files from it."""
    name = list(PAYLOADS)[number % len(PAYLOADS)]
    text = f"{PAYLOADS[name]}{MARKER}".replace("/", "∕").replace("\0", "␀")[:60]
    work = Path.cwd()
    pack = write_pack(read_content(), work / "pack")
    folder = work / text
    folder.mkdir(exist_ok=True)

    async def go() -> None:
        async with watching(pack) as reader:
            for keys in (("2",), *(("e", "enter"),) * 2, ("y",), ("Y", *("down",) * 7, "enter")):
                for key in keys:
                    await reader.press(key)
                data = reader.taken()
                faults = foreign(data, SCREEN_SEQUENCES, ON_SCREEN)
                ledger.add(name, "the working folder", f"explorer {' '.join(keys[:2])}", faults)
            for opens in ("slash", "colon", "e"):
                await reader.press(opens)
                reader.app.screen.post_message(Paste(PAYLOADS[name]))
                await reader.settle()
                faults = foreign(reader.taken(), SCREEN_SEQUENCES, ON_SCREEN)
                ledger.add(name, "pasted words", f"explorer {opens}", faults)
                await reader.press("escape")

    data_home = os.environ["XDG_DATA_HOME"]
    os.chdir(folder)
    os.environ["XDG_DATA_HOME"] = str(folder / text)
    try:
        asyncio.run(go())
    finally:
        os.chdir(work)
        os.environ["XDG_DATA_HOME"] = data_home
    _tidy()


def in_settings(ledger: Ledger, number: int) -> None:
    """Put a payload into the settings, the environment and what is remembered."""
    from batteryviz.tui.settings import SettingsError
    from batteryviz.tui.settings_file import read

    name = list(PAYLOADS)[number % len(PAYLOADS)]
    payload = PAYLOADS[name]
    quoted = "".join(f"\\U{ord(sign):08x}" for sign in payload)
    file = Path("config.toml")
    for text in (
        f'theme = "{quoted}"',
        f'"{quoted}" = 1',
        f'[keys]\n"{quoted}" = "x"',
        f'[keys]\nsearch = "{quoted}"',
        f'units = "{quoted}"',
        f"theme = {payload}",
    ):
        file.write_text(text, encoding="utf-8")
        faults = ["was accepted"] if "search" not in text else []
        try:
            read(file)
        except SettingsError as error:
            faults = foreign(str(error).encode("utf-8", "surrogatepass"))
        ledger.add(name, "settings", text[:6], faults)
    if "\0" in payload:
        return
    with suppress(ValueError):
        os.environ["SOURCE_DATE_EPOCH"] = payload
        try:
            done = run(["export", "list", "--to", "html", "--specs", str(TOY)])
        finally:
            del os.environ["SOURCE_DATE_EPOCH"]
        ledger.add(name, "environment", "SOURCE_DATE_EPOCH", faults_of(done))


COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("show", "ol-lmp-2"),
    ("list",),
    ("export", "all"),
    ("check",),
)
"""What is run in a pseudo-terminal: the explorer first."""


def in_real_terminal(
    ledger: Ledger, shift: int, commands: tuple[tuple[str, ...], ...] = COMMANDS
) -> None:
    """Plant every field and run the explorer and commands in a pseudo-terminal.

    What is written on the toy pack, in the same way, is what is ours.
    """
    home = Path.cwd()
    content, record = planted(read_content(), PAYLOADS, shift)
    pack = write_pack(content, Path("planted")).absolute()
    bad = write_pack(content, Path("bad")).absolute()
    name = list(PAYLOADS)[shift % len(PAYLOADS)]
    wrong = "".join(f"\\U{ord(sign):08x}" for sign in PAYLOADS[name])
    (bad / "terms.yaml").write_text(f'"{wrong}": {{term: "{wrong}"}}\n', encoding="ascii")
    for words in commands:
        keys = () if words else ROUND
        _, harmless = in_terminal([*words, "--specs", str(TOY)], home, keys)
        ours = sequences(harmless) | SCREEN_SEQUENCES
        code, data = in_terminal([*words, "--specs", str(pack)], home, keys)
        faults = foreign(data, ours, ON_SCREEN)
        if keys and code != 0:
            faults.append(f"exit code {code}")
        way_out = f"terminal: {' '.join(words) or 'explorer'}"
        ledger.add_planted(record, way_out, data, faults)
        _, data = in_terminal([*words, "--specs", str(bad)], home)
        ledger.add(name, "terms.yaml", way_out, foreign(data, PROGRESS, ON_SCREEN))
    _tidy()


def _tidy() -> None:
    import shutil

    for path in Path.cwd().iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def main(words: list[str]) -> int:
    """Try all, or the part asked for, and report the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--part", type=int, default=1, help="try every so many-th only")
    asked.add_argument("--seconds", type=float, default=0, help="stop after this time")
    options = asked.parse_args(words)
    began, ledger = time.monotonic(), Ledger()
    with own_folders():
        for number in range(0, len(PAYLOADS), options.part):
            if options.seconds and time.monotonic() - began > options.seconds:
                break
            through_commands(ledger, number)
            for turn in range(number * 8, number * 8 + 8):
                refused(ledger, turn)
            as_words(ledger, number)
            as_names(ledger, number)
            in_folders(ledger, number)
            in_settings(ledger, number)
            if number % 4 == 0:
                through_explorer(ledger, number, step=8)
            if number % 10 == 0:
                in_real_terminal(ledger, number)
            sys.stderr.write(f"{number}: {len(ledger.checks)} {len(ledger.failures)}\n")
    for failure in sorted(set(ledger.failures))[:50]:
        sys.stderr.write(f"{failure.encode('unicode_escape').decode()}\n")
    ways = {(way_in, way_out) for _, way_in, way_out in ledger.checks}
    return report(
        "1 terminal",
        checks=len(ledger.checks),
        failures=len(ledger.failures),
        seconds=time.monotonic() - began,
        payloads=len({name for name, _, _ in ledger.checks}),
        ways=len(ways),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
