"""What makes a ladder rest: a proof that is looked for, a doubt, a plan, and the office."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.dunning.tables import DunningStep
from models.files.tables import File, FileState
from scheduler.dunning import plan_dunning
from tests.support.employed import who_may
from tests.support.human import Human
from tests.support.owing import CASHIER, SPACE, charged, corrects, pays, the_cashier
from tests.support.telling import picture
from tests.support.world import World, leaves


async def reminded(world: World) -> tuple[Human, Human]:
    """Return the cashier and Mrs Lin, who has been reminded on 16 December at nine."""
    cashier = await the_cashier(world)
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    return cashier, world.humans["anna"]


def steps(session: Session) -> list[str]:
    return [each.on.isoformat() for each in session.exec(select(DunningStep).order_by("on"))]


@pytest.mark.slow
async def test_a_forged_proof_is_looked_at_and_refused_kindly(world: World) -> None:
    """FEE-02, FEE-10, SEC-02: finance alone sees it; twice not found, somebody talks it over."""
    await twice_not_found(world)
    assert world.humans["zhang_in_group"].heard_of("851") == 0
    await world.waits(days=92)
    assert len(world.read(steps)) == 4
    kept = select(File.id).where(File.state == FileState.KEPT)
    assert world.read(lambda session: session.exec(kept).all()) == []


@pytest.mark.slow
async def test_who_was_not_found_twice_is_asked_for_no_third_proof(world: World) -> None:
    anna = await twice_not_found(world)
    await anna.presses("发付款凭证", old=anna.newest("还没有查到"))
    assert "查了两次" in anna.toast


async def twice_not_found(world: World) -> Human:
    """Let Anna claim, and finance find neither what she shows nor what she shows then."""
    cashier, anna = await reminded(world)
    await anna.presses("我已经付了")
    await anna.presses("发付款凭证")
    await anna.says("付过了")
    assert anna.sees("照片")
    await anna.sends(photos=[picture(7)])
    await anna.presses("拍好了")
    assert anna.sees("凭证已交给财务", "不再提醒")
    assert cashier.sees("林秀英", "附了凭证", "851.76")
    await cashier.presses("看凭证")
    assert "photo" in cashier.files()
    await cashier.presses("没查到", old=cashier.newest("附了凭证"))
    assert anna.sees("很抱歉", "还没有查到", "马上再查")
    await anna.presses("发付款凭证")
    await anna.sends(photos=[picture(8)])
    await anna.presses("拍好了")
    await cashier.presses("没查到", old=cashier.newest("附了凭证"))
    return anna


@pytest.mark.slow
async def test_only_who_claims_shows_a_proof_and_only_who_handles_money_sees_it(
    world: World,
) -> None:
    """SEC-01, SEC-02: no neighbour, technician or stranger, whatever button they have."""
    cashier, anna = await reminded(world)
    await anna.presses("我已经付了")
    await anna.presses("发付款凭证")
    await anna.sends(photos=[picture(7)])
    await anna.presses("拍好了")
    assert cashier.sees("附了凭证")
    people = {"owner": 11, "neighbour": 12, "technician": 21, "stranger": 66, "finance": CASHIER}
    assert who_may(world, people, ("arrears_proof", "arrears_prove")) == {
        "arrears_proof": {"finance"}, "arrears_prove": {"owner"},
    }  # fmt: skip


async def test_who_doubts_the_bill_is_not_reminded_until_it_is_answered(world: World) -> None:
    """FEE-12, ENQ-01: one sentence makes it an enquiry with its number and time."""
    cashier, anna = await reminded(world)
    await anna.presses("账目不对")
    await anna.says("十月的物业费我十月就交过了")
    assert anna.sees("№1", "不会再提醒")
    assert cashier.sees("林秀英", "有疑问", "№1", "851.76")
    await anna.presses("7 天内交", old=anna.newest("温馨提醒"))
    assert "已经登记" in anna.toast
    await cashier.says("/dunning 1-101")
    assert cashier.sees("现在不催", "有疑问")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1
    await anna.presses("不用答复了")
    await world.waits(days=1)
    assert cashier.sees("疑问 №1 已经办结", "851.76")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 2


async def test_a_doubt_that_the_office_has_let_go_is_not_spoken_of_again(world: World) -> None:
    """FEE-12: finance lets the ladder go on; the answer that comes later ends nothing."""
    cashier, anna = await reminded(world)
    await anna.presses("账目不对")
    await anna.says("十月的物业费我十月就交过了")
    await cashier.says("/dunning 1-101")
    await cashier.presses("继续")
    await anna.presses("不用答复了")
    await world.waits(days=2)
    assert cashier.heard_of("已经办结") == 0


@pytest.mark.slow
async def test_instalments_are_told_and_looked_at_after_each_day(world: World) -> None:
    """FEE-11: agreed at the desk, a word before each day; kept they rest it, broken it goes on."""
    cashier, anna = await reminded(world)
    await cashier.says("/dunning 1-101")
    await cashier.presses("分期")
    await cashier.presses("3 期")
    await cashier.says("2026-12-20")
    assert cashier.sees("请与住户核对", "3 期", "2026-12-20")
    await cashier.presses("登记分期")
    assert cashier.sees("现在不催", "分期", "2月20日")
    assert anna.sees("分期", "851.76", "12月20日", "283.00", "2月20日", "285.76")
    await world.waits(days=3, hours=1)
    assert anna.sees("请在 12月20日", "前交", "283.00")
    await pays(cashier, what="全部 3 笔", how_much="283")
    await cashier.presses("已核对")
    await world.waits(days=30)
    assert cashier.heard_of("请打电话") == 0
    assert anna.heard_of("温馨提醒") == 1
    await world.waits(days=3)
    assert cashier.sees("分期 1月20日", "前没有交", "568.76", "请打电话")
    await world.waits(days=28)
    assert anna.heard_of("温馨提醒") == 2


@pytest.mark.slow
async def test_a_plan_that_is_kept_ends_with_thanks(world: World) -> None:
    """FEE-11: paid ahead, its later days ask nothing any more."""
    cashier, anna = await reminded(world)
    await cashier.says("/dunning 1-101")
    await cashier.presses("分期")
    await cashier.presses("2 期")
    await cashier.says("2026-12-20")
    await cashier.presses("登记分期")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=5)
    assert anna.sees("都交清了")
    await world.waits(days=40)
    assert anna.heard_of("分期") == 2
    assert cashier.heard_of("请打电话") == 0


@pytest.mark.slow
async def test_a_plan_is_not_broken_by_a_charge_that_is_corrected(world: World) -> None:
    """FEE-11, FEE-12: every part is paid in time; what accounting adds is said, and not dunned."""
    cashier, anna = await reminded(world)
    await cashier.says("/dunning 1-101")
    await cashier.presses("分期")
    await cashier.presses("2 期")
    await cashier.says("2026-12-20")
    await cashier.presses("登记分期")
    await corrects(cashier, SPACE.format("400"))
    for how_much in ("425", "426.76"):
        await pays(cashier, what="全部", how_much=how_much)
        await cashier.presses("已核对")
        await world.waits(days=17)
        assert cashier.heard_of("请打电话") == 0
    await world.waits(days=3)
    assert anna.sees("都交清了", "账目有更正", "¥50.00")


@pytest.mark.slow
async def test_the_bank_collects_before_anybody_is_reminded(world: World) -> None:
    """FEE-12: held until its day; what it has not collected, finance rings up about."""
    cashier, anna = await reminded(world)
    await cashier.says("/dunning 1-101")
    await cashier.presses("等银行代扣")
    assert cashier.sees("现在不催", "等银行代扣", "12月20日")
    await world.waits(days=5)
    assert cashier.sees("银行代扣日 12月20日", "已过", "851.76")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 2


@pytest.mark.slow
async def test_who_has_left_hears_nothing_and_who_came_sees_nothing_older(world: World) -> None:
    """SEC-01, FEE-09: the home's debt stays the ladder's, told to nobody whose it is not."""
    cashier, anna = await reminded(world)
    world.write(lambda session: leaves(session, "林秀英", on=date(2026, 12, 16)))
    await anna.presses("我已经付了", old=anna.newest("温馨提醒"))
    assert "登记码" in anna.toast
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1
    assert world.read(steps) == ["2026-12-16", "2027-01-16"]
    await cashier.says("/dunning 1-101")
    assert cashier.sees("851.76", "欠费第 3 个月")


@pytest.mark.slow
async def test_a_charge_that_is_corrected_is_said_as_it_is_now(world: World) -> None:
    """FEE-12: an old reminder claims nothing any more; the next one has the new sum."""
    _, anna = await reminded(world)
    world.write(lambda session: charged(session, "101", ("2026-12", "WY", 25_088)))
    await world.waits(days=31)
    assert anna.sees("温馨提醒", "合计 ¥1,102.64")
