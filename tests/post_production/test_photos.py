"""Import of proofs over HTTP (SHO-02)."""

import asyncio
import io
import zipfile
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from services.post_production.models import Photo
from services.post_production.service.darkroom import Darkroom
from services.post_production.service.imports import shown_name
from services.post_production.service.store import Rendering
from shared.contracts.post_production import PhotosImported
from shared.kit.testing import ServiceMaker
from tests.pictures import bomb, jpeg, png
from tests.post_production.conftest import House


async def test_one_bad_file_never_loses_the_rest(house: House) -> None:
    photo_set = await house.photo_set(await house.order())
    good = jpeg()
    taken = await house.upload(
        photo_set, ("a.jpg", good), ("b.jpg", png()), ("c.jpg", b""), ("again.jpg", good), ("d.jpg", jpeg())
    )
    assert [(file["name"], file["state"], file["reason"]) for file in taken["files"]] == [
        ("a.jpg", "ACCEPTED", None),
        ("b.jpg", "REFUSED", "NOT_JPEG"),
        ("c.jpg", "REFUSED", "EMPTY"),
        ("again.jpg", "DUPLICATE", None),
        ("d.jpg", "ACCEPTED", None),
    ]
    assert taken["files"][3]["photo_id"] == taken["files"][0]["photo_id"]
    assert (taken["accepted"], taken["duplicates"], taken["refused"]) == (2, 1, 2)


async def test_a_file_over_the_limit_is_refused_alone(start_service: ServiceMaker) -> None:
    async with start_service("post_production", POST_PRODUCTION_MAX_FILE_MB="1") as service:
        house = House(service)
        photo_set = await house.photo_set(await house.order())
        taken = await house.upload(photo_set, ("big.jpg", jpeg() + b"0" * 1_100_000), ("small.jpg", jpeg()))
    assert [file["reason"] for file in taken["files"]] == ["TOO_LARGE", None]


async def test_a_duplicate_is_found_in_another_set_of_the_order(house: House) -> None:
    order = await house.order(clothes_sets=2)
    one, two = await house.photo_set(order), await house.photo_set(order, clothes_set=2)
    picture = jpeg()
    await house.upload(one, ("a.jpg", picture))
    assert (await house.upload(two, ("b.jpg", picture)))["duplicates"] == 1


async def test_previews_are_made_off_the_request_path(house: House) -> None:
    order = await house.order()
    photo_set = await house.photo_set(order)
    taken = await house.upload(photo_set, ("a.jpg", jpeg(size=(900, 600))))
    photo = taken["files"][0]["photo_id"]
    early = await house.call("GET", f"/photos/{photo}/preview")
    assert (early.status_code, early.json()["code"]) == (409, "photos.not_ready")
    assert await house.darkroom.process_pending() == 1
    shown = await house.call("GET", f"/photos/{photo}/thumbnail", ok=200)
    assert (shown.headers["content-type"], shown.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert "private" in shown.headers["cache-control"]
    again = await house.call("GET", f"/photos/{photo}/thumbnail", headers={"If-None-Match": shown.headers["etag"]})
    assert again.status_code == 304
    progress = await house.get(f"/photo-sets/{photo_set}")
    assert (progress["received"], progress["ready"], progress["broken"]) == (1, 1, 0)


async def test_the_original_comes_back_as_it_was_sent(house: House) -> None:
    photo_set = await house.photo_set(await house.order())
    picture = jpeg()
    photo = (await house.upload(photo_set, ("a.jpg", picture)))["files"][0]["photo_id"]
    assert (await house.call("GET", f"/photos/{photo}/original", ok=200)).content == picture


async def test_the_same_picture_in_another_order_is_not_developed_again(house: House) -> None:
    picture = jpeg()
    await house.upload(await house.photo_set(await house.order()), ("a.jpg", picture))
    await house.darkroom.process_pending()
    other = await house.photo_set(await house.order())
    await house.upload(other, ("a.jpg", picture))
    assert (await house.get(f"/photo-sets/{other}"))["ready"] == 1


async def test_a_damaged_file_is_broken_and_stops_nobody(house: House) -> None:
    order = await house.order()
    photo_set = await house.photo_set(order)
    taken = await house.upload(photo_set, ("a.jpg", jpeg()), ("b.jpg", jpeg()))
    async with house.service.session() as session:
        lost = (await session.exec(select(Photo).where(Photo.id == UUID(taken["files"][0]["photo_id"])))).one()
        await house.darkroom.store.put(lost.original_key, b"\xff\xd8\xff damaged on the disk")
    assert await house.darkroom.process_pending() == 2
    progress = await house.get(f"/photo-sets/{photo_set}")
    assert (progress["ready"], progress["broken"]) == (1, 1)
    assert await house.refused(f"/photo-sets/{photo_set}/completion", {"expected_count": 2}) == "photos.count_differs"


async def test_two_workers_never_take_the_same_photo(house: House) -> None:
    photo_set = await house.photo_set(await house.order())
    await house.upload(photo_set, *((f"{n}.jpg", jpeg()) for n in range(20)))
    settled = await asyncio.gather(*(house.darkroom.process_pending() for _ in range(3)))
    assert sum(settled) == 20


async def test_a_new_process_takes_up_what_was_left(house: House) -> None:
    photo_set = await house.photo_set(await house.order())
    await house.upload(photo_set, ("a.jpg", jpeg()), ("b.jpg", jpeg()))
    restarted = Darkroom(house.service.service.database, house.darkroom.store, workers=2)
    done = asyncio.Event()
    restarted.database.after_commit.append(lambda _session: done.set())
    restarted.start()
    try:
        async with asyncio.timeout(10):
            while (await house.get(f"/photo-sets/{photo_set}"))["ready"] < 2:
                done.clear()
                await done.wait()
    finally:
        await restarted.stop()


async def test_the_photographers_count_closes_the_set(house: House) -> None:  # SHO-02
    photo_set = await house.photo_set(await house.order())
    await house.upload(photo_set, ("a.jpg", jpeg()), ("b.jpg", png()))
    assert await house.refused(f"/photo-sets/{photo_set}/completion", {"expected_count": 2}) == "photos.count_differs"
    await house.post(f"/photo-sets/{photo_set}/completion", {"expected_count": 1})
    told = (await house.service.published(PhotosImported))[0]
    assert (told.accepted, told.refused) == (1, 1)
    late = await house.call(
        "POST", f"/photo-sets/{photo_set}/photos", files=[("files", ("c.jpg", jpeg(), "image/jpeg"))]
    )
    assert late.json()["code"] == "photos.set_complete"


async def test_weddings_are_colour_corrected_the_day_after_the_shoot(house: House) -> None:  # PST-18
    await house.photos(await house.order())
    items = (await house.get("/work-items"))["items"]
    assert [(item["step"], item["due_on"]) for item in items] == [("COLOUR", "2026-11-24")]


async def test_photos_are_listed_in_the_order_they_came(house: House) -> None:
    order = await house.order()
    await house.photos(order, number=3)
    page = await house.get(f"/orders/{order}/photos?limit=2")
    rest = await house.get(f"/orders/{order}/photos?limit=2&cursor={page['next_cursor']}")
    listed = [photo["name"] for photo in page["items"] + rest["items"]]
    assert listed == ["0.jpg", "1.jpg", "2.jpg"]
    assert page["items"][0]["taken_at"] == "2026-11-20T02:11:12Z"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\card\\IMG_1.JPG", "IMG_1.JPG"),
        ("../../x.jpg", "x.jpg"),
        ("13800138000.jpg", "photo.jpg"),
        ("", "photo.jpg"),
    ],
)
def test_a_name_holds_no_folder_and_no_number_of_a_person(sent: str, kept: str) -> None:
    assert shown_name(sent) == kept


async def test_an_order_not_heard_of_is_not_there_yet(house: House) -> None:
    assert await house.refused(f"/orders/{uuid4()}/photo-sets", {"clothes_set": 1}) == "fact_not_arrived"


async def test_a_file_missing_in_the_store_is_said(house: House) -> None:
    photo_set = await house.photo_set(await house.order())
    photo = (await house.upload(photo_set, ("a.jpg", jpeg())))["files"][0]["photo_id"]
    async with house.service.session() as session:
        row = await session.get_one(Photo, UUID(photo))
        row.sha256 = "0" * 64
    gone = await house.call("GET", f"/photos/{photo}/{Rendering.ORIGINAL.value}")
    assert (gone.status_code, gone.json()["code"]) == (410, "photos.file_lost")


def zip_bomb() -> bytes:
    """Ten megabytes of nothing in ten kilobytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jpg", b"\0" * 10_000_000)
    return packed.getvalue()


async def test_bombs_in_the_post_are_named_and_the_rest_is_taken(house: House) -> None:  # P19
    """A header that claims 60000 × 60000 pixels, archives, other formats, pictures cut off, names that are paths."""
    photo_set = await house.photo_set(await house.order())
    packed, picture = zip_bomb(), jpeg(size=(1200, 900))
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1/"/></svg>'
    sent = {
        "pixels.jpg": (bomb(), "TOO_MANY_PIXELS"),
        "archive.jpg": (packed, "NOT_JPEG"),
        "followed.jpg": (picture + packed, None),
        "cut.jpg": (picture[: len(picture) // 2], "TRUNCATED"),
        "drawing.jpg": (svg, "NOT_JPEG"),
        "header.jpg": (b"\xff\xd8\xff\xe0" + b"\xff" * 5000, "UNREADABLE"),
        "../../etc/passwd": (jpeg(), None),
        "\u202egpj.exe": (jpeg(), None),
    }
    taken = await house.upload(photo_set, *((name, data) for name, (data, _) in sent.items()))
    assert [file["reason"] for file in taken["files"]] == [why for _, why in sent.values()]
    assert not any("/" in file["name"] for file in taken["files"])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=files\r\n\r\nx"),
        ("multipart/form-data; boundary=b", b"--b\r\n" + b"X: y\r\n" * 50_000 + b"\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n' * 3000),
        ("multipart/form-data; boundary=" + "b" * 5000, b"--b--"),
        ("multipart/form-data; boundary=b; charset=utf-7", b"--b--\r\n"),
        ("image/jpeg", b"\xff\xd8\xff"),
        ("text/plain", b""),
    ],
)
async def test_a_broken_form_is_refused(house: House, kind: str, body: bytes) -> None:  # P19
    photo_set = await house.photo_set(await house.order())
    headers = {"Content-Type": kind}
    answer = await house.call("POST", f"/photo-sets/{photo_set}/photos", headers=headers, content=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["code"]
