"""The wish to be forgotten: what has to end first, what is kept, who decides, who takes it back."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from models.inbox import Inbox
from models.moving.ends import ends_on
from models.mydata.tables import DataRequest
from models.people.operations import person_of
from models.people.tables import HomeRole, Person, Residency
from models.relay.tables import Remark
from tests.support.human import Human
from tests.support.own_data import a_closed_case, documents, opened, told_to
from tests.support.parking import rents
from tests.support.register import moves_in
from tests.support.telling import report
from tests.support.world import World


def stages(world: World) -> list[str]:
    """Return how far each wish to be forgotten has come."""
    wanted = select(DataRequest.stage).where(DataRequest.wish == "erasure").order_by(DataRequest.id)
    return [str(each) for each in world.read(lambda s: s.exec(wanted).all())]


@pytest.mark.slow
async def test_what_is_open_has_to_end_first_and_puts_it_off(world: World) -> None:
    """SEC-01: an open case is named before anything can be wished; a new one waits for its end."""
    anna = world.humans["anna"]
    await report(world)
    await anna.says("/forget")
    assert anna.sees("请先办结", "№1")
    assert not [each for each in anna.buttons() if "删除我的资料" in each]
    await anna.presses("更多")
    await anna.presses("撤回")
    await anna.presses("撤回")
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await report(world, told="阳台的灯不亮")
    await world.waits(days=8, hours=1)
    assert stages(world) == ["cooling"]
    assert anna.heard_of("还不能删除您的资料") == 1
    await world.waits(days=1)
    assert anna.heard_of("还不能删除您的资料") == 1


async def test_the_wish_is_taken_back_with_one_press(world: World) -> None:
    """SEC-01: reminded a day before, one press keeps everything; it cannot be pressed again."""
    anna = world.humans["anna"]
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    old = anna.newest("已登记")
    await anna.says("/forget")  # asked again, it says when, and how to keep everything
    assert "已登记" in anna.heard[-1]
    assert "✔ 保留我的资料" in "".join(anna.buttons())
    await world.waits(days=7, hours=3)
    assert anna.sees("就要删除")
    await anna.presses("保留我的资料")
    assert anna.sees("都保留")
    await anna.presses("保留我的资料", old=old)
    assert "已经有结果" in anna.toast
    await world.waits(days=3)
    assert stages(world) == ["taken_back"]
    assert world.read(lambda s: person_of(s, 11)).name == "林秀英"


async def test_a_letter_is_keyed_in_by_an_officer_and_decided_by_the_head(world: World) -> None:
    """SEC-01, OWN-08: no officer erases anybody; nobody else decides; the head hears the end."""
    anna, wang, head = (world.humans[name] for name in ("anna", "wang", "head"))
    await wang.says("/forget 1号楼 101")
    await wang.presses("林秀英")
    assert stages(world) == ["asked"]
    asked = head.newest("书面删除申请")
    assert wang.heard_of("书面删除申请") == 0
    grant = first_button(world, 25, asked)
    for account in (23, 24, 11, 12, 66):
        await press(world, account, grant)
    assert stages(world) == ["asked"]
    await head.presses("同意删除")
    assert stages(world) == ["cooling"]
    assert head.sees("已同意删除", "林秀英")
    assert "同意删除" not in str([each["keyboard"] for each in head.messages])
    assert anna.sees("已登记", "改主意")
    await world.waits(days=9)
    assert stages(world) == ["done", "entered"]
    assert head.sees("已按本人意愿删除一位住户", "业主的姓名和房号留在业户登记里")
    assert "林秀英" not in head.heard[-1]


async def test_a_letter_that_was_not_one_s_own_is_taken_back(world: World) -> None:
    """SEC-01: whose name it bears reads of it, and keeps everything before the head decides."""
    anna, wang, head = (world.humans[name] for name in ("anna", "wang", "head"))
    await wang.says("/forget 1号楼 101")
    await wang.presses("林秀英")
    await anna.says("/forget")
    assert anna.sees("以您名义写来的删除申请", "正在请管理处经理决定")
    assert "🗑 删除我的资料" in anna.buttons()
    grant = first_button(world, 25, head.newest("书面删除申请"))
    await anna.presses("保留我的资料")
    assert anna.sees("您的资料都保留")
    assert stages(world) == ["taken_back"]
    await press(world, 25, grant)
    await anna.says("/forget")
    assert "删除申请" not in anna.heard[-1]
    assert stages(world) == ["taken_back"]


def first_button(world: World, account: int, message: int) -> str:
    """Return the data of a message's first button."""
    found = world.telegram.find_message(world.telegram.find_chat(account), message)
    return str(found["markup"]["inline_keyboard"][0][0]["callback_data"])


def moves_out(session: Session, name: str, on: date = date(2026, 11, 24)) -> None:
    """Let a resident be gone from that day on."""
    row = session.exec(select(Residency).where(Residency.name == name)).one()
    ends_on(session, row, on)


def lets_in(session: Session, name: str, owner: str) -> None:
    """Let an owner have let in somebody of the family."""
    host = session.exec(select(Person.id).where(Person.name == owner)).one()
    guest = moves_in(session, name, "101", role=HomeRole.FAMILY)
    guest.invited_by = host
    session.add(guest)


async def is_told_to_register(human: Human, *commands: str) -> None:
    """Let somebody try commands, none of which gives them anything."""
    for each in commands:
        await human.says(each)
        assert "请先登记一次" in human.heard[-1], each


async def press(world: World, account: int, data: str) -> None:
    """Let an account send the data of a button, however it came by it."""
    chat = {"id": account, "type": "private", "first_name": "?"}
    message = {"message_id": 1, "date": 0, "chat": chat}
    sender = {"id": account, "is_bot": False, "first_name": "?"}
    query = {"id": "1", "from": sender, "chat_instance": "1", "data": data, "message": message}
    world.telegram.inject({"callback_query": query})
    await world.settles()


async def test_a_copy_is_given_in_private_twice_a_day_and_holds_nobody_else(world: World) -> None:
    """SEC-01, SEC-02: never into a group, never another's words, notes or number."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await a_closed_case(world)
    await report(world, "chen", told="陈家的灯坏了", home="1号楼 102", trade="电")
    await world.humans["zhang_in_group"].replies("№1", "// 这位住户很难说话")
    for _ in range(3):
        await anna.says("/mydata")
    assert len(documents(anna)) == 2
    assert anna.sees("最多提供 2 份")
    told, _ = opened(documents(anna)[0])
    for others in ("陈", "这位住户很难说话", "张建国", "13800000021"):
        assert others not in str(told), others
    case = told["事项"][0]
    assert (case["种类"], case["状态"]) == ("报修（repair）", "已确认（closed）")
    assert case["登记时间"] == "2026-11-23 08:30+08:00"
    said = len(world.humans["zhang_in_group"].heard)
    for account in (11, 12):
        world.telegram.joins(account, -100)
        world.telegram.says(account, -100, "/mydata")
        world.telegram.says(account, -100, "/forget")
    await world.settles()
    assert documents(world.humans["zhang_in_group"]) == []
    assert len(world.humans["zhang_in_group"].heard) == said
    await chen.says("/mydata")
    theirs, files = opened(documents(chen)[0])
    assert ("陈家的灯坏了" in str(theirs), "厨房" in str(theirs), files) == (True, False, [])
    assert all("陈大文" not in str(facts) for facts in told_to(world) if "person_id" in facts)


@pytest.mark.slow
async def test_what_others_were_told_of_her_goes_too_and_the_neighbour_stays(world: World) -> None:
    """SEC-01, OWN-08: notes, talks, what was sent to staff; the neighbour loses nothing."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    world.write(lambda session: rents(session, "林秀英"))
    await report(world, "chen", told="陈家的灯坏了", home="1号楼 102", trade="电")
    await a_closed_case(world)
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    told = [str(each) for each in told_to(world)]
    assert [each for each in told if "林秀英" in each or "水龙头" in each] == []
    assert any("陈" in each for each in told) or chen.sees("№1")
    assert world.read(lambda s: s.exec(select(Remark).where(Remark.case_id == 2)).all()) == []
    left = world.read(lambda s: s.exec(select(Person.name)).all())
    assert ("林秀英" in left, "陈大文" in left) == (False, True)
    names = world.read(lambda s: s.exec(select(Residency.name)).all())
    assert list(names) == ["陈大文"]
    await world.humans["wang"].says("/find 林秀英")
    await world.humans["wang"].says("/case 2")
    assert world.humans["wang"].heard_of("水龙头") == 0


async def test_an_owners_name_stays_in_the_register_until_the_home_is_sold(world: World) -> None:
    """OWN-05, SEC-01: said before; a name without a history, family goes on, and then it goes too.

    No account is cancelled by /forget: that is the general manager's.
    """
    anna, head = world.humans["anna"], world.humans["head"]
    await a_closed_case(world)
    world.write(lambda session: lets_in(session, "林小明", "林秀英"))
    await anna.says("/forget")
    assert anna.sees("依合同或法规保留", "您作为业主的姓名和房号", "登记了新业主当晚删除")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    assert anna.sees("已经删除", "您作为业主的姓名和房号")
    assert head.sees("留在业户登记里", "电话清空")
    named = select(Person.name, Person.phone, Person.telegram_id, Residency.name, Residency.role)
    entries = named.join(Residency, Residency.person_id == Person.id).order_by(Residency.id)
    register = world.read(lambda s: s.exec(entries).all())
    assert ("林秀英", None, None, "林秀英", "owner") in [tuple(each) for each in register]
    reporter = select(Person.name).join(Case, Case.reporter_id == Person.id)
    assert world.read(lambda s: s.exec(reporter).all()) == ["原住户"]
    await is_told_to_register(anna, "/cases", "/mydata")
    guest = select(Residency.left_on).where(Residency.name == "林小明")
    assert world.read(lambda s: s.exec(guest).one()) is None

    tomorrow = world.clock.now().date() + timedelta(days=1)
    world.write(lambda session: moves_out(session, "林秀英", tomorrow))
    await world.waits(days=2)
    assert world.read(lambda s: s.exec(guest).one()) == tomorrow
    assert stages(world) == ["done", "done"]
    left = world.read(lambda s: s.exec(entries).all())
    assert ("林秀英" in str(left), head.sees("删除一位住户", "那一行也删掉")) == (False, True)


async def test_who_has_moved_out_still_asks_for_their_data_and_for_nothing_else(
    world: World,
) -> None:
    """SEC-01, OWN-08: the former account gets the copy and the end, no home; nor do new tenants.

    A letter finds who has left; who holds the home now is not shown their words.
    """
    anna, wang = world.humans["anna"], world.humans["wang"]
    await a_closed_case(world)
    world.write(lambda session: moves_out(session, "林秀英"))
    await world.reaches(9)
    assert anna.sees("/mydata", "/forget")
    await is_told_to_register(anna, "/cases", "/case 1", "/file", "/parking", "/visitor")
    await anna.says("/mydata")
    told, files = opened(documents(anna)[-1])
    assert ("厨房水龙头" in str(told), len(files)) == (True, 1)
    await is_told_to_register(world.humans["stranger"], "/mydata", "/forget")
    await anna.says("/forget")
    await press(world, 12, first_button(world, 11, anna.newest("删除与您有关的资料")))
    assert stages(world) == []
    await anna.presses("删除我的资料")
    await anna.presses("保留我的资料")
    assert anna.sees("都保留")
    await wang.says("/forget 林秀英")
    assert wang.sees("书面提出申请的住户")
    assert "林秀英" in str(wang.buttons())
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await world.waits(days=9)
    assert anna.sees("已经删除")
    assert stages(world) == ["taken_back", "done"]
    inbox = world.read(lambda s: s.exec(select(Inbox.raw)).all())
    left = [str(each) for each in (*told_to(world), *inbox)]
    assert [each for each in left if "林秀英" in each or "水龙头" in each] == []
    await is_told_to_register(anna, "/mydata", "/forget")
