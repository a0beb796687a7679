"""Whatever file comes: no crash, nothing of it kept but a bare picture, and a kind sentence."""

import io

import pytest
from PIL import Image
from sqlmodel import Session, col, select

from models.files.operations import enclosed
from models.files.tables import File, FileState
from tests.support.canaries import Overheard
from tests.support.carding import costs
from tests.support.copies import on_disk
from tests.support.hostile import BEHIND, MAKER, MOST, NAMES, REFUSED, SCRIPT, located
from tests.support.parking import with_spaces
from tests.support.telling import fill_in, half_a_minute_passes, picture, report
from tests.support.walks import walk
from tests.support.world import World

KIND = ("很抱歉", "打不开", "请您拍一张照片", "谢谢您")


def last_file(world: World) -> File:
    found: File = world.read(lambda s: s.exec(select(File).order_by(col(File.id).desc())).first())
    return found


def ours(world: World) -> bytes:
    """Return our copy of the last file."""

    def shown(session: Session) -> tuple[str, object]:
        found = enclosed(session, last_file(world).id, sealed=True)
        assert found is not None
        return found.digest, found.key

    return world.store.get(*world.read(shown))


@pytest.mark.slow
async def test_what_is_no_picture_is_refused_in_one_kind_sentence(
    world: World, overheard: Overheard
) -> None:
    """SEC-02, ETQ-05: as a document and as a photograph; nothing of it is kept."""
    anna = world.humans["anna"]
    wrong = []
    as_photos = {f"{name}, as a photograph": REFUSED[name] for name in ("words", "a PDF that acts")}
    for name, content in (REFUSED | as_photos).items():
        before = anna.heard_of("打不开")
        await anna.sends(**{"photo" if name in as_photos else "document": content})
        if (anna.heard_of("打不开"), last_file(world).state) != (before + 1, FileState.FAILED):
            wrong.append(name)
    assert (wrong, on_disk(world)) == ([], [])
    assert anna.sees(*KIND)
    assert overheard.errors == []


async def test_twenty_megabytes_and_one_byte_are_too_many(
    world: World, overheard: Overheard
) -> None:
    """ETQ-05: said at once, with what can be done instead."""
    anna = world.humans["anna"]
    await anna.sends(document=bytes(MOST + 1))
    assert anna.sees("20 MB", "很抱歉")
    assert (last_file(world).state, overheard.errors) == (FileState.FAILED, [])


@pytest.mark.parametrize("way", ["document", "photo"])
async def test_of_a_picture_only_the_picture_is_kept(world: World, way: str) -> None:
    """SEC-01: no position, no camera, nothing that stood behind it."""
    for content in BEHIND.values():
        await world.humans["anna"].sends(**{way: content})
        kept = ours(world)
        with Image.open(io.BytesIO(kept)) as seen:
            assert (seen.format, seen.size) == ("JPEG", (64, 32))
            assert (dict(seen.getexif()), seen.info.get("comment")) == ({}, None)
        assert not [each for each in (MAKER.encode(), SCRIPT, b"%PDF", b"PK\x03") if each in kept]


async def test_a_photograph_sent_as_a_file_is_shown_without_its_place(world: World) -> None:
    """SEC-01: who repairs gets our copy of it, never the one that says where it was taken."""
    await world.reaches(9)
    await fill_in(world)
    await world.humans["anna"].sends(document=located())
    await world.humans["anna"].presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].files() == ["document"]
    sent = [each for each in world.telegram.state["files"] if each.startswith("document")]
    first, shown = (world.telegram.bytes_of(each) for each in sent)
    assert first == located()
    assert shown is not None
    assert MAKER.encode() not in shown


async def test_what_is_not_fetched_yet_waits_rather_than_show_its_place(world: World) -> None:
    """SEC-01: Telegram answers late; nothing is shown before our own copy is there."""
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    world.telegram.fail_next("getFile", error_code=500, description="Internal Server Error")
    await world.humans["anna"].replies("№1", caption="就是这个阀门", document=located())
    assert world.humans["zhang"].files() == []
    world.write(half_a_minute_passes)
    await world.restarts()
    assert world.humans["zhang"].files() == ["document"]
    newest = next(reversed(world.telegram.state["files"]))
    assert MAKER.encode() not in (world.telegram.bytes_of(newest) or MAKER.encode())


async def test_a_name_is_never_a_path(world: World, overheard: Overheard) -> None:
    """What a document calls itself is not even looked at."""
    for number, name in enumerate(NAMES, 500):
        file = world.telegram.keep_file("document", picture(number % 200))
        sender = {"id": 11, "is_bot": False, "first_name": "Anna"}
        message = {"message_id": number, "date": 1, "chat": {"id": 11, "type": "private"}}
        message |= {"from": sender, "document": file | {"file_name": name, "mime_type": name}}
        world.telegram.inject({"message": message})
        await world.settles()
        assert last_file(world).state is FileState.KEPT
    assert len(on_disk(world)) == len(NAMES)
    assert all(len(name) == 64 for name in on_disk(world))
    assert overheard.errors == []


PLACES = {  # where a paper or proof is asked for: what leads there (a * is pressed)
    "a space": ("/parking", "*申请车位", "苏A12345", "比亚迪 元"),
    "a card": ("/cards", "*申请办卡", "*门禁卡", "*跳过"),
    "the owner's file": ("/file", "*申请变更", "*联系电话", "13900000099"),
}
HARM = (
    *("half a JPEG", "a PNG of 90 million pixels", "an SVG that calls out"),
    *("a document with macros", "an archive bomb", "a PDF that acts", "a programme"),
)


@pytest.mark.parametrize("place", walk(PLACES, "a space"))
async def test_where_papers_are_asked_for_harm_is_refused_and_a_picture_is_bare(
    world: World, overheard: Overheard, place: str
) -> None:
    """SEC-01, SEC-02, ETQ-05: in the question itself; it is asked on, and the paper is accepted."""
    await world.reaches(9)
    for prepared in (costs, with_spaces):
        world.write(prepared)
    anna = world.humans["anna"]
    for each in PLACES[place]:
        await (anna.presses(each[1:]) if each.startswith("*") else anna.says(each))
    for name in HARM:
        before = anna.heard_of("打不开")
        await anna.sends(document=REFUSED[name])
        assert (anna.heard_of("打不开"), on_disk(world)) == (before + 1, []), name
    await anna.sends(document=bytes(MOST + 1))
    assert (anna.sees("20 MB", "很抱歉"), on_disk(world)) == (True, [])
    await anna.sends(document=located())
    assert last_file(world).state is FileState.KEPT
    assert MAKER.encode() not in ours(world)
    await anna.presses("拍好了")
    assert overheard.errors == []
