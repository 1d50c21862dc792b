"""What every test shares: the toy pack, and a cache that is not the reader's own."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loading import load
from batteryviz.cli.main import main
from program import SHIPPED, TOY, Ran

KEEPS_NOTHING = "BATTERYVIZ_TESTS_KEEP_NOTHING"
"""Set by scripts/mutate.py."""


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled packs of tests lie in a folder of their own, one for each worker.

    Where it must be known which test runs which code, none is kept: what one test has
    compiled, the next would only read.
    """
    kept = tmp_path_factory.mktemp("cache")
    folder = os.devnull if KEEPS_NOTHING in os.environ else kept
    names = ("XDG_CACHE_HOME", "LOCALAPPDATA")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(folder)))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def toy() -> Catalog:
    """The catalog of the toy pack."""
    return load(TOY)


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The catalog of the facts that come with the program."""
    return load(SHIPPED)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the toy pack that a test may break."""
    copy = tmp_path / "pack"
    shutil.copytree(TOY, copy)
    return copy


class Ask(Protocol):
    """Runs the program in this process: the same door, without the cost of a new one."""

    def __call__(self, *words: str | Path, specs: Path | None = TOY) -> Ran:
        """Run ``batteryviz`` with ``words`` on the pack ``specs`` (``None``: the shipped one)."""


class AskJson(Protocol):
    """Runs the program in this process, and reads the JSON it prints."""

    def __call__(self, *words: str | Path, specs: Path | None = TOY) -> Any:
        """Return what ``batteryviz`` with ``words --format json`` prints."""


@pytest.fixture
def ask(capfdbinary: pytest.CaptureFixture[bytes]) -> Ask:
    """The program, to be run in this process."""

    def run(*words: str | Path, specs: Path | None = TOY) -> Ran:
        command = [*map(str, words)]
        if specs is not None:
            command += ["--specs", str(specs)]
        capfdbinary.readouterr()
        code = main(command)
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture
def ask_json(ask: Ask) -> AskJson:
    """The program, asked for JSON."""

    def run(*words: str | Path, specs: Path | None = TOY) -> Any:
        ran = ask(*words, "--format", "json", specs=specs)
        assert ran.code == 0, ran.err
        return json.loads(ran.out, parse_constant=_no_such_number)

    return run


def _no_such_number(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")
