"""Files of a pack are opened without being fooled; files that leave are written whole."""

import os
import stat
import sys
from pathlib import Path

import pytest

from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from batteryviz.safety.files import write_atomically
from batteryviz.safety.reading import LARGEST_FILE, UnreadableError, read_text
from program import run

posix_only = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="pipes, devices and links of POSIX"
)


def faults(pack: Path) -> list[str]:
    """Return the faults of a pack that does not load."""
    with pytest.raises(PackError) as error:
        load(pack)
    return [str(fault) for fault in error.value.faults]


# Reading


@posix_only
def test_a_pipe_is_refused_and_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "elements" / "pipe.yaml")
    ran = run("check", pack, specs=None)
    assert ran.code == 1
    assert "elements/pipe.yaml:1:1: not a regular file" in ran.out


@posix_only
def test_a_link_is_refused_wherever_it_leads(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kind: radar-set\n", encoding="utf-8")
    (pack / "elements" / "link.yaml").symlink_to(tmp_path / "secret")
    (pack / "elements" / "broken.yaml").symlink_to(tmp_path / "nowhere")
    (pack / "elements" / "device.yaml").symlink_to("/dev/zero")
    assert faults(pack) == [
        f"elements/{name}.yaml:1:1: a link: put the file itself here"
        for name in ("broken", "device", "link")
    ]


@posix_only
def test_a_linked_folder_is_no_part_of_a_pack(pack: Path, tmp_path: Path) -> None:
    (pack / "comparisons").rename(tmp_path / "elsewhere")
    (pack / "comparisons").symlink_to(tmp_path / "elsewhere")
    assert faults(pack)[0].startswith("comparisons:1:1: ")


@posix_only
def test_a_device_is_refused_and_not_read() -> None:
    with pytest.raises(UnreadableError, match="not a regular file"):
        read_text(Path("/dev/zero"))


def test_a_folder_in_the_place_of_a_file_is_refused(pack: Path) -> None:
    (pack / "elements" / "folder.yaml").mkdir()
    assert faults(pack)[0].startswith("elements/folder.yaml:1:1: ")


def test_text_that_is_not_utf_8_is_refused_with_its_line(pack: Path) -> None:
    (pack / "elements" / "latin.yaml").write_bytes(b"kind: radar-set\nname: \xd6l\n")
    assert faults(pack) == ["elements/latin.yaml:1:1: not UTF-8 text (line 2): save it as UTF-8"]


def test_a_byte_order_mark_is_passed_over(pack: Path) -> None:
    file = pack / "elements" / "fs-1.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert "fs-1" in load(pack).subjects


def test_windows_line_ends_are_line_ends(pack: Path) -> None:
    before = load(pack).subjects
    for file in pack.rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(pack).subjects == before


def test_a_file_that_is_too_large_is_refused(pack: Path) -> None:
    with (pack / "elements" / "large.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert faults(pack) == ["elements/large.yaml:1:1: larger than 8 MiB"]


# Writing


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new", b"all of it")
    assert (tmp_path / "new").read_bytes() == b"all of it"
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_an_existing_file_is_kept_unless_asked(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    write_atomically(target, b"new", replace=True)
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@posix_only
def test_a_link_at_the_target_is_replaced_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "precious")
    with pytest.raises(FileExistsError):
        write_atomically(link, b"new")
    write_atomically(link, b"new", replace=True)
    assert not link.is_symlink()
    assert (tmp_path / "precious").read_bytes() == b"old"


@posix_only
def test_a_written_file_has_the_usual_permissions(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    """When writing stops half way, exit code 74 says so and nothing is lost."""
    target = tmp_path / "all.md"
    target.write_bytes(b"old")
    limited = (
        sys.executable,
        "-c",
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000));"
        "from batteryviz.cli.main import main; sys.exit(main())",
    )
    assert run("list", "--plain").code == 0
    ran = run("export", "all", "--output", target, "--force", program=limited)
    assert (ran.code, ran.out) == (74, "")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["all.md"]
