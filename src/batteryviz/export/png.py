"""The vector picture as pixels, for slides and chats; its sources ride along as text."""

import struct
import zlib

from batteryviz.export import svg
from batteryviz.export.edition import Edition
from batteryviz.export.pictures import colophon_text, pictures, source_lines

PIXELS_AN_INCH = 192.0
_TEMPLATE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_FIRST_CHUNK_END = 33
"""The signature and the header chunk of every PNG file."""


def write(edition: Edition) -> bytes:
    """Return the schematics of ``edition`` as one PNG file."""
    image = pixels(svg.write(edition).decode())
    texts = {
        "Title": " · ".join(picture.title for picture in pictures(edition)),
        "Source": "\n".join(
            line for picture in pictures(edition) for line in source_lines(picture)
        ),
        "Description": "\n".join(colophon_text(edition)),
    }
    chunks = b"".join(_text_chunk(key, text) for key, text in texts.items())
    return image[:_FIRST_CHUNK_END] + chunks + image[_FIRST_CHUNK_END:]


def pixels(picture: str, an_inch: float = PIXELS_AN_INCH) -> bytes:
    """Return an SVG picture as a PNG file; ``an_inch`` is how many pixels 96 units become."""
    import typst

    # The fonts of the computer stay out of it: they would make other bytes elsewhere.
    compiler = typst.Compiler(_TEMPLATE, ignore_system_fonts=True, sys_inputs={"svg": picture})
    made = compiler.compile(format="png", ppi=an_inch)
    return made if isinstance(made, bytes) else b"".join(made or ())


def _text_chunk(key: str, text: str) -> bytes:
    """Return an international text chunk: uncompressed, language not named."""
    data = key.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    body = b"iTXt" + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
