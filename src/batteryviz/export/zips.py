"""Zip archives that are the same on every day and every computer."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LATEST = (2107, 12, 31, 23, 59, 58)
"""Zip knows no earlier and no later moment."""


def archive(members: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return a zip archive of ``members``, in their order, all dated ``moment``."""
    stream = io.BytesIO()
    date = min(max(_EARLIEST, moment.timetuple()[:6]), _LATEST)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, date)
            info.compress_type = zipfile.ZIP_DEFLATED
            # The same whichever system wrote it: an MS-DOS file without attributes.
            info.create_system = 0
            made.writestr(info, data, compresslevel=6)
    return stream.getvalue()


def settled(data: bytes, moment: datetime) -> bytes:
    """Return the zip archive ``data`` with all its members dated ``moment``."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return archive({name: found.read(name) for name in found.namelist()}, moment)
