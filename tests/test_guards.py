"""The small guards: names, addresses, words, folders, and a writer on every platform.

Each test is fast and in one process: these are the tests that break when one sign of
``batteryviz.safety`` is changed (``python scripts/prove.py mutants-safety``).
"""

import errno
import os
import socket
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from batteryviz.safety import files, folders
from batteryviz.safety.addresses import web_address_fault
from batteryviz.safety.files import (
    check_target,
    named_temporary,
    remove_leftovers,
    write_atomically,
)
from batteryviz.safety.names import LONGEST_SLUG, LONGEST_STEM, is_slug, slug_of, stems_of
from batteryviz.safety.pack_files import LISTS, PACK, ROOMS, SUFFIX
from batteryviz.safety.text import LONGEST_TEXT, clean
from batteryviz.safety.words import compact, words_of

posix_only = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links of POSIX")


# Text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\u1160\u1160\u1160\u1160\u1160b", "a\u1160\u1160\u1160\u1160b"),
        ("a\u11ff\u11ff\u11ff\u11ff\u11ffb", "a\u11ff\u11ff\u11ff\u11ffb"),
        ("a\u11a8\u1161\u11a8\u1161\u11a8b", "a\u11a8\u1161\u11a8\u1161b"),
        ("a\ud7b0\ud7b0\ud7b0\ud7b0\ud7b0b", "a\ud7b0\ud7b0\ud7b0\ud7b0b"),
        ("a\ud7fb\ud7fb\ud7fb\ud7fb\ud7fbb", "a\ud7fb\ud7fb\ud7fb\ud7fbb"),
        ("a\u200c\u200d\u200c\u200d\u200cb", "a\u200c\u200d\u200c\u200db"),
        ("a" + "\u0301\u20dd\u0903" * 3, "á\u20dd\u0903\u0301\u20dd"),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301b\u0301", "á\u0301\u0301\u0301\u0301b\u0301"),
        ("\x0b\x0c\x85\u2029", "    "),
        ("\x1f\x20\x7e", "\u241f ~"),
        ("\u10ff\u115f\u1200", "\u10ff\u115f\u1200"),
        ("\u0378", "\N{REPLACEMENT CHARACTER}"),
    ],
    ids=ascii,
)
def test_signs_without_width_are_bounded_one_by_one(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_long_text_that_is_not_ascii_is_cut_after_it_was_cleaned() -> None:
    half = "\u0301" * LONGEST_TEXT
    assert clean("é" + half + "é" * LONGEST_TEXT) == "é" + "\u0301" * 4 + "é" * 3_994 + "…"
    assert clean("é" * LONGEST_TEXT) == "é" * LONGEST_TEXT
    assert clean("é" * (LONGEST_TEXT + 1)) == "é" * (LONGEST_TEXT - 1) + "…"
    assert clean("é" * LONGEST_TEXT * 3)[:-1] == "é" * (LONGEST_TEXT - 1)


# Names


@pytest.mark.parametrize("name", ["a", "0", "a-b", "an-mpq-65", "a" * LONGEST_SLUG, "cons", "com"])
def test_a_slug_may_be_an_id(name: str) -> None:
    assert is_slug(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", "-", "a-", "-a", "a--b", "A", "a_b", "a.b", "a/b", "..", "a b", "ä", "a\n", "٣"),
        *("con", "prn", "aux", "nul", "com0", "com9", "lpt0", "lpt9", "a" * (LONGEST_SLUG + 1)),
    ],
)
def test_what_is_no_slug_or_a_device_of_windows_is_no_id(name: str) -> None:
    assert not is_slug(name)


def test_rooms_and_lists_of_a_pack_have_names_of_their_own() -> None:
    """No name leads out of the pack, and none belongs to two things."""
    names = (PACK, *LISTS, *ROOMS)
    assert all(is_slug(name) for name in names)
    assert len(set(names)) == len(names) == 10
    assert SUFFIX == ".yaml"


@pytest.mark.parametrize(
    ("text", "slug"),
    [("AN/MPQ-65", "an-mpq-65"), ("  Öl & co. ", "l-co"), ("--", ""), ("a__b", "a-b"), ("X", "x")],
)
def test_a_text_has_one_nearest_slug(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_no_two_keys_have_the_same_stem() -> None:
    keys = ["search:lamp", "search:LAMP", "search:lamp 2", "search:lamp!", "list", "search:lamp"]
    assert stems_of(iter(keys)) == {
        "search:lamp": "search-lamp",
        "search:LAMP": "search-lamp-2",
        "search:lamp 2": "search-lamp-2-2",
        "search:lamp!": "search-lamp-3",
        "list": "list",
    }


def test_a_stem_is_short_enough_for_every_file_system() -> None:
    long, longer = "a" * (LONGEST_STEM - 1) + "-b", "a" * LONGEST_STEM
    assert stems_of([long, f"{longer}b", f"{longer}c", "a" * 100]) == {
        long: "a" * (LONGEST_STEM - 1),
        f"{longer}b": longer,
        f"{longer}c": f"{longer}-2",
        "a" * 100: "a" * 100,
    }
    assert LONGEST_STEM == 120


def test_words_are_runs_of_letters_and_digits_in_lower_case() -> None:
    assert words_of("AN/MPQ-65: Straße, 3.5") == ["an", "mpq", "65", "strasse", "3", "5"]
    assert compact("AN/MPQ-65: Straße") == "anmpq65strasse"
    assert words_of("—") == []


# Addresses

PRINTABLE = "an address is written in printable ASCII, without spaces"
ENCODED = "the address holds a character that must be percent-encoded"
UNREADABLE = "the address cannot be read"
SCHEME = "an address starts with https:// or http://"
HOST = "the address has no host name"
PARTS = "an address has no user name, password or port"


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org", None),
        ("http://example.org/a?b=c#d~!", None),
        ("HTTPS://EXAMPLE.ORG/", None),
        ("https://example.org/ü", PRINTABLE),
        ("https://example.org/ ", PRINTABLE),
        ("https://example.org/\x7f", PRINTABLE),
        ("\thttps://example.org/", PRINTABLE),
        *((f"https://example.org/{sign}", ENCODED) for sign in "\"'<>\\^`{|}"),
        ("https://[::1/", UNREADABLE),
        ("https://example.org:99999/", UNREADABLE),
        ("https://example.org:eight/", UNREADABLE),
        ("javascript:alert(1)", SCHEME),
        ("ftp://example.org/", SCHEME),
        ("//example.org/", SCHEME),
        ("file:///etc/passwd", SCHEME),
        ("https:///path", HOST),
        ("https://", HOST),
        ("https://localhost/", HOST),
        ("https://user@example.org/", PARTS),
        ("https://user:word@example.org/", PARTS),
        ("https://:word@example.org/", PARTS),
        ("https://@example.org/", PARTS),
        ("https://example.org:443/", PARTS),
        ("https://example.org:0/", PARTS),
    ],
)
def test_only_a_plain_public_web_page_is_an_address(address: str, fault: str | None) -> None:
    assert web_address_fault(address) == fault


# Folders


def test_each_file_of_a_reader_has_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform not in {"linux", "darwin"}:
        pytest.skip("places of POSIX")
    for room in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{room}_HOME", str(tmp_path / room.lower()))
    assert folders.settings_file() == tmp_path / "config" / "batteryviz" / "config.toml"
    assert folders.memory_file() == tmp_path / "state" / "batteryviz" / "memory.json"
    assert folders.podium_file() == tmp_path / "state" / "batteryviz" / "tour.json"
    assert folders.saved_folder("copies") == tmp_path / "data" / "batteryviz" / "copies"


def test_without_a_home_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nowhere:
        user_config_dir = user_state_dir = user_data_dir = "~/somewhere"

    monkeypatch.setattr(folders, "_FOLDERS", Nowhere())
    assert folders.settings_file() is None
    assert folders.memory_file() is None
    assert folders.podium_file() is None
    assert folders.saved_folder("copies") is None


# Writing on every platform: what one lacks is taken away

Platform = Callable[[pytest.MonkeyPatch], None]


def _linux(monkeypatch: pytest.MonkeyPatch) -> None:
    del monkeypatch


def _without_nameless_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)


def _without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_DESCRIPTORS", "/nowhere/at/all")


def _without_folder_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: paths only, no lock, no renaming of what is open."""
    monkeypatch.setattr(files, "_HAS_FOLDERS", False)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    for name in ("fchmod", "fchown", "getxattr", "setxattr", "removexattr"):
        monkeypatch.delattr(os, name)
    for name in ("O_NOFOLLOW", "O_TMPFILE"):
        monkeypatch.delattr(os, name, raising=False)


def _nameless_files_are_refused(number: int) -> Platform:
    def platform(monkeypatch: pytest.MonkeyPatch) -> None:
        whole = os.open

        def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
            if flags & os.O_TMPFILE == os.O_TMPFILE:
                raise OSError(number, os.strerror(number))
            return whole(path, flags, mode, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", opened)

    return platform


PLATFORMS: dict[str, Platform] = {
    "Linux": _linux,
    "no nameless files": _without_nameless_files,
    "no /proc": _without_proc,
    "no folder descriptors": _without_folder_descriptors,
    **{
        f"nameless files refused, {errno.errorcode[number]}": _nameless_files_are_refused(number)
        for number in (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT)
    },
}
every_platform = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS.keys())
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="takes away what Linux has")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@linux_only
@every_platform
def test_a_file_is_written_kept_and_replaced_alike(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform(monkeypatch)
    target = tmp_path / "file"
    write_atomically(target, b"old")
    with pytest.raises(FileExistsError) as error:
        write_atomically(target, b"new")
    told = (error.value.errno, error.value.strerror, error.value.filename)
    assert told == (errno.EEXIST, os.strerror(errno.EEXIST), "file")
    assert target.read_bytes() == b"old"
    write_atomically(target, b"new", replace=True)
    assert target.read_bytes() == b"new"
    write_atomically(tmp_path / "other", b"", replace=True)
    assert (tmp_path / "other").read_bytes() == b""
    assert _names(tmp_path) == ["file", "other"]


@linux_only
@every_platform
def test_no_folder_device_or_pipe_is_replaced(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    platform(monkeypatch)
    for name in ("folder", "pipe"):
        for replace in (False, True):
            with pytest.raises(OSError, match="no regular file") as error:
                write_atomically(tmp_path / name, b"new", replace=replace)
            told = (error.value.errno, error.value.strerror, error.value.filename)
            assert told == (errno.EINVAL, "no regular file, and is kept", name)
    assert _names(tmp_path) == ["folder", "pipe"]


@posix_only
@pytest.mark.parametrize("replace", [False, True])
def test_a_link_to_a_device_a_pipe_a_socket_or_a_folder_is_kept(
    replace: bool, tmp_path: Path
) -> None:
    """As root, /dev/stdout itself would be replaced else."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    leads = {"folder": "folder", "pipe": "pipe", "device": os.devnull, "far": "device"}
    with socket.socket(socket.AF_UNIX) as listening:
        # The whole path may be too long for the name of a socket.
        monkey = pytest.MonkeyPatch()
        with monkey.context() as place:
            place.chdir(tmp_path)
            listening.bind("socket")
        leads["socket"] = "socket"
        for name, target in leads.items():
            (tmp_path / f"to-{name}").symlink_to(f"to-{target}" if name == "far" else target)
        before = _names(tmp_path)
        for name, target in leads.items():
            link = tmp_path / f"to-{name}"
            with pytest.raises(OSError, match="no regular file") as error:
                write_atomically(link, b"new", replace=replace)
            told = (error.value.errno, error.value.strerror, error.value.filename)
            assert told == (errno.EINVAL, "no regular file, and is kept", link.name)
            assert str(link.readlink()).endswith(target)
        assert _names(tmp_path) == before


@linux_only
@every_platform
@pytest.mark.parametrize("replace", [False, True])
def test_a_link_to_an_open_file_is_kept_wherever_that_leads(
    replace: bool, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As /dev/stdout does when the output goes into a file."""
    platform(monkeypatch)
    link = tmp_path / "link"
    with (tmp_path / "file").open("wb") as file:
        link.symlink_to(f"/proc/self/fd/{file.fileno()}")
        assert link.is_file()
        with pytest.raises(OSError, match="no regular file, and is kept"):
            write_atomically(link, b"new", replace=replace)
    with pytest.raises(OSError, match="no regular file, and is kept"):
        write_atomically(link, b"new", replace=replace)
    assert link.is_symlink()
    assert (tmp_path / "file").read_bytes() == b""


@linux_only
@every_platform
def test_a_link_to_a_file_or_to_nothing_is_replaced_only_when_asked(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    leads = {"file": "file", "nothing": "nowhere", "through": "file/x", "itself": "to-itself"}
    platform(monkeypatch)
    for name, target in leads.items():
        link = tmp_path / f"to-{name}"
        link.symlink_to(target)
        with pytest.raises(FileExistsError):
            write_atomically(link, b"new")
        assert link.is_symlink()
        write_atomically(link, b"new", replace=True)
        assert not link.is_symlink()
        assert link.read_bytes() == b"new"
    assert (tmp_path / "file").read_bytes() == b"precious"
    assert _names(tmp_path) == sorted(["file", *(f"to-{name}" for name in leads)])


@linux_only
def test_a_link_that_leads_nobody_knows_where_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to("file")
    whole = os.stat

    def looked(path: str, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> object:
        if follow_symlinks:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return whole(path, dir_fd=dir_fd, follow_symlinks=False)

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", looked)
        with pytest.raises(PermissionError):
            write_atomically(link, b"new", replace=True)
    assert link.is_symlink()


@linux_only
@every_platform
def test_what_a_writer_would_refuse_shows_before_and_changes_nothing(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    platform(monkeypatch)
    before = _names(tmp_path)
    with pytest.raises(FileExistsError):
        check_target(tmp_path / "file")
    check_target(tmp_path / "file", replace=True)
    check_target(tmp_path / "new")
    # Of folders that are still to be made, the nearest that is there is asked.
    check_target(tmp_path / "a" / "b" / "file")
    with pytest.raises(OSError, match="no regular file, and is kept"):
        check_target(tmp_path / "pipe", replace=True)
    for name in ("file", "link"):
        with pytest.raises(OSError, match=r"Not a directory|No such file|cannot be written"):
            check_target(tmp_path / name / "below", replace=True)
    asked: list[tuple[str, int]] = []

    def closed(path: str, mode: int, *, dir_fd: int | None = None) -> bool:
        asked.append((os.fspath(path), mode))
        assert (dir_fd is None) is (platform is _without_folder_descriptors)
        return False

    monkeypatch.setattr(os, "access", closed)
    for path in (tmp_path / "new", tmp_path / "a" / "b" / "new"):
        with pytest.raises(PermissionError) as error:
            check_target(path)
        told = (error.value.errno, error.value.strerror, error.value.filename)
        assert told == (errno.EACCES, "its folder cannot be written", str(path))
    here = str(tmp_path) if platform is _without_folder_descriptors else "."
    assert asked == [(here, os.W_OK | os.X_OK)] * 2
    assert _names(tmp_path) == before


def test_looking_for_a_folder_that_is_there_ends_at_the_top() -> None:
    assert files._is_there(Path(Path.cwd().anchor))
    assert not files._is_there(Path.cwd() / "nowhere" / "at-all")
    assert files._is_there(Path())


def test_what_has_nothing_above_counts_as_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a drive that is gone, or the folder one stands in."""

    def gone(_: Path) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "lstat", gone)
    assert files._is_there(Path(Path.cwd().anchor))
    assert not files._is_there(Path.cwd())


def _fail_while_writing(target: Path) -> None:
    with named_temporary(target) as name:
        assert Path(name).parent.samefile(target.parent)
        assert Path(name).exists()
        raise ZeroDivisionError


@linux_only
@every_platform
def test_a_writer_that_fails_leaves_nothing(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform(monkeypatch)

    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", fails)
    with pytest.raises(OSError, match="No space"):
        write_atomically(tmp_path / "file", b"new")
    with pytest.raises(ZeroDivisionError):
        _fail_while_writing(tmp_path / "file")
    assert _names(tmp_path) == []


@linux_only
def test_an_error_that_says_nothing_of_nameless_files_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _nameless_files_are_refused(errno.EIO)(monkeypatch)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_atomically(tmp_path / "file", b"new")
    assert _names(tmp_path) == []


@linux_only
@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK])
def test_without_hard_links_a_new_file_is_still_written_and_an_old_one_kept(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    _without_nameless_files(monkeypatch)
    monkeypatch.setattr(os, "link", refused)
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert _names(tmp_path) == ["file"]


@linux_only
def test_without_hard_links_a_file_on_its_way_is_nobody_elses_to_clear_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lock is held until it has its name."""
    rename = os.rename

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def renamed(source: str, target: str, **folders: int | None) -> None:
        remove_leftovers(tmp_path)
        rename(source, target, **folders)

    _without_nameless_files(monkeypatch)
    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(os, "rename", renamed)
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


@linux_only
def test_without_hard_links_a_file_that_came_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        (tmp_path / "file").write_bytes(b"theirs")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    _without_nameless_files(monkeypatch)
    monkeypatch.setattr(os, "link", refused)
    with pytest.raises(FileExistsError):
        write_atomically(tmp_path / "file", b"ours")
    assert (tmp_path / "file").read_bytes() == b"theirs"
    assert _names(tmp_path) == ["file"]


@linux_only
@pytest.mark.parametrize("named", [False, True])
def test_a_file_that_comes_while_one_is_written_is_kept(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named:
        _without_nameless_files(monkeypatch)
    whole = os.fsync

    def synced(descriptor: int) -> None:
        whole(descriptor)
        (tmp_path / "file").write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", synced)
    with pytest.raises(FileExistsError):
        write_atomically(tmp_path / "file", b"ours")
    assert (tmp_path / "file").read_bytes() == b"theirs"
    assert _names(tmp_path) == ["file"]


@linux_only
@pytest.mark.parametrize("number", [errno.EIO, errno.EXDEV])
def test_another_fault_of_a_link_is_told(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refused)
    for platform in (_linux, _without_nameless_files):
        platform(monkeypatch)
        with pytest.raises(OSError, match=os.strerror(number)):
            write_atomically(tmp_path / "file", b"new")
    assert _names(tmp_path) == []


@posix_only
def test_a_nameless_file_without_hard_links_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    if not hasattr(os, "O_TMPFILE"):
        pytest.skip("no nameless files here")
    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "file", b"new")
    assert _names(tmp_path) == []


def _noting(name: str, done: list[str]) -> Callable[..., object]:
    """Return a function of ``os`` that notes its name before it does what it does."""
    real: Callable[..., object] = getattr(os, name)

    def call(*words: object, **options: object) -> object:
        done.append(name)
        return real(*words, **options)

    return call


@linux_only
@every_platform
@pytest.mark.parametrize(
    ("replace", "old"),
    [(False, None), (True, None), (True, 0o600), (True, 0o640)],
    ids=["kept", "new", "private", "replaced"],
)
def test_a_disk_that_takes_a_byte_at_a_time_gets_all_of_them_before_the_name(
    replace: bool,
    old: int | None,
    platform: Platform,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The file reaches the disk with all it holds, then takes the name, which then follows."""
    target = tmp_path / "file"
    if old is not None:
        target.write_bytes(b"old")
        target.chmod(old)
    platform(monkeypatch)
    whole, synced, done = os.write, list[tuple[bool, int]](), list[str]()
    monkeypatch.setattr(os, "write", lambda file, data: whole(file, bytes(data[:1])))

    def sync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        synced.append((stat.S_ISDIR(status.st_mode), status.st_size))
        done.append("fsync")

    monkeypatch.setattr(os, "fsync", sync)
    for name in ("write", "fchmod", "link", "rename", "replace"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, _noting(name, done))
    write_atomically(target, b"all of it", replace=replace)
    assert target.read_bytes() == b"all of it"
    is_named = done[done.index("fsync") + 1 :]
    has_mode = old == 0o640 and hasattr(os, "fchmod")
    assert done[: done.index("fsync")] == ["write"] * 9 + ["fchmod"] * has_mode
    assert synced[0] == (False, 9)
    if platform is _without_folder_descriptors:
        assert is_named == ["replace" if replace else "link"]
        assert len(synced) == 1
    else:
        assert is_named[-1] == "fsync"
        assert is_named[:-1] in ([["replace"], ["link", "replace"]] if replace else [["link"]])
        assert [is_folder for is_folder, _ in synced] == [False, True]


@linux_only
@every_platform
def test_permissions_of_a_replaced_file_stay_and_those_of_a_link_do_not_count(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, link = tmp_path / "file", tmp_path / "link"
    before = os.umask(0o022)
    try:
        target.write_bytes(b"old")
        target.chmod(0o4741)
        link.symlink_to(target)
        platform(monkeypatch)
        has_modes = hasattr(os, "fchmod")
        write_atomically(target, b"new", replace=True)
        write_atomically(link, b"new", replace=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == (0o741 if has_modes else 0o600)
    assert not link.is_symlink()
    assert stat.S_IMODE(link.stat().st_mode) == 0o644


@linux_only
@every_platform
def test_what_replaces_a_file_is_its_owners_alone_until_it_is_whole(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who could not read the old file cannot open the new one meanwhile."""
    platform(monkeypatch)
    target = tmp_path / "file"
    whole, modes = os.write, list[int]()

    def write(descriptor: int, data: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return whole(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    before = os.umask(0o022)
    try:
        write_atomically(target, b"new")
        write_atomically(target, b"newer", replace=True)
        write_atomically(tmp_path / "other", b"new", replace=True)
    finally:
        os.umask(before)
    assert modes == [0o644, 0o600, 0o644]


# Who may use a replaced file

OTHER_GROUP = 54_321


def _may_give_away() -> bool:
    """Say whether files can be given to the other group: by root, where that group is known."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    # Of a user's namespace each line tells where known groups begin, and how many they are.
    known = [line.split() for line in Path("/proc/self/gid_map").read_text().splitlines()]
    return any(int(first) <= OTHER_GROUP < int(first) + int(many) for first, _, many in known)


root_only = pytest.mark.skipif(
    not _may_give_away(), reason="root alone gives files away, to a group that is known here"
)


def _access_list(*entries: tuple[int, int, int]) -> bytes:
    """Return entries of tag, permissions and id as Linux keeps them."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


NOBODY = 0xFFFFFFFF
LISTED = _access_list(
    (0x01, 6, NOBODY), (0x02, 6, 1000), (0x04, 0, NOBODY), (0x10, 6, NOBODY), (0x20, 4, NOBODY)
)
"""Owner and user 1000 read and write, the group may nothing, all others read."""
ACCESS, INHERITED = "system.posix_acl_access", "system.posix_acl_default"


def _listed(path: Path) -> bytes:
    return os.getxattr(path, ACCESS) if ACCESS in os.listxattr(path) else b""


def _list(path: Path, listed: bytes, kind: str = ACCESS) -> None:
    try:
        os.setxattr(path, kind, listed)
    except OSError as error:
        pytest.skip(f"no access lists here: {error.strerror}")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _refuse(monkeypatch: pytest.MonkeyPatch, name: str, number: int = errno.EPERM) -> list[object]:
    """Let a call of ``os`` fail; what it is called with is returned."""
    calls: list[object] = []

    def refused(*words: object) -> None:
        calls.append(words[1:])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, refused)
    return calls


with_folder_descriptors = pytest.mark.parametrize(
    "platform",
    [platform for platform in PLATFORMS.values() if platform is not _without_folder_descriptors],
    ids=[name for name in PLATFORMS if name != "no folder descriptors"],
)


@root_only
@with_folder_descriptors
def test_a_replaced_file_keeps_its_group(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o664)
    os.chown(target, -1, OTHER_GROUP)
    platform(monkeypatch)
    write_atomically(target, b"new", replace=True)
    assert (target.read_bytes(), _mode(target)) == (b"new", 0o664)
    assert (target.stat().st_uid, target.stat().st_gid) == (os.geteuid(), OTHER_GROUP)


@root_only
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (0o660, 0o600),
        (0o664, 0o604),
        (0o604, 0o600),
        (0o642, 0o600),
        (0o757, 0o705),
        (0o661, 0o600),
    ],
    ids=oct,
)
def test_without_its_group_a_replaced_file_lets_nobody_in_who_was_not(
    before: int, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No group stands for the old one, and who was in it is one of all others."""
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(before)
    os.chown(target, -1, OTHER_GROUP)
    calls = _refuse(monkeypatch, "fchown")
    write_atomically(target, b"new", replace=True)
    assert calls == [(-1, OTHER_GROUP)]
    assert (target.read_bytes(), _mode(target)) == (b"new", after)
    assert target.stat().st_gid == os.getegid()


@linux_only
def test_a_group_that_is_right_already_is_not_set_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o664)
    calls = _refuse(monkeypatch, "fchown")
    write_atomically(target, b"new", replace=True)
    assert calls == []
    assert _mode(target) == 0o664


@linux_only
@with_folder_descriptors
def test_a_replaced_file_keeps_its_access_list(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    _list(target, LISTED)
    platform(monkeypatch)
    write_atomically(target, b"new", replace=True)
    assert (target.read_bytes(), _mode(target), _listed(target)) == (b"new", 0o664, LISTED)


@root_only
def test_a_replaced_file_keeps_group_and_access_list(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    _list(target, LISTED)
    os.chown(target, -1, OTHER_GROUP)
    write_atomically(target, b"new", replace=True)
    assert (target.stat().st_gid, _mode(target), _listed(target)) == (OTHER_GROUP, 0o664, LISTED)


@root_only
def test_an_access_list_that_would_speak_of_another_group_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    _list(target, LISTED)
    os.chown(target, -1, OTHER_GROUP)
    _refuse(monkeypatch, "fchown")
    write_atomically(target, b"new", replace=True)
    assert (_mode(target), _listed(target)) == (0o600, b"")


@linux_only
@pytest.mark.parametrize("number", [errno.EPERM, errno.EIO, errno.EOPNOTSUPP])
@pytest.mark.parametrize("name", ["getxattr", "setxattr"])
def test_without_its_access_list_a_replaced_file_is_its_owners_alone(
    name: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (name, number) == ("getxattr", errno.EOPNOTSUPP):
        pytest.skip("says that there is none")
    target = tmp_path / "file"
    target.write_bytes(b"old")
    _list(target, LISTED)
    with monkeypatch.context() as patched:
        _refuse(patched, name, number)
        write_atomically(target, b"new", replace=True)
    assert (_mode(target), _listed(target)) == (0o600, b"")


@linux_only
def test_a_file_whose_access_list_cannot_be_read_becomes_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o755)
    whole = os.open

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == "file":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return whole(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", opened)
    write_atomically(target, b"new", replace=True)
    assert (target.read_bytes(), _mode(target)) == (b"new", 0o700)


@linux_only
@pytest.mark.parametrize("number", [errno.ENODATA, errno.EOPNOTSUPP])
def test_where_there_are_no_access_lists_permissions_stay(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o664)
    calls = _refuse(monkeypatch, "getxattr", number)
    others = [_refuse(monkeypatch, name) for name in ("setxattr", "removexattr")]
    write_atomically(target, b"new", replace=True)
    assert (target.read_bytes(), _mode(target)) == (b"new", 0o664)
    assert calls == [(ACCESS,), (ACCESS,)]
    assert others == [[], []]


@linux_only
@with_folder_descriptors
@pytest.mark.parametrize("fails", [False, True])
def test_a_replaced_file_takes_no_access_list_from_its_folder(
    fails: bool, platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o664)
    _list(tmp_path, LISTED, INHERITED)
    platform(monkeypatch)
    with monkeypatch.context() as patched:
        calls = _refuse(patched, "removexattr") if fails else None
        write_atomically(target, b"new", replace=True)
    if not fails:
        assert (_mode(target), _listed(target)) == (0o664, b"")
        return
    assert calls == [(ACCESS,)]
    # What the list says is bounded by the permissions of the group.
    assert _mode(target) == 0o600


@linux_only
def test_the_access_list_is_read_of_the_file_itself_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe or a link that came meanwhile is neither waited for nor followed."""
    target = tmp_path / "file"
    target.write_bytes(b"old")
    whole, seen = os.open, list[int]()

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == "file":
            seen.append(flags)
        return whole(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", opened)
    write_atomically(target, b"new", replace=True)
    assert seen == [os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK]


@linux_only
def test_a_named_temporary_is_its_owners_alone_and_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, synced = tmp_path / "pack.db", list[tuple[bool, bytes]]()

    def sync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        synced.append((is_folder, target.read_bytes()))

    monkeypatch.setattr(os, "fsync", sync)
    target.write_bytes(b"old")
    with named_temporary(target) as name:
        assert Path(name).name.startswith(".batteryviz-")
        assert _mode(Path(name)) == 0o600
        Path(name).write_bytes(b"new")
        assert target.read_bytes() == b"old"
    assert synced == [(False, b"old"), (True, b"new")]
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert _names(tmp_path) == ["pack.db"]


@linux_only
@every_platform
def test_a_named_temporary_stays_in_the_folder_that_was_opened(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path leads there also when another folder has taken the place."""
    folder, moved, foreign = (tmp_path / name for name in ("folder", "moved", "foreign"))
    folder.mkdir()
    foreign.mkdir()
    platform(monkeypatch)
    with named_temporary(folder / "pack.db") as name:
        through_descriptor = not name.startswith(str(folder))
        if through_descriptor:
            folder.rename(moved)
            folder.symlink_to(foreign)
        Path(name).write_bytes(b"new")
    # Without descriptors, or without /proc, there are only paths.
    lacks = platform in {_without_folder_descriptors, _without_proc}
    assert through_descriptor is not lacks
    assert ((folder if lacks else moved) / "pack.db").read_bytes() == b"new"
    assert _names(foreign) == []


LEFT = ".batteryviz-0123456789abcdef.part"


@linux_only
def test_what_a_killed_writer_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    import fcntl

    kept = [
        LEFT.upper(),
        f"{LEFT}.old",
        f"a{LEFT}",
        ".batteryviz-0123.part",
        ".batteryviz-0123456789abcdeg.part",
        "notes",
    ]
    for name in (LEFT, *kept):
        (tmp_path / name).write_bytes(b"")
    busy = tmp_path / LEFT.replace("0", "1")
    (tmp_path / LEFT.replace("0", "2")).mkdir()
    os.mkfifo(tmp_path / LEFT.replace("0", "3"))
    (tmp_path / LEFT.replace("0", "4")).symlink_to(tmp_path / "notes")
    with busy.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        remove_leftovers(tmp_path)
        left = _names(tmp_path)
    assert left == sorted([*kept, busy.name, *(LEFT.replace("0", digit) for digit in "234")])
    remove_leftovers(tmp_path)
    assert not busy.exists()
    remove_leftovers(tmp_path / "nowhere")


@linux_only
def test_a_lock_that_cannot_be_known_removes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LEFT).write_bytes(b"")
    monkeypatch.setitem(sys.modules, "fcntl", None)
    remove_leftovers(tmp_path)
    assert _names(tmp_path) == [LEFT]


@linux_only
def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    before = sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the folder of descriptors
    for replace in (False, True, True):
        write_atomically(tmp_path / "file", b"new", replace=replace)
    with pytest.raises(FileExistsError):
        write_atomically(tmp_path / "file", b"new")
    with named_temporary(tmp_path / "file"):
        pass
    (tmp_path / LEFT).write_bytes(b"")
    remove_leftovers(tmp_path)
    assert sorted(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - the folder of descriptors


@linux_only
def test_a_failing_close_hides_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.close

    def closed(descriptor: int) -> None:
        whole(descriptor)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", closed)
    write_atomically(tmp_path / "file", b"new")
    monkeypatch.undo()
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_temporary_file_that_is_closed_takes_no_more(tmp_path: Path) -> None:
    part = files._Part(files._Folder(str(tmp_path), None), "part", -1, nameless=False)
    part._descriptor = None
    with pytest.raises(ValueError, match=r"^the temporary file is closed$"):
        part.fill(b"", None)
    part.close()


@linux_only
@every_platform
def test_a_rename_that_fails_leaves_nothing_behind(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"old")
    platform(monkeypatch)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        write_atomically(tmp_path / "file", b"new", replace=True)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert _names(tmp_path) == ["file"]


@linux_only
def test_where_open_files_are_not_renamed_it_is_closed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_folder_descriptors(monkeypatch)
    closed: list[int] = []
    whole, renamed = os.close, os.replace

    def close(descriptor: int) -> None:
        whole(descriptor)
        closed.append(descriptor)

    monkeypatch.setattr(os, "close", close)

    def replace(source: str, target: str, **folders: int | None) -> None:
        assert len(closed) == 1
        renamed(source, target, **folders)

    monkeypatch.setattr(os, "replace", replace)
    write_atomically(tmp_path / "file", b"new", replace=True)
    assert (tmp_path / "file").read_bytes() == b"new"


@linux_only
def test_the_nameless_file_lies_in_the_folder_of_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the folder one stands in, which may be on another disk."""
    whole, seen = os.open, []

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            assert dir_fd is not None
            seen.append(os.path.samestat(os.fstat(dir_fd), tmp_path.stat()))
        return whole(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", opened)
    write_atomically(tmp_path / "file", b"new")
    assert seen == [True]


@linux_only
def test_what_fails_after_the_name_is_taken_hides_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "listdir", refused)
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"


@linux_only
def test_permissions_that_are_right_already_are_not_set_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems refuse to set any."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    write_atomically(tmp_path / "file", b"old")
    (tmp_path / "file").chmod(0o600)
    monkeypatch.setattr(os, "fchmod", refused)
    write_atomically(tmp_path / "file", b"new", replace=True)
    assert (tmp_path / "file").read_bytes() == b"new"


@linux_only
def test_leftovers_are_only_read_also_where_flags_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LEFT).write_bytes(b"")
    for name in ("O_NOFOLLOW", "O_NONBLOCK"):
        monkeypatch.delattr(os, name)
    whole, seen = os.open, []

    def opened(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == LEFT:
            seen.append(flags)
        return whole(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", opened)
    remove_leftovers(tmp_path)
    assert seen == [os.O_RDONLY]
    assert _names(tmp_path) == []
