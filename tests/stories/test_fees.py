"""Fees: what a home owes, a payment at the desk with its receipt, a wrong one cancelled."""

from datetime import date
from functools import partial

import pytest
from sqlmodel import Session, select

from models.fees.operations import AmountImpossible, take_payment
from models.fees.tables import Payment
from models.fees.words import Method
from models.people.tables import Department, HomeRole, Person, StaffRole
from tests.support.complaining import hire
from tests.support.human import Human
from tests.support.owing import charged, pays, the_cashier
from tests.support.printed import pages_of
from tests.support.register import moves_in
from tests.support.world import World, leaves


async def test_a_resident_asks_pays_at_the_desk_and_owes_nothing(world: World) -> None:
    """FEE-01, FEE-02, CMP-03, GEN-13: list, basis, one card, receipt at once, thanks."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    await anna.says("/fees")
    assert anna.sees("林女士", "1号楼 101", "851.76", "2026-10", "物业服务费", "250.88", "350.00")
    assert anna.sees("已过缴费日 10月1日", "2.80/㎡·月", "按建筑面积计收", "当场开收据")
    await pays(cashier, what="全部 3 笔", how_much="", how="现金")
    assert cashier.sees("1号楼 101", "林秀英", "全部 3 笔", "851.76", "现金")
    assert anna.heard_of("收据") == 1
    await cashier.presses("已核对")
    assert cashier.sees("R261123-001", "851.76")
    assert cashier.heard_of("交给财务") == 0  # it is there
    assert anna.sees("851.76", "R261123-001", "谢谢您", "现在不欠费用", "意见或建议")
    assert "document" in anna.files()
    await anna.says("物业费怎么算")
    await anna.presses("就看我的费用")
    assert anna.sees("现在不欠费用", "谢谢您按时缴费")
    await anna.presses("对账目有疑问")
    assert anna.sees("在这里回答您")


async def test_part_of_it_too_much_of_it_and_a_slip(world: World) -> None:
    """FEE-02, ETQ-08: nothing is refused kindly, a part leaves the rest, the rest is credit."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    await cashier.says("/pay 1-101")
    await cashier.presses("登记缴费")
    await cashier.presses("林秀英")
    await cashier.presses("物业服务费 2 笔")
    for said in ("0", "1000000"):
        await cashier.says(said)
        assert "大于零" in cashier.heard[-1]

    def keeps(session: Session, amount: int) -> None:
        sun = session.exec(select(Person).where(Person.name == "孙会计")).one()
        take_payment(
            session, 1, None, (None, None), amount, Method.TRANSFER, by=sun, now=world.clock.now()
        )

    for slip in (0, 100_000_000):
        with pytest.raises(AmountImpossible):
            world.write(partial(keeps, amount=slip))
    await cashier.says("300")
    await cashier.presses("转账")
    assert cashier.sees("还差", "201.76")
    await cashier.presses("已核对")
    assert anna.sees("2026-10", "250.88", "2026-11", "49.12", "还有", "551.76")
    await anna.says("/fees")
    assert anna.sees("551.76", "201.76", "已交一部分")
    await pays(cashier, what="全部 2 笔", how_much="600")
    assert cashier.sees("多 ¥48.24", "预存")
    await cashier.presses("已核对")
    assert anna.sees("预存 ¥48.24")
    world.write(lambda session: charged(session, "101", ("2026-12", "WY", 25088)))
    await anna.says("/fees")
    assert anna.sees("202.64", "已交一部分")


@pytest.mark.parametrize(
    ("language", "whom", "press"),
    [
        ("简体", "请财务、主管或经理发 /pay 加房号", "点“作废收据”"),
        ("繁體", "請財務、主管或經理發 /pay 加房號", "按「作廢收據」"),
        ("English", "Ask finance, a supervisor or the office head", "press “Cancel receipt”"),
    ],
)
async def test_with_a_receipt_stands_who_can_cancel_it(
    world: World, language: str, whom: str, press: str
) -> None:
    """SEC-03: whoever has just entered it reads it in their own language, and that they cannot."""
    await the_cashier(world)
    wang = world.humans["wang"]
    await pays(wang, what="全部 3 笔", how_much="")
    card = wang.newest("851.76")
    await wang.speaks(language)
    await wang.presses("已核对", old=card)
    assert wang.sees("R261123-001", whom, press)


async def test_a_wrong_payment_is_cancelled_by_somebody_else_and_stays(world: World) -> None:
    """SEC-03: never by who took it; who paid reads why, and owes it again."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    wang, supervisor = world.humans["wang"], world.humans["supervisor"]
    await pays(wang, what="全部 3 笔", how_much="")
    await wang.presses("已核对")
    assert wang.sees("R261123-001", "开错了", "请财务、主管或经理发 /pay 加房号", "重新登记")
    await wang.says("/fees 1-101")
    assert not [each for each in wang.buttons() if "作废收据" in each]
    await supervisor.says("/fees 1-101")
    await supervisor.presses("作废收据 R261123-001")
    await supervisor.says("房号写错了，应是 1-102")
    await supervisor.presses("作废这张收据")
    assert anna.sees("非常抱歉", "R261123-001", "应是 1-102", "851.76")
    assert wang.sees("R261123-001", "收回纸质收据")
    row = world.read(lambda s: s.exec(select(Payment)).one())
    assert (row.state, row.reason) == ("cancelled", "房号写错了,应是 1-102")
    await anna.says("/fees")
    assert anna.sees("851.76")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    assert anna.sees("R261123-002")


async def test_fees_are_shown_in_private_to_whose_matter_they_are(world: World) -> None:
    """SEC-01, OWN-06: no group, no family, no neighbour; who came later sees nothing older."""
    await the_cashier(world)
    chen, zhang = world.humans["chen"], world.humans["zhang_in_group"]

    def family_and_owner(session: Session) -> None:
        moves_in(session, "小林", "101", role=HomeRole.FAMILY, telegram_id=51)
        buyer = moves_in(session, "何梅", "101", telegram_id=52)
        buyer.since = date(2026, 11, 5)

    world.write(family_and_owner)
    family, buyer = world.joins("xiaolin", 51), world.joins("hemei", 52)
    await world.settles()
    await zhang.says("/fees 1-101")
    assert zhang.sees("私聊")
    assert "851" not in zhang.heard[-1]
    await chen.says("/fees 1-101")
    assert chen.sees("1号楼 102", "不欠费用")
    await family.says("/fees")
    assert family.sees("不在您的权限里")
    await buyer.says("/fees")
    assert buyer.sees("600.88")
    assert "2026-10" not in buyer.heard[-1]
    tech = world.humans["zhang"]
    await tech.says("/pay 1-101")
    assert "851" not in tech.heard[-1]
    world.write(lambda session: leaves(session, "孙会计", on=date(2026, 11, 23)))
    await world.humans["sun"].says("/fees 1-101")
    assert "851" not in world.humans["sun"].heard[-1]


@pytest.mark.slow
async def test_cash_goes_to_finance_before_the_shift_ends(world: World) -> None:
    """FEE-04: asked for at half past five, counted by finance, on record; else it climbs."""
    cashier, wang = await the_cashier(world), world.humans["wang"]
    supervisor = world.humans["supervisor"]
    await pays(wang, what="全部 3 笔", how_much="300", how="现金")
    await wang.presses("已核对")
    assert wang.sees("已登记 ¥300.00", "下班前交给财务")
    await wang.presses("把现金交给财务")
    assert cashier.sees("王芳", "300.00", "1 笔")
    stale = cashier.newest("300.00")
    await pays(wang, what="全部 2 笔", how_much="200", how="现金")
    await wang.presses("已核对")
    await cashier.presses("已清点", old=stale)
    assert "金额有变化" in cashier.toast
    await world.reaches(17, 31)
    assert wang.sees("18:00", "500.00", "2 笔", "交给财务")
    await wang.presses("把现金交给财务")
    await cashier.presses("已清点")
    assert cashier.sees("已登记收到现金", "500.00")
    assert wang.sees("500.00", "孙会计", "交接记录已保存")
    await world.reaches(18, 1)
    assert supervisor.heard_of("还没有交给财务") == 0
    rows = world.read(lambda s: s.exec(select(Payment)).all())
    assert {(row.state, row.received_at is None) for row in rows} == {("kept", False)}
    await pays(wang, what="全部", how_much="100", how="现金")
    await wang.presses("已核对")
    await world.waits(days=1)
    assert supervisor.sees("王芳", "100.00", "还没有交给财务")


@pytest.mark.parametrize(
    ("language", "kept"),
    [
        ("简体", "王芳 的现金 ¥300.00（1 笔）已由孙会计清点收下"),
        ("繁體", "王芳 的現金 ¥300.00（1 筆）已由孙会计清點收下"),
        ("English", "The cash of 王芳, ¥300.00 (1 payments), was counted and taken over by 孙会计"),
    ],
)
async def test_whoever_else_was_asked_to_count_reads_who_has_counted(
    world: World, language: str, kept: str
) -> None:
    """FEE-04: nothing is left to press, in either chat; what was counted before stands as it is."""
    cashier, wang = await the_cashier(world), world.humans["wang"]
    world.write(lambda s: hire(s, "何会计", 43, StaffRole.FINANCE, Department.QT))
    second = world.joins("second", 43)
    await world.settles()
    await second.speaks(language)
    await pays(wang, what="全部 3 笔", how_much="300", how="现金")
    for label in ("已核对", "把现金交给财务"):
        await wang.presses(label)
    asked = [(human, human.newest("300.00")) for human in (cashier, second)]
    await cashier.presses("已清点")
    assert kept in second.heard[-1].replace("\u2068", "").replace("\u2069", "")
    shown = [m["keyboard"] for human, old in asked for m in human.messages if m["id"] == old]
    assert not any(shown)
    await world.waits(minutes=1)
    await pays(wang, what="全部 2 笔", how_much="200", how="现金")
    for label in ("已核对", "把现金交给财务"):
        await wang.presses(label)
    await cashier.presses("已清点")
    assert second.heard_of("300.00") == second.heard_of("200.00") == 1


async def test_a_rare_name_is_on_the_receipt_and_a_character_of_no_font_is_told(
    world: World,
) -> None:
    """FEE-04: the paper has the name as it is; where none can be drawn, who prints it is told."""
    cashier = await the_cashier(world)
    for name in ("张祎喆", "李\ue123"):
        world.write(lambda session, name=name: moves_in(session, name, "101"))
        await cashier.says("/pay 1-101")
        await cashier.presses("登记缴费")
        await cashier.presses(name)
        await cashier.presses("物业服务费")
        await cashier.says("1")
        await cashier.presses("转账")
        await cashier.presses("已核对")
        receipt = printed(world, cashier)
        assert "收款收据" in receipt
        if name == "张祎喆":
            assert "缴费人：张祎喆" in receipt
            assert cashier.heard_of("〓") == 0
        else:
            assert "缴费人：李〓" in receipt
            assert cashier.sees("有 1 个字", "印成了“〓”，请用笔补上")


def printed(world: World, human: Human) -> str:
    """Return the text of the last paper that somebody got."""
    papers = [file["file_id"] for each in human.messages for file in each["media"]]
    return "\n".join(pages_of(world.telegram.bytes_of(papers[-1]) or b""))
