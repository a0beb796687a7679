"""Moving out, and what then becomes of each thing that was open."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, select

from models.cases.tables import Case, Kind
from models.moving.rules import BECOMES
from models.moving.tables import Move
from models.people.tables import Person, Residency
from tests.stories.test_household import let_in
from tests.support.asking import answers, ask, taken
from tests.support.carding import asked_for, costs
from tests.support.complaining import cast_of_complaints, complain
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.owning import asks
from tests.support.parking import applied, with_spaces
from tests.support.register import moves_in
from tests.support.telling import report
from tests.support.world import World

NEW = "13911112222"
LAST = "2026-11-25"


async def leaves(world: World, day: str = LAST) -> Human:
    """Let Anna, who has no parking space, say that she moves out."""
    anna = world.humans["anna"]
    await anna.says("/moveout")
    await anna.says(day)
    await anna.presses("确认迁出")
    return anna


async def is_gone(world: World) -> None:
    """Let Anna's last day be over, and the next morning come."""
    await world.waits(days=3)
    await world.reaches(9)


def statuses(world: World) -> Sequence[str]:
    """Return where the cases stand."""
    found: Sequence[str] = world.read(
        lambda session: session.exec(select(Case.status).order_by(col(Case.number))).all()
    )
    return found


async def test_a_move_is_taken_back_and_all_is_as_before(world: World) -> None:
    """OWN-08: access, family and cases go on; the day passes, and nothing happens on it."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    guest = await let_in(world)
    await leaves(world)
    assert anna.sees("已经记下", "您请的家人和代理人同时结束", "小林")
    confirmed = anna.newest("已经记下")
    await anna.says("/moveout")
    assert "已经记下" in anna.heard[-1]
    await anna.presses("不迁出了")
    assert "一切照旧" in anna.heard[-1]
    assert wang.sees("1号楼 101", "不迁出了")
    await anna.presses("不迁出了", old=confirmed)
    await is_gone(world)
    assert anna.heard_of("迁出已经办好") == guest.heard_of("权限已经结束") == 0
    await report(world, "anna")
    assert anna.sees("№1")
    assert world.read(lambda s: s.exec(select(Residency.left_on)).all()) == [None] * 3
    assert world.read(lambda s: s.exec(select(Move.stage)).all()) == ["withdrawn"]


@pytest.mark.slow
async def test_what_is_theirs_and_what_nobody_follows_in_goes_on_by_telephone(world: World) -> None:
    """OWN-06, OWN-08, SEC-01: who has each is told whom to ring; results become a telephone task.

    A home whom nobody follows leaves its repair with who reported it; a change of their file ends.
    """
    wang, zhang = world.humans["wang"], world.humans["zhang"]
    await ask(world)
    await taken(world)
    await asks(world, "联系电话", NEW)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    anna = await leaves(world, "2026-11-23")
    face = anna.heard[-1]
    assert all(f"№{number}" in face for number in (1, 2, 3))
    assert face.count("接着办，有结果打电话告诉您") == 2
    assert face.count("到时结束") == 1
    await world.reaches(8)
    assert wang.heard_of("请电话通知 №1") == 0
    await answers(wang)
    assert wang.sees("请电话通知 №1", "林秀英", "+8613800000011")
    await world.reaches(9)
    assert wang.sees("№1 的住户已迁出", "林女士", "+8613800000011")
    assert zhang.sees("№3 的住户已迁出", "林女士", "+8613800000011")
    assert anna.sees("迁出已经办好", "№1、№3", "我们会打电话告诉您结果", "021-5550100")
    phones = select(Person.phone).where(Person.name == "林秀英")
    assert world.read(lambda s: s.exec(phones).all()) == ["+8613800000011"]


@pytest.mark.slow
async def test_a_space_and_a_card_are_given_up_but_not_what_is_paid(world: World) -> None:
    """S-34, CRD-01, OWN-08: what is for who lives here ends; paid money is spoken about."""
    world.write(with_spaces)
    world.write(costs)
    world.write(lambda session: costs(session, "MEMBER"))
    await applied(world)
    await asked_for(world)
    wang = world.humans["wang"]
    await asked_for(world, card="会员卡")
    anna = await leaves(world)
    assert anna.heard[-1].count("到时结束") == 3
    await anna.presses("不迁出了")
    await taken(world)
    await wang.presses("证件没问题")
    await wang.presses("登记缴费")
    await wang.says("SJ-0101")
    anna = await leaves(world)
    assert anna.heard[-1].count("到时结束") == 2
    await is_gone(world)
    assert statuses(world) == ["given_up", "given_up", "paid"]
    assert anna.sees("迁出已经办好", "№3，我们会打电话告诉您结果")
    assert wang.sees("№3 的住户已迁出", "+8613800000011")


@pytest.mark.slow
async def test_who_complained_unnamed_is_told_nothing_and_shown_to_nobody(world: World) -> None:
    """SEC-01, CMP-15: neither the desk's summary nor any farewell brings them and it together."""
    await cast_of_complaints(world)
    world.write(lambda s: moves_in(s, "何梅", "101", phone="+8613800000031"))
    await complain(world, against="张建国", name="不留名")
    await report(world)
    wang = world.humans["wang"]
    await wang.says("/moveout 林秀英")
    await wang.presses("林秀英")
    await wang.says(LAST)
    assert "№2" in wang.heard[-1]
    assert "№1" not in wang.heard[-1]
    await wang.presses("确认迁出")
    anna = world.humans["anna"]
    assert anna.sees("已经记下", "№1", "您没有留名，结果不会另外通知", "№2", "留给这套房")
    await is_gone(world)
    assert anna.sees("迁出已经办好")
    assert "№1" not in anna.heard[-1]
    everybody = [human for human in world.humans.values() if human is not anna]
    assert not [1 for human in everybody for text in human.heard if "№1 的" in text]


async def test_an_officer_keys_in_a_move_for_who_has_no_telegram(world: World) -> None:
    """OWN-06, OWN-08: found by the home; whoever it is hears of it; nobody else may key it in."""
    wang, anna = world.humans["wang"], world.humans["anna"]
    world.write(lambda s: moves_in(s, "何梅", "101", phone="+8613800000031"))
    await wang.says("/moveout 9号楼 999")
    assert wang.sees("没有找到")
    await wang.says("/moveout 101")
    assert [label for label in wang.buttons() if "101" in label] == wang.buttons()
    await wang.presses("何梅")
    await wang.says("2020-01-01")
    assert wang.sees("最后一天只能是今天到一年以内")
    await wang.says("/moveout 101")
    await wang.presses("何梅")
    await wang.says(LAST)
    assert wang.sees("请您看一下", "何梅", "1号楼 101", "11月25日")
    asked = wang.newest("请您看一下")
    tried = ("move_confirm", "move_withdraw")
    others = {"mover's owner": 11, "neighbour": 12, "technician": 21, "stranger": 66}
    assert who_may(world, others, tried) == {each: set() for each in tried}
    await wang.presses("确认迁出", old=asked)
    await is_gone(world)
    assert wang.sees("1号楼 101", "已迁出", "核对业户档案")
    left = select(Residency.name).where(col(Residency.left_on).is_not(None))
    assert world.read(lambda s: s.exec(left).all()) == ["何梅"]
    await anna.says("/cases")
    assert "请先登记一次" not in anna.heard[-1]


def test_every_kind_of_case_has_its_outcome() -> None:
    """OWN-08: in the home and elsewhere."""
    assert BECOMES.keys() == {(kind.value, at_home) for kind in Kind for at_home in (True, False)}
