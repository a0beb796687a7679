"""A resident just writes: what is understood is shown, and only what is missing is asked."""

import pytest
from sqlmodel import Session, select

from models.buttons import Press
from models.estate.tables import Home
from models.people.tables import HomeRole, Residency
from models.progress import Told
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


async def test_what_is_broken_outweighs_the_place_where_it_is(world: World) -> None:
    """REP-01: the light of a toilet is lighting; a toilet alone is the drains'."""
    anna = world.humans["anna"]
    await anna.says("廁所燈壞咗")
    assert anna.sees("您说的是", "照明")


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


async def test_a_question_does_not_become_what_is_reported_next(world: World) -> None:
    """REP-01: what was understood as a question is no description of the tap that drips."""
    anna = world.humans["anna"]
    await anna.says("装修可以几点开工？")
    assert anna.sees("您是想问", "装修可以几点开工")
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("101")
    assert "用一句话说说情况" in anna.heard[-1]
    assert "装修" not in anna.heard[-1]


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
    assert anna.sees("请问是哪方面的事")
    await anna.presses("按这句话报修")
    assert "哪方面的问题" in anna.heard[-1]


@pytest.mark.parametrize(
    ("said", "understood", "way_on", "then"),
    [
        ("厨房水龙头一直滴水", "水管", "按这句话报修", "哪天上门"),
        ("你们前台说话很冲，差评", "您是要投诉", "我要投诉", "是哪一类"),
        ("请问垃圾几点收", "您是想问", "就问这个", "前答复您"),
        ("建议装个充电桩", "您是想提建议", "就提这个建议", "谢谢您的建议"),
        ("谢谢李师傅，修得真好", "您是要表扬", "转达表扬", "表扬的是哪位"),
        ("车位还有吗", "车位、停车的事", "就办车位的事", "车位使用方案"),
        ("物业费怎么交", "费用的事", "就看我的费用", "当场开收据"),
        ("有没有人在啊", "您是要找人工客服", "找人工客服", "在这里回答您"),
    ],
)
async def test_one_press_leads_from_the_words_to_the_right_desk(
    world: World, said: str, understood: str, way_on: str, then: str
) -> None:
    """ETQ-07, S-49: the words are repeated with what they mean, and nobody asks them again.

    What has no dialogue yet is for an officer's call.
    """
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says(said)
    assert anna.sees(understood, said)
    await anna.presses(way_on)
    assert anna.sees(then)
    if "电话" in then:
        assert wang.sees("林女士", said)


async def test_an_angry_word_about_a_broken_lift_is_a_repair(world: World) -> None:
    """CLS-06, ETQ-13: and with one press it is a complaint, in the same words."""
    anna = world.humans["anna"]
    await anna.says("电梯又坏了，你们怎么管的")
    assert anna.sees("您说的是", "电梯")
    await anna.presses("我要投诉")
    assert anna.sees("是哪一类")


async def test_what_was_taken_for_a_question_becomes_a_repair_with_one_press(
    world: World,
) -> None:
    """REP-01: the words begin the report, and what they tell is not asked again."""
    anna = world.humans["anna"]
    await anna.says("请问门铃几点响")
    assert anna.sees("您是想问")
    await anna.presses("🔧 报修")
    assert "哪天上门" in anna.heard[-1]
    for answer in ("明天", "09:00", "电话"):
        await anna.presses(answer)
    assert anna.sees("请看一下，对不对", "网络", "请问门铃几点响")


async def test_a_danger_that_was_not_heard_is_one_press_away(world: World) -> None:
    """S-10: whoever is on duty is called, with the words."""
    anna = world.humans["anna"]
    await anna.says("楼下有股怪味")
    await anna.presses("🚨 紧急情况")
    assert anna.sees("已登记", "№1", "正在呼叫值班人员")


async def test_a_kept_question_is_called_by_its_words(world: World) -> None:
    """ETQ-07: who comes back sees what would go on."""
    anna = world.humans["anna"]
    await anna.says("几点开工")
    await anna.says("/start")
    assert anna.sees("您上次还没有说完", "几点开工", "要继续吗")


@pytest.mark.parametrize("said", ["楼下有股怪味", "家里烟味很大，快来", "厨房水龙头一直滴水"])
async def test_what_was_asked_before_is_no_part_of_the_alarm(world: World, said: str) -> None:
    """S-10: the card says what is the matter now, not the question of a minute ago."""
    anna = world.humans["anna"]
    await anna.says("几点开工")
    await anna.says(said)
    await anna.presses("🚨 紧急情况")
    assert anna.sees("🚨 紧急", "№1", said)
    everybody = (*anna.heard, *world.humans["zhang_in_group"].heard)
    assert not any("🚨 紧急" in text and "几点开工" in text for text in everybody)


async def test_a_captioned_photograph_goes_where_its_words_go(world: World) -> None:
    """REP-01: the files come along, and a second picture belongs to the same words."""
    anna = world.humans["anna"]
    await anna.sends("客厅的灯不亮", photos=[picture()])
    await anna.sends(photos=[picture(50)])
    assert anna.sees("照明", "客厅的灯不亮", "已收到 2 个文件")
    await anna.presses("按这句话报修")
    for answer in ("明天", "09:00", "电话"):
        await anna.presses(answer)
    await anna.presses("提交报修")
    assert anna.sees("№1", "2 个文件")


async def test_traditional_and_english_are_understood_and_answered(world: World) -> None:
    """Each in the language they read, whatever language they write."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.speaks("繁體")
    await anna.says("管理費點交")
    assert anna.sees("您說的是費用的事", "管理費點交")
    await chen.speaks("English")
    await chen.says("any parking spaces left?")
    assert chen.sees("This is about parking", "any parking spaces left?")
    await chen.presses("A repair")
    assert "What needs" in chen.heard[-1]


async def test_a_person_is_promised_at_once_only_for_what_is_said_outright(world: World) -> None:
    """S-49: a call is promised to who asks for it; what may mean it is shown first."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("我要投诉，给我打电话")
    assert anna.sees("您是要找人工客服")
    assert wang.heard_of("林女士") == 0
    await anna.says("家里有人工湖的噪音吗")
    assert wang.heard_of("林女士") == 0


async def test_what_begins_no_dialogue_goes_on_as_it_was_understood(world: World) -> None:
    """S-52: kept words about fees are no repair a day later."""
    anna = world.humans["anna"]
    await anna.says("物业费怎么交")
    await world.waits(days=1)
    await anna.says("/start")
    await anna.presses("继续")
    assert anna.sees("当场开收据")
    assert anna.heard_of("请问要修什么") == 0


async def test_a_press_on_words_of_somebody_else_does_nothing(world: World) -> None:
    """Not even with the number of their draft."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.says("物业费怎么交")
    await chen.says("物业费怎么交")
    draft = world.read(lambda s: s.exec(select(Told.id).where(Told.person_id == 1)).one())
    forged = Press("mean", draft, 0, "complaint").pack()
    world.telegram.presses(chen.telegram_id, chen.chat_id, chen.newest("费用"), forged, force=True)
    await world.settles()
    assert chen.heard_of("很抱歉让您不满意") == 0
    await anna.presses("就看我的费用")
    assert anna.sees("当场开收据")


def has_another_home(session: Session) -> None:
    """Let Anna own the flat next door too."""
    home = session.get_one(Home, 2)
    session.add(
        Residency(estate_id=1, home_id=home.id, person_id=1, name="林秀英", role=HomeRole.OWNER)
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("谢谢", "不客气"), ("好的，谢谢师傅！", "不客气"), ("👍", "不客气"), ("多謝晒", "不客气"),
        ("收到。", "好的。有事随时"), ("ok", "好的。有事随时"), ("您好", "有什么可以帮您"),
    ],
)  # fmt: skip
async def test_a_courtesy_is_returned_and_never_taken_for_a_report(
    world: World, said: str, answer: str
) -> None:
    """ETQ-07: nobody who says thanks is asked whether something is broken."""
    anna = world.humans["anna"]
    await anna.says(said)
    assert answer in anna.heard[-1]
    assert "报修" not in anna.heard[-1] or said == "您好"
    assert world.read(lambda session: session.exec(select(Told)).all()) == []


async def test_thanks_for_what_was_just_understood_show_it_once_more(world: World) -> None:
    """REP-01: they are no part of it, change nothing of it, and it still waits for the press."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.says("卧室空调不冷")
    understood = anna.heard[-1]
    assert anna.sees("您说的是", "空调")
    await anna.says("谢谢")
    assert anna.heard[-1] == understood
    await anna.presses("按这句话报修")
    for answer in ("明天", "09:00", "电话", "提交报修"):
        await anna.presses(answer)
    assert group.sees("№1", "卧室空调不冷")
    assert "谢谢" not in group.heard[-1]


async def test_thanks_with_more_behind_them_are_still_understood(world: World) -> None:
    """REP-01: a courtesy is one from end to end; what is asked beside it is heard."""
    anna = world.humans["anna"]
    await anna.says("谢谢，厨房水龙头还在滴水")
    assert anna.sees("您说的是", "水管")
    await anna.presses("不要了")
    await anna.says(f"{'谢谢' * 200}，厨房水龙头还在滴水")
    assert anna.sees("您说的是", "水管")
    await anna.presses("不要了")
    await anna.says("谢谢？")
    assert "请问是哪方面的事" in anna.heard[-1]
