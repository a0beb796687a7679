"""Back, cancel, drafts, old presses, typing: a dialogue loses nothing and does nothing twice."""

import pytest

from tests.support.human import Human
from tests.support.telling import report
from tests.support.world import World


async def test_back_asks_the_question_before_and_keeps_its_answer(world: World) -> None:
    """From the place back to the trade, changed, and on."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("上一步")
    assert anna.sees("哪方面的问题")
    await anna.presses("电路")
    await anna.presses("101")
    await anna.says("插座没电")
    await finishes(anna)
    assert anna.sees("№1", "电路")


async def test_cancel_keeps_what_was_said_and_start_offers_it(world: World) -> None:
    """Nothing is reported; a week later it goes on where it stood."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("取消")
    await world.waits(days=8)
    await anna.says("/start")
    await anna.presses("继续")
    assert anna.sees("哪天上门")
    await finishes(anna)
    assert anna.sees("№1", "厨房水龙头一直滴水", "12月2日")
    await anna.says("/start")
    assert anna.sees("请问有什么可以帮您")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("简体", "什么都没有提交"),
        ("繁體", "什麼都沒有提交"),
        ("English", "nothing was sent"),
    ],
)
async def test_who_presses_cancel_by_mistake_is_one_press_away(
    world: World, language: str, said: str
) -> None:
    """REP-01: nobody has to know what /start is; where nothing was told, nothing is kept."""
    anna = world.humans["anna"]
    await anna.speaks(language)
    await anna.says("/repair")
    await anna.presses("✖")
    assert anna.sees(said)
    assert "▶" not in "".join(anna.buttons())
    await anna.says("/repair")
    await anna.says("厨房水龙头一直滴水")
    asked = anna.heard[-1].rpartition("\n\n")[2]
    await anna.presses("✖")
    assert anna.sees(said, "30")
    await anna.presses(anna.buttons()[0])
    assert anna.heard[-1] == asked


async def test_a_draft_that_is_not_wanted_goes_for_good(world: World) -> None:
    """Thrown away, it offers itself no more."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.says("/cancel")
    await anna.says("/start")
    await anna.presses("不要了")
    await anna.says("/start")
    assert anna.heard_of("您上次还没有说完") == 1


async def test_an_answer_changed_on_the_summary_changes_only_itself(world: World) -> None:
    """Edit returns to the summary; everything else stands as it was."""
    anna = world.humans["anna"]
    await to_the_summary(anna)
    await anna.presses("怎么进门")
    await anna.presses("钥匙")
    assert anna.sees("请看一下", "钥匙在前台", "厨房水龙头一直滴水")
    await anna.presses("提交报修")
    assert world.humans["zhang_in_group"].sees("№1", "钥匙在前台", "09:00–11:00")


async def test_home_changed_to_the_lobby_needs_no_visit_any_more(world: World) -> None:
    """What is no longer asked is no longer part of the report."""
    anna = world.humans["anna"]
    await to_the_summary(anna)
    await anna.presses("地点")
    await anna.presses("大堂")
    await anna.presses("提交报修")
    assert anna.sees("№1", "大堂")
    assert anna.heard_of("09:00–11:00") == 0


async def test_a_dialogue_goes_on_after_a_restart_at_the_same_step(world: World) -> None:
    """Neither the answers nor the buttons that stand there are lost with the process."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await world.restarts()
    await anna.says("厨房水龙头一直滴水")
    await world.restarts()
    await finishes(anna)
    assert anna.sees("№1", "厨房水龙头一直滴水")


async def test_what_came_while_nobody_served_is_answered_after_the_restart(world: World) -> None:
    """Telegram keeps it, and so does the inbox."""
    anna = world.humans["anna"]
    world.telegram.says(anna.telegram_id, anna.chat_id, "/repair")
    await world.restarts()
    assert anna.heard_of("哪方面的问题") == 1


async def test_a_slot_that_has_passed_meanwhile_is_asked_again(world: World) -> None:
    """S-09, REP-02: nobody is promised nine o'clock at a quarter past nine."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("今天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await world.waits(minutes=45)
    await anna.presses("提交报修")
    assert anna.sees("刚刚不能选了", "哪天上门")
    assert anna.heard_of("№1") == 0
    await anna.presses("今天")
    assert "09:00–11:00" not in anna.buttons()
    await anna.presses("11:00")
    await anna.presses("提交报修")
    assert anna.sees("№1", "11月23日(周一)11:00–13:00")


async def test_the_same_press_under_another_number_reports_once(world: World) -> None:
    """Telegram may bring an update twice; the second submit is answered and does nothing."""
    anna = world.humans["anna"]
    await to_the_summary(anna)
    await anna.presses("提交报修")
    await world.hears_it_again()
    await anna.says("/cases")
    assert "№1" in anna.heard[-1]
    assert "№2" not in anna.heard[-1]


async def test_a_claim_brought_twice_is_one_claim(world: World) -> None:
    """REP-06: the sheet comes once, the resident hears it once."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.hears_it_again()
    assert zhang.heard_of("工单 №1") == 1
    assert anna.heard_of("由张师傅负责") == 1


async def test_a_press_on_an_old_screen_only_shows_the_present_one(world: World) -> None:
    """The trade is not changed by the screen above; the question of now stands there again."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("水管")
    first = anna.newest("哪方面的问题")
    await anna.says("101")
    await anna.presses("电路", old=first)
    assert "页面已更新" in anna.toast
    assert "用一句话" in anna.messages[[m["id"] for m in anna.messages].index(first)]["text"]
    await anna.says("厨房水龙头一直滴水")
    await finishes(anna)
    assert anna.sees("№1", "水管")


async def test_old_buttons_of_a_finished_dialogue_do_not_reach_the_next_one(world: World) -> None:
    """The screens of the first report lead nowhere, however alike the second one is."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("水管")
    first = anna.newest("哪方面的问题")
    await anna.says("101")
    await anna.says("厨房水龙头一直滴水")
    await finishes(anna)
    await anna.says("/repair")
    await anna.presses("电路", old=first)
    assert "已经用过了" in anna.toast
    assert "哪方面的问题" in anna.heard[-1]


async def test_everything_can_be_typed(world: World) -> None:
    """Words instead of buttons, at every step."""
    anna = world.humans["anna"]
    for said in ("/repair", "水管", "101", "厨房水龙头一直滴水", "明天上午9点", "先打电话", "提交"):
        await anna.says(said)
    assert anna.sees("№1", "水管", "1号楼 101", "11月24日(周二)09:00–11:00")
    assert world.humans["zhang_in_group"].sees("№1", "来前打电话")


async def test_a_change_of_language_keeps_the_answers(world: World) -> None:
    """Half in Chinese, half in English, one report."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.speaks("English")
    await anna.says("The kitchen tap drips all night")
    await anna.presses("Tomorrow")
    await anna.presses("9:00")
    await anna.presses("Telephone")
    await anna.presses("Send")
    assert anna.sees("№1", "The kitchen tap drips all night")
    assert world.humans["zhang_in_group"].sees("№1", "水管", "来前打电话")


async def test_a_second_report_begins_anew_and_the_first_is_put_away(world: World) -> None:
    """/repair while another is half told: the new one counts, exactly one case comes of it."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.says("/repair")
    await anna.presses("电路")
    await anna.presses("101")
    await anna.says("插座没电")
    await finishes(anna)
    assert anna.sees("№1", "电路")
    await anna.says("/start")
    assert anna.sees("请问有什么可以帮您")


async def test_a_technicians_result_waits_while_he_reports_something_himself(world: World) -> None:
    """Two different dialogues: the one put aside is offered, and goes on."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await group.presses("完成")
    await zhang.says("/repair")
    await zhang.presses("照明")
    await zhang.presses("车库")
    await zhang.says("车库灯坏了")
    await zhang.presses("提交报修")
    assert zhang.sees("№2", "车库")
    await group.presses("完成", old=group.newest("№1"))
    await zhang.says("换了阀芯")
    assert world.humans["anna"].sees("№1", "换了阀芯")


async def to_the_summary(anna: Human) -> None:
    """Tell everything for tomorrow at nine."""
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")


async def finishes(anna: Human) -> None:
    """Agree a visit for tomorrow at nine, and send."""
    await anna.presses("明天")
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")


async def test_what_was_only_begun_can_be_gone_on_with(world: World) -> None:
    """Nothing answered yet, then /start: the offer to go on leads back to the first question."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.says("/start")
    await anna.presses("继续")
    assert "请问是哪方面的问题" in anna.heard[-1]
    await anna.presses("水")
    assert "请问在哪里" in anna.heard[-1]
