"""Applications before an announced opening count as of one moment: a draw anybody can replay."""

from hashlib import sha256

import pytest
from sqlmodel import col, select

from models.parking.tables import Opening, Space
from models.parking.words import SpaceState
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.parking import applied, imported, leased_to, with_spaces
from tests.support.world import World, sets


def reserved(world: World, *numbers: str) -> None:
    """Let the office hold these spaces back."""

    def hold_back(session) -> None:  # type: ignore[no-untyped-def]
        with_spaces(session, *numbers)
        session.flush()
        for space in session.exec(select(Space).where(col(Space.number).in_(numbers))):
            space.state = SpaceState.RESERVED
            session.add(space)

    world.write(hold_back)


async def announced(world: World, on: str = "2026-12-01") -> Human:
    """Let the officer announce on which day they open."""
    wang = world.humans["wang"]
    await wang.says("/spaces")
    await wang.presses("公布开放日期")
    await wang.presses("地下车位")
    await wang.says(on)
    await wang.presses("✅ 公布")
    return wang


def opening(world: World) -> Opening:
    found: Opening = world.read(lambda session: session.exec(select(Opening)).one())
    return found


async def all_apply(world: World, seal: str) -> None:
    """Let Anna apply, and Chen for two cars: they read when the draw is, and its seal."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await applied(world)
    assert anna.sees("车位申请 №1", "抽签定先后", "12月1日(周二)09:00")
    await applied(world, "chen", plate="苏B88888")
    await applied(world, "chen", plate="苏C66666")
    await chen.says("/parking")
    await chen.presses("开放与抽签")
    assert chen.sees("公布以后到这个时间的申请不分先后", seal)


@pytest.mark.slow
async def test_more_applications_than_spaces_are_drawn_by_a_seed_that_was_sealed(
    world: World,
) -> None:
    """S-34, PRK-05, GEN-11: sealed before anybody applies, told after, each with their place."""
    reserved(world, "B3-001", "B3-002")
    await world.reaches(9)
    wang = await announced(world)
    assert wang.sees("地下车位 12月1日(周二)09:00 开放", "不分先后")
    seal, seed = sha256(opening(world).seed.encode()).hexdigest(), opening(world).seed
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.says("/parking")
    assert anna.sees("预留的车位", "12月1日(周二)09:00", "抽签", seal)
    await all_apply(world, seal)
    told = [text for human in world.humans.values() for text in human.heard]
    assert not any(seed in text for text in told)  # before its hour nobody knows it
    await world.waits(days=8)
    order = sorted([1, 2, 3], key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())
    for place, number in enumerate(order, 1):
        owner = anna if number == 1 else chen
        assert owner.sees(f"您（№{number}）排第 {place} 位，共 3 份申请、2 个车位", seed, seal)
        if place <= 2:
            assert owner.sees(f"轮到您（№{number}）")
    last = anna if order[2] == 1 else chen
    assert last.heard_of(f"轮到您（№{order[2]}）") == 0
    assert last.sees("您排在第 1 位")
    await anna.says("/parking")
    await anna.presses("开放与抽签")
    assert anna.sees(seal, seed, "、".join(f"№{number}" for number in order), "sha256")
    await anna.says("/why 1")
    assert anna.sees("抽签定了先后")


@pytest.mark.slow
async def test_without_ties_nothing_is_drawn_and_who_waited_before_is_first(world: World) -> None:
    """S-34: enough for all is given by the time of application; no result, no seed."""
    world.write(lambda session: (with_spaces(session), leased_to(session, "B3-001", 2)))
    anna = await applied(world)
    reserved(world, "B3-002", "B3-003")
    await announced(world)
    assert anna.sees("第 1 位")
    world.write(lambda session: imported(session, "B3-004", "free"))
    await world.rings()
    assert anna.sees("轮到您（№1）", "B3-004")
    world.write(lambda session: imported(session, "B3-005", "free"))
    await world.rings()
    chen = await applied(world, "chen", plate="苏B88888")
    assert chen.sees("抽签定先后")  # though one is free: it goes to who has the first place
    await world.waits(days=8)
    assert chen.sees("轮到您（№2）", "B3-002")
    assert anna.heard_of("抽签结果") + chen.heard_of("抽签结果") == 0
    assert chen.heard_of(opening(world).seed) == 0
    await chen.says("/parking")
    assert not any("抽签" in each for each in chen.buttons())


async def test_an_opening_is_announced_once_by_the_desk_for_a_day_to_come(world: World) -> None:
    """S-34, PRK-05: soon, not twice, not by residents; `parking.draw` off: by application."""
    world.write(lambda session: sets(session, "parking.draw", False))
    reserved(world, "B3-001")
    await world.reaches(9)
    for slip in ("2026-11-23", "2062-12-01"):
        wang = await announced(world, slip)
        assert "以后 90 天内的一天" in wang.toast
    await announced(world)
    assert wang.sees("按申请先后")
    await announced(world)
    assert "已经公布过" in wang.toast
    anna = await applied(world)
    assert anna.sees("第 1 位")
    await world.waits(days=8)
    assert anna.sees("轮到您（№1）")
    people = {"resident": 11, "stranger": 66, "technician": 21, "officer": 23, "head": 25}
    assert who_may(world, people, ("announce",)) == {"announce": {"officer", "head"}}


@pytest.mark.slow
async def test_an_opening_is_given_up_with_a_reason_that_who_entered_reads(world: World) -> None:
    """S-34, PRK-05, ETQ-08: by the desk alone, before its hour; each keeps the place of their day.

    Nothing is drawn at that hour, nobody learns the seed, and another may be announced.
    """
    reserved(world, "B3-001")
    await world.reaches(9)
    wang = await announced(world)
    anna, chen = await applied(world), await applied(world, "chen", plate="苏B88888")
    seed = opening(world).seed
    people = {"resident": 11, "stranger": 66, "technician": 21, "officer": 23}
    assert who_may(world, people, ("withdraw_opening",)) == {"withdraw_opening": {"officer"}}
    await wang.says("/spaces")
    await wang.presses("开放与抽签")
    await wang.presses("取消这次开放")
    await wang.says("消防改造，车位推迟交付")
    await wang.presses("取消开放，告诉住户")
    assert wang.sees("这次开放取消了", "消防改造，车位推迟交付")
    assert anna.sees("很抱歉", "12月1日(周二)09:00", "消防改造", "№1", "第 1 位")
    assert chen.sees("很抱歉", "消防改造", "№2", "第 2 位")
    await anna.says("/why 1")
    assert anna.sees("开放取消了")
    await wang.presses("取消这次开放")
    await wang.says("再取消一次")
    await wang.presses("取消开放，告诉住户")
    assert "不能再取消" in wang.toast
    await world.waits(days=8)
    assert anna.heard_of("抽签结果") + anna.heard_of("轮到您（") == 0
    assert not any(seed in text for human in world.humans.values() for text in human.heard)
    await announced(world, "2026-12-15")
    assert wang.sees("12月15日(周二)09:00")
    world.write(lambda session: imported(session, "B3-009", "free"))
    await world.rings()
    assert anna.sees("轮到您（№1）", "B3-009")
