"""Passes that a host gave: they stand among what is theirs, and are shown again or taken back."""

from datetime import date

import pytest

from models.visitors.rules import Status
from tests.support.gate import announces, code_in, newest, presses_anything, with_guard
from tests.support.human import Human
from tests.support.register import moves_within
from tests.support.telling import report
from tests.support.world import World, leaves

PLATE = "苏B66666"


@pytest.mark.parametrize(
    ("language", "mine", "shown", "again"),
    [
        ("简体", "我的事项", "还有效的访客通行证", "这张访客通行证现在还有效"),
        ("繁體", "我的事項", "還有效的訪客通行證", "這張訪客通行證現在還有效"),
        ("English", "My requests", "Visitor passes that are still good", "is still good"),
    ],
)
async def test_a_host_finds_what_is_still_good_among_what_is_theirs(
    world: World, language: str, mine: str, shown: str, again: str
) -> None:
    """VIS-01: who comes, when and until when; a press shows the pass and its picture again."""
    anna = world.humans["anna"]
    await report(world)
    await announces(world)
    code = code_in(anna)
    await anna.speaks(language)
    await anna.says(f"📋 {mine}")
    assert "№1" in anna.heard[-2]
    assert all(part in anna.heard[-1] for part in (shown, PLATE, "06:00", "23:00", code))
    await anna.presses(PLATE)
    assert all(part in anna.heard[-2] for part in (again, PLATE))
    assert code in anna.heard[-1]
    assert anna.files() == ["photo", "photo"]


async def test_what_is_good_no_more_stands_there_no_more(world: World) -> None:
    """VIS-01: taken back, used or over; whoever has passes only is not told that there is none."""
    anna = world.humans["anna"]
    await announces(world)
    await announces(world, plate="")
    code = code_in(anna)
    await anna.says("/cases")
    assert anna.heard_of("没有登记过的事项") == 0
    listed = anna.newest("还有效的访客通行证")
    assert all(part in anna.heard[-1] for part in (PLATE, "步行", code))
    await anna.presses(f"🚶 {code}")
    await anna.presses("取消这张通行证", old=anna.newest("现在还有效"))
    await anna.presses(f"🚶 {code}", old=listed)
    assert "已经用过、取消或到期" in anna.toast
    await anna.says("/cases")
    assert "步行" not in anna.heard[-1]
    assert PLATE in anna.heard[-1]
    guard = await with_guard(world)
    await guard.says(f"/pass {PLATE}")
    await guard.presses("✅ 放行")
    await anna.says("/cases")
    assert "没有登记过的事项" in anna.heard[-1]


async def test_all_that_a_host_gave_stand_there(world: World) -> None:
    """VIS-01: also those of the next days, beyond what one day's limit allows."""
    anna = world.humans["anna"]
    for day in ("今天", "明天"):
        for _ in range(4):
            await announces(world, day=day)
    await anna.says("/cases")
    assert anna.heard[-1].count(PLATE) == 8
    assert sum(PLATE in each for each in anna.buttons()) == 8


async def test_nobody_else_sees_it_nor_who_has_left_the_home(world: World) -> None:
    """SEC-01, OWN-06: neither those of the household nor an old button opens the pass."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    guard = await with_guard(world)
    await announces(world)
    given = world.read(newest)
    show = f"1|pass_show|{given.id}|0"
    for human in (chen, guard):
        await human.says("/cases")
        presses_anything(world, human, show)
        await world.settles()
        assert human.heard_of(PLATE) == 0
        assert human.files() == []
    await anna.says("/cases")
    world.write(lambda session: moves_within(session, "林秀英", "102"))
    await anna.presses(PLATE)
    assert "不能由您办" in anna.toast
    assert anna.files() == ["photo"]
    await anna.says("/cases")
    assert PLATE not in anna.heard[-1]
    world.write(lambda session: leaves(session, "林秀英", date(2026, 11, 23)))
    heard = len(anna.heard)
    await anna.says("/cases")
    assert not any(PLATE in each for each in anna.heard[heard:])
    assert world.read(newest).status is Status.OPEN


async def test_what_is_taken_back_is_taken_back_wherever_it_stands(world: World) -> None:
    """VIS-01: no older message keeps a button that does nothing; another pass keeps its own."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await announces(world, "chen")
    await announces(world)
    await announces(world, plate="")
    await anna.says("取消通行证")
    await anna.presses("取消这张通行证", old=anna.newest("步行"))
    cancelled = "访客通行证已取消，不能再用了"
    assert anna.heard_of(cancelled) == 2  # where it was made, and where it was shown again
    assert anna.heard_of("🚶 步行") == 0
    assert buttons_of(anna).count("取消这张通行证") == 2  # the car's, at both of its places
    assert chen.sees("访客通行证开好了", PLATE)
    assert "取消这张通行证" in chen.buttons()
    await anna.presses("取消这张通行证", old=anna.newest(PLATE))
    assert anna.heard_of(f"（{PLATE}）已取消") == 2
    assert buttons_of(anna).count("取消这张通行证") == 0


def buttons_of(human: Human) -> list[str]:
    """Return the labels of all buttons that stand in the chat."""
    rows = (row for each in human.messages for row in each["keyboard"] or [])
    return [button["text"] for row in rows for button in row]
