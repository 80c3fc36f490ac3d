"""A pack as one ZIP file, the same bytes each time, and files out of one that somebody sends."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from lzma import LZMAError

LARGEST_FILE = 50_000_000
MOST_FILES = 500
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, RuntimeError, ValueError,
)  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)


class NotAPack(ValueError):
    """The file is not a ZIP, or holds more than a pack ever does."""


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """The files, sorted, without times or machines in them."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return output.getvalue()


def from_zip(content: bytes) -> dict[str, bytes]:
    """The files by name, read no further than a pack is large. Raises NotAPack."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > LARGEST_FILE:
                raise NotAPack("too large")
            _refuse_twice([entry.filename for entry in entries])
            return {entry.filename: _read(archive, entry) for entry in entries}
    except NotAPack:
        raise
    except _DAMAGED as error:
        raise NotAPack(str(error)) from None


def _refuse_twice(names: list[str]) -> None:
    """Of two files of one name some programs unpack the first and some the last."""
    for name in names:
        if names.count(name) > 1:
            raise NotAPack(f"{name!a} stands in it twice")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > entry.file_size:
        raise NotAPack("too large")
    return content
