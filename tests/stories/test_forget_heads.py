"""A written wish to be forgotten, and the office heads: one decides, all of them know it."""

import pytest

from models.people.tables import StaffRole
from tests.support.human import Human
from tests.support.register import code, hired
from tests.support.world import World


async def asks_two_heads(world: World) -> Human:
    """Let an officer key in Anna's letter; return the head who is asked beside the first."""
    world.write(lambda session: hired(session, "孙平", StaffRole.OFFICE_HEAD, telegram_id=66))
    other, wang = world.humans["stranger"], world.humans["wang"]
    await other.says("/start")
    await wang.says("/forget 1号楼 101")
    await wang.presses("林秀英")
    assert other.sees("书面删除申请", "林秀英")
    return other


@pytest.mark.parametrize("taken_back", [False, True])
async def test_what_is_decided_is_asked_of_no_other_head(world: World, taken_back: bool) -> None:
    """SEC-01: two heads are asked; one answer takes the buttons from both."""
    other, head = await asks_two_heads(world), world.humans["head"]
    if taken_back:
        await world.humans["anna"].says("/forget")
        await world.humans["anna"].presses("保留我的资料")
        assert head.sees("林秀英", "都保留", "不用再决定")
    else:
        await head.presses("同意删除")
        assert other.sees("已同意删除", "林秀英")
    assert "同意删除" not in str([e["keyboard"] for e in (*other.messages, *head.messages)])


async def test_one_head_answers_the_resident_and_the_other_need_not(world: World) -> None:
    """SEC-01: who refused writes the reason; the other reads who has decided."""
    other, head = await asks_two_heads(world), world.humans["head"]
    await head.presses("不同意")
    assert head.sees("不同意删除", "请书面回复住户")
    assert other.sees("钱主任", "已经决定", "林秀英", "不用再做什么")
    assert other.heard_of("请书面回复住户") == 0


async def test_a_head_who_changed_accounts_is_told_in_no_strange_message(world: World) -> None:
    """SEC-01, S-50: the question stands in the former chat, so nothing is put in its place."""
    await asks_two_heads(world)
    moved = world.joins("moved", 67)
    await moved.says(f"/start {code(world, '孙平')}")
    await world.humans["head"].presses("同意删除")
    assert moved.heard_of("已同意删除") == 0
