"""Who is called to an emergency: until somebody takes it."""

import pytest
from sqlmodel import col, select, update

from models.buttons import Press
from models.due import Due
from models.emergencies.moments import EmergencyRings
from models.people.tables import Person
from tests.stories.test_emergency_arrivals import assign_to
from tests.support.contended import pressed_as_it_rings
from tests.support.gate import with_guard
from tests.support.world import World


async def test_who_is_called_and_cannot_go_lets_the_next_one_be_called(world: World) -> None:
    """S-10: one press, and no minutes are lost; whoever is not called any more changes nothing."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await anna.says("水管爆了")
    await zhang.presses("去不了")
    assert zhang.toast == "好的，正在叫下一位。"
    assert li.heard_of("还没有人处理") == 1
    await zhang.presses("去不了")
    assert zhang.toast == "现在没有在叫您去，一切照旧。"
    assert world.humans["wang"].heard_of("还没有人处理") == 0
    await world.waits(minutes=3)
    assert (zhang.heard_of("还没有人处理"), li.heard_of("还没有人处理")) == (1, 2)


@pytest.mark.parametrize(
    ("language", "listed", "button"),
    [
        ("简体", "🚨 还没有人接，请马上前往", "№1 ✋ 接单"),
        ("繁體", "🚨 還沒有人接，請馬上前往", "№1 ✋ 接單"),
        ("English", "🚨 nobody has it, go at once", "№1 ✋ Take it"),
    ],
)
async def test_what_nobody_has_taken_stands_in_the_list_of_whoever_may(
    world: World, language: str, listed: str, button: str
) -> None:
    """S-10: above all else, with its button, until somebody has it; a guard has nothing of it."""
    head, zhang = world.humans["head"], world.humans["zhang"]
    guard = await with_guard(world)
    await head.speaks(language)
    await world.humans["anna"].says("水管爆了")
    await zhang.says("/mine")
    assert zhang.sees("№1", "还没有人接，请马上前往")
    await head.says("/mine")
    assert head.sees("№1", listed)
    await guard.says("/mine")
    assert "没有要做的工单" in guard.heard[-1]
    await head.presses(button)
    assert world.humans["anna"].sees("№1", "马上就来")
    await zhang.says("/mine")
    assert "没有要做的工单" in zhang.heard[-1]


async def test_who_is_alone_and_cannot_go_is_not_called_at_once_again(world: World) -> None:
    """S-10: nobody else can be called, and that is said; the management group is, with them.

    However often they press: the group reads it once for each call, as it was told.
    """
    zhang, management = world.humans["zhang"], world.humans["management"]
    cannot_be_reached(world, 22, 25)
    await world.humans["anna"].says("水管爆了")
    await zhang.presses("去不了")
    assert "没有别的值班人员可以呼叫" in zhang.toast
    assert (zhang.heard_of("还没有人处理"), management.heard_of("还没有人处理")) == (1, 1)
    assert (management.heard_of("“去不了”"), management.buttons()) == (0, ["🚨 我马上去"])
    assert management.sees("没有人接，会再呼叫")
    await zhang.presses("去不了")
    assert management.heard_of("还没有人处理") == 1
    await world.waits(minutes=3)
    await zhang.presses("去不了")
    assert (zhang.heard_of("还没有人处理"), management.heard_of("还没有人处理")) == (2, 2)


def cannot_be_reached(world: World, *between: int) -> None:
    """Let Telegram bring nothing to any of the staff from the first of these accounts on."""
    theirs = col(Person.telegram_id).between(*between)
    unreachable = update(Person).where(theirs).values(unreachable_since=world.clock.now())
    world.write(lambda session: session.execute(unreachable))


async def test_where_nobody_can_be_called_the_management_group_is_hourly_in_the_end(
    world: World,
) -> None:
    """S-10: at each call in the first hour; whoever takes it late finds no hundred of them."""
    management = world.humans["management"]
    cannot_be_reached(world, 21, 29)
    await world.reaches(22)
    await world.humans["anna"].says("水管爆了")
    await world.waits(minutes=59)
    assert management.heard_of("还没有人处理") == 20
    await world.waits(hours=1)
    assert management.heard_of("还没有人处理") == 21


async def test_an_old_button_of_what_was_none_calls_nobody(world: World) -> None:
    """S-10: it is an ordinary report by now, and nobody is told that the next one is called."""
    zhang = world.humans["zhang"]
    await world.humans["anna"].says("楼道里全是烟")
    await world.humans["anna"].presses("不是紧急情况")
    await zhang.presses("去不了")
    assert zhang.toast == "现在没有在叫您去，一切照旧。"
    assert world.humans["li"].heard_of("还没有人处理") == 0


async def test_the_group_is_reminded_hourly_after_the_first_hour(world: World) -> None:
    """S-10: who is on duty goes on being called; who sleeps has not a hundred cards by morning."""
    supervisor, group = world.humans["supervisor"], world.humans["zhang_in_group"]
    await world.reaches(22)
    await world.humans["anna"].says("水管爆了")
    await world.waits(minutes=59)
    assert group.heard_of("№1") == 10
    await world.waits(hours=3)
    assert group.heard_of("№1") == 13
    assert supervisor.heard_of("还没有人处理") == 40


async def test_who_has_taken_one_is_not_let_go_by_an_old_button(world: World) -> None:
    """S-10: nobody is called while somebody has it, and nobody is told so; nor may a resident."""
    anna, zhang, li = (world.humans[name] for name in ("anna", "zhang", "li"))
    await anna.says("水管爆了")
    await zhang.presses("我马上去")
    await zhang.presses("去不了")
    assert "请马上在工单下面点“更多”“转出”" in zhang.toast
    forged = Press("cannot_go", 1, 0).pack()
    for other in (li, anna):
        message = int(other.messages[-1]["id"])
        world.telegram.presses(other.telegram_id, other.chat_id, message, forged, force=True)
        await world.settles()
        assert "正在叫下一位" not in other.toast
    assert li.toast == "这一单已由张师傅接了，谢谢您。"
    assert li.heard_of("还没有人处理") == 0


async def test_an_old_button_silences_no_newer_call(world: World) -> None:
    """S-10: who was called before somebody else had it says nothing for who is called now."""
    zhang, li, wang = (world.humans[name] for name in ("zhang", "li", "wang"))
    await world.humans["anna"].says("水管爆了")
    claim = Press("claim", 1, 0).pack()
    last = int(li.messages[-1]["id"])
    world.telegram.presses(li.telegram_id, li.chat_id, last, claim, force=True)
    await world.settles()
    await li.presses("更多")
    await li.presses("转出")
    await li.says("车坏在路上了")
    await li.presses("转回维修群")
    await world.waits(seconds=1)
    assert wang.heard_of("还没有人处理") == 1
    await zhang.presses("去不了")
    await world.waits(minutes=10)
    assert wang.heard_of("还没有人处理") > 1


async def test_nobody_is_called_any_more_to_what_was_given_to_somebody(world: World) -> None:
    """S-10: it ends with the giving, as it does with the taking."""
    await world.humans["anna"].says("水管爆了")
    await assign_to(world, "李明")
    open_ones = select(Due.kind).where(Due.subject == 1, col(Due.settled_at).is_(None))
    assert "EmergencyRings" not in world.read(lambda s: s.exec(open_ones).all())


@pytest.mark.postgres
async def test_who_takes_one_at_the_moment_of_the_call_waits_for_nobody(world: World) -> None:
    """S-10: the call waits for the case before it is taken, and so is called off."""
    zhang = world.humans["zhang"]
    await world.humans["anna"].says("水管爆了")
    await pressed_as_it_rings(world, EmergencyRings, zhang.presses("我马上去"))
    assert world.humans["anna"].sees("张师傅", "马上就来")
    assert zhang.heard_of("还没有人处理") == 1


@pytest.mark.postgres
async def test_who_cannot_go_at_the_moment_of_the_call_waits_for_nobody(world: World) -> None:
    """S-10: the next one is called, and who cannot go is not called in the same breath."""
    zhang, li = world.humans["zhang"], world.humans["li"]
    await world.humans["anna"].says("水管爆了")
    await pressed_as_it_rings(world, EmergencyRings, zhang.presses("去不了"))
    assert zhang.toast == "好的，正在叫下一位。"
    assert (zhang.heard_of("还没有人处理"), li.heard_of("还没有人处理")) == (1, 1)


@pytest.mark.postgres
async def test_who_withdraws_at_the_moment_of_the_call_waits_for_nobody(world: World) -> None:
    """S-10: it is over at once, and the call is called off."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await anna.says("水管爆了")
    await anna.presses("更多")
    await anna.presses("撤回")
    await pressed_as_it_rings(world, EmergencyRings, anna.presses("确定撤回"))
    assert anna.sees("№1", "这件报修已撤回")
    assert zhang.heard_of("还没有人处理") == 1
