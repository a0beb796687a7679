"""Looking up: who may see which case, and why it is where it is."""

import pytest

from tests.support.complaining import cast_of_complaints, complain, resolve
from tests.support.telling import mend, report
from tests.support.world import World

UNKNOWN = "没有查到您的这个编号"


async def test_a_resident_lists_and_opens_what_is_theirs(world: World) -> None:
    """Newest first; the card asked for stays up to date."""
    anna = world.humans["anna"]
    await report(world)
    await report(world, told="厨房下水堵了")
    await anna.says("/cases")
    assert anna.heard[-1].index("№2") < anna.heard[-1].index("№1")
    await anna.says("/case 1")
    assert "厨房水龙头一直滴水" in anna.heard[-1]
    group = world.humans["zhang_in_group"]
    await group.presses("接单", old=group.newest("№1 · 水"))
    assert anna.sees("№1", "厨房水龙头一直滴水", "张师傅")


async def test_the_menu_names_what_it_lists(world: World) -> None:
    """A complaint stands beside the repairs, behind a key that promises no repairs only."""
    anna = world.humans["anna"]
    await cast_of_complaints(world)
    await report(world)
    await complain(world)
    await anna.says("📋 我的事项")
    assert "登记的事项" in anna.heard[-1]
    assert anna.heard[-1].index("№2 投诉") < anna.heard[-1].index("№1")
    await anna.says("/help")
    assert anna.sees("📣 投诉", "我的事项")


@pytest.mark.parametrize(
    ("language", "shown"),
    [("简体", "请点“我的事项”"), ("繁體", "請按「我的事項」"), ("English", "press “My requests”")],
)
async def test_a_press_that_comes_too_late_leads_to_where_it_stands(
    world: World, language: str, shown: str
) -> None:
    """ETQ-05: residents to the key they have, staff to the command of theirs."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(18)
    reminder, sheet = anna.newest("提醒您"), zhang.newest("工单 №1")
    await mend(world)
    await anna.speaks(language)
    await anna.presses("改时间", old=reminder)
    assert shown in anna.toast
    assert "/case" not in anna.toast
    world.telegram.presses(zhang.telegram_id, zhang.chat_id, sheet, "1|set_off|1|1", force=True)
    await world.settles()
    assert "/case" in zhang.toast


async def test_a_neighbour_learns_nothing_of_a_case(world: World) -> None:
    """Neither card nor story nor whether it exists: the answer is that of a № without a case."""
    chen = world.humans["chen"]
    await report(world)
    for asked in ("/case 1", "/case №1", "/why 1", "/case 77", "/case x"):
        await chen.says(asked)
        assert UNKNOWN in chen.heard[-1]
    await chen.says("/cases")
    assert "现在没有登记过的事项" in chen.heard[-1]
    await chen.says("/open")
    assert "只给工作人员用" in chen.heard[-1]
    assert chen.heard_of("滴水") == 0


async def test_staff_list_what_is_open_and_read_its_story(world: World) -> None:
    """GEN-08: done is not struck off, only what the resident confirmed is."""
    officer, anna = world.humans["wang"], world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    await officer.says("/open")
    assert "№1" in officer.heard[-1]
    await world.waits(hours=2)
    await anna.presses("修好了")
    await officer.says("/open")
    assert "№1" not in officer.heard[-1]
    await officer.says("/why 1")
    actions = ("报修", "接单", "完工", "确认修好")
    places = [officer.heard[-1].index(f" {action}（") for action in actions]
    assert places == sorted(places)


async def test_a_stranger_asks_in_vain(world: World) -> None:
    """In private the way in, in the group too; never the content."""
    stranger, in_group = world.humans["stranger"], world.humans["stranger_in_group"]
    await report(world)
    await stranger.says("/case 1")
    assert stranger.sees("请先登记一次")
    await in_group.says("/why 1")
    assert in_group.heard_of("的经过") == 0


async def test_staff_narrow_down_what_is_open(world: World) -> None:
    """GEN-08, REP-18: mine, nobody's, late, my buildings; a group gets the list without buttons."""
    officer, zhang = world.humans["wang"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await report(world, told="马桶堵了")
    await zhang.says("/open")
    await zhang.presses("我手上的")
    assert "№1" in zhang.heard[-1]
    assert "№2" not in zhang.heard[-1]
    await zhang.presses("没人接的")
    assert "№2" in zhang.heard[-1]
    assert "№1" not in zhang.heard[-1]
    await officer.says("/open")
    await officer.presses("过时的")
    assert "没有。谢谢您" in officer.heard[-1]
    await world.waits(minutes=31)
    await officer.presses("全部")
    await officer.presses("过时的")
    assert officer.sees("未结束：过时的", "⚠ №2", "没人接单，已过时")
    await officer.says("/open 2号楼")
    assert "没有。谢谢您" in officer.heard[-1]
    await officer.says("/open 1号楼")
    assert officer.sees("未结束：\u20681号楼", "№1", "№2")
    group = world.humans["zhang_in_group"]
    await group.says("/open")
    assert group.sees("未结束：全部", "№1")


async def test_officers_find_by_home_name_and_telephone(world: World) -> None:
    """GEN-02, SEC-01: names and telephones find nothing for technicians, nor in a group."""
    officer, zhang = world.humans["wang"], world.humans["zhang"]
    group = world.humans["zhang_in_group"]
    await report(world)
    homes = ("1号楼 101", "1-101", "1 - 101", "1號樓101室", "101")
    for words in ("1", "№1", *homes, "林秀英", "秀英", "0000011"):
        await officer.says(f"/find {words}")
        assert "№1" in officer.heard[-1], words
    for words in ("102", "1-102", "2-101", "陈大文", "011", "%", "7"):
        await officer.says(f"/find {words}")
        assert "没有查到" in officer.heard[-1], words
    await officer.says("/find")
    assert "例如 /find" in officer.heard[-1]
    await zhang.says("/find 101")
    assert "№1" in zhang.heard[-1]
    await zhang.says("/find 林秀英")
    assert "没有查到" in zhang.heard[-1]
    await group.says("/find 林秀英")
    assert "没有查到" in group.heard[-1]
    assert group.heard_of("林秀英") == 0
    await world.humans["anna"].says("/find 101")
    assert "只给工作人员用" in world.humans["anna"].heard[-1]


async def test_a_repair_tells_how_long_it_was_whose_turn(world: World) -> None:
    """GEN-07: nobody's, the technician's, the resident's; a group is not told."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await world.waits(minutes=20)
    await group.presses("接单")
    await world.waits(hours=1, minutes=10)
    await mend(world)
    await world.waits(hours=1)
    await anna.says("/case 1")
    assert anna.sees(
        "№1 一共 2 小时 30 分：待办公室 20 分 · 经办 1 小时 10 分 · 等住户 1 小时 0 分"
    )
    await group.says("/case 1")
    assert group.heard_of("一共") == 0


async def test_a_complaint_tells_how_long_it_was_whose_turn(world: World) -> None:
    """GEN-07, CMP-14: what was beyond the office is told apart; nothing grows once it is filed."""
    await cast_of_complaints(world)
    anna, zhao = world.humans["anna"], world.humans["supervisor"]
    await complain(world)
    await world.waits(minutes=30)
    await world.humans["manager"].presses("受理")
    await world.waits(hours=2)
    await zhao.presses("更多")
    await zhao.presses("转公司或开发商")
    await zhao.presses("开发商")
    await world.waits(days=1)
    await resolve(zhao)
    await world.waits(days=2)
    await anna.presses("👍 满意")
    await world.waits(days=1)
    await zhao.says("/case 1")
    whole = "№1 一共 3 天 2 小时 30 分：待办公室 30 分 · 经办 2 小时 0 分"
    assert zhao.sees(f"{whole} · 等住户 2 天 0 分 · 外部单位 1 天 0 分")


async def test_the_desk_reads_who_reported_it_and_presses_what_is_its_own(world: World) -> None:
    """GEN-05, SEC-01: name and telephone in private; no button that the desk may not press."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await wang.says("/case 1")
    assert wang.sees("№1", "林女士", "+8613800000011", "已接单")
    assert wang.buttons() == ["👷 派给谁", "⋯ 更多"]
    await world.humans["li"].says("/case 1")
    assert world.humans["li"].heard_of("+8613800000011") == 0
    await group.says("/case 1")
    assert group.heard_of("+8613800000011") == 0


async def test_what_is_open_is_one_press_away(world: World) -> None:
    """GEN-08: at the desk nobody types a number that stands on the screen; a group has no keys."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    await report(world)
    await wang.says("/open")
    assert wang.buttons()[0] == "№1"
    await wang.presses("№1")
    assert wang.sees("№1", "林女士", "+8613800000011")
    await group.says("/open")
    assert not any(label == "№1" for label in group.buttons())
    await world.reaches(8)
    assert wang.sees("早会", "№1")
    assert wang.buttons() == ["№1"]
