"""A resident just writes: what is understood is shown, and only what is missing is asked."""

from sqlmodel import Session

from models.estate.tables import Home
from models.people.tables import HomeRole, Residency
from tests.support.telling import picture
from tests.support.world import World


async def test_free_words_become_a_report_with_four_presses(world: World) -> None:
    """REP-01, ETQ-07: trade and place are guessed and repeated; day, slot and entry are asked."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.says("厨房水龙头一直滴水")
    assert anna.sees("您说的是", "水管", "1号楼 101", "厨房水龙头一直滴水")
    await anna.presses("按这句话报修")
    assert "哪天上门" in anna.heard[-1]
    assert "不能选" not in anna.heard[-1]
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert group.sees("№1", "水管", "1号楼 101", "厨房水龙头一直滴水")


async def test_a_wrong_guess_is_corrected_with_one_press(world: World) -> None:
    """REP-01: another trade, another place; what was right is not asked again."""
    anna = world.humans["anna"]
    await anna.says("灯不亮了")
    assert anna.sees("您说的是", "照明", "1号楼 101")
    await anna.presses("不在这里")
    assert "在哪里" in anna.heard[-1]
    await anna.presses("大堂")
    assert anna.sees("请看一下，对不对", "照明", "大堂", "灯不亮了")
    await anna.presses("取消")
    await anna.says("灯又不亮了")
    await anna.presses("不是这类问题")
    assert "哪方面的问题" in anna.heard[-1]


async def test_the_lift_is_no_place_at_home(world: World) -> None:
    anna = world.humans["anna"]
    await anna.says("电梯很慢")
    assert anna.sees("您说的是", "电梯 · 电梯")
    await anna.presses("按这句话报修")
    assert "请看一下，对不对" in anna.heard[-1]


async def test_who_has_two_homes_is_asked_which(world: World) -> None:
    anna = world.humans["anna"]
    world.write(has_another_home)
    await anna.says("马桶堵了")
    assert anna.sees("您说的是", "水管")
    await anna.presses("按这句话报修")
    assert "在哪里" in anna.heard[-1]


async def test_a_voice_note_is_kept_and_the_trade_is_asked(world: World) -> None:
    """Nobody listens to it for the bot: it goes to the technician, the rest is asked."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.sends(voice=b"OggS")
    await anna.presses("按这句话报修")
    assert "哪方面的问题" in anna.heard[-1]
    await anna.presses("水")
    await anna.presses("101")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")
    assert zhang.files() == ["voice"]


async def test_what_nobody_can_guess_is_asked(world: World) -> None:
    """REP-01: two trades in one sentence, or none, are no guess."""
    anna = world.humans["anna"]
    await anna.sends("这里有点问题", photos=[picture()])
    assert anna.sees("要按这些话报修吗")
    await anna.presses("按这句话报修")
    assert "哪方面的问题" in anna.heard[-1]


def has_another_home(session: Session) -> None:
    """Let Anna own the flat next door too."""
    home = session.get_one(Home, 2)
    session.add(
        Residency(estate_id=1, home_id=home.id, person_id=1, name="林秀英", role=HomeRole.OWNER)
    )
