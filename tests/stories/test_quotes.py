"""Paid work: its price is told and accepted before anything is done; reductions are approved."""

from sqlmodel import Session, select

from models.cases.tables import Case
from models.estate.tables import Home, Setting, SheetRow
from models.people.tables import StaffRole
from models.repairs.tables import Quote
from tests.support.telling import mend, report
from tests.support.world import World


def tariff(session: Session, title: str, price: str | None, *, kind: str = "paid_work") -> None:
    """Let the workbook have this tariff."""
    values = {"code": title, "title": title, "kind": kind, "unit": "元/个", "price": price,
              "note": "人工费，材料另计"}  # fmt: skip
    session.add(SheetRow(estate_id=1, sheet="tariffs", key=title, values=values))


def state_of(world: World) -> list[str]:
    """Return where each case is."""
    return list(world.read(lambda s: s.exec(select(Case.status).order_by(Case.id)).all()))


async def test_a_price_at_the_door_is_accepted_and_stands_on_sheet_and_result(
    world: World,
) -> None:
    """PAY-01, PAY-02, REP-11, GEN-13: tariff, acceptance, work, price and receipt on the result."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    world.write(lambda session: tariff(session, "更换水龙头", "50.50"))
    world.write(lambda session: tariff(session, "物业费", "2.80", kind="service"))
    await world.reaches(9)
    await report(world)
    for label in ("接单", "出发", "到了", "更多"):
        await world.humans["zhang_in_group"].presses(label)
    await zhang.presses("报价格")
    assert not any("物业费" in label for label in zhang.buttons())
    await zhang.presses("更换水龙头 ¥50.50")
    assert anna.sees("№1", "先请您看看价格", "¥50.50", "更换水龙头", "材料另计")
    await anna.presses("收费标准")
    assert anna.sees("有偿服务收费标准", "更换水龙头", "您同意了才做")
    await zhang.presses("完成", old=zhang.newest("工单 №1"))
    assert "不能由您办" in zhang.toast
    assert state_of(world) == ["quoted"]
    await anna.presses("同意价格")
    assert zhang.sees("№1", "同意了价格 ¥50.50")
    await anna.presses("同意价格")
    assert "已经办过" in anna.toast
    await mend(world, "换了龙头")
    assert anna.sees("№1", "修好了", "费用 ¥50.50", "收据最晚 11月23日(周一)18:00")
    assert zhang.sees("工单 №1", "¥50.50 · ", "已同意")


async def test_paid_work_is_dispatched_only_when_its_price_is_accepted(world: World) -> None:
    """PAY-01, S-17: the officer tells the price first; no ringing, no taking, until yes."""
    anna, wang, group = (world.humans[each] for each in ("anna", "wang", "zhang_in_group"))
    await world.reaches(9)
    await report(world)
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("报价格")
    await wang.says("八十")
    assert wang.sees("没有看懂")
    await wang.says("80元")
    assert anna.sees("№1", "¥80.00")
    await group.presses("接单", old=group.newest("№1"))
    assert "不能由您办" in group.toast
    rung = group.heard_of("№1")
    await world.waits(hours=3)
    assert (group.heard_of("№1"), world.humans["supervisor"].heard_of("没有人接单")) == (rung, 0)
    await anna.presses("同意价格")
    assert state_of(world) == ["reported"]
    assert group.heard_of("№1") == rung + 1
    await group.presses("接单")
    assert anna.sees("由张师傅负责")


async def test_a_refused_price_ends_what_nobody_has_begun(world: World) -> None:
    """PAY-01: refused before the dispatch it is withdrawn; refused at the door the job goes on."""
    anna, zhang, wang = (world.humans[each] for each in ("anna", "zhang", "wang"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("报价格")
    await zhang.says("80")
    first = anna.newest("先请您看看价格")
    await world.humans["zhang_in_group"].presses("报价格")
    await zhang.says("100")
    await anna.presses("同意价格", old=first)
    assert "换成新的价格" in anna.toast
    await anna.presses("不同意")
    assert zhang.sees("没有同意价格 ¥100.00")
    assert state_of(world) == ["claimed"]
    await mend(world, "只检查,没有收费")
    assert "费用" not in anna.heard[-1]
    await report(world)
    await wang.says("/case 2")
    await wang.presses("更多")
    await wang.presses("报价格")
    await wang.says("100")
    await anna.presses("不同意")
    assert state_of(world)[1] == "withdrawn"
    assert anna.sees("№2", "已撤回")


async def test_the_head_reduces_a_price_that_an_officer_asks_for(world: World) -> None:
    """REP-16, S-17: nobody else decides; the resident hears the lower price once."""
    anna, zhang, wang, head = (world.humans[each] for each in ("anna", "zhang", "wang", "head"))
    world.write(key_customer)
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("报价格")
    await zhang.says("80")
    await anna.presses("同意价格")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("申请减免")
    await wang.says("50")
    await wang.says("老住户,多年支持")
    assert head.sees("№1", "¥80.00 → ¥50.00", "重点客户", "老住户")
    await wang.presses("申请减免")
    await wang.says("40")
    await wang.says("老住户,多年支持")
    await head.presses("批准减免", old=head.newest("→ ¥50.00"))
    assert "换成新的价格" in head.toast
    await head.presses("批准减免")
    assert anna.sees("№1", "已为您减到 ¥40.00")
    assert wang.sees("№1", "已批准")
    await mend(world, "换了龙头")
    assert anna.sees("修好了", "费用 ¥40.00")
    assert world.read(lambda s: s.exec(select(Quote.amount)).all()) == [4000]


async def test_who_approves_and_what_costs_what_are_settings(world: World) -> None:
    """S-17: the approver's role, and prices beside the sheet; without any, a sum is typed."""
    anna, zhang, supervisor = (world.humans[each] for each in ("anna", "zhang", "supervisor"))
    world.write(lambda session: set_so(session, "paid.reduction_approver", StaffRole.SUPERVISOR))
    world.write(lambda session: set_so(session, "paid.tariffs", {"疏通": "80.5"}))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("报价格")
    await zhang.presses("疏通 ¥80.50")
    await world.humans["wang"].says("/case 1")
    await world.humans["wang"].presses("更多")
    await world.humans["wang"].presses("申请减免")
    await world.humans["wang"].says("90")
    await world.humans["wang"].says("年纪大了")
    assert world.humans["wang"].sees("不能用")
    await world.humans["wang"].presses("申请减免")
    await world.humans["wang"].says("70")
    await world.humans["wang"].says("年纪大了")
    assert world.humans["head"].heard_of("№1") == 0
    for other in (23, 25):  # who asked for it, and the head, who approves elsewhere
        world.telegram.presses(other, other, 1, "1|approve_reduction|1|0|7000", force=True)
    await world.settles()
    assert anna.heard_of("¥70.00") == 0
    await supervisor.presses("批准减免")
    assert anna.sees("№1", "先请您看看价格", "¥70.00")
    await anna.presses("同意价格")
    assert state_of(world) == ["claimed"]


def key_customer(session: Session) -> None:
    """Let Anna's home be a key customer's."""
    home = session.get_one(Home, 1)
    home.key_customer = True
    session.add(home)


def set_so(session: Session, name: str, value: object) -> None:
    """Change a setting of the estate."""
    session.add(Setting(estate_id=1, name=name, value=value))


async def test_an_unanswered_price_is_told_again_and_then_asked_for_by_telephone(
    world: World,
) -> None:
    """GEN-07, PAY-01: after two hours a reminder, after twenty an officer, day after day.

    What was said by telephone is entered by the officer, and the resident reads it.
    """
    anna, wang, supervisor = (world.humans[each] for each in ("anna", "wang", "supervisor"))
    await world.reaches(9)
    await report(world)
    await tells_price(world, "80")
    await world.waits(hours=1, minutes=59)
    assert anna.heard_of("还在等您答复") == 0
    await world.waits(minutes=1)
    assert anna.sees("№1", "还在等您答复", "¥80.00", "还没有动工")
    await world.reaches(8)
    assert wang.sees("请打电话：№1 的价格", "林秀英", "¥80.00", "答复前不能动工")
    await wang.presses("登记答复")
    assert wang.sees("请问答复是什么")
    await wang.presses("没人接")
    await world.reaches(17)
    assert wang.sees("请打电话：№1 的价格", "已打 1 次")
    assert supervisor.heard_of("过了时限") == 0
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("同意价格")
    assert wang.sees("№1", "价格 ¥80.00", "电话里说好的")
    await wang.presses("同意价格")
    assert anna.sees("№1", "已登记：您同意价格 ¥80.00")
    assert wang.sees("№1 的电话已办好")
    assert state_of(world) == ["reported"]
    assert anna.sees("№1", "请问下面哪个时间您方便")  # the agreed one has passed meanwhile
    await world.waits(days=2)
    assert anna.heard_of("还在等您答复") == 1


async def test_a_price_waits_on_while_the_job_changes_hands(world: World) -> None:
    """PAY-01, GEN-12: given to another it is still unanswered; given back it is not dispatched."""
    anna, zhang, wang, group = (
        world.humans[each] for each in ("anna", "zhang", "wang", "zhang_in_group")
    )
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await group.presses("更多")
    await zhang.presses("报价格")
    await zhang.says("80")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("派给")
    await wang.presses("李")
    assert state_of(world) == ["quoted"]
    await world.humans["li_in_group"].presses("更多")
    await world.humans["li"].presses("转出")
    await world.humans["li"].presses("不是我的工种")
    await world.humans["li"].presses("转回维修群")
    assert state_of(world) == ["offered"]
    rung = group.heard_of("№1")
    await anna.presses("同意价格")
    assert state_of(world) == ["reported"]
    assert group.heard_of("№1") == rung + 1


async def test_a_withdrawn_repair_has_no_price_to_ask_for(world: World) -> None:
    """GEN-07: nobody reminds or telephones about what is no longer wanted."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await tells_price(world, "80")
    await world.waits(hours=23)
    assert wang.sees("请打电话：№1 的价格")
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("撤回")
    await wang.presses("撤回")
    assert state_of(world) == ["withdrawn"]
    assert wang.sees("№1 的电话已办好")
    await world.waits(days=3)
    assert anna.heard_of("还在等您答复") == 1


async def test_nobody_lowers_a_price_that_was_told_but_its_approver(world: World) -> None:
    """SEC-03, REP-16, S-17: a second price of one's own may be higher; lower ones are asked for."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await tells_price(world, "80")
    await tells_price(world, "60")
    assert wang.sees("须经批准", "申请减免")
    assert anna.heard_of("¥60.00") == 0
    await tells_price(world, "100")
    assert anna.sees("先请您看看价格", "¥100.00")


async def tells_price(world: World, amount: str) -> None:
    """Let the officer tell the price of the first case."""
    wang = world.humans["wang"]
    await wang.says("/case 1")
    await wang.presses("更多")
    await wang.presses("报价格")
    await wang.says(amount)
