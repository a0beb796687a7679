"""What residents set about themselves: title, hours, large and simple screens."""

from typing import Any

from sqlmodel import Session

from models.estate.tables import Setting
from models.people.tables import StaffRole
from tests.support.human import Human
from tests.support.pressing import pressed
from tests.support.talking import CALL_ME, comes
from tests.support.telling import mend, report
from tests.support.world import World


def decided(session: Session, name: str, value: Any) -> None:
    """Let the office have set it."""
    session.add(Setting(estate_id=1, name=name, value=value))


def rows(human: Human) -> list[list[str]]:
    """Return the buttons of the newest message, row by row."""
    return [[button["text"] for button in row] for row in human.messages[-1]["keyboard"]]


def keys(human: Human) -> list[str]:
    """Return the words of the keys at the bottom, without their signs."""
    chat = human.world.telegram.chat(human.chat_id)
    return [key["text"].partition(" ")[2] for row in chat["reply_keyboard"] for key in row]


async def test_the_resident_chooses_the_title(world: World) -> None:
    """S-48, ETQ-01: one press; from then on it stands in every greeting and on the sheet."""
    anna = world.humans["anna"]
    await anna.says("/help")
    await anna.taps("更多")
    await anna.taps("我的设置")
    assert anna.sees("我的设置", "称呼：女士", "09:00-20:00")
    await anna.presses("不用称呼")
    assert anna.sees("您好。我的设置", "不用称呼")
    assert anna.heard_of("我的设置") == 1
    await anna.presses("先生")
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].sees("林先生")


async def test_the_office_says_what_a_woman_is_called(world: World) -> None:
    """S-48: `address.female` holds for greetings and sheets alike."""
    world.write(lambda s: decided(s, "address.female", "小姐"))
    anna = world.humans["anna"]
    await anna.says("/settings")
    assert anna.sees("林小姐，您好")
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].sees("林小姐")


async def test_own_hours_hold_what_nobody_waits_for(world: World) -> None:
    """S-42: no notices at noon for her; what she is doing herself is answered at once."""
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("中午不打扰")
    assert anna.sees("平时消息：中午不打扰")
    await world.reaches(12, 30)
    await report(world)
    assert anna.sees("№1", "09:00–11:00")
    said = len(anna.heard)
    await world.humans["zhang_in_group"].presses("接单")
    assert len(anna.heard) == said
    await world.humans["zhang_in_group"].presses("出发")
    assert len(anna.heard) == said + 1
    await world.reaches(14)
    await mend(world)
    assert anna.sees("修好了", "换了阀芯")


async def test_any_hour_is_a_wish_too(world: World) -> None:
    """S-42: who wishes to hear at once does, at ten in the evening."""
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("随时")
    await report(world)
    await world.reaches(22)
    await world.humans["zhang_in_group"].presses("接单")
    assert anna.sees("№1", "张师傅负责")


async def test_large_and_simple_is_one_button_a_row_on_every_screen(world: World) -> None:
    """ETQ-11: from the first question to the follow-up, and a call one press away everywhere."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await anna.says("/settings")
    await anna.presses("大字简洁：打开")
    assert world.telegram.find_chat(11)["reply_keyboard"][2][0]["text"] == CALL_ME
    begun = len(anna.messages)
    await report(world)
    await group.presses("接单")
    await group.presses("出发")
    await mend(world)
    await world.waits(hours=3)
    assert anna.sees("请说一句怎么了。")
    own = [m for m in anna.messages[begun:] if m["from"]["is_bot"] and m["keyboard"]]
    assert len(own) >= 3
    for message in own:
        assert all(len(row) == 1 for row in message["keyboard"])
        assert message["keyboard"][-1][0]["text"] == CALL_ME
    assert all(CALL_ME not in text for text in world.humans["zhang_in_group"].buttons())
    await anna.says("/settings")
    await anna.presses("大字简洁：关上")
    await anna.says("/repair")
    assert len(rows(anna)[0]) == 2
    assert CALL_ME not in anna.buttons()


async def test_a_long_choice_comes_a_few_at_a_time_on_large_screens(world: World) -> None:
    """ETQ-11: four of fourteen, and the way to the others; back is the first page again."""
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("大字简洁：打开")
    await anna.says("/repair")
    assert len(first := anna.buttons()) == 7  # four, the way on, cancel, a call
    for _ in range(3):
        await anna.presses("看其他的")
    assert "看其他的 ▶" not in anna.buttons()
    assert any("其他" in each for each in anna.buttons())
    await anna.presses("上一步")
    assert anna.buttons() == first
    await anna.presses("看其他的")
    for answer in ("空调通风", "1号楼 10"):
        await anna.presses(answer)
    await anna.says("不制冷")
    for answer in ("明天", "09:00", "电话"):
        await anna.presses(answer)
    assert "空调通风" in anna.heard[-1]
    await anna.says("/complaint")
    await anna.says("等了三个星期也没有人来")
    assert anna.buttons()[0] == "不确定"


async def test_nobody_sets_anything_for_somebody_else(world: World) -> None:
    """SEC-01: the button names whose it is; forged wishes are none."""

    def tries(session: Session) -> list[bool]:
        forged = ("1|prefer|1|0|elder:yes", "1|prefer|2|0|elder:maybe", "1|prefer|2|0|name:x")
        return [pressed(world, session, 12, 12, data).alert for data in forged]

    assert world.write(tries) == [True, True, True]


async def test_the_staff_have_keys_for_their_own_day(world: World) -> None:
    """REP-06: on a ladder nobody types: jobs, open cases and who is on duty are one tap away."""
    zhang, anna = world.humans["zhang"], world.humans["anna"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await zhang.says("/start")
    assert zhang.sees("您手上的", "谁值班")
    assert keys(zhang) == ["我的工单", "未结束的", "谁值班", "答客问", "报修", "我的设置", "帮助"]
    await zhang.taps("我的工单")
    assert zhang.sees("按上门时间", "№1")
    await zhang.taps("未结束的")
    assert zhang.sees("未结束", "№1")
    await zhang.taps("谁值班")
    assert zhang.sees("张建国", "当班")
    await zhang.taps("帮助")
    assert zhang.sees("/find", "//")
    wang = world.humans["wang"]
    await wang.says("/start")
    assert keys(wang)[:2] == ["替住户登记", "未结束的"]
    await wang.taps("替住户登记")
    assert wang.sees("替哪位住户登记")
    await anna.says("/start")
    assert "我的工单" not in keys(anna)
    await anna.says("📋 我的工单")
    assert "工作人员" in anna.heard[-1]


async def test_who_takes_money_or_keeps_the_gate_has_keys_of_their_own(world: World) -> None:
    """FEE-02, SEC-01: what one does all day is the first key; nobody is sent to another's work."""
    await comes(world, "cashier", 71, StaffRole.FINANCE)
    await comes(world, "guard", 72, StaffRole.GUARD)
    cashier, guard, wang = (world.humans[name] for name in ("cashier", "guard", "wang"))
    await cashier.says("/start")
    assert keys(cashier)[:2] == ["收费", "收费月报"]
    assert not cashier.heard_of("工作群里接")
    await cashier.taps("收费")
    assert cashier.sees("哪一套房缴费")
    await guard.says("/start")
    assert keys(guard)[0] == "今天的访客"
    assert not guard.heard_of("工作群里接")
    await guard.taps("今天的访客")
    assert "访客" in guard.heard[-1]
    await wang.says("你好")
    assert wang.sees("替住户登记", "您手上的工单和电话")


async def test_a_card_has_two_buttons_a_row_and_says_what_more_is(world: World) -> None:
    """A telephone cuts the words of four; to a resident, "more" alone says nothing."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    assert rows(anna) == [["⋯ 更多：改时间、补充、撤回"]]
    await group.presses("接单")
    assert rows(group) == [["🚶 出发", "✔ 完成"], ["📋 看详情", "⋯ 更多"]]


async def test_large_screens_offer_little_beside_what_was_understood(world: World) -> None:
    """REP-01, S-48: one press says yes; a dozen other buttons, one a row, would hide it."""
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("简洁：打开")
    await anna.says("厨房水龙头一直滴水")
    assert rows(anna)[0] == ["🔧 按这句话报修"]
    assert ["🚨 紧急情况"] in rows(anna)
    assert rows(anna)[-1] == [CALL_ME]
    assert len(rows(anna)) <= 7


async def test_a_resident_has_few_large_keys_and_the_rest_behind_one_more(world: World) -> None:
    """ETQ-11: five keys; what is rarely needed is one tap further, and one tap back."""
    anna = world.humans["anna"]
    first = ["报修", "投诉", "我的事项", "人工客服", "更多"]
    rest = [
        "物业费",
        "车位",
        "访客",
        "车挡路了",
        "答客问",
        "我的设置",
        "语言 Language",
        "帮助",
        "返回",
    ]
    await anna.says("/start")
    assert keys(anna) == first
    await anna.taps("➕ 更多")
    assert anna.sees("物业费、车位、访客、车挡路了")
    assert keys(anna) == rest
    await anna.taps("◀ 返回")
    assert keys(anna) == first
    await anna.says("/settings")
    await anna.presses("大字简洁")
    await anna.says("/help")
    assert keys(anna) == ["报修", "投诉", "请给我打电话", "我的事项", "更多"]
    await anna.taps("更多")
    assert keys(anna) == [each for each in rest if "语言" not in each]


async def test_on_large_screens_one_button_leads_to_a_person_and_is_named(world: World) -> None:
    """ETQ-11: not two that mean the same; who is not understood is told which to press."""
    anna = world.humans["anna"]
    await anna.says("/settings")
    await anna.presses("大字简洁：打开")
    await anna.sends(sticker=b"a sticker")
    assert anna.buttons() == [CALL_ME]
    await anna.says("那个什么来着")
    assert "别的事，请点“请给我打电话”" in anna.heard[-1]
    await anna.presses(CALL_ME)
    assert anna.sees("电话")
