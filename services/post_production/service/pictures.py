"""Looking at JPEG bytes: is it one, how large, taken when; and making its preview and thumbnail.

Everything here is plain work of a processor on bytes and runs in threads; libvips gives the interpreter free.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pyvips

from services.post_production.domain.rules import Rules
from shared.kit.pictures import fitted, header_of, written
from shared.kit.refusals import PictureRefused, Refusal

PREVIEW_EDGE = 2048
THUMBNAIL_EDGE = 320
PROOF_EDGE = 1080
"""What a customer sees at home: enough to choose by, too small to print."""

EXIF_TIME = re.compile(r"^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
EXIF_OFFSET = re.compile(r"^([+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Picture:
    """What the header of a JPEG says. ``taken_at`` is None when the camera wrote no time."""

    sha256: str
    size: int
    width: int
    height: int
    orientation: int
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Derived:
    """What is shown instead of the original, turned upright and without metadata."""

    preview: bytes
    thumbnail: bytes


def examine(data: bytes, rules: Rules, zone: ZoneInfo) -> Picture:
    """Read the header without decoding the picture, so that a pixel bomb costs nothing.

    Args:
        zone: of the branch; cameras seldom write one.

    Raises:
        PictureRefused: not a JPEG, too large, cut off, or unreadable.
    """
    header = header_of(data, max_bytes=rules.max_file_bytes, max_pixels=rules.max_pixels)
    return Picture(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        width=header.width,
        height=header.height,
        orientation=_orientation(header),
        taken_at=_taken_at(header, zone),
    )


def develop(data: bytes) -> Derived:
    """Decode the whole picture once and make preview and thumbnail.

    Raises:
        PictureRefused: the picture is cut off or damaged.
    """
    upright = fitted(data, PREVIEW_EDGE)
    try:
        small = upright.thumbnail_image(THUMBNAIL_EDGE, height=THUMBNAIL_EDGE, size="down")
        return Derived(written(upright, quality=85), written(small, quality=80))
    except pyvips.Error as error:
        raise PictureRefused(Refusal.UNREADABLE) from error


def proof_of(preview: bytes) -> bytes:
    """The picture a customer chooses by at home, made from its preview."""
    picture = pyvips.Image.jpegload_buffer(preview)
    return written(picture.thumbnail_image(PROOF_EDGE, height=PROOF_EDGE, size="down"), quality=75)


def _orientation(header: pyvips.Image) -> int:
    if header.get_typeof("orientation") == 0:
        return 1
    value = int(header.get("orientation"))
    return value if 1 <= value <= 8 else 1


def _exif(header: pyvips.Image, field: str) -> str:
    return str(header.get(field)) if header.get_typeof(field) else ""


def _taken_at(header: pyvips.Image, zone: ZoneInfo) -> datetime | None:
    match = EXIF_TIME.match(_exif(header, "exif-ifd2-DateTimeOriginal"))
    if match is None:
        return None
    text = "{}-{}-{}T{}:{}:{}".format(*match.groups())
    offset = EXIF_OFFSET.match(_exif(header, "exif-ifd2-OffsetTimeOriginal"))
    try:
        return datetime.fromisoformat(text + offset[1]) if offset else datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        # Cameras with an unset clock write 0000:00:00.
        return None
