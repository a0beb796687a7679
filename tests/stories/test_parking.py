"""Parking 车位租赁: from the plan to the card, with every paper looked at by a named person."""

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from models.duty.passing import pass_everything_on
from models.papers.checking import NotCompared
from models.parking import contracts
from models.parking.tables import Lease, Vehicle
from models.parking.words import LeaseState
from models.people.operations import lost
from models.people.tables import Person
from tests.support.human import Human
from tests.support.parking import (
    OF_TENANTS,
    PAPERS,
    applied,
    compared,
    fill_in,
    handed_out,
    invited,
    leased_to,
    rents,
    show_papers,
    signed,
    with_spaces,
)
from tests.support.telling import picture
from tests.support.world import World, leaves, sets

WANG = 3  # as staff


def officer(session: Session) -> Person:
    """Return who handles it."""
    return session.exec(select(Person).where(Person.telegram_id == 23)).one()


async def test_an_owner_applies_and_drives_in(world: World) -> None:
    """PRK-01, PRK-03, PRK-04, PRK-05, S-33, GEN-04, GEN-13: the desk needs 19 minutes."""
    world.write(lambda session: with_spaces(session, "B3-001", "B3-002"))
    anna, head = world.humans["anna"], world.humans["head"]
    await world.reaches(9)
    await anna.says("/parking")
    assert anna.sees("车位使用方案", "地下车位：¥350.00/月，现在空 2 个", "行驶证", "20 分钟")
    assert anna.sees("按申请先后排队", "留到第 3 天晚上，不回答就给下一位")  # the rule, published
    await fill_in(world)
    await anna.presses("提交申请")
    assert anna.sees("车位申请 №1", "苏A12345", "B3-001", "我们在看照片", "11月24日(周二)18:00")
    group = world.humans["management"]
    assert group.sees("车位申请 №1", "1号楼 101", "地下车位", "待核对照片")
    for secret in ("林", "苏A12345", "行驶证"):
        assert group.heard_of(secret) == 0
    wang = await invited(world)
    await wang.presses("驾驶证")  # one of the copies
    assert wang.files() == ["photo"]
    assert anna.sees("照片都没问题", "原件", "08:00–18:00", "20 分钟", "B3-001")
    await compared(wang)
    assert wang.sees("与原件一致", "王芳")
    await world.waits(minutes=19)
    await signed(world, wang)
    assert head.files() == anna.files() == wang.files()[1:] == ["document"]
    await handed_out(wang)
    assert anna.sees("停车卡", "P-0088", "办好了（№1", "B3-001", "起，每天 08:00–18:00")
    assert anna.sees("都办好了", "B3-001", "2027-11-22")
    await world.waits(days=2)
    assert world.humans["supervisor"].heard_of("手续时间已到") == group.heard_of("林") == 0


@pytest.mark.slow
async def test_ledger_and_file_have_what_the_contract_says(world: World) -> None:
    """PRK-03, PRK-08: number, card and term in the ledger; the car in its home's file."""
    world.write(with_spaces)
    await applied(world)
    wang = await invited(world)
    await compared(wang)
    await signed(world, wang)
    await handed_out(wang)
    lease = world.read(lambda s: s.exec(select(Lease)).one())
    assert (lease.state, lease.contract_no, lease.card_no) == (
        LeaseState.RUNNING, "YHY-CW-2026-0001", "P-0088",
    )  # fmt: skip
    car = world.read(lambda s: s.exec(select(Vehicle)).one())
    assert (car.plate, car.owner_name, car.model, car.licence_no, str(car.insured_until)) == (
        "苏A12345", "林秀英", "比亚迪 元", "XS320071", "2027-03-31",
    )  # fmt: skip
    assert car.space_id == lease.space_id
    assert world.humans["management"].files() == []


@pytest.mark.slow
async def test_a_formality_of_more_than_twenty_minutes_is_told_above(world: World) -> None:
    """PRK-04, S-33: counted from the papers shown; it climbs each day until the card is out."""
    world.write(with_spaces)
    await applied(world)
    wang, zhao = await invited(world), world.humans["supervisor"]
    await world.waits(hours=3)  # the resident comes when it suits them: nothing counts yet
    await compared(wang)
    await world.waits(minutes=19)
    assert zhao.heard_of("手续时间已到") == 0
    await world.waits(minutes=1)
    assert zhao.sees("车位申请 №1", "12:00 出示", "手续时间已到", "王芳")
    await world.waits(days=1)
    assert world.humans["head"].heard_of("手续时间已到") == 1
    await signed(world, wang)
    await handed_out(wang)
    await world.waits(days=2)
    assert world.humans["head"].heard_of("手续时间已到") == 1


async def test_a_tenant_lacks_the_lease_and_is_asked_for_nothing_else(world: World) -> None:
    """PRK-02, S-34, S-36: the address is asked, the employer may be left out; fourteen days."""
    world.write(lambda session: (with_spaces(session), rents(session, "陈大文")))
    await world.reaches(9)
    chen = world.humans["chen"]
    await chen.says("/parking")
    await chen.presses("申请车位")
    await chen.says("苏b·88888")
    await chen.says("大众 朗逸")
    await chen.says("建邺区江东路 8 号")
    await chen.presses("跳过")
    await show_papers(chen, OF_TENANTS, without=("租房合同",))
    await chen.presses("提交申请")
    assert chen.sees("苏B88888", "✔ 行驶证", "▫ 租房合同", "12月7日(周一)23:59")
    assert world.humans["management"].heard_of("车位申请") == 0  # nothing to look at yet
    await chen.presses("补证件照片")
    assert "租房合同" in chen.heard[-1]
    await chen.sends(photos=[picture(9)])
    await chen.presses("拍好了")
    assert chen.sees("车位申请 №1", "✔ 租房合同", "我们在看照片")
    assert chen.heard_of("拍齐了") == 0  # where it was asked for the card is now
    wang = await invited(world)
    assert wang.sees("租户", "建邺区江东路 8 号", "租房合同")
    await compared(wang, OF_TENANTS)
    assert wang.sees("租房合同 与原件一致")


async def test_an_insurance_that_has_expired_is_declined_with_what_is_missing(world: World) -> None:
    """PRK-01, S-34, ETQ-08: its last day counts; the rest is not asked again."""
    world.write(with_spaces)
    anna = await applied(world)
    await invited(world, until="2026-11-22")
    assert anna.sees("很抱歉", "№1", "车辆综合保险单：已过期", "不用再拍", "12月7日(周一)23:59")
    assert anna.heard_of("照片都没问题") == 0
    await anna.presses("补证件照片")
    assert "车辆综合保险单" in anna.heard[-1]
    await anna.sends(photos=[picture(each) for each in range(5)])
    assert anna.sees("最多收 4 张，多的没有收", "已收到 4 张")
    await anna.presses("拍好了")
    wang = world.humans["wang"]
    await wang.presses("照片没问题")
    await wang.says("XS320071")
    await wang.says("2026年11月23日")
    assert anna.sees("照片都没问题")


async def test_a_copy_that_differs_from_its_original_stops_the_formality(world: World) -> None:
    """PRK-01, PRK-03: no contract before every copy is compared; which one, and why, is told."""
    world.write(with_spaces)
    anna = await applied(world)
    wang = await invited(world)
    await compared(wang, PAPERS[:3])
    assert not any("填合同" in each for each in wang.buttons())
    with pytest.raises(NotCompared):
        world.write(lambda s: contracts.fill_in(s, 1, 12, by=officer(s), now=world.clock.now()))
    await wang.presses("有一样不行")
    await wang.presses("购房合同")
    await wang.presses("和原件不一样")
    assert anna.sees("购房合同或产权证明：和原件不一样", "请在这之前补上")
    await world.waits(hours=1)
    assert world.humans["supervisor"].heard_of("手续时间已到") == 0


async def test_what_does_not_come_in_fourteen_days_ends_kindly(world: World) -> None:
    """S-34, S-29: until the end of that day; the office may set another term."""
    world.write(lambda session: (with_spaces(session), sets(session, "parking.incomplete_days", 2)))
    await world.reaches(9)
    anna = await fill_in(world, without=PAPERS)
    await anna.presses("提交申请")
    assert anna.sees("▫ 行驶证", "11月25日(周三)23:59")
    await anna.presses("补证件照片")
    await show_papers(anna, PAPERS, without=PAPERS[1:])
    assert anna.sees("✔ 行驶证", "▫ 驾驶证", "11月25日(周三)23:59")
    await world.waits(days=2, hours=14, minutes=58)
    assert anna.heard_of("先结束了") == 0
    await world.waits(minutes=2)
    await world.waits(hours=10)
    assert anna.sees("№1", "没关系", "/parking")
    await anna.says("/parking")
    assert anna.sees("现在空 1 个")


async def test_the_head_refuses_with_a_reason(world: World) -> None:
    """PRK-03, ETQ-08: the applicant reads the words; the space is free for others again."""
    world.write(with_spaces)
    anna = await applied(world)
    wang, head = await invited(world), world.humans["head"]
    await compared(wang)
    await wang.presses("填合同")
    await wang.presses("12 个月")
    await head.presses("不签")
    await head.says("欠缴停车费三个月")
    await head.presses("告诉住户")
    assert anna.sees("很抱歉", "№1", "欠缴停车费三个月", "欢迎随时再申请")
    assert wang.sees("№1", "没有批准", "欠缴停车费三个月")
    await wang.says("/spaces")
    assert wang.sees("地下车位", "空 1 · 已租 0 · 办理中 0")


async def test_papers_that_nobody_looks_at_are_apologised_for_and_climb(world: World) -> None:
    """GEN-07, ETQ-06: at the promised time the next one up has it, and a new time is told."""
    world.write(with_spaces)
    anna = await applied(world)
    await world.waits(days=1, hours=8, minutes=59)
    assert anna.heard_of("非常抱歉") == 0
    await world.waits(minutes=1)
    assert anna.sees("非常抱歉", "№1", "11月25日(周三)18:00")
    zhao = world.humans["supervisor"]
    assert zhao.sees("№1", "证件已齐", "请马上办理")
    await zhao.presses("我来办")
    await zhao.presses("照片没问题")
    await zhao.says("XS320071")
    await zhao.says("20270331")
    assert anna.sees("照片都没问题")


async def test_it_is_in_every_list_like_any_case_and_free_words_lead_to_it(world: World) -> None:
    """GEN-08, SEC-01, PRK-05: /cases, /case, /find, /open, /why; a question goes to a person."""
    world.write(lambda session: with_spaces(session, "B3-001", "B3-002"))
    anna = await applied(world)
    await anna.says("/cases")
    assert anna.sees("№1", "车位申请 · 1号楼 101 · 地下车位 · 待核对照片")
    wang = world.humans["wang"]
    for asked in ("/find 101", "/open", "/log"):
        await wang.says(asked)
        assert "车位申请" in wang.heard[-1], asked
    group = world.humans["management"]
    for asked in ("/case 1", "/open", "/why 1"):
        await group.says(asked)
    assert group.heard_of("林") + group.heard_of("苏A12345") == 0
    await anna.says("/why 1")
    assert anna.sees("申请车位", "证件齐了")
    await anna.says("车位上的灯罩能换吗，怎么租车位")
    await anna.presses("就办车位的事")
    await anna.presses("不是租车位")
    assert wang.sees("车位上的灯罩能换吗")


async def test_the_officer_who_is_gone_leaves_it_to_the_desk(world: World) -> None:
    """GEN-12: it is anybody's of the group again, and each reviewer is named."""
    world.write(with_spaces)
    anna = await applied(world)
    await invited(world)
    world.write(lambda session: leaves(session, "王芳", world.clock.now().date()))
    world.write(lambda session: pass_everything_on(session, WANG, now=world.clock.now()))
    await world.settles()
    zhao = world.humans["supervisor"]
    await Human(world, zhao.telegram_id, world.humans["management"].chat_id).presses("我来办")
    await compared(zhao)
    assert zhao.sees("与原件一致", "赵强")
    await anna.says("/case 1")
    assert anna.sees("正在核对原件", "赵强")


async def test_the_ledger_shows_who_has_which_space(world: World) -> None:
    """PRK-03, PRK-08, SEC-01: for the desk only."""
    world.write(
        lambda session: (with_spaces(session, "B3-001", "B3-002"), leased_to(session, "B3-001", 2))
    )
    await applied(world)
    wang = world.humans["wang"]
    await wang.says("/spaces")
    assert wang.sees("地下车位", "空 0 · 已租 1 · 办理中 1")
    await wang.says("/spaces b3-001")
    assert wang.sees("B3-001", "已租", "1号楼 102", "CW-2025-001")
    await wang.says("/spaces X-9")
    assert wang.sees("没有查到车位", "X-9")
    for nobody in ("anna", "zhang"):
        await world.humans[nobody].says("/spaces")
        assert world.humans[nobody].heard_of("车位台帐") == 0


async def test_who_cannot_be_written_to_does_not_keep_what_they_take(world: World) -> None:
    """GEN-12: the papers would reach nobody, so it is before the desk again at once."""
    world.write(with_spaces)
    await applied(world)
    zhao = world.humans["supervisor"]
    world.write(lambda session: lost(session, 6, now=world.clock.now()))
    await world.rings()
    await Human(world, zhao.telegram_id, world.humans["management"].chat_id).presses("我来办")
    await world.rings()
    assert world.read(lambda session: session.get_one(Case, 1).owner_id) is None
    await world.humans["wang"].says("/open")
    assert world.humans["wang"].sees("车位申请", "№1")
