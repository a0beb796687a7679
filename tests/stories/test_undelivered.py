"""What a neighbour is to hear of a case and no chat brings: a call, or a letter to their home."""

import pytest
from sqlmodel import Session, select

from models.people.tables import Person
from tests.stories.test_incidents import lobby_is_dark, reports_the_lobby
from tests.support.telling import report
from tests.support.world import World


async def chen_joins_the_lobby(world: World) -> None:
    """Let Anna report that the lobby is dark, and Chen the same, after nine."""
    chen = world.humans["chen"]
    await world.reaches(9)
    await reports_the_lobby(world)
    await lobby_is_dark(world, "chen")
    await chen.presses("是同一件事")
    await chen.presses("没有要补充的")


@pytest.mark.parametrize("phone", [None, "+8613800000012"])
async def test_a_neighbour_s_call_or_letter_names_the_neighbour_s_home(
    world: World, phone: str | None
) -> None:
    """SEC-01, GEN-02: not the home that the case is about, nor when somebody comes there."""
    world.write(lambda session: numbered(session, 12, phone))
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world, told="天花板在漏水")
    await report(world, "chen", told="卫生间顶上滴水")
    await wang.says("/case 2")
    await wang.presses("更多")
    await wang.presses("并到另一单")
    await wang.presses("№1 · 1号楼 101")
    world.telegram.blocks(12)
    await group.presses("接单", old=group.newest("2 户报修"))
    task = wang.heard[-1]
    if phone is None:
        assert wang.sees("请送信 №1", "1号楼 102", "陈大文", "收不到 Telegram 消息，也没有登记电话")
    else:
        assert wang.sees("请电话通知 №1 的住户", "1号楼 102", "陈大文", phone)
    assert "101" not in task
    assert "上门时间" not in task


async def test_whoever_joined_and_has_no_account_is_told_too(world: World) -> None:
    """GEN-02, GEN-08: one call each, and the card that is done makes room for the next."""
    wang = world.humans["wang"]
    await chen_joins_the_lobby(world)
    for who in ("anna", "chen"):
        await world.humans[who].says("/unlink")
        await world.humans[who].presses("解除这个账号")
    await world.humans["zhang_in_group"].presses("接单")
    assert wang.sees("请电话通知 №1", "陈大文", "1号楼 102", "张师傅")
    await wang.presses("已告诉住户")
    assert wang.sees("请电话通知 №1", "林秀英")
    await wang.presses("已告诉住户")
    assert wang.sees("№1 的电话已办好")
    await world.humans["zhang_in_group"].presses("出发")
    assert wang.sees("请电话通知 №1", "陈大文")


async def test_one_call_tells_a_neighbour_all_that_was_refused(world: World) -> None:
    """GEN-02: the second word finds the call for the first still open."""
    await chen_joins_the_lobby(world)
    world.telegram.blocks(12)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("出发")
    assert world.humans["wang"].heard_of("请电话通知 №1") == 1
    await world.humans["wang"].presses("已告诉住户")
    assert world.humans["wang"].sees("№1 的电话已办好")


def numbered(session: Session, telegram_id: int, phone: str | None) -> None:
    """Let the person have this number, or none."""
    person = session.exec(select(Person).where(Person.telegram_id == telegram_id)).one()
    person.phone = phone
    session.add(person)
