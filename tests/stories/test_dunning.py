"""Arrears: each month a friendly word and a notice, letters and suit by finance, and the brakes."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.dunning.tables import DunningStep, Rest
from models.estate.tables import Home
from models.people.rules import WrittenAt
from models.people.tables import HomeRole, Person, Residency
from scheduler.dunning import plan_dunning
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.owing import CASHIER, charged, pays, the_cashier
from tests.support.world import World, leaves, sets


async def who_owes(world: World) -> tuple[Human, Human]:
    """Return the cashier and Mrs Lin, who owes since October; the ladder's day is the 16th."""
    cashier = await the_cashier(world)
    plan_dunning(world.database, world.clock)
    return cashier, world.humans["anna"]


def steps(session: Session) -> list[tuple[str, int, str]]:
    taken = session.exec(select(DunningStep).order_by("on"))
    return [(each.on.isoformat(), each.month, each.rung.value) for each in taken]


async def test_who_owes_is_reminded_once_a_month_until_it_is_paid(world: World) -> None:
    """FEE-05, FEE-13, S-38, S-42: months, amount, penalty, in private; then silence."""
    cashier, anna = await who_owes(world)
    await world.waits(days=23, hours=1)
    assert anna.sees("温馨提醒", "1号楼 101", "2026-10", "物业服务费", "250.88", "851.76", "违约金")
    assert anna.heard_of("温馨提醒") == 1
    assert world.humans["chen"].heard_of("温馨提醒") == 0
    assert cashier.sees("提醒 1 户", "851.76", "12 月底前")
    assert world.humans["head"].sees("提醒 1 户", "12 月底前完成全年清欠")
    assert cashier.sees("费用催缴通知单", "1 户")
    assert "document" in cashier.files()
    await cashier.says("/dunning 1-101")
    assert cashier.sees(
        "851.76", "欠费第 2 个月", "提醒和通知单", "已发消息 1", "纸面未办", "2027-01-16"
    )
    await cashier.presses("住户已签收")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("已签收")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=62)
    assert anna.heard_of("温馨提醒") == 1
    assert world.read(steps) == [("2026-12-16", 2, "reminder")]


async def test_what_is_paid_before_it_is_sent_is_not_reminded_of(world: World) -> None:
    """FEE-12: the step is taken at nine, its message waits until ten, and is false by then."""

    def from_ten_on(session: Session) -> None:
        anna = session.exec(select(Person).where(Person.name == "林秀英")).one()
        anna.written_at = WrittenAt.DAYTIME
        session.add(anna)

    cashier, anna = await who_owes(world)
    world.write(from_ten_on)
    await world.waits(days=23, hours=1)
    assert anna.heard_of("温馨提醒") == 0
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await world.reaches(11)
    assert anna.heard_of("温馨提醒") == 0
    assert world.read(steps) == [("2026-12-16", 2, "reminder")]


async def test_who_says_it_is_paid_rests_until_finance_has_looked(world: World) -> None:
    """FEE-02, FEE-12: nobody is dunned while the claim is open; not found is said kindly."""
    cashier, anna = await who_owes(world)
    await world.waits(days=23, hours=1)
    await anna.presses("我已经付了")
    assert anna.sees("财务核对", "不再提醒")
    assert cashier.sees("林秀英", "说已经付款", "851.76")
    await anna.presses("7 天内交", old=anna.newest("温馨提醒"))
    assert "已经登记" in anna.toast
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1
    await cashier.presses("没查到")
    assert anna.sees("还没有查到", "付款凭证")
    await cashier.presses("已到账", old=cashier.newest("说已经付款"))
    assert "已经有结果" in cashier.toast
    await cashier.says("/dunning 1-101")
    assert cashier.sees("下一步 2027-02-16")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 2
    assert [step[0] for step in world.read(steps)] == ["2026-12-16", "2027-02-16"]


@pytest.mark.slow
async def test_money_that_was_found_answers_for_what_was_due_by_then(world: World) -> None:
    """FEE-12: nobody is dunned because a payment waits to be entered; what comes later is new."""
    cashier, anna = await who_owes(world)
    world.write(lambda session: charged(session, "101", ("2027-02", "WY", 25088)))
    await world.waits(days=23, hours=1)
    await anna.presses("我已经付了")
    await cashier.presses("已到账")
    assert cashier.sees("/pay", "登记以前不再提醒")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1
    await cashier.says("/dunning 1-101")
    assert cashier.sees("已到账，等登记")
    await pays(cashier, what="全部 4 笔", how_much="851.76")
    await cashier.presses("已核对")
    await world.waits(days=31)
    assert anna.sees("温馨提醒", "2027-02", "合计 ¥250.88")


@pytest.mark.slow
async def test_a_promise_that_was_kept_is_kept_whatever_came_due_meanwhile(world: World) -> None:
    """FEE-11: only what was owed on that day was promised."""
    cashier, anna = await who_owes(world)
    world.write(lambda session: charged(session, "101", ("2027-01", "WY", 25088)))
    await world.waits(days=30, hours=1)
    await anna.presses("14 天内交")
    await pays(cashier, what="全部 4 笔", how_much="851.76")
    await cashier.presses("已核对")
    await world.waits(days=16)
    assert cashier.heard_of("请打电话") == 0


async def test_nobody_has_the_ladder_of_a_home_of_their_own_in_hand(world: World) -> None:
    """FEE-12, SEC-03: who has the money in hand leaves their own home to a colleague."""
    cashier, _ = await who_owes(world)
    world.write(lives_in_101)
    await cashier.says("/dunning 1-101")
    await cashier.presses("有困难，暂缓")
    assert "自己家的费用请同事" in cashier.toast
    await world.waits(days=23, hours=1)
    assert cashier.heard_of("温馨提醒") == 1


def lives_in_101(session: Session) -> None:
    sun = session.exec(select(Person).where(Person.name == "孙会计")).one()
    home = session.exec(select(Home).where(Home.unit == "101")).one()
    session.add(
        Residency(
            estate_id=home.estate_id, home_id=home.id, person_id=sun.id, name=sun.name,
            role=HomeRole.OWNER,
        )
    )  # fmt: skip


@pytest.mark.slow
async def test_a_promise_is_waited_for_and_a_broken_one_is_telephoned_about(world: World) -> None:
    """FEE-11: the resident names the day; the office rings up; a second one next month."""
    cashier, anna = await who_owes(world)
    await world.waits(days=23, hours=1)
    await anna.presses("7 天内交")
    assert anna.sees("12月23日", "不再提醒")
    await world.waits(days=7)
    assert cashier.heard_of("请打电话") == 0
    await world.waits(days=1)
    assert cashier.sees("林秀英", "说好 12月23日", "851.76", "态度和气")
    await anna.presses("14 天内交", old=anna.newest("温馨提醒"))
    assert "商量一个办法" in anna.toast
    await world.waits(days=23)
    assert anna.heard_of("温馨提醒") == 2
    await anna.presses("3 天内交")
    assert anna.sees("1月19日")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=4)
    assert cashier.heard_of("请打电话") == 1


@pytest.mark.slow
async def test_letters_and_suit_are_the_adviser_s_and_told_to_finance_only(world: World) -> None:
    """FEE-06, FEE-07, S-40: months 6, 12 and 18; the bot sends none; ½ ‰ a day is reckoned."""
    cashier, anna = await who_owes(world)
    world.write(lambda session: sets(session, "fees.penalty_rate", "0.5"))
    await world.waits(days=23, hours=1)
    assert anna.sees("合计 ¥851.76", "另有违约金 ¥23.05")
    await world.waits(days=577)
    assert [(month, rung) for _, month, rung in world.read(steps)] == [
        (2, "reminder"), (3, "reminder"), (4, "reminder"), (5, "reminder"),
        (6, "letter"), (12, "letter"), (18, "suit"),
    ]  # fmt: skip
    assert cashier.heard_of("发律师函") == 2
    assert cashier.sees("委托法律顾问起诉", "第 18 个月", "851.76")
    assert anna.heard_of("温馨提醒") == 4
    assert anna.heard_of("律师") == 0
    await cashier.presses("✔ 已办")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("起诉，已办", "欠费超过三个月")


async def test_a_large_payer_climbs_sooner_and_who_is_held_does_not_climb(world: World) -> None:
    """FEE-08, S-39: three and six months; the office can hold and go on, nobody else."""

    def large(session: Session) -> None:
        home = session.exec(select(Home).where(Home.unit == "101")).one()
        home.large_payer = True
        session.add(home)

    cashier, anna = await who_owes(world)
    world.write(large)
    await world.waits(days=55)
    assert [(month, rung) for _, month, rung in world.read(steps)] == [
        (2, "reminder"), (3, "letter"),
    ]  # fmt: skip
    assert cashier.sees("发律师函", "大额欠费户")
    await cashier.says("/dunning 1-101")
    await cashier.presses("有困难，暂缓")
    assert cashier.sees("现在不催", "住户有困难")
    await world.waits(days=100)
    assert len(world.read(steps)) == 2
    await cashier.presses("继续")
    assert cashier.sees("欠费超过三个月")
    for nobody in (anna, world.humans["li"]):
        await nobody.says("/dunning 1-101")
        assert nobody.heard_of("欠费") == 0


async def test_an_estate_may_let_the_message_stand_for_the_paper(world: World) -> None:
    """S-41, FEE-05: then only who was not reached in chat has a written notice."""

    def links(session: Session, account: int | None) -> None:
        chen = session.exec(select(Person).where(Person.name == "陈大文")).one()
        chen.telegram_id = account
        session.add(chen)

    cashier, anna = await who_owes(world)
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    world.write(lambda session: sets(session, "dunning.chat_replaces_paper", True))
    world.write(lambda session: links(session, None))
    await world.waits(days=23, hours=2)
    assert anna.heard_of("温馨提醒") == 1
    assert cashier.sees("费用催缴通知单", "1 户")
    notice = world.read(lambda s: s.exec(select(DunningStep).where(DunningStep.told == 0)).one())
    assert notice.owed == 20000
    world.write(lambda session: links(session, 12))
    await world.waits(days=31)
    assert cashier.heard_of("请打印后送到家") == 1


async def test_only_who_is_reminded_answers_and_only_who_has_the_money_judges(world: World) -> None:
    """SEC-01, FEE-12: no neighbour, technician, stranger or former owner; nobody sees a figure."""
    cashier, anna = await who_owes(world)
    await world.waits(days=23, hours=1)
    people = {"owner": 11, "neighbour": 12, "technician": 21, "stranger": 66, "finance": CASHIER}
    answers = ("arrears_paid", "arrears_promise|7", "arrears_home")
    money = ("arrears_done|signed", "ladder_hold|death", "ladder_plan")
    assert who_may(world, people, (*answers, *money)) == {
        **{key: {"owner"} for key in answers}, **{key: {"finance"} for key in money},
    }  # fmt: skip
    await anna.presses("我已经付了")
    rest = world.read(lambda s: s.exec(select(Rest.id)).one())
    judges = ("arrears_found", "arrears_missing")
    assert who_may(world, people, judges, on=rest) == {key: {"finance"} for key in judges}
    assert who_may(world, people, ("ladder_go_on",)) == {"ladder_go_on": {"finance"}}
    for nobody in (anna, world.humans["chen"], world.humans["zhang"]):
        await nobody.says("/dunning 1-101")
        assert nobody.heard_of("欠费第") == 0
    world.write(lambda session: leaves(session, "林秀英", on=date(2026, 12, 16)))
    assert who_may(world, people, answers) == {key: set() for key in answers}
    assert cashier.heard_of("说已经付款") == 1
