"""Looking at bytes: real photographs are taken, everything else is named."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from services.post_production.domain.rules import Rules
from services.post_production.service.pictures import develop, examine
from shared.kit.refusals import PictureRefused, Refusal
from tests.pictures import bomb, jpeg, png

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Refusal.EMPTY),
        (png(), Refusal.NOT_JPEG),
        (b"\xff\xd8\xffnot a picture", Refusal.UNREADABLE),
        (bomb(), Refusal.TOO_MANY_PIXELS),
        (jpeg(size=(1200, 900))[:-2], Refusal.TRUNCATED),
        (b"\xff\xd8\xff" + b"0" * 2_000_000, Refusal.TOO_LARGE),
    ],
)
def test_what_is_no_photograph_is_refused(data: bytes, why: Refusal) -> None:
    with pytest.raises(PictureRefused) as refused:
        examine(data, Rules(max_file_bytes=1_500_000), SHANGHAI)
    assert refused.value.why is why


def test_exif_time_is_the_branches_time() -> None:
    picture = examine(jpeg(taken="2026:11:20 10:11:12", orientation=6), Rules(), SHANGHAI)
    assert picture.taken_at == datetime(2026, 11, 20, 2, 11, 12, tzinfo=UTC)
    assert (picture.width, picture.height, picture.orientation) == (400, 300, 6)


@pytest.mark.parametrize("taken", [None, "0000:00:00 00:00:00"])
def test_a_camera_without_a_clock_is_no_fault(taken: str | None) -> None:
    assert examine(jpeg(taken=taken), Rules(), SHANGHAI).taken_at is None


def test_previews_are_upright_small_and_tell_nothing() -> None:
    derived = develop(jpeg(size=(4400, 3000), orientation=6))
    preview, thumbnail = (Image.open(io.BytesIO(data)) for data in (derived.preview, derived.thumbnail))
    assert preview.size == (1396, 2048)
    assert max(thumbnail.size) == 320
    assert not preview.getexif()


def test_a_cut_picture_is_found_when_it_is_decoded() -> None:
    noise = Image.effect_noise((1200, 900), 90)
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG")
    whole = buffer.getvalue()
    cut = whole[: len(whole) // 2] + b"\xff\xd9"
    examine(cut, Rules(), SHANGHAI)
    with pytest.raises(PictureRefused):
        develop(cut[:-2])
