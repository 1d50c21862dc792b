"""What is installed is what was written: from a wheel, from the source archive, in place.

Each way installs into a folder with spaces and letters beyond ASCII. The libraries come
from the environment of the tests, so that nothing is downloaded.
"""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from program import REPOSITORY, Ran, run

pytestmark = pytest.mark.packaging

ODD = "Über das Öl und 'so' weiter"
_NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", "__pycache__", "*.egg-info", "dist", "build", ".hypothesis"
)


def build(tree: Path, target: Path, *words: str) -> None:
    """Build distributions of ``tree`` into ``target``."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), *words]
    subprocess.run([*command, str(tree)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository under an odd path."""
    copy = tmp_path_factory.mktemp("tree") / ODD
    shutil.copytree(REPOSITORY, copy, ignore=_NOT_COPIED)
    return copy


@pytest.fixture(scope="session")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the repository."""
    target = tmp_path_factory.mktemp("wheel")
    build(tree, target, "--wheel")
    (file,) = target.glob("*.whl")
    return file


@pytest.fixture(scope="session")
def archive(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive, and the wheel that was built from it."""
    target = tmp_path_factory.mktemp("archive")
    build(tree, target)
    return target


class Installation:
    """An environment of its own with batteryviz installed in one way."""

    def __init__(self, folder: Path, *what: str) -> None:
        """Make the environment in ``folder`` and install ``what`` there, without libraries."""
        self.folder = folder
        venv.create(folder, with_pip=False)
        scripts = folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = scripts / Path(sys.executable).name
        self.command = scripts / "batteryviz"
        code = "import sysconfig; print(sysconfig.get_path('purelib'))"
        found = subprocess.run([self.python, "-c", code], capture_output=True, check=True)
        self.packages = Path(found.stdout.decode().strip())
        # Paths in a .pth file are searched, but .pth files found there are not read: the
        # libraries of the tests come along, and their own editable batteryviz does not.
        (self.packages / "libraries.pth").write_text(
            sysconfig.get_path("purelib"), encoding=sys.getfilesystemencoding()
        )
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet"]
        options = ["--no-deps", "--no-index", "--no-build-isolation"]
        subprocess.run([*pip, *options, *what], check=True, capture_output=True)

    def ask(self, *words: str, folder: Path) -> Ran:
        """Run the installed command with ``words`` in ``folder``."""
        return run(*words, specs=None, program=(str(self.command),), folder=folder)


@pytest.fixture(scope="session", params=["wheel", "wheel from the archive", "editable"])
def installed(
    request: pytest.FixtureRequest,
    tree: Path,
    wheel: Path,
    archive: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Installation:
    """batteryviz, installed in each way under an odd path."""
    folder = tmp_path_factory.mktemp("environment") / ODD
    match request.param:
        case "wheel":
            return Installation(folder, str(wheel))
        case "wheel from the archive":
            (built,) = archive.glob("*.whl")
            return Installation(folder, str(built))
        case _:
            return Installation(folder, "--editable", str(tree))


def test_the_installed_program_answers_as_the_checkout_does(
    installed: Installation, tmp_path: Path
) -> None:
    for words in (
        ("list", "--plain"),
        ("show", "an-mpq-65", "--format", "markdown"),
        ("compare", "radars", "--format", "json"),
        ("--version",),
    ):
        here = run(*words, specs=None)
        assert here.code == 0
        assert installed.ask(*words, folder=tmp_path) == here


def test_the_installed_facts_keep_every_promise(installed: Installation, tmp_path: Path) -> None:
    assert installed.ask("check", folder=tmp_path)[:2] == (0, "")


def test_the_program_that_answers_is_the_installed_one(
    installed: Installation, tree: Path, tmp_path: Path
) -> None:
    code = "import batteryviz; print(batteryviz.__file__)"
    found = subprocess.run([installed.python, "-c", code], cwd=tmp_path, capture_output=True)
    place = Path(found.stdout.decode().strip())
    assert place.is_relative_to(installed.packages) or place.is_relative_to(tree)
    assert not place.is_relative_to(REPOSITORY)


def test_nothing_is_written_beside_the_program(installed: Installation, tmp_path: Path) -> None:
    before = {path for path in installed.packages.rglob("*") if "__pycache__" not in path.parts}
    installed.ask("export", "all", "--to", "json", folder=tmp_path)
    after = {path for path in installed.packages.rglob("*") if "__pycache__" not in path.parts}
    assert after == before
    assert list(tmp_path.iterdir()) == []


def test_both_wheels_hold_the_same_files(wheel: Path, archive: Path) -> None:
    (built,) = archive.glob("*.whl")
    names = [sorted(zipfile.ZipFile(file).namelist()) for file in (wheel, built)]
    assert names[0] == names[1]


def test_a_wheel_carries_every_spec_and_both_licences(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (REPOSITORY / "specs").rglob("*"):
        if path.is_file():
            assert f"batteryviz/{path.relative_to(REPOSITORY).as_posix()}" in names
    assert {name.rpartition("/")[2] for name in names} >= {"LICENSE", "LICENSE-DATA", "py.typed"}
    assert not [name for name in names if name.startswith(("tests/", "docs/", "scripts/"))]


def test_the_source_archive_carries_what_tests_and_readers_need(archive: Path) -> None:
    (file,) = archive.glob("*.tar.gz")
    with tarfile.open(file) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    needed = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "LICENSE-DATA"]
    needed += ["pyproject.toml", "scripts/check.py", "docs/decisions.md"]
    needed += ["specs/sources.yaml", "specs/elements/an-mpq-65.yaml", "tests/specs/pack.yaml"]
    assert set(needed) <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(".git/")]


def test_an_editable_installation_shows_the_specs_of_its_tree(
    tree: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A changed spec is seen at once: no stale copy answers."""
    own = tmp_path_factory.mktemp("own tree") / ODD
    shutil.copytree(tree, own)
    installation = Installation(tmp_path / "environment", "--editable", str(own))
    spec = own / "specs" / "elements" / "m903.yaml"
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("name: M903", "name: M903 changed"), encoding="utf-8")
    assert installation.ask("show", "m903", "--plain", folder=tmp_path).out.startswith(
        "M903 changed\n"
    )
