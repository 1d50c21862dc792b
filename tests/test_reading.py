"""A file of a stranger is opened without being fooled: each refusal is one sentence."""

import errno
import os
from pathlib import Path
from typing import IO, Self

import pytest

from batteryviz.safety.reading import UnreadableError, read_text

posix_only = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="pipes, devices and links of POSIX"
)


def refusal(path: Path, largest: int | None = None) -> str:
    """Return the sentence with which the file at ``path`` is refused."""
    with pytest.raises(UnreadableError) as error:
        read_text(path) if largest is None else read_text(path, largest)
    return str(error.value)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"one\r\ntwo\n", "one\r\ntwo\n"),
        ("\N{BYTE ORDER MARK}öl".encode(), "öl"),
        (b"a\x1ab", "a\x1ab"),
    ],
)
def test_a_file_is_read_whole_and_as_it_is(data: bytes, text: str, tmp_path: Path) -> None:
    """A mark of byte order is passed over; line ends and the end sign of old systems stay."""
    assert read_text(written(tmp_path, data)) == text


def test_the_mark_of_byte_order_is_kept_when_it_is_asked_for(tmp_path: Path) -> None:
    """Who writes a file again must find what stood at its beginning."""
    path = written(tmp_path, "\N{BYTE ORDER MARK}öl".encode())
    assert read_text(path, keep_mark=True) == "\N{BYTE ORDER MARK}öl"
    assert read_text(path, keep_mark=False) == "öl"


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    mebibyte = 1024 * 1024
    assert read_text(written(tmp_path, b"a" * mebibyte), mebibyte) == "a" * mebibyte
    assert refusal(written(tmp_path, b"a" * (mebibyte + 1)), mebibyte) == "larger than 1 MiB"


def test_without_a_word_the_largest_size_is_8_mib(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(8 * 1024 * 1024 + 1)
    assert refusal(path) == "larger than 8 MiB"
    os.truncate(path, 8 * 1024 * 1024)
    assert len(read_text(path)) == 8 * 1024 * 1024


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xff", 1), (b"a\nb\n\xd6l\n", 3), (b"\n\xff\n", 2), (b"a\n\xed\xa0\x80", 2)],
)
def test_what_is_not_utf_8_is_refused_with_its_line(data: bytes, line: int, tmp_path: Path) -> None:
    told = refusal(written(tmp_path, data))
    assert told == f"not UTF-8 text (line {line}): save it as UTF-8"


def test_a_file_that_is_not_there_is_named_by_the_system(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == os.strerror(errno.ENOENT)


@posix_only
def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    target = written(tmp_path, b"text")
    for name, aim in (("good", target), ("broken", tmp_path / "none"), ("device", "/dev/zero")):
        (tmp_path / name).symlink_to(aim)
        assert refusal(tmp_path / name) == "a link: put the file itself here"


@posix_only
@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/dev/null"), Path("/dev/tty")], ids=str)
def test_a_device_is_refused_and_not_read(path: Path) -> None:
    assert refusal(path) in {"not a regular file", os.strerror(errno.ENXIO)}


@posix_only
def test_a_folder_and_a_pipe_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        assert refusal(tmp_path / name) == "not a regular file"


@posix_only
def test_whatever_is_refused_leaves_no_file_open(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    written(tmp_path, b"\xff" * 20)
    before = _open_files()
    for name in ("folder", "pipe", "file", "none"):
        assert refusal(tmp_path / name)
    assert refusal(tmp_path / "file", 10)
    assert _open_files() == before


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_a_file_that_grows_while_it_is_read_is_read_on_and_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is asked once; what came since is read too, up to the largest size."""
    mebibytes = 3 * 1024 * 1024
    path = written(tmp_path, b"a" * mebibytes)
    _say_size(monkeypatch, 5)
    assert read_text(path, mebibytes) == "a" * mebibytes
    written(tmp_path, b"a" * (mebibytes + 1))
    assert refusal(path, mebibytes) == "larger than 3 MiB"


def _say_size(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    told = os.fstat

    def another(descriptor: int) -> os.stat_result:
        status = list(told(descriptor))
        status[6] = size
        return os.stat_result(status)

    monkeypatch.setattr(os, "fstat", another)


class Watched:
    """An opened file that notes how many bytes it is asked for, and may fail at reading."""

    def __init__(self, file: IO[bytes], fails: OSError | None = None) -> None:
        self._file, self._fails = file, fails
        self.asked: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *words: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        self.asked.append(size)
        if self._fails:
            raise self._fails
        return self._file.read(size)


def _watch(monkeypatch: pytest.MonkeyPatch, fails: OSError | None = None) -> list[Watched]:
    opened: list[Watched] = []
    real = os.fdopen

    def watched(descriptor: int, mode: str) -> Watched:
        assert mode == "rb"
        opened.append(Watched(real(descriptor, "rb"), fails))
        return opened[-1]

    monkeypatch.setattr(os, "fdopen", watched)
    return opened


def test_no_more_room_is_asked_for_than_the_file_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = _watch(monkeypatch)
    path = written(tmp_path, b"a" * 20)
    assert read_text(path, 30) == "a" * 20
    _say_size(monkeypatch, 5)
    assert read_text(path, 30) == "a" * 20
    assert [file.asked for file in opened] == [[21], [6, 25]]


def test_an_error_without_words_gets_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that a driver made up may have no number, and so no words."""
    path = written(tmp_path, b"text")
    with monkeypatch.context() as patched:
        _watch(patched, OSError())
        assert refusal(path) == "cannot be read"

    def closed(*words: object) -> int:
        del words
        raise OSError

    monkeypatch.setattr(os, "open", closed)
    assert refusal(path) == "cannot be opened"


def test_links_pipes_and_terminals_are_opened_without_following_waiting_or_taking_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a system has no such wish, the file is opened all the same."""
    opened: list[int] = []
    real = os.open

    def noted(path: Path, flags: int) -> int:
        opened.append(flags)
        return real(path, os.O_RDONLY)

    monkeypatch.setattr(os, "open", noted)
    path = written(tmp_path, b"text")
    wishes = {
        "O_NOFOLLOW": 1 << 20,
        "O_NONBLOCK": 1 << 21,
        "O_NOCTTY": 1 << 22,
        "O_BINARY": 1 << 23,
    }
    for name, flag in wishes.items():
        monkeypatch.setattr(os, name, flag, raising=False)
    assert read_text(path) == "text"
    for name in wishes:
        monkeypatch.delattr(os, name)
    assert read_text(path) == "text"
    assert opened == [os.O_RDONLY | sum(wishes.values()), os.O_RDONLY]


@posix_only
def test_a_file_that_cannot_be_read_to_its_end_is_refused() -> None:
    """A file of the kernel that fails at reading, as a damaged disk does."""
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("needs the files of Linux about processes")
    assert refusal(memory) == os.strerror(errno.EIO)
