"""Folders that hold what no pack holds."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from hostile.making import HEAD, VICTIM, Breaker, text


def links() -> Iterator[Breaker]:
    """Symbolic links: to secrets, to devices, to themselves, to nothing."""
    targets = (
        "/etc/passwd",
        "/dev/zero",
        "/dev/random",
        "/proc/self/mem",
        "/nowhere",
        "bad-lamp.yaml",
    )
    for target in targets:
        for name in (
            VICTIM,
            "terms.yaml",
            "sources.yaml",
            "pack.yaml",
            "events.yaml",
            "elements/x.yaml",
            "elements",
        ):

            def link(pack: Path, name: str = name, target: str = target) -> None:
                path = pack / name
                if path.is_dir():
                    path.rename(pack / ".hidden")
                path.unlink(missing_ok=True)
                path.symlink_to(target)

            yield link


def special_files() -> Iterator[Breaker]:
    """Pipes nobody writes to, sockets and folders where files belong."""
    names = ["terms.yaml", "sources.yaml", "pack.yaml", "events.yaml", "parameters.yaml"]
    names += [f"elements/pipe-{number}.yaml" for number in range(12)]
    for name in names:

        def pipe(pack: Path, name: str = name) -> None:
            (pack / name).unlink(missing_ok=True)
            os.mkfifo(pack / name)

        def folder(pack: Path, name: str = name) -> None:
            (pack / name).unlink(missing_ok=True)
            (pack / name).mkdir()

        def endpoint(pack: Path, name: str = name) -> None:
            (pack / name).unlink(missing_ok=True)
            here = Path.cwd()
            os.chdir((pack / name).parent)
            try:
                with socket.socket(socket.AF_UNIX) as listener:
                    listener.bind(Path(name).name)
            finally:
                os.chdir(here)

        yield from (pipe, folder, endpoint)


def file_names() -> Iterator[Breaker]:
    """Names that are no ids: controls, spaces, other scripts, devices of Windows."""
    names = [
        "a b",
        "A",
        "a--b",
        "-a",
        "a-",
        "é",
        "con",
        "nul",
        "aux",
        "com1",
        "lpt9",
        "a.b",
        "ａ",
        "a" * 65,
    ]
    names += [f"a{chr(code)}b" for code in (*range(1, 32), 0x7F, 0x9B, 0x202E, 0x2066, 0xFEFF)]
    for name in names:
        if "/" not in name:
            yield text(HEAD, f"elements/{name}.yaml")
    for raw in (b"\xff", b"\xc3(", b"a\xed\xa0\x80", b"\x9b31m"):

        def odd(pack: Path, raw: bytes = raw) -> None:
            Path(os.fsdecode(os.fsencode(pack / "elements") + b"/" + raw + b".yaml")).write_text(
                HEAD
            )

        yield odd


def unknown_files() -> Iterator[Breaker]:
    """Files and folders that have no place in a pack."""
    names = [
        "notes.txt",
        "run.sh",
        "elements.yaml",
        "x.json",
        "source.yaml",
        "Makefile",
        "a\x1b[2J.yaml",
    ]
    for name in names:
        for where in ("", "elements/", "batteries/", "comparisons/", "tours/"):
            if where != "tours/" and f"{where}{name}" not in {
                "elements/elements.yaml",
                "elements/source.yaml",
                "batteries/elements.yaml",
                "batteries/source.yaml",
                "comparisons/elements.yaml",
                "comparisons/source.yaml",
            }:
                yield text("x: 1\n", where + name)
    for number in range(25):

        def folder(pack: Path, number: int = number) -> None:
            (pack / f"folder-{number}").mkdir()

        yield folder
