"""VIP 固定车位: owners only; the head approves, the owner chooses, pays, and takes it over."""

import pytest
from sqlmodel import col, select

from models.parking.tables import Lease, Space
from models.parking.words import SpaceKind
from tests.support.human import Human
from tests.support.parking import rents, show_papers, with_spaces
from tests.support.world import World

PAPERS = ("身份证", "行驶证", "驾驶证")


async def apply_for_vip(world: World, *spaces: str) -> Human:
    """Let Anna apply for one of these; there is a space underground too."""
    world.write(lambda s: (with_spaces(s, "B3-001"), with_spaces(s, *spaces, kind=SpaceKind.VIP)))
    await world.reaches(9)
    anna = world.humans["anna"]
    await anna.says("/parking")
    await anna.presses("申请车位")
    await anna.presses("VIP")
    await anna.says("苏A12345")
    await anna.says("蔚来 ET5")
    await show_papers(anna, PAPERS, without=())
    await anna.presses("提交申请")
    return anna


async def put_before_the_head(world: World) -> Human:
    """Let the officer find the papers right and put them before the head."""
    wang = world.humans["wang"]
    await Human(world, 23, world.humans["management"].chat_id).presses("我来办")
    await wang.presses("请管理处经理审批")
    await wang.says("XS320071")
    await wang.presses("12 个月")
    return wang


@pytest.mark.slow
async def test_an_owner_gets_a_vip_space_approved_chosen_paid_and_tested(world: World) -> None:
    """PRK-06, S-36: identity card and licences, no insurance and no title; in this order."""
    anna, head = await apply_for_vip(world, "V-01", "V-02"), world.humans["head"]
    assert anna.sees("车位申请 №1", "✔ 身份证", "✔ 行驶证", "✔ 驾驶证")
    assert anna.heard_of("▫") == 0
    wang = await put_before_the_head(world)
    assert head.sees("车位申请 №1", "苏A12345", "待管理处经理签字")
    await head.presses("🔍 身份证")
    assert head.files() == ["photo"]
    await head.presses("✍ 签字")
    assert wang.sees("№1", "管理处经理已批准")
    await anna.presses("选车位")
    await anna.presses("V-02")
    assert anna.sees("车位", "V-02", "选好了", "缴费")
    assert anna.files()[-1] == wang.files()[-1] == "document"
    await world.waits(days=1, hours=9)
    assert world.humans["supervisor"].sees("№1", "说好的时间还没有办完", "王芳")
    await wang.presses("登记缴费")
    await wang.says("SJ-0007")
    await wang.presses("登记停车卡号")
    await wang.says("V-0001")
    assert anna.heard_of("办好了（№1") == 0  # the plate is not there yet
    await wang.presses("固定车位牌已装好")
    await wang.presses("都测试好了")
    assert anna.sees("停车卡", "V-0001", "办好了（№1", "V-02")
    await wang.presses("卡已交给住户")
    assert anna.sees("V-02", "都办好了", "2027-11-23")
    kept = select(Space.number, Lease.state, Lease.card_no).join(Lease).order_by(col(Lease.id))
    leases = world.read(lambda s: [tuple(row) for row in s.exec(kept)])
    assert leases == [("V-01", "ended", None), ("V-02", "running", "V-0001")]


async def test_a_vip_space_is_for_owners_and_the_head_may_refuse(world: World) -> None:
    """PRK-06, S-36, ETQ-08: a tenant is not offered one; refused, it is free again."""
    world.write(lambda session: rents(session, "陈大文"))
    anna, head = await apply_for_vip(world, "V-01"), world.humans["head"]
    chen = world.humans["chen"]
    await chen.says("/parking")
    await chen.presses("申请车位")
    assert "车牌号" in chen.heard[-1]  # only one kind is for tenants: it needs no question
    await put_before_the_head(world)
    await head.presses("不签")
    await head.says("方案规定一户一个")
    await head.presses("告诉住户")
    assert anna.sees("很抱歉", "№1", "方案规定一户一个")
    await anna.says("/parking")
    assert anna.sees("VIP 固定车位", "现在空 1 个")


async def test_what_is_not_chosen_in_time_passes_on_and_what_stands_still_climbs(
    world: World,
) -> None:
    """PRK-06, S-34, GEN-07: the desk is reminded until it is handed over."""
    anna = await apply_for_vip(world, "V-01")
    await put_before_the_head(world)
    await world.waits(days=1, hours=9)
    assert world.humans["supervisor"].sees("№1", "说好的时间还没有办完", "王芳")
    await world.humans["head"].presses("✍ 签字")
    await world.waits(days=15)
    assert anna.sees("№1", "先结束了")
    await anna.says("/parking")
    assert anna.sees("VIP 固定车位", "现在空 1 个")
