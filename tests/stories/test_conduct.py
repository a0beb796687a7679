"""Arrears by conduct: why a home stands where it does, and what officers do about it."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from models.dunning.conduct import note
from models.dunning.resting import AlreadySettled
from models.dunning.words import Outcome
from models.estate.tables import Home
from models.moving.announcing import confirm, plan
from models.owners.forms import open_form
from models.people.tables import Person, Residency
from tests.stories.test_dunning import who_owes
from tests.stories.test_duty import falls_ill, imports, stands_in
from tests.support.employed import who_may
from tests.support.owing import CASHIER, pays
from tests.support.world import World


async def test_why_is_said_in_words_for_this_day_or_another(world: World) -> None:
    """FEE-05 to FEE-07, S-38: to who handles money only; the past as it was, the future as if."""
    cashier, anna = await who_owes(world)
    await cashier.says("/why 1-101")
    assert cashier.sees("¥851.76", "2026-10-01", "2026-10-16", "第 1 个月", "下一步 2026-12-16")
    await cashier.says("/why 1-101 2027-04-20")
    assert cashier.sees("如果到那天一直没有付款", "第 6 个月", "律师函", "下一步 2027-10-16")
    await cashier.says("/why 1-101 2026-10-10")
    assert cashier.sees("¥250.88", "还不算欠费", "下一步 2026-10-16")
    await cashier.says("/why 1-101 2026-09-30")
    assert cashier.sees("没有已到期未付的费用")
    await cashier.says("/why nowhere")
    assert cashier.sees("/why 1-101 2027-03-16")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await cashier.says("/why 1-101")
    assert cashier.heard_of("没有已到期未付的费用") == 2
    await cashier.says("/why 1-101 2026-11-20")
    assert cashier.sees("¥851.76", "第 1 个月")
    for nobody in (anna, world.humans["li"]):
        await nobody.says("/why 1-101")
        assert nobody.heard_of("起算") == 0


async def test_who_does_not_answer_is_telephoned_and_a_day_is_agreed(world: World) -> None:
    """FEE-10, FEE-11, S-37: months decide and conduct adds a task; the promise rests the ladder."""
    cashier, anna = await who_owes(world)
    officer = world.humans["wang"]
    await world.waits(days=27)
    assert officer.heard_of("请打电话") == 0
    await world.waits(days=1, hours=2)
    assert officer.sees(
        "请打电话", "1号楼 101", "林秀英", "+8613800000011", "2026-10", "¥851.76",
        "约一个交费的日子", "12月22日",
    )  # fmt: skip
    people = {"owner": 11, "technician": 21, "officer": 23, "stranger": 66, "finance": CASHIER}
    notes = ("errand_noted|refused", "errand_promise|7", "errand_reason")
    assert who_may(world, people, notes) == {each: {"officer", "finance"} for each in notes}
    await officer.presses("没联系上")
    assert officer.sees("已打 1 次")
    await officer.presses("7 天内交")
    assert officer.sees("约好", "12月28日", "不再提醒")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("打电话，约了日子", "住户约了日子")
    await world.waits(days=8)
    assert world.humans["supervisor"].heard_of("过了期限") == 0
    assert cashier.heard_of("请打电话问问原因") == 1
    assert anna.heard_of("请打电话") == 0
    await world.waits(days=23)
    assert officer.heard_of("请打电话") == 1
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await officer.presses("拒交")
    assert officer.sees("已经付了或已经暂停")
    assert officer.heard_of("请上门") == 0


def never_linked(session: Session) -> None:
    anna = session.exec(select(Person).where(Person.name == "林秀英")).one()
    anna.telegram_id = None
    session.add(anna)


@pytest.mark.slow
async def test_out_of_reach_is_written_to_and_who_refuses_is_visited_then_the_head_s(
    world: World,
) -> None:
    """FEE-10: out of reach is written to; visits only after a refusal."""
    cashier, _ = await who_owes(world)
    officer, head = world.humans["wang"], world.humans["head"]
    world.write(never_linked)
    await world.waits(days=28, hours=2)
    assert officer.sees("请打电话", "约一个交费的日子")
    await officer.presses("没联系上")
    await officer.presses("没联系上")
    assert officer.sees("没联系上", "快递正式函", "12月24日")
    assert cashier.sees("联系不上", "快递")
    await cashier.presses("已用快递寄出")
    assert cashier.sees("已寄出", "照常按月催缴")
    await world.waits(days=31)
    await officer.presses("拒交")
    assert officer.sees("拒交", "上门")
    assert officer.sees("请上门", "晚上不去", "不收烟")
    await officer.presses("拒交", old=officer.newest("请上门"))
    assert head.sees("无故拒交", "拒交")
    await head.presses("记下原因")
    await head.says("说物业没修好漏水，已约工程部去看")
    assert head.sees("原因已记")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("管理处经理决定，原因已记", "没修好漏水")


@pytest.mark.slow
async def test_a_home_that_owes_for_three_months_is_watched_and_so_is_its_suit(
    world: World,
) -> None:
    """FEE-09, S-40: what changes is told to finance and head; won, watched, preserved, ended."""
    cashier, _ = await who_owes(world)
    head = world.humans["head"]
    world.write(is_large)
    world.write(lambda session: registers(session, world.clock.now()))
    assert cashier.heard_of("欠费超过三个月，现在") == 0
    await world.waits(days=55)
    world.write(lambda session: moves_out(session, world.clock.now()))
    await world.settles()
    for told in (cashier, head):
        assert told.sees("欠费超过三个月，现在有人要搬走", "¥851.76", "第 3 个月")
    await world.waits(days=90)
    await cashier.presses("✔ 已办")
    await world.waits(days=31)
    assert cashier.sees("起诉，已办", "问一下法律顾问进展")
    await cashier.presses("已胜诉")
    assert cashier.sees("还没有保全日期")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("还要补：", "通知单没登记", "保全没有日期")
    await cashier.presses("登记保全日期")
    await cashier.says("2027-06-20")
    assert cashier.sees("6月20日", "提前一周提醒")
    await world.waits(days=29)
    assert cashier.sees("6月20日", "前要向法院申请保全")
    await cashier.presses("已付清、执行完或放弃")
    asked = cashier.heard_of("问一下法律顾问进展")
    await world.waits(days=62)
    assert cashier.heard_of("问一下法律顾问进展") == asked


def is_large(session: Session) -> None:
    home = session.exec(select(Home).where(Home.unit == "101")).one()
    home.large_payer = True
    session.add(home)


def registers(session: Session, now: datetime) -> None:
    """Let the desk begin a new owner's form: the home does not owe for long yet."""
    home = session.exec(select(Home).where(Home.unit == "101")).one()
    owner = session.exec(select(Person).where(Person.name == "林秀英")).one()
    open_form(session, home.id, owner, now=now)


def moves_out(session: Session, now: datetime) -> None:
    owner = session.exec(select(Person).where(Person.name == "林秀英")).one()
    stay = session.exec(select(Residency.id).where(Residency.person_id == owner.id)).one()
    move = plan(session, stay, now.date() + timedelta(days=200), None, by=owner, now=now)
    confirm(session, move.id, rev=move.rev, by=owner, now=now)


async def test_what_an_officer_had_in_hand_is_the_deputy_s_when_she_falls_ill(
    world: World,
) -> None:
    """GEN-12, FEE-10: names and numbers leave her chat; the day stays, and it climbs no sooner."""
    await who_owes(world)
    officer, deputy = world.humans["wang"], world.humans["supervisor"]
    world.write(lambda session: stands_in(session, "王芳", "赵强"))
    await world.waits(days=28, hours=2)
    assert officer.sees("请打电话", "林秀英", "12月22日")
    await officer.presses("没联系上")
    assert deputy.heard_of("请打电话") == 0
    await falls_ill(world, "wang")
    assert deputy.sees("请打电话", "1号楼 101", "林秀英", "¥851.76", "12月22日", "已打 1 次")
    assert officer.sees("已交给同事")
    assert officer.heard_of("+8613800000011") == 0
    await deputy.presses("7 天内交")
    assert deputy.sees("约好", "12月28日")


async def test_what_somebody_had_in_hand_who_leaves_is_a_colleague_s_the_next_day(
    world: World,
) -> None:
    """GEN-12, FEE-10: without a deputy it is the next of the desk's; old buttons note nothing."""
    await who_owes(world)
    officer, next_one = world.humans["wang"], world.humans["supervisor"]
    await world.waits(days=28, hours=2)
    assert officer.sees("请打电话", "林秀英")
    gone = {"name": "王芳", "phone": None, "role": "officer", "left_on": date(2026, 12, 22)}
    imports(world, staff=[gone])
    await world.waits(days=1)
    assert next_one.sees("请打电话", "1号楼 101", "林秀英", "12月22日")
    await officer.presses("没联系上")
    await next_one.presses("没联系上")
    assert next_one.sees("已打 1 次")


async def test_whom_to_ring_up_is_another_s_when_the_officer_is_away(world: World) -> None:
    """GEN-12, FEE-10: the list goes on where it was, and nobody is on two lists."""
    cashier, _ = await who_owes(world)
    officer = world.humans["wang"]
    world.write(never_linked)
    await world.waits(days=23, hours=1)
    assert officer.sees("还有 1 人", "林秀英", "+8613800000011")
    await officer.presses("没人接")
    await falls_ill(world, "wang")
    assert officer.sees("已交给同事")
    assert officer.heard_of("+8613800000011") == 0
    assert cashier.sees("还有 1 人", "林秀英", "+8613800000011")
    await cashier.presses("已电话告知")
    assert cashier.sees("都联系过了")
    await world.waits(hours=2)
    assert officer.heard_of("☎") == 0


async def test_a_deputy_whose_work_it_is_not_hears_nothing_of_what_a_home_owes(
    world: World,
) -> None:
    """GEN-12, SEC-01: a technician stands in for repairs only; the desk's next one rings up."""
    await who_owes(world)
    world.write(lambda session: stands_in(session, "王芳", "张建国"))
    await world.waits(days=28, hours=2)
    await falls_ill(world, "wang")
    assert world.humans["zhang"].heard_of("请打电话") == 0
    assert world.humans["supervisor"].sees("请打电话", "林秀英")


async def test_whom_to_ring_up_stays_where_it_is_when_somebody_else_is_away(world: World) -> None:
    """GEN-12, FEE-10: the list is the officer's who has it."""
    cashier, _ = await who_owes(world)
    world.write(never_linked)
    await world.waits(days=23, hours=1)
    await falls_ill(world, "zhang")
    assert world.humans["wang"].sees("还有 1 人", "林秀英")
    assert world.humans["zhang"].heard_of("已交给同事") == cashier.heard_of("☎") == 0
    assert world.humans["wang"].heard_of("☎") == 1


async def test_a_card_that_was_noted_meanwhile_notes_nothing_more(world: World) -> None:
    """FEE-10: a second press on what is on the screen no more is no second call."""
    await who_owes(world)
    await world.waits(days=28, hours=2)
    await world.humans["wang"].presses("没联系上")

    def again(session: Session) -> None:
        wang = session.exec(select(Person).where(Person.name == "王芳")).one()
        note(session, 1, Outcome.UNREACHED, rev=0, by=wang, now=world.clock.now())

    with pytest.raises(AlreadySettled):
        world.write(again)
