"""A power cut: eighty reports in five minutes, one incident, nobody without a promise."""

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from models.cases.words import Words
from models.estate.tables import Home
from models.intents.standing import count_waiting
from models.people.tables import HomeRole, Person, Residency, Trade
from models.repairs.incidents import join_in
from models.repairs.reporting import RepairReport, report_repair
from tests.support.human import Human
from tests.support.telling import report
from tests.support.world import DISPATCH_CHAT, World


def settle_in(session: Session, homes: int) -> None:
    """Let a building have so many homes, and somebody in each."""
    for n in range(homes):
        home = Home(estate_id=1, code=f"00220{n:05}", building="2号楼", unit=f"{n + 1:02}01")
        person = Person(estate_id=1, name=f"住户{n}", telegram_id=1000 + n)
        session.add_all([home, person])
        session.flush()
        known = {"home_id": home.id, "person_id": person.id, "name": person.name}
        session.add(Residency(estate_id=1, role=HomeRole.OWNER, **known))


async def all_press(world: World, people: list[Human], label: str) -> None:
    """Let everybody press it before anybody is answered."""
    for each in people:
        each.presses_unanswered(label)
    await world.settles()


async def begin(world: World, people: list[Human]) -> None:
    """Let everybody begin to report that the power is off at home."""
    for each in people:
        world.telegram.says(each.telegram_id, each.chat_id, "/repair")
    await world.settles()
    await all_press(world, people, "电路")
    await all_press(world, people, "2号楼")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "homes", [pytest.param(count, marks=pytest.mark.slow) for count in (12, 80)]
)
async def test_all_homes_in_the_dark_are_one_incident(world: World, homes: int) -> None:
    """REP-04, S-07, GEN-10, GEN-11: three report, all others join at once; each has a promise."""
    world.write(lambda session: settle_in(session, homes))
    people = [world.joins(f"n{n}", 1000 + n) for n in range(homes)]
    await world.settles()
    first, others = people[:3], people[3:]
    await begin(world, first)
    for each in first:
        await each.says("家里停电了")
        await each.presses("明天")
        await each.presses(each.buttons()[0])  # the first visit that is free
        await each.presses("来前打电话")
        await each.presses("提交报修")
    await begin(world, others)
    assert all(each.sees("№1", "您这栋楼") for each in others)
    await all_press(world, others, "是同一件事，跟进 №1")
    await all_press(world, others, "没有要补充的")
    assert all(each.sees("前会有师傅接单") for each in people)
    group = world.humans["zhang_in_group"]
    assert group.sees("№1", f"{homes - 2} 户报修")
    cases = world.read(lambda session: session.exec(select(Case.number)).all())
    assert sorted(cases) == [1, 2, 3]
    assert world.read(count_waiting) == 0
    assert group.heard_of("电路") == 3


async def test_what_is_new_comes_before_what_is_drawn_again(world: World) -> None:
    """GEN-11: of a group's 18 messages a minute, an incident's counter takes the last."""
    await report(world)
    now = world.clock.now()

    def one_joins_then_two_other_faults(session: Session) -> None:
        anna, chen = (session.get_one(Person, n) for n in (1, 2))
        same = RepairReport(Trade.PLUMBING, "home:1", "1", Words("也漏"), None, None)
        join_in(session, same, by=anna, now=now)  # its card stands there: drawn again
        for trade, place in ((Trade.LIGHTING, "common:lobby"), (Trade.LIFT, "common:lift")):
            other = RepairReport(trade, place, None, Words("坏了"), None, None)
            report_repair(session, other, by=chen, now=now)

    before = world.telegram.calls[-1]["n"]
    world.write(one_joins_then_two_other_faults)
    await world.settles()
    sent = [
        call["method"]
        for call in world.telegram.calls
        if call["n"] > before and str(call["params"].get("chat_id")) == str(DISPATCH_CHAT)
    ]
    assert sent == ["sendMessage", "sendMessage", "editMessageText"]
    assert world.read(count_waiting) == 0
