"""What every test shares: the toy pack, and a cache that is not the reader's own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loading import load
from program import SHIPPED, TOY


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled packs of tests lie in a folder of their own, one for each worker."""
    folder = tmp_path_factory.mktemp("cache")
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
