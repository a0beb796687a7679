"""Whole stories of homes in arrears, as their people live them."""

from sqlmodel import Session, select

from models.people.rules import WrittenAt
from models.people.tables import Person
from scheduler.dunning import plan_dunning
from tests.stories.test_moving import says_so, the_tenant
from tests.support.announcing import also_of
from tests.support.human import Human
from tests.support.owing import NOVEMBER, OCTOBER, SPACE, charged, corrects, pays, the_cashier
from tests.support.world import World, sets


async def two_owners(world: World) -> tuple[Human, Human, Human]:
    """Return the cashier, and Mrs Lin and Mr Chen, who own 101; he owns 102 too, and both owe.

    He is written to from ten on, she from nine.
    """

    def both(session: Session) -> None:
        also_of(session, "陈大文", "101")
        charged(session, "102", ("2026-11", "WY", 20000))
        chen = session.exec(select(Person).where(Person.name == "陈大文")).one()
        chen.written_at = WrittenAt.DAYTIME
        session.add(chen)

    cashier = await the_cashier(world)
    world.write(both)
    plan_dunning(world.database, world.clock)
    return cashier, world.humans["anna"], world.humans["chen"]


async def test_what_one_of_two_owners_says_is_said_for_both(world: World) -> None:
    """FEE-05, FEE-11, SEC-01: the other hears of his own home only, and sees why with /fees."""
    cashier, anna, chen = await two_owners(world)
    await world.waits(days=23, hours=1)
    assert anna.sees("温馨提醒", "1号楼 101", "合计 ¥851.76")
    assert anna.heard_of("1号楼 102") == 0
    assert chen.heard_of("温馨提醒") == 0
    await anna.presses("7 天内交")
    await world.reaches(10, 5)
    assert chen.sees("温馨提醒", "1号楼 102", "合计 ¥200.00")
    assert chen.heard_of("1号楼 101") == 0
    await chen.says("/fees")
    assert chen.sees("1号楼 101", "851.76", "已经约好日子，在那之前不再提醒", "12月23日")
    assert chen.heard_of("⏸") == 1
    assert chen.heard_of("林秀英") == 0
    await world.waits(days=8)
    assert cashier.sees("1号楼 101", "林秀英", "说好 12月23日", "851.76")
    await chen.says("/fees")
    assert chen.heard_of("⏸") == 1
    await world.waits(days=23)
    assert anna.heard_of("温馨提醒") == chen.heard_of("温馨提醒") == 2
    assert chen.sees("温馨提醒", "2 处房屋", "合计 ¥1,051.76")


async def test_what_one_of_two_owners_paid_is_paid_for_both(world: World) -> None:
    """FEE-02, FEE-12: each is told once; a claim rests for both, a payment ends it for both."""
    cashier, anna, chen = await two_owners(world)
    await world.waits(days=23, hours=2)
    assert anna.heard_of("温馨提醒") == chen.heard_of("温馨提醒") == 1
    assert chen.sees("温馨提醒", "2 处房屋", "1号楼 101", "合计 ¥1,051.76")
    await chen.presses("🏠 1号楼 101")
    await chen.presses("我已经付了")
    await anna.presses("我已经付了")
    assert "已经登记" in anna.toast
    await anna.says("/fees")
    assert anna.sees("851.76", "有人说已经付款，财务正在核对")
    await cashier.presses("已到账")
    await anna.says("/fees")
    assert anna.sees("款已收到，等财务登记")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    await chen.says("/fees")
    assert chen.sees("1号楼 101", "现在不欠费用")
    await world.waits(days=31)
    assert anna.heard_of("温馨提醒") == 1
    assert chen.sees("温馨提醒", "1号楼 102", "合计 ¥200.00")


async def test_who_blocked_us_is_rung_up_and_hears_again_once_they_are_back(world: World) -> None:
    """FEE-05, FEE-10: refused, so not told; an officer's, then on paper; back, it is as ever."""
    cashier, anna, officer = await the_cashier(world), world.humans["anna"], world.humans["wang"]
    plan_dunning(world.database, world.clock)
    world.telegram.blocks(11)
    await world.waits(days=23, hours=1)
    assert cashier.sees("催缴提醒", "已发 0 人", "联系不上 1 人", "打电话 1 人")
    assert cashier.sees("📊", "1 户联系不上，只有通知单", "要打电话 1 人")
    assert cashier.sees("费用催缴通知单", "1 户")
    assert officer.sees("还有 1 人", "林秀英", "+8613800000011", "851.76")
    await officer.presses("改送通知单")
    assert officer.sees("都联系过了")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("提醒和通知单，纸面未办")
    assert anna.heard_of("温馨提醒") == 0
    await cashier.presses("通知单已送达")
    await world.waits(days=3)
    world.telegram.unblocks(11)
    await world.settles()
    await anna.says("/fees")
    assert anna.sees("851.76")
    await world.waits(days=28)
    assert anna.sees("温馨提醒", "合计 ¥851.76")
    assert anna.heard_of("温馨提醒") == 1
    assert cashier.sees("📊", "消息已发 1 人")
    assert officer.heard_of("☎") == 0
    await cashier.says("/dunning 1-101")
    assert cashier.sees("已送达", "提醒和通知单，已发消息 1")


async def in_arrears(world: World) -> tuple[Human, Human]:
    """Return the cashier, and Mrs Lin, whose reminder of 16 December waits until ten."""
    cashier, anna, _ = await two_owners(world)

    def hers(session: Session) -> None:
        lin = session.exec(select(Person).where(Person.name == "林秀英")).one()
        lin.written_at = WrittenAt.DAYTIME
        session.add(lin)
        sets(session, "fees.penalty_rate", "0.5")

    world.write(hers)
    await world.waits(days=23, minutes=30)
    assert anna.heard_of("温馨提醒") == 0
    return cashier, anna


async def test_a_charge_that_was_corrected_is_told_as_it_is_when_it_is_told(world: World) -> None:
    """FEE-05, FEE-12: less while it waits, more once it was read; one word a month, all true."""
    cashier, anna = await in_arrears(world)
    await corrects(cashier, OCTOBER.format("240.88"))
    await world.reaches(10, 5)
    assert anna.sees("温馨提醒", "2026-10", "240.88", "合计 ¥841.76", "另有违约金 ¥22.67")
    await corrects(cashier, OCTOBER.format("300.88"))
    await cashier.says("/why 1-101")
    assert cashier.sees("2026-10", "¥300.88", "合计欠 ¥901.76", "下一步 2027-01-16")
    await anna.says("/fees")
    assert anna.sees("901.76", "300.88")
    await anna.presses("我已经付了", old=anna.newest("温馨提醒"))
    assert cashier.sees("林秀英", "说已经付款", "901.76")
    await cashier.presses("没查到")
    await world.waits(days=30)
    assert anna.heard_of("温馨提醒") == 1
    await world.waits(days=1)
    assert anna.sees("温馨提醒", "300.88", "合计 ¥901.76", "另有违约金 ¥38.93")
    assert anna.heard_of("温馨提醒") == 2


async def test_a_charge_that_falls_away_before_it_is_told_is_not_told(world: World) -> None:
    """FEE-12: the home took its step at nine, and owes nothing at ten: not a word."""
    cashier, anna = await in_arrears(world)
    none = (OCTOBER.format("0"), NOVEMBER.format("0"), SPACE.format("0"))
    await corrects(cashier, *none)
    await world.reaches(11)
    assert anna.heard_of("温馨提醒") == 0
    await cashier.says("/why 1-101")
    assert cashier.sees("没有已到期未付的费用")
    await world.waits(days=40)
    assert anna.heard_of("温馨提醒") == 0
    assert not any("请打电话" in each and "101" in each for each in world.humans["wang"].heard)


async def test_a_charge_that_falls_away_once_it_was_told_asks_nothing_more(world: World) -> None:
    """FEE-12: below what was paid it is credit; old buttons claim nothing, nobody rings up."""
    cashier, anna = await in_arrears(world)
    await world.reaches(10, 5)
    assert anna.sees("温馨提醒", "合计 ¥851.76", "另有违约金 ¥23.05")
    await pays(cashier, what="全部 3 笔", how_much="300")
    await cashier.presses("已核对")
    await corrects(cashier, OCTOBER.format("100"), NOVEMBER.format("150"))
    await anna.says("/fees")
    assert anna.sees("还要交 ¥300.00", "车位租赁费")
    await cashier.says("/why 1-101")
    assert cashier.sees("合计欠 ¥300.00", "最早一笔 2026-11-01 到期")
    await corrects(cashier, SPACE.format("0"))
    await anna.says("/fees")
    assert anna.sees("现在不欠费用", "预存 ¥50.00")
    await anna.presses("我已经付了", old=anna.newest("温馨提醒"))
    assert "不欠" in anna.toast
    await world.waits(days=40)
    assert anna.heard_of("温馨提醒") == 1
    assert not any("请打电话" in each and "101" in each for each in world.humans["wang"].heard)
    world.write(lambda session: charged(session, "101", ("2027-02", "WY", 25088)))
    await world.waits(days=22)
    assert anna.sees("温馨提醒", "2027-02", "合计 ¥200.88")


async def test_who_pays_after_the_second_reminder_hears_thanks_and_no_third(world: World) -> None:
    """FEE-01, FEE-05, FEE-10: a month in silence, a call nobody took, then all is paid at once."""
    cashier, anna, officer = await the_cashier(world), world.humans["anna"], world.humans["wang"]
    plan_dunning(world.database, world.clock)
    await world.waits(days=28, hours=2)
    assert officer.sees("请打电话", "1号楼 101", "¥851.76")
    await officer.presses("没联系上")
    await world.reaches(9)
    await world.waits(days=25, hours=1)
    assert anna.heard_of("温馨提醒") == 2
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    assert anna.sees("851.76", "谢谢您", "现在不欠费用")
    told = world.humans["supervisor"].heard_of("过了期限")
    await officer.presses("7 天内交")
    assert officer.sees("已经付了或已经暂停")
    await world.waits(days=40)
    assert anna.heard_of("温馨提醒") == 2
    assert world.humans["supervisor"].heard_of("过了期限") == told
    assert cashier.heard_of("请打电话问问原因") == 0
    await cashier.says("/dunning 1-101")
    assert cashier.sees("不欠费用", "12月16日", "1月16日")
    assert "现在不催" not in cashier.heard[-1]


async def test_who_moves_out_owing_leaves_the_debt_with_the_home(world: World) -> None:
    """OWN-06, SEC-01, FEE-11: the tenant's word is looked after; the owner alone hears onward."""
    cashier = await the_cashier(world)
    anna, owner = await the_tenant(world)
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    assert anna.heard_of("温馨提醒") == owner.heard_of("温馨提醒") == 1
    await anna.presses("7 天内交")
    await says_so(anna, "2026-12-20")
    await world.waits(days=5)
    assert anna.sees("迁出已经办好")
    said = len(anna.heard)
    await anna.presses("我已经付了", old=anna.newest("温馨提醒"))
    assert "登记" in anna.toast
    await owner.says("/fees")
    assert owner.sees("1号楼 101", "851.76", "已经约好日子，在那之前不再提醒", "12月23日")
    await world.waits(days=3)
    assert cashier.sees("林秀英", "说好 12月23日", "851.76")
    await world.waits(days=23)
    assert owner.heard_of("温馨提醒") == 2
    await anna.says("/fees")
    assert "请先登记一次" in anna.heard[-1]
    assert not [text for text in anna.heard[said:] if "851" in text]
    await owner.presses("我已经付了")
    await cashier.presses("已到账")
    assert cashier.sees("登记以前不再提醒")


async def test_money_that_was_found_and_entered_is_spoken_of_no_more(world: World) -> None:
    """FEE-12, FEE-13: what is newer is not hidden behind it, in no place where finance looks."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    await anna.presses("我已经付了")
    await cashier.presses("已到账")
    await cashier.says("/dunning 1-101")
    assert cashier.sees("现在不催", "已到账，等登记")
    await cashier.says("/why 1-101")
    assert cashier.sees("现在不催", "已到账，等登记")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    world.write(lambda session: charged(session, "101", ("2027-01", "WY", 25088)))
    await world.waits(days=18)
    await cashier.says("/dunning 1-101")
    assert cashier.sees("欠 ¥250.88", "下一步 2027-01-16")
    assert "现在不催" not in cashier.heard[-1]
    await cashier.says("/why 1-101")
    assert cashier.sees("合计欠 ¥250.88", "下一步 2027-01-16")
    await anna.says("/fees")
    assert anna.sees("250.88")
    assert anna.heard_of("⏸") == 0


async def test_money_that_was_found_and_entered_gives_way_to_another_rest(world: World) -> None:
    """FEE-12, FEE-13: the office holds what is newer; the report counts who owes and rests."""
    cashier, anna = await the_cashier(world), world.humans["anna"]
    world.write(lambda session: charged(session, "102", ("2026-10", "WY", 20000)))
    plan_dunning(world.database, world.clock)
    await world.waits(days=23, hours=1)
    await anna.presses("我已经付了")
    await cashier.presses("已到账")
    await pays(cashier, what="全部 3 笔", how_much="")
    await cashier.presses("已核对")
    world.write(lambda session: charged(session, "101", ("2027-01", "WY", 25088)))
    await world.waits(days=18)
    await cashier.says("/dunning 1-101")
    await cashier.presses("有困难，暂缓")
    assert cashier.sees("现在不催", "住户有困难")
    await world.waits(days=14)
    assert anna.heard_of("温馨提醒") == 1
    assert cashier.sees("📊", "另有 1 户暂停中")
    await pays(cashier, what="全部 1 笔", how_much="")
    await cashier.presses("已核对")
    await world.waits(days=31)
    assert cashier.sees("📊", "2月16日")
    assert cashier.heard_of("户暂停中") == 1
