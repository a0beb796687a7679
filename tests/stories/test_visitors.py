"""Visitors: the host gives a pass, the gate uses it once, and the host knows at once."""

from bot.papers.drawing import code, drawn
from tests.support.gate import announces, code_in, picture_of, with_guard
from tests.support.world import World

HOST = ("林", "秀英", "101", "13800000011")


async def test_a_guest_comes_in_by_the_picture_and_only_once(world: World) -> None:
    """VIS-01: with the host's consent in writing, once; the host hears of it at once."""
    anna, guard = world.humans["anna"], await with_guard(world)
    word = await announces(world)
    assert anna.files() == ["photo"]
    assert anna.sees("云和苑", "访客通行证", "短码", "06:00", "23:00")
    await guard.says(f"/start {word}")
    assert guard.sees("可以用", "苏B66666", "2 位")
    await guard.presses("放行")
    assert anna.sees("您的客人", "苏B66666", "08:30", "进门")
    assert guard.sees("已用过")
    await guard.says(f"/start {word}")
    assert "已用过" in guard.heard[-1]
    assert "放行" not in guard.buttons()[0]
    assert anna.heard_of("谢谢您提前登记") == 1


async def test_of_two_guards_one_lets_the_guest_in(world: World) -> None:
    """VIS-01: both have scanned it; what one has used the other cannot use any more."""
    anna, guard = world.humans["anna"], await with_guard(world)
    other = await with_guard(world, "梁志伟", 42)
    word = await announces(world)
    await guard.says(f"/start {word}")
    await other.says(f"/start {word}")
    guard.presses_unanswered("✅ 放行")
    other.presses_unanswered("✅ 放行")
    await world.settles()
    assert anna.heard_of("谢谢您提前登记") == 1
    assert "已经用过一次" in guard.toast + other.toast


async def test_the_picture_and_what_the_gate_reads_say_nothing_of_the_host(world: World) -> None:
    """SEC-01: a link with a random word; whoever forwards or finds it learns nothing."""
    anna, guard = world.humans["anna"], await with_guard(world)
    word = await announces(world)
    link = f"https://t.me/{world.telegram.username}?start={word}"
    assert picture_of(world) == code(link) == drawn("visitors.qr", link)
    forwarded = next(text for text in anna.heard if "短码" in text)
    await guard.says(f"/start {word}")
    await guard.says(f"/pass {code_in(anna)}")
    await guard.says("/pass 苏B 66666")
    await guard.says("/passes")
    assert guard.heard_of("苏B66666") == 4
    for text in (forwarded, word, *guard.heard):
        assert not [each for each in HOST if each in text], text
    assert "苏B" not in forwarded
