"""The schematic as a picture: opened again by readers that are not ours."""

import shutil
import struct
import subprocess
import warnings
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pydot
import pytest

from program import run

SVG = "{http://www.w3.org/2000/svg}"
LONGEST, WIDEST = 245.0, 178.0
"""Millimeters that fit on one A4 and one Letter page with margins."""


def written(*words: str, specs: Path | None = None) -> bytes:
    ran = run("export", *words, specs=specs, folder=None)
    assert ran.code == 0, ran.err
    return ran.out.encode()


@pytest.fixture(scope="module")
def drawn() -> Xml.Element:
    """The home page's picture, parsed."""
    return Xml.fromstring(written("battery", "--to", "svg"))  # noqa: S314 - our own output


def texts(picture: Xml.Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def cluster(data: bytes) -> Any:
    """Return the one drawing of a DOT file, as its own parser reads it."""
    with warnings.catch_warnings():
        # The parser under pydot uses names its own next version will drop.
        warnings.simplefilter("ignore", DeprecationWarning)
        graphs = pydot.graph_from_dot_data(data.decode())
    assert graphs is not None
    (drawing,) = graphs[0].get_subgraphs()
    return drawing


def test_the_picture_has_a_name_and_a_description(drawn: Xml.Element) -> None:
    assert drawn.tag == f"{SVG}svg"
    assert drawn.get("role") == "img"
    names = (drawn.get("aria-labelledby") or "").split()
    found = {element.get("id"): element.text for element in drawn}
    assert found[names[0]] == "US battery with eight launchers"
    assert "ECS: engagement control station." in (found[names[1]] or "")
    assert "EPP to RS: power" in (found[names[1]] or "")


def test_its_words_are_text_and_its_sources_stand_in_the_caption(drawn: Xml.Element) -> None:
    words = texts(drawn)
    for short in ("EPP", "RS", "ECS", "AMG", *(f"LS {n}" for n in range(1, 9))):
        assert short in words
    caption = " ".join(words)
    assert "Sources" in words
    assert "[1] Joseph Trevithick" in caption
    assert "facts as of 22 November 2026" in caption
    assert "Cite as" in caption
    assert "unchecked: engagement-control-station.link-launchers" in caption


def test_it_prints_on_one_page_and_asks_nothing_of_the_network(drawn: Xml.Element) -> None:
    assert float((drawn.get("width") or "").removesuffix("mm")) <= WIDEST + 0.01
    assert float((drawn.get("height") or "").removesuffix("mm")) <= LONGEST + 0.01
    tags = {element.tag.removeprefix(SVG) for element in drawn.iter()}
    assert tags <= {"svg", "title", "desc", "metadata", "g", "rect", "path", "text"}
    for element in drawn.iter():
        assert not any("href" in key or key.startswith("on") for key in element.attrib)
        assert "url(" not in " ".join(element.attrib.values())


def test_every_line_drawn_is_a_link_and_the_unchecked_ones_are_broken(drawn: Xml.Element) -> None:
    lines = [path for path in drawn.iter(f"{SVG}path") if "link" in (path.get("class") or "")]
    assert sorted((path.get("class") or "").split()[1] for path in lines) == [
        "data",
        "data",
        "power",
        "power",
        "radio",
    ]
    for path in lines:
        assert ("stroke-dasharray" in path.attrib) == ("power" not in (path.get("class") or ""))


def test_data_that_looks_like_markup_stays_text(pack: Path) -> None:
    name = '</title><script>alert(1)</script> & \\" %%{init: 1}%% `x` ]]>'
    file = pack / "batteries" / "full-battery.yaml"
    text = file.read_text()
    line = next(line for line in text.splitlines() if line.startswith("name:"))
    file.write_text(text.replace(line, "name: '" + name + "'"))
    svg = Xml.fromstring(written("battery", "--to", "svg", specs=pack))  # noqa: S314 - as above
    assert svg.findtext(f"{SVG}title") == name
    assert not list(svg.iter(f"{SVG}script"))
    mermaid = written("battery", "--to", "mermaid", specs=pack).decode()
    assert "<script" not in "\n".join(line for line in mermaid.splitlines() if "subgraph" in line)
    assert "%%{" not in mermaid
    cluster(written("battery", "--to", "dot", specs=pack))


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium to open it with")
def test_a_browser_opens_it_as_a_picture(tmp_path: Path) -> None:
    svg, png = tmp_path / "battery.svg", tmp_path / "seen.png"
    svg.write_bytes(written("battery", "--to", "svg"))
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=700,700",
            f"--screenshot={png}",
            svg.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    rows = pixels(png.read_bytes())
    dark = sum(1 for row in rows for i in range(0, len(row), 4) if sum(row[i : i + 3]) < 150)
    # An error page of the browser, or an empty one, has no such amount of ink in boxes.
    assert dark > 3_000
    assert len(set(rows)) > 100


def pixels(png: bytes) -> list[bytes]:
    """Return the rows of an 8-bit PNG, filters undone for what a count of ink needs."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    channels = {2: 3, 6: 4}[colour]
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    rows: list[bytes] = []
    before = bytearray(width * channels)
    for y in range(height):
        kind_of = raw[y * (width * channels + 1)]
        line = bytearray(raw[y * (width * channels + 1) + 1 : (y + 1) * (width * channels + 1)])
        for x in range(len(line)):
            left = line[x - channels] if x >= channels else 0
            up, corner = before[x], before[x - channels] if x >= channels else 0
            line[x] = (line[x] + _predicted(kind_of, left, up, corner)) & 255
        before = line
        rows.append(
            bytes(line)
            if channels == 4
            else b"".join(bytes(line[i : i + 3]) + b"\xff" for i in range(0, len(line), 3))
        )
    return rows


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda near: abs(guess - near))
    return (0, left, up, (left + up) // 2)[kind]


def test_the_pixels_carry_their_sources(tmp_path: Path) -> None:
    target = tmp_path / "battery.png"
    ran = run("export", "battery", "--to", "png", "--output", target, specs=None)
    assert ran.code == 0, ran.err
    data = target.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert width > 1_000
    assert height > 500
    assert b"iTXtSource\0" in data
    assert b"Joseph Trevithick" in data
    assert len(set(pixels(data))) > 100
    again = tmp_path / "again.png"
    run("export", "battery", "--to", "png", "--output", again, specs=None)
    assert again.read_bytes() == data


def test_the_graphs_hold_the_same_boxes_and_links() -> None:
    drawing = cluster(written("battery", "--to", "dot"))
    labels = [node.get_label() for node in drawing.get_nodes()]
    assert len(labels) == 12
    assert any("AN/MPQ-65" in label for label in labels)
    edges = drawing.get_edges()
    assert len(edges) == 12
    broken = {"dashed", "dotted"}
    for edge in edges:
        style = edge.get_style().strip('"')
        assert ("○" in edge.get_label()) == (style in broken)
        assert edge.get_comment()
    mermaid = written("battery", "--to", "mermaid").decode().splitlines()
    assert mermaid[0] == "flowchart TB"
    assert sum('["' in line and "subgraph" not in line for line in mermaid) == 12
    assert sum(" -.-|" in line or " ---|" in line for line in mermaid) == 12
    assert any(line.startswith("%% [1] ") for line in mermaid)


def test_the_blank_picture_gives_nothing_away_and_has_a_key() -> None:
    blank = Xml.fromstring(written("blank", "--to", "svg"))  # noqa: S314 - our own output
    words = texts(blank)
    assert [word for word in words if word.isdigit()] == [str(n) for n in range(1, 13)]
    everything = " ".join([*words, *(element.text or "" for element in blank)])
    for name in ("ECS", "AMG", "Radar set", "AN/MPQ-65", "Antenna mast", "M903"):
        assert name not in everything
    key = run("export", "blank-key", "--to", "plain", specs=None).out
    assert "2; short name: RS; kind: Radar set; element: AN/MPQ-65" in key


def test_a_page_without_a_drawing_says_what_can_be_drawn(tmp_path: Path) -> None:
    for words in ((), ("--output", str(tmp_path / "x.svg"))):
        ran = run("export", "m903", "--to", "svg", *words, specs=None)
        assert ran.code == 1
        assert "it has no schematic: export battery, battalion or blank" in ran.err
    assert not list(tmp_path.iterdir())
