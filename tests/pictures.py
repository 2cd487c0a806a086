"""Pictures as cameras and pads write them, and one that is not what it says."""

import io
import struct
from itertools import count

from PIL import Image

_numbers = count(1)


def jpeg(
    *,
    size: tuple[int, int] = (400, 300),
    taken: str | None = "2026:11:20 10:11:12",
    orientation: int | None = None,
) -> bytes:
    """A real photograph as a camera writes it; no two are alike."""
    number = next(_numbers)
    image = Image.new("RGB", size, (number % 256, number // 256 % 256, 90))
    exif = Image.Exif()
    exif[0x010E] = f"picture {number}"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if orientation:
        exif[0x0112] = orientation
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95, exif=exif)
    return buffer.getvalue()


def png() -> bytes:
    """A small PNG, as a signature pad sends it."""
    buffer = io.BytesIO()
    Image.new("RGB", (30, 10), (0, 0, 0)).save(buffer, "PNG")
    return buffer.getvalue()


def bomb() -> bytes:
    """A small JPEG whose header claims 60000 × 60000 pixels."""
    data = bytearray(jpeg())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 60000, 60000)
    return bytes(data)
