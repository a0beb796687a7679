"""A blocked car: who may answer for it, go and look, or end it; asked at the press, of today."""

from datetime import date

import pytest

from models.blocked.rules import Status
from models.cases.tables import Case
from tests.support.blocking import PLATE, drives, is_blocked
from tests.support.gate import presses_anything, with_guard
from tests.support.world import World, leaves

PRESSES = ("come|1|0|5", "cannot_come|1|0", "still_blocked|1|0", "see_to|1|0", "way_free|1|0")
# fmt: off
MAY = {                                   # while nobody has answered, and once somebody goes
    "chen":       ({"come|1|0|5", "cannot_come|1|0"}, {"come|1|0|5"}),
    "anna":       ({"way_free|1|0"},                  {"still_blocked|1|0", "way_free|1|0"}),
    "高大勇":      ({"see_to|1|0"},                    {"way_free|1|0"}),
    "wang":       ({"see_to|1|0"},                    set()),
    "supervisor": ({"see_to|1|0"},                    set()),
    "zhang":      (set(),                             set()),
    "stranger":   (set(),                             set()),
}
# fmt: on


def status(world: World) -> str:
    return str(world.read(lambda session: session.get_one(Case, 1).status))


async def takes(world: World, who: str, press: str) -> bool:
    """Tell whether the press is taken; what it changed is put back."""
    before = world.read(lambda session: session.get_one(Case, 1).model_dump())
    presses_anything(world, world.humans[who], f"1|{press}")
    await world.settles()
    after = world.read(lambda session: session.get_one(Case, 1).model_dump())

    def put_back(session: object) -> None:
        case = session.get_one(Case, 1)  # type: ignore[attr-defined]
        for name in ("status", "owner_id", "closed_at"):
            setattr(case, name, before[name])
        session.add(case)  # type: ignore[attr-defined]

    world.write(put_back)
    return bool(after["rev"] != before["rev"])


@pytest.mark.parametrize("goes", [False, True])
async def test_each_may_do_what_the_matrix_says(world: World, goes: bool) -> None:
    """SEC-01: the driver answers, the gate goes, the asker ends it; nobody else does anything."""
    world.write(drives)
    guard = await with_guard(world)
    await is_blocked(world)
    await world.waits(minutes=10)
    if goes:
        await guard.presses("我去看")
    for who in MAY:
        if not world.humans[who].messages:
            await world.humans[who].says("/help")
    found = {who: {press for press in PRESSES if await takes(world, who, press)} for who in MAY}
    assert found == {who: may[goes] for who, may in MAY.items()}


async def test_who_has_left_answers_for_nothing(world: World) -> None:
    """SEC-01: a driver who moved out and a guard who was dismissed press old buttons in vain."""
    world.write(drives)
    guard, chen = await with_guard(world), world.humans["chen"]
    anna = await is_blocked(world)
    await world.waits(minutes=10)
    for name in ("陈大文", "高大勇"):
        world.write(lambda session, name=name: leaves(session, name, date(2026, 11, 23)))
    heard = len(anna.heard)
    await chen.presses("5 分钟内到")
    await guard.presses("我去看")
    assert status(world) == Status.LOOKING
    assert len(anna.heard) == heard


async def test_words_in_reply_reach_no_other_side(world: World) -> None:
    """SEC-01: what the driver replies goes nowhere; the asker's goes to the office, not to them."""
    world.write(drives)
    anna, chen = await is_blocked(world), world.humans["chen"]
    await chen.replies(PLATE, "我是102的陈大文，马上来")
    assert anna.heard_of("陈大文") == 0
    heard = len(chen.heard)
    await anna.replies("№1", "我是101的林秀英")
    assert len(chen.heard) == heard


async def test_a_group_reads_neither_plate_nor_place(world: World) -> None:
    """SEC-01: where nobody can be reached the group knows that there is something, not of whom."""
    wang, management = world.humans["wang"], world.humans["management"]
    await is_blocked(world)
    await management.says("/case 1")
    assert management.sees("№1", "车挡路")
    assert not [text for text in management.heard if PLATE in text or "2号门" in text]
    await wang.says("/open")
    assert wang.sees("№1", "车挡路")
    assert wang.heard[-1].count(PLATE) == 0
