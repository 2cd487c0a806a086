"""JPEG bytes that people bring: looked at before they are decoded, and written anew without what a camera noted.

Everything here is plain work of a processor on bytes and runs in threads; libvips gives the interpreter free.
"""

from __future__ import annotations

import logging

import pyvips

from shared.kit.refusals import PictureRefused, Refusal

SOI = b"\xff\xd8\xff"
EOI = b"\xff\xd9"
TAIL = 64 * 1024

# The same picture is never asked for twice in a row; a cache would only hold memory.
pyvips.cache_set_max(0)
# libvips tells every step of its pipeline.
logging.getLogger("pyvips").setLevel(logging.WARNING)


def header_of(data: bytes, *, max_bytes: int, max_pixels: int) -> pyvips.Image:
    """Read the header without decoding the picture, so that a pixel bomb costs nothing.

    Raises:
        PictureRefused: not a JPEG, too large, cut off, or unreadable.
    """
    if not data:
        raise PictureRefused(Refusal.EMPTY)
    if len(data) > max_bytes:
        raise PictureRefused(Refusal.TOO_LARGE)
    if not data.startswith(SOI):
        raise PictureRefused(Refusal.NOT_JPEG)
    try:
        header = pyvips.Image.jpegload_buffer(data)
    except pyvips.Error as error:
        raise PictureRefused(Refusal.UNREADABLE) from error
    if header.width * header.height > max_pixels:
        raise PictureRefused(Refusal.TOO_MANY_PIXELS)
    if EOI not in data[-TAIL:]:
        raise PictureRefused(Refusal.TRUNCATED)
    return header


def fitted(data: bytes, edge: int) -> pyvips.Image:
    """The whole picture, decoded once, upright and at most that wide and high.

    Raises:
        PictureRefused: the picture is cut off or damaged.
    """
    try:
        header = pyvips.Image.jpegload_buffer(data)
        shrink = _shrink(max(header.width, header.height), edge)
        picture = pyvips.Image.jpegload_buffer(data, shrink=shrink, access="sequential", fail_on="truncated")
        small = picture.thumbnail_image(edge, height=edge, size="down", no_rotate=True)
        return small.copy_memory().autorot()
    except pyvips.Error as error:
        raise PictureRefused(Refusal.UNREADABLE) from error


def written(picture: pyvips.Image, *, quality: int) -> bytes:
    """The picture as a JPEG; metadata may hold a place or a name, only the colour profile stays."""
    encoded: bytes = picture.jpegsave_buffer(Q=quality, keep="icc")
    return encoded


def _shrink(edge: int, wanted: int) -> int:
    """How far the decoder may shrink while reading and still leave enough."""
    return next((factor for factor in (8, 4, 2) if edge // factor >= wanted), 1)
