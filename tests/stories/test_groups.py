"""Staff groups: bound by code, chosen by trade and building, followed when they move."""

import pytest
from sqlmodel import Session

from models.cases.words import Place
from models.emergencies.messages import EmergencyCall
from models.emergencies.rules import Danger
from models.groups.operations import groups_in
from models.groups.tables import Purpose
from models.intents.operations import in_group, post
from tests.support.human import Human
from tests.support.register import binds, code
from tests.support.telling import fill_in, report
from tests.support.world import DISPATCH_CHAT, MANAGEMENT_CHAT, World

NEW, FORUM = -300, -(10**12) - 400
SHUT = (
    "not enough rights to send text messages to the chat",
    "CHAT_WRITE_FORBIDDEN",
    "TOPIC_CLOSED",
)


def zhang_in(world: World, chat_id: int) -> Human:
    """Return Zhang as a member of another group."""
    return Human(world, world.humans["zhang"].telegram_id, chat_id)


async def test_a_group_bound_by_code_gets_what_its_code_is_for(world: World) -> None:
    """Electrical work of Building 1 goes to the new group, everything else to the old one."""
    old = world.humans["zhang_in_group"]
    world.telegram.add_group(NEW, "电工群", [21, 22])
    new = zhang_in(world, NEW)
    own = code(world, purpose="dispatch", trades=["electrical"], buildings=["1号楼"])
    await new.says(f"/bind {own}")
    assert new.sees("电工群", "已绑定：派工", "工种：电路", "1号楼")
    assert world.humans["head"].sees("电工群")
    await report(world, told="插座没电", trade="电路")
    await report(world)
    assert (new.heard_of("№1"), old.heard_of("№1")) == (1, 0)
    assert (new.heard_of("№2"), old.heard_of("№2")) == (0, 1)


@pytest.mark.parametrize(
    ("purpose", "told"),
    [("management", "客服和主管办的事"), ("finance", "不会发到这里"), ("operator", "备份失败")],
)
async def test_a_group_is_told_what_will_come_there(world: World, purpose: str, told: str) -> None:
    """Jobs, trades and buildings are the business of dispatch alone."""
    world.telegram.add_group(NEW, "别的群", [21, 22])
    new = zhang_in(world, NEW)
    await new.says(f"/bind {code(world, purpose=purpose)}")
    assert new.sees("已绑定", told)
    assert new.heard_of("工单") == new.heard_of("工种") == 0


async def test_a_topic_of_a_forum_is_bound_and_answered_by_itself(world: World) -> None:
    """The thread is echoed on every card; the other topics stay silent."""
    world.telegram.add_group(FORUM, "大群", [21, 22], forum=True)
    topic = world.telegram.add_topic(FORUM, "水管")
    forum = zhang_in(world, FORUM)
    own = code(world, purpose="dispatch", trades=["plumbing"])
    await forum.says(f"/bind {own}", thread_id=topic)
    await report(world)
    await forum.presses("接单")
    threads = {each["thread_id"] for each in forum.messages if "№1" in (each["text"] or "")}
    assert threads == {topic}
    assert forum.sees("№1", "已接单", "张师傅")


async def test_a_code_binds_once_and_a_wrong_one_never(world: World) -> None:
    """A second group with the same code gets nothing, and hears where to turn to."""
    world.telegram.add_group(NEW, "电工群", [21, 22])
    new, old = zhang_in(world, NEW), world.humans["zhang_in_group"]
    own = code(world, purpose="dispatch", trades=["plumbing"])
    await old.says(f"/bind {own}")
    await world.waits(minutes=1)
    await new.says(f"/bind {own}")
    await new.says("/bind 0000000000000000")
    assert new.heard_of("不能用") == 2
    assert new.heard_of("已绑定") == 0


async def test_a_residents_code_binds_no_group(world: World) -> None:
    """And it stays unused: whom it was made for can still join with it."""
    world.telegram.add_group(NEW, "电工群", [21, 22])
    own = code(world, "陈大文")
    await zhang_in(world, NEW).says(f"/bind {own}")
    assert zhang_in(world, NEW).heard_of("已绑定") == 0
    await world.humans["chen"].says(f"/start {own}")
    assert world.humans["chen"].sees("1号楼 102")


async def test_binding_in_private_says_where_it_belongs(world: World) -> None:
    """The code is not spent by it."""
    await world.humans["zhang"].says(f"/bind {code(world, purpose='dispatch')}")
    assert world.humans["zhang"].sees("请在工作群里发 /bind")


async def test_cards_follow_a_group_that_became_a_supergroup(world: World) -> None:
    """The next change of the card is drawn where the group is now; the old chat is not asked."""
    await report(world)
    moved = zhang_in(world, world.telegram.migrate(DISPATCH_CHAT))
    await world.settles()
    before = len(world.telegram.calls)
    await world.humans["li_in_group"].presses("接单")
    assert moved.sees("№1", "已接单", "李师傅")
    asked = {call["params"].get("chat_id") for call in world.telegram.calls[before:]}
    assert str(DISPATCH_CHAT) not in {str(each) for each in asked}
    await report(world, "chen")
    assert moved.sees("№2", "1号楼 102")


async def test_without_its_group_a_dispatch_goes_to_management(world: World) -> None:
    """The bot was thrown out: what waited there goes over at once, and the head is told."""
    management, head = world.humans["management"], world.humans["head"]
    await report(world)
    world.telegram.removes_bot(21, DISPATCH_CHAT)
    await world.settles()
    assert management.sees("№1", "1号楼 101")
    assert head.sees("移出了群", "维修群", "1 单已转到")
    await report(world, "chen")
    assert management.sees("№2", "1号楼 102")
    before = len(world.telegram.calls)
    await management.presses("接单")
    asked = [call["params"].get("chat_id") for call in world.telegram.calls[before:]]
    assert str(DISPATCH_CHAT) not in map(str, asked)


async def test_a_dispatch_that_finds_its_group_shut_goes_to_management(world: World) -> None:
    """Telegram's refusal comes before the news of it: nothing waits there, the head hears once."""
    management, head = world.humans["management"], world.humans["head"]
    shut = {"error_code": 403, "description": "Forbidden: bot was kicked from the group chat"}
    world.telegram.fail_next("sendMessage", chat_id=DISPATCH_CHAT, **shut)
    await report(world)
    assert management.sees("№1", "1号楼 101")
    assert head.sees("移出了群", "1 单已转到")
    world.telegram.removes_bot(21, DISPATCH_CHAT)
    await world.settles()
    assert head.heard_of("移出了群") == 1


async def test_a_member_of_the_group_who_is_not_staff_gets_the_link_and_nothing_else(
    world: World,
) -> None:
    """REP-06: an alert with the way in; the card is as it was."""
    stranger, group = world.humans["stranger_in_group"], world.humans["zhang_in_group"]
    await report(world)
    await stranger.presses("接单")
    toast = world.telegram.toasts(66)[-1]
    assert ("@guanjia_bot" in toast["text"], toast["alert"]) == (True, True)
    assert group.sees("№1", "请在 11月23日(周一)09:00 前接单")


async def test_several_groups_share_the_work_by_trade(world: World) -> None:
    """The group of the trade comes before the group of the building, then the rest."""
    world.telegram.add_group(NEW, "一号楼群", [21])
    world.telegram.add_group(-500, "水管群", [21])
    world.write(lambda s: binds(s, NEW, Purpose.DISPATCH, buildings=["1号楼"]))
    world.write(lambda s: binds(s, -500, Purpose.DISPATCH, trades=["plumbing"]))
    await report(world)
    heard = [zhang_in(world, chat).heard_of("№1") for chat in (DISPATCH_CHAT, NEW, -500)]
    assert heard == [0, 0, 1]


@pytest.mark.parametrize("says", SHUT)
async def test_what_a_group_may_not_be_told_comes_when_it_may(world: World, says: str) -> None:
    """The job goes to management, the head hears once; opened, the group has all of its cards."""
    management, head = world.humans["management"], world.humans["head"]
    group = world.humans["zhang_in_group"]
    shuts(world, says)
    await report(world)
    assert (group.heard_of("№1 ·"), head.heard_of("没有发消息的权限")) == (0, 1)
    assert management.sees("№1", "1号楼 101")
    assert head.sees("派工", "1 单已转到", "设为群管理员")
    await report(world, "chen")
    assert management.sees("№2", "1号楼 102")
    await world.waits(minutes=35)
    assert (group.heard_of("№1 ·"), head.heard_of("没有发消息的权限")) == (0, 1)
    world.telegram.state["faults"].clear()
    await world.waits(minutes=10)
    assert (group.heard_of("№1 ·"), group.heard_of("№2 ·")) == (1, 1)
    await fill_in(world, slot="11:00")
    await world.humans["anna"].presses("提交报修")
    assert (group.heard_of("№3 ·"), management.heard_of("№3 ·")) == (1, 0)
    shuts(world, says)
    await group.presses("接单")
    assert head.heard_of("没有发消息的权限") == 2


async def test_a_bot_that_is_made_admin_says_at_once_what_waited(world: World) -> None:
    """Nobody waits for the ten minutes; what was answered meanwhile is drawn as it is now."""
    group, management = world.humans["zhang_in_group"], world.humans["management"]
    shuts(world, SHUT[0])
    await report(world)
    await management.presses("接单")
    world.telegram.state["faults"].clear()
    world.telegram.becomes(24, DISPATCH_CHAT, "member")
    await world.settles()
    assert group.sees("№1", "已接单")


async def test_where_no_group_may_be_told_what_is_to_be_said_waits(world: World) -> None:
    """A group that is shut is better than none; the head is told of no job that was moved."""
    head, group = world.humans["head"], world.humans["zhang_in_group"]
    shuts(world, SHUT[0])
    shuts(world, SHUT[0], MANAGEMENT_CHAT)
    await report(world)
    assert head.heard_of("已转到") == 1  # to management, which was not known to be shut
    await report(world, "chen")
    world.telegram.state["faults"].clear()
    await world.waits(minutes=10)
    assert (group.heard_of("№1 ·"), group.heard_of("№2 ·")) == (1, 1)


async def test_a_group_does_not_stay_shut_for_what_need_not_be_said_any_more(world: World) -> None:
    """The one message that asked is of no use by now: the next one asks."""
    group = world.humans["zhang_in_group"]
    await report(world)
    told = f"Bad Request: {SHUT[0]}"
    world.telegram.fail_next("sendMessage", error_code=400, description=told, chat_id=DISPATCH_CHAT)

    def call(session: Session) -> None:
        [bound] = groups_in(session, DISPATCH_CHAT)
        said = EmergencyCall(1, 1, Danger.WATER, Place("1号楼 101"), "漏水")
        post(session, said, to=in_group(bound), now=world.clock.now())

    world.write(call)
    await world.settles()
    await group.presses("接单")
    await world.waits(minutes=10)
    await report(world, "chen")
    assert (group.heard_of("“漏水”"), group.heard_of("№2 ·")) == (0, 1)


def shuts(world: World, says: str, chat_id: int = DISPATCH_CHAT) -> None:
    """Let Telegram refuse whatever we say in the group."""
    told = f"Bad Request: {says}"
    world.telegram.fail_next("*", error_code=400, description=told, chat_id=chat_id, times=99)
