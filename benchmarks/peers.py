"""Other programs of the kind, each in an environment of its own."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.places import CACHE, KEPT


class Peer(NamedTuple):
    """A program to be measured beside ours."""

    name: str
    package: str
    words: Sequence[str]
    """The command; the first word is a program of its environment."""
    expected: str
    """Text on its first screen, or nothing for a command that prints and ends."""

    @property
    def home(self) -> Path:
        """The environment it is installed in."""
        return KEPT / "peers" / self.name.replace(" ", "-")

    @property
    def command(self) -> list[str]:
        """The whole command line."""
        return [str(self.home / "bin" / self.words[0]), *self.words[1:]]

    @property
    def is_there(self) -> bool:
        """Whether it is installed."""
        return Path(self.command[0]).exists()


SAMPLES = KEPT / "samples"

EXPLORERS = (
    Peer("textual demo", "textual", ("python", "-m", "textual"), "Textual"),
    Peer("memray tree", "memray", ("memray", "tree", str(SAMPLES / "run.bin")), "ROOT"),
    Peer("peplum", "peplum", ("peplum",), "All"),
    Peer("toolong", "toolong", ("tl", str(SAMPLES / "sample.log")), "line 1"),
    Peer("frogmouth", "frogmouth", ("frogmouth", str(SAMPLES / "sample.md")), "Sample"),
    Peer("posting", "posting", ("posting",), "Collection"),
    Peer("harlequin", "harlequin", ("harlequin",), "Query"),
)

LOOK_UPS = (
    Peer("Python tldr", "tldr", ("tldr", "tar"), ""),
    Peer(
        "mendeleev",
        "mendeleev",
        ("python", "-c", "from mendeleev import element; print(element('Fe').name)"),
        "",
    ),
)


def install() -> None:
    """Install every peer; one that cannot be installed is named and passed over."""
    for peer in (*EXPLORERS, *LOOK_UPS):
        if peer.is_there:
            continue
        sys.stdout.write(f"installing {peer.name}\n")
        sys.stdout.flush()
        shutil.rmtree(peer.home, ignore_errors=True)
        steps = (
            [sys.executable, "-m", "venv", str(peer.home)],
            [str(peer.home / "bin" / "pip"), "install", "--quiet", peer.package],
        )
        for step in steps:
            done = subprocess.run(step, capture_output=True, text=True, check=False)
            if done.returncode:
                last = done.stderr.strip().splitlines()[-1:] or ["it failed"]
                sys.stdout.write(f"{peer.name} cannot be installed: {last[0]}\n")
                break
    _write_samples()


def _write_samples() -> None:
    """Write the files that some peers show."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    (SAMPLES / "sample.log").write_text("".join(f"line {n}\n" for n in range(1, 101)))
    (SAMPLES / "sample.md").write_text("# Sample\n\nOne paragraph.\n")
    memray = EXPLORERS[1]
    if memray.is_there and not (SAMPLES / "run.bin").exists():
        subprocess.run(
            [memray.command[0], "run", "-o", str(SAMPLES / "run.bin"), "-c", "sorted('abc')"],
            capture_output=True,
            check=False,
        )
    page = CACHE / "tldr" / "pages" / "linux" / "tar.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# tar\n\n> Archives.\n\n- List:\n\n`tar tf {{file}}`\n")
