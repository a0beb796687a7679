"""Visitors: the host gives a pass, the gate uses it once, and the host knows at once."""

from datetime import date

import pytest

from bot.papers.drawing import code, drawn
from models.visitors.rules import Status
from tests.support.gate import (
    GUARD,
    announces,
    code_in,
    half_told,
    newest,
    passes,
    picture_of,
    presses_anything,
    with_guard,
)
from tests.support.register import changes, moves_within, works_elsewhere
from tests.support.world import World, leaves

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


@pytest.mark.parametrize("said", ["没车", "唔揸車", "坐地铁来", "佢搭的士", "She doesn't drive"])
async def test_a_guest_without_a_car_is_said_in_words(world: World, said: str) -> None:
    """VIS-01: nobody needs a plate who comes on foot, however it is put."""
    anna = world.humans["anna"]
    await anna.says("/visitor")
    await anna.says(said)
    assert "车牌" not in anna.heard[-1]
    assert any("今天" in each for each in anna.buttons())


@pytest.mark.parametrize(
    "said",
    ["取消", "客人不来了", "朋友今晚唔嚟喇", "取消访客通行证", "My guest can't make it", "cancel"],
)
async def test_who_says_that_nobody_comes_is_shown_what_is_still_good(
    world: World, said: str
) -> None:
    """VIS-01: words take nothing back, and nobody has to look for the pass: one press."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await announces(world)
    await chen.says(said)
    assert "苏B66666" not in chen.heard[-1]
    await anna.says(said)
    assert all(part in anna.heard[-1] for part in ("现在还有效", "苏B66666"))
    assert world.read(newest).status is Status.OPEN
    await anna.presses("取消这张通行证")
    assert "苏B66666）已取消" in anna.heard[-1]  # in place of what is good no more
    await anna.says("取消通行证")
    assert "没有还有效的访客通行证" in anna.heard[-1]


@pytest.mark.parametrize(
    "said",
    [
        "朋友在家等，师傅怎么不来了",
        "朋友等緊，師傅係咪唔嚟喇",
        "My friend is home; is the plumber not coming?",
    ],
)
async def test_a_technician_who_does_not_come_is_no_guest(world: World, said: str) -> None:
    """VIS-01, GEN-05: who waits for a repair is not told of passes."""
    anna = world.humans["anna"]
    await anna.says(said)
    assert not any("通行证" in each for each in anna.heard)


async def test_the_gate_is_told_of_a_pass_that_is_over_and_of_none(world: World) -> None:
    """VIS-01: a code or a plate is never taken for anything else; who comes late is told why."""
    anna, guard = world.humans["anna"], await with_guard(world)
    await announces(world, span="06:00–12:00")
    short = code_in(anna)
    await world.waits(hours=6)
    for said in (short, "苏B·66666", "请问 苏B66666 今天有登记吗", f"/pass {short}"):
        await guard.says(said)
        assert guard.sees("已过期", "06:00", "12:00", "先不要放行", "/visitor"), said
        assert not any("放行" in each for each in guard.buttons()), said
    for said in ("999999", "粤B12345"):
        await guard.says(said)
        assert guard.sees("没有查到", said, "/passes")
    await guard.says("门口的灯不亮了")
    assert "没有查到" not in guard.heard[-1]


async def test_of_two_guards_one_lets_the_guest_in(world: World) -> None:
    """VIS-01: both have scanned it; what one has used the other cannot use any more."""
    anna, guard = world.humans["anna"], await with_guard(world)
    other = await with_guard(world, "梁志伟", 47)
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
    for text in (forwarded, *guard.heard):
        said = text.replace(code_in(anna), "")  # whose figures are drawn, and may be any
        assert not [each for each in HOST if each in said], text
    assert "苏B" not in forwarded


async def test_whoever_else_scans_it_learns_what_it_is_and_until_when(world: World) -> None:
    """SEC-01: no plate, no host, nothing to press: stranger, neighbour, host and former guard."""
    guard, word = await with_guard(world), await announces(world)
    world.write(lambda session: leaves(session, GUARD, date(2026, 11, 23)))
    people = [world.humans[name] for name in ("stranger", "chen", "anna", "wang")]
    for human in (*people, guard):
        await human.says(f"/start {word}")
    for human in (*people, guard):
        assert human.sees("给门岗看的", "06:00", "23:00")
        assert "苏B" not in human.heard[-1]
    await guard.says(f"/pass {code_in(people[2])}")
    await guard.says("/passes")
    assert guard.heard_of("苏B66666") == 0
    given = world.read(newest)
    for human in (*people, guard):
        for act in ("pass_let_in", "pass_refuse", "pass_leave"):
            presses_anything(world, human, f"1|{act}|{given.id}|{given.rev}")
            await world.settles()
    assert world.read(newest).status is Status.OPEN


async def test_a_forged_word_and_one_of_another_opens_nothing(world: World) -> None:
    """SEC-01: a random word of 32 signs cannot be guessed; nobody but the host takes it back."""
    guard = await with_guard(world)
    await guard.says("/start pass-" + "A" * 32)
    assert guard.sees("没有查到这张访客通行证")
    word = await announces(world)
    assert len(word.removeprefix("pass-")) == 32
    given = world.read(newest)
    chen = world.humans["chen"]
    await chen.says("/help")
    presses_anything(world, chen, f"1|pass_cancel|{given.id}|0")
    await world.settles()
    assert world.read(newest).status is Status.OPEN
    await guard.says(f"/start {word}")
    await world.humans["anna"].presses("取消这张通行证")
    await guard.presses("✅ 放行")
    assert "不能用" in guard.toast
    assert world.humans["anna"].sees("已取消")
    presses_anything(world, world.humans["anna"], f"1|pass_cancel|{given.id}|0")
    await world.settles()
    assert "已经用过、取消或到期" in world.humans["anna"].toast
    await world.humans["stranger"].says(f"/start {word}")
    assert world.humans["stranger"].sees("给门岗看的", "已取消")


async def test_the_gate_of_another_estate_is_not_even_asked_for_a_reason(world: World) -> None:
    """SEC-01: nor is anybody for a pass that is used: it is refused before a word is written."""
    anna, guard = world.humans["anna"], await with_guard(world)
    word = await announces(world)
    given = world.read(newest)
    other = await with_guard(world, "严守门", 45)
    world.write(lambda session: works_elsewhere(session, "严守门"))
    await other.says("/passes")
    presses_anything(world, other, f"1|pass_refuse|{given.id}|{given.rev}")
    await world.settles()
    assert world.read(half_told) == 0
    await guard.says(f"/start {word}")
    await guard.presses("✅ 放行")
    presses_anything(world, guard, f"1|pass_refuse|{given.id}|{given.rev}")
    await world.settles()
    assert "已经用过一次" in guard.toast
    assert world.read(half_told) == 0
    assert anna.heard_of("门岗说") == 0


async def test_who_does_not_live_there_any_more_lets_nobody_in(world: World) -> None:
    """VIS-01: consent ends with the home: a pass of who has moved out is over."""
    guard, word = await with_guard(world), await announces(world)
    world.write(lambda session: leaves(session, "林秀英", date(2026, 11, 23)))
    await guard.says(f"/start {word}")
    assert guard.sees("已过期")
    assert "放行" not in "".join(guard.buttons())


async def test_who_has_moved_within_the_estate_has_no_pass_of_the_old_home(world: World) -> None:
    """SEC-01: a button of the home that was left changes nothing there."""
    anna = world.humans["anna"]
    await announces(world)
    world.write(lambda s: moves_within(s, "林秀英", "102"))
    await anna.presses("取消这张通行证")
    assert "不能由您办" in anna.toast
    assert world.read(newest).status is Status.OPEN


async def test_the_gate_refuses_with_a_reason_and_the_host_knows(world: World) -> None:
    """VIS-01, VIS-02, PRK-07, ETQ-08: unsure is not waved through; full is said with an apology."""
    anna, guard = world.humans["anna"], await with_guard(world)
    await announces(world)
    await guard.says(f"/pass {code_in(anna)}")
    await guard.presses("不放行")
    await guard.presses("拿不准")
    assert anna.sees("很抱歉", "还不能确认", "先没有放行", "/visitor")
    await announces(world)
    await guard.says(code_in(anna))  # just the six figures
    await guard.presses("不放行")
    await guard.presses("车场满了")
    assert anna.sees("很抱歉", "停车场现在满了", "步行进来")
    await announces(world, plate="")
    await guard.says("/passes")
    await guard.presses(f"🚶 {code_in(anna)}")
    assert guard.sees("步行", "2 位")
    await guard.presses("不放行")
    await guard.says("他说走错了门")
    assert anna.sees("门岗说", "他说走错了门")
    await guard.says("/passes")
    assert guard.heard[-1].count("没有放行") == 3


async def test_a_pass_has_its_hours_and_a_home_its_number(world: World) -> None:
    """VIS-01: not before, not after, so many a day; what has ended is forgotten. SEC-01."""
    anna, guard = world.humans["anna"], await with_guard(world)
    changes(world, "visitors.passes_a_day", 2)
    word = await announces(world, span="12:00–18:00")
    await guard.says(f"/start {word}")
    assert guard.sees("还没到时间")
    await announces(world)
    await announces(world)
    assert "一天最多开 2 张" in anna.toast
    await world.reaches(18)
    await guard.says(f"/start {word}")
    assert "已过期" in guard.heard[-1]
    await world.waits(days=31)
    assert world.read(passes) == []
    await guard.says(f"/start {word}")
    assert "没有查到这张访客通行证" in guard.heard[-1]


async def test_the_gate_may_see_the_building_and_notes_who_leaves(world: World) -> None:
    """SEC-01: the host's building, never the home, and only where the office says so."""
    guard = await with_guard(world)
    changes(world, "visitors.shows_building", True)
    await guard.says(f"/start {await announces(world)}")
    assert guard.sees("1号楼", "苏B66666")
    assert guard.heard_of("101") == 0
    await guard.presses("✅ 放行")
    await guard.presses("客人已离开")
    assert world.read(newest).status is Status.GONE


@pytest.mark.parametrize(
    "on_foot", ["走路", "她走路来的", "佢冇揸車，坐的士嚟", "No car, she walks", "taxi"]
)
async def test_it_takes_six_presses_and_reads_what_is_typed(world: World, on_foot: str) -> None:
    """VIS-01: from the menu: four presses and a plate; or every answer in words."""
    anna = world.humans["anna"]
    await anna.says("/start")
    await anna.taps("更多")
    await anna.taps("🎫 访客")
    await anna.says(on_foot)
    await anna.says("明天下午2点")
    await anna.says("3")
    await anna.presses("开通行证")
    assert anna.sees("步行", "3 位", "11月24日", "12:00")
    assert anna.files() == ["photo"]
