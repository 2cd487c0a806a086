"""Thirty real photographs: variants of size, cut and time made from freely licensed pictures that a library ships."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import skimage
from PIL import Image, ImageEnhance, ImageOps

SOURCES = ("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "motorcycle_left.png", "color.png")
VARIANTS = 30


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG as a camera writes it."""

    name: str
    content: bytes


@lru_cache(maxsize=8)
def _source(name: str) -> Image.Image:
    return Image.open(Path(skimage.__file__).parent / "data" / name).convert("RGB")


@lru_cache(maxsize=64)
def _variant(number: int, long_side: int) -> Image.Image:
    picture = _source(SOURCES[number % len(SOURCES)])
    if number % 2:
        picture = ImageOps.mirror(picture)
    shrink = 0.02 * (number // len(SOURCES))
    width, height = picture.size
    picture = picture.crop(
        (int(width * shrink), int(height * shrink), int(width * (1 - shrink)), int(height * (1 - shrink)))
    )
    picture = ImageEnhance.Brightness(picture).enhance(0.9 + 0.02 * (number % 11))
    scale = long_side / max(picture.size)
    return picture.resize((int(picture.width * scale), int(picture.height * scale)), Image.Resampling.BICUBIC)


@lru_cache(maxsize=256)
def photograph(number: int, taken: datetime, long_side: int = 900) -> Photograph:
    """The variant of that number, taken at that time on the camera's clock."""
    picture = _variant(number % VARIANTS, long_side)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Studio", "Portrait 1", 1
    exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d %H:%M:%S}"
    memory = io.BytesIO()
    picture.save(memory, "JPEG", quality=82, exif=exif)
    return Photograph(f"IMG_{number + 1:04d}.jpg", memory.getvalue())


def shoot(count: int, begin: datetime, *, long_side: int = 900) -> Sequence[Photograph]:
    """The photographs of one shoot, half a minute apart."""
    return [photograph(number, begin + timedelta(seconds=30 * number), long_side) for number in range(count)]
