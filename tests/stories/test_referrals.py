"""Repairs that are not the office's own: developer, vendor, talks; each followed to its outcome."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from models.estate.tables import Home, Setting, SheetRow
from models.repairs.tables import Repair
from tests.support.human import Human
from tests.support.telling import mend, picture, report
from tests.support.world import World


def the_book(session: Session) -> None:
    """Let the workbook know two vendors, the developer, and two years on water."""
    for kind, name, trade in (
        ("vendor", "盾安防盗门", "doors_locks"),
        ("vendor", "暖泉热水器", "plumbing"),
        ("developer", "云河置业项目部", "walls_leaks"),
    ):
        values = {"kind": kind, "name": name, "trade": trade, "phone": "95598", "note": ""}
        session.add(SheetRow(estate_id=1, sheet="contacts", key=name, values=values))
    months = {"component": "plumbing", "months": "24"}
    session.add(SheetRow(estate_id=1, sheet="warranty", key='["plumbing"]', values=months))
    home = session.get_one(Home, 1)
    home.delivered_on = date(2025, 2, 28)
    session.add(home)


def where(world: World) -> tuple[str, str]:
    """Return the status and the class of the first repair."""
    wanted = select(Case.status, Repair.record_class).join(Repair, Repair.id == Case.id)
    status, record_class = world.read(lambda s: s.exec(wanted).first())
    return status, record_class


def got_a_paper(world: World, who: str) -> bool:
    """Tell whether the one file that the bot showed somebody is a PDF."""
    papers = [file for each in world.humans[who].messages for file in each["media"]]
    contents = [world.telegram.bytes_of(file["file_id"]) or b"" for file in papers]
    return len(papers) == 1 and contents[0].startswith(b"%PDF")


def asked_of(head: Human) -> list[str]:
    """Return what the message with the contact sheet still asks."""
    sheet = next(each for each in head.messages if each["media"])
    return [button["text"] for row in sheet["keyboard"] or [] for button in row]


async def an_officer_presses(world: World, action: str) -> None:
    """Let Wang do something with the first repair that stands behind "more"."""
    await world.humans["wang"].says("/case 1")
    await world.humans["wang"].presses("更多")
    await world.humans["wang"].presses(action)


async def test_under_warranty_the_developer_does_it_when_the_head_has_signed(world: World) -> None:
    """CLS-03, S-14, S-15, CB-12: contact sheet, signature, receipt, confirmation, follow-up."""
    anna, wang, head = (world.humans[each] for each in ("anna", "wang", "head"))
    world.write(the_book)
    await world.reaches(9)
    await report(world)
    assert world.humans["zhang_in_group"].sees("№1", "质保到 2027-02-28")
    await an_officer_presses(world, "转开发商整改")
    assert wang.sees("还在质保期内，到 2027-02-28", "云河置业项目部")
    await wang.presses("质保期内")
    await wang.says("请更换整段水管")
    assert where(world) == ("sheet_written", "warranty")
    assert anna.sees("№1", "应当由开发商负责", "管理处经理审批")
    assert head.sees("工作联系单 №1", "质保期内", "请您核对、审批")
    assert got_a_paper(world, "head")
    await head.presses("✔ 批准")
    assert asked_of(head) == []
    assert wang.sees("工作联系单 №1", "已批准", "请打印后交开发商签收")
    assert got_a_paper(world, "wang")
    assert anna.sees("№1", "管理处经理已批准", "云河置业项目部")
    await wang.presses("开发商已签收", old=wang.newest("开发商处理中"))
    await wang.sends(photos=[picture()])
    await wang.presses("发完了")
    assert anna.sees("№1", "云河置业项目部", "已签收工作联系单")
    await wang.presses("有结果了", old=wang.newest("开发商处理中"))
    await wang.says("换了整段水管")
    assert wang.sees("请把开发商签了字的联系单拍照发来")
    await wang.sends("换了整段水管", photos=[picture(50)])
    assert where(world) == ("done", "warranty")
    assert anna.sees("№1", "有结果了", "换了整段水管", "11:00")


async def test_a_contact_sheet_that_is_not_signed_comes_back_to_us(world: World) -> None:
    """CLS-01, CLS-03, CLS-07: the resident hears it, the group is called, it is ours again."""
    anna, wang, head = (world.humans[each] for each in ("anna", "wang", "head"))
    group = world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await group.presses("接单")
    await an_officer_presses(world, "转开发商整改")
    assert wang.sees("没有登记质保期，请您判断")
    await wang.presses("收房遗留问题")
    await wang.presses("按住户说的")
    assert head.sees("收房时发现的遗留问题")
    assert asked_of(head) == ["✔ 批准", "不批准"]
    await head.presses("不批准")
    assert asked_of(head) == []
    assert wang.sees("№1", "没有批准")
    assert anna.sees("№1", "改由我们自己的师傅处理")
    assert where(world) == ("reported", "own")
    await group.presses("接单")
    await mend(world, "换了阀芯")
    assert where(world) == ("done", "own")
    await wang.says("/case 1")
    assert wang.sees("№1", "待确认", "换了阀芯")


async def test_a_vendor_is_urged_at_its_own_time_until_the_outcome(world: World) -> None:
    """CLS-04, CB-12, GEN-02: by trade, its own word, urged by the clock, resident told."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    world.write(the_book)
    await world.reaches(9)
    await report(world)
    await an_officer_presses(world, "转外联单位")
    assert wang.buttons()[0] == "暖泉热水器 95598"
    await wang.presses("暖泉热水器")
    await wang.presses("今天")
    await wang.presses("14:00–16:00")
    assert where(world) == ("with_vendor", "vendor")
    assert anna.sees("№1", "由\u2068暖泉热水器\u2069负责", "最晚 11月23日(周一)16:00")
    await world.humans["zhang_in_group"].presses("更多")
    assert "很抱歉" in world.humans["zhang_in_group"].toast
    await world.reaches(15, 59)
    assert wang.heard_of("还没有结果") == 0
    await world.reaches(16)
    assert wang.sees("№1", "其他类", "还没有结果", "暖泉热水器")
    await wang.presses("已催，改时间")
    await wang.presses("明天")
    await wang.presses("10:00–12:00")
    assert anna.sees("很抱歉让您久等了", "№1", "11月24日(周二)12:00")
    await world.reaches(11)
    assert wang.heard_of("还没有结果") == 1
    await wang.presses("有结果了")
    await wang.says("换了一只阀门")
    assert anna.sees("№1", "有结果了", "换了一只阀门", "13:00")
    await world.waits(days=3)
    assert wang.heard_of("还没有结果") == 1


@pytest.mark.parametrize(
    ("language", "ask", "pressed"),
    [
        ("简体", "下面没有的，请直接写名称", ("更多", "转外联单位", "跳过")),
        ("繁體", "下面沒有的，請直接寫名稱", ("更多", "轉外聯單位", "略過")),
        ("English", "If it is not below, please write", ("More", "To a vendor", "Skip")),
    ],
)
async def test_a_vendor_that_is_not_in_the_workbook_is_written(
    world: World, language: str, ask: str, pressed: tuple[str, ...]
) -> None:
    """CLS-04: its product, its duty, whether the office has entered it or not."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await wang.speaks(language)
    await report(world)
    await wang.says("/case 1")
    await wang.presses(pressed[0])
    await wang.presses(pressed[1])
    assert wang.sees(ask)
    await wang.says("阿")
    assert where(world) == ("reported", "own")
    await wang.says("永安电梯公司")
    await wang.presses(pressed[2])
    assert where(world) == ("with_vendor", "vendor")
    assert anna.sees("№1", "由\u2068永安电梯公司\u2069负责")


@pytest.mark.parametrize(
    ("language", "said", "stopped"),
    [
        ("简体", "算了吧，不用了", "好的，先到这里"), ("繁體", "算啦", "好的，先到這裡"),
        ("繁體", "算啦，唔該", "好的，先到這裡"), ("English", "Never mind, thanks", "we stop here"),
    ],
)  # fmt: skip
async def test_never_mind_is_the_name_of_no_vendor(
    world: World, language: str, said: str, stopped: str
) -> None:
    """CLS-04: it leaves that question as any other, and the repair is where it was."""
    wang = world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await an_officer_presses(world, "转外联单位")
    await wang.speaks(language)
    await wang.says("/start")
    await wang.presses(wang.buttons()[0])
    await wang.says(said)
    assert stopped in wang.heard[-1]
    assert where(world) == ("reported", "own")


async def test_a_group_is_not_told_whom_the_office_talks_with(world: World) -> None:
    """SEC-01: that may be a neighbour, and a number; the officer and who reported it are told."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    await an_officer_presses(world, "转沟通类")
    await world.humans["wang"].presses("5 天")
    await world.humans["wang"].says("楼上王先生，13912345678")
    assert anna.sees("№1", "楼上王先生")
    assert group.sees("№1", "沟通类 · 说好 11月28日(周六)23:59")
    assert group.heard_of("王先生") + group.heard_of("13912345678") == 0


async def test_talks_last_two_days_or_more_and_are_nudged(world: World) -> None:
    """CLS-05, S-16, GEN-03: the resident hears by when; an officer is asked again each two days."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await an_officer_presses(world, "转沟通类")
    assert wang.buttons()[0] == "2 天"
    await wang.presses("5 天")
    await wang.says("楼上住户")
    assert where(world) == ("coordinating", "coordination")
    assert anna.sees("№1", "楼上住户", "最晚 11月28日(周六)23:59")
    await world.waits(days=4)
    assert wang.heard_of("还没有结果") == 2
    await wang.presses("改由自己处理")
    assert where(world) == ("reported", "own")
    await world.waits(days=4)
    assert wang.heard_of("还没有结果") == 2


async def test_what_others_mended_in_part_is_dispatched_to_ours(world: World) -> None:
    """CB-14, GEN-02: nobody of ours had it who could go on, so that the group is called."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await an_officer_presses(world, "转沟通类")
    await wang.presses("2 天")
    await wang.says("楼上住户")
    await wang.presses("有结果了")
    await wang.says("楼上换了一只阀门")
    await world.waits(hours=3)
    await anna.presses("还差一点")
    assert where(world)[0] == "reported"
    assert anna.sees("№1", "重新安排", "前会有师傅接单")
    assert world.humans["zhang_in_group"].sees("№1", "第 1 次返修", "前接单")


async def test_the_office_head_is_called_in_the_reader_s_language(world: World) -> None:
    """S-15: as the office has not named the role otherwise."""
    anna = world.humans["anna"]
    world.write(the_book)
    await world.reaches(9)
    await report(world)
    await anna.speaks("English")
    await an_officer_presses(world, "转开发商整改")
    await world.humans["wang"].presses("质保期内")
    await world.humans["wang"].says("请更换整段水管")
    assert anna.sees("№1", "when our office head has approved it")


async def test_how_long_talks_must_be_and_what_is_under_warranty_are_settings(
    world: World,
) -> None:
    """S-14, S-15, S-16: months and title win over the sheet; shorter talks are not offered."""
    wang, head = world.humans["wang"], world.humans["head"]
    world.write(the_book)
    world.write(lambda session: set_so(session, "coordination.min_days", 4))
    world.write(lambda session: set_so(session, "warranty.periods", {"plumbing": 12}))
    world.write(lambda session: set_so(session, "role.office_head.title", "管理处主任"))
    await world.reaches(9)
    await report(world)
    assert world.humans["zhang_in_group"].heard_of("质保到") == 0
    await an_officer_presses(world, "转沟通类")
    assert wang.buttons()[:2] == ["4 天", "5 天"]
    await an_officer_presses(world, "转开发商整改")
    assert wang.sees("质保期已过（2026-02-28")
    await wang.presses("质保期内")
    await wang.presses("按住户说的")
    await head.presses("✔ 批准")
    assert world.humans["anna"].sees("管理处主任已批准")


def set_so(session: Session, name: str, value: object) -> None:
    """Change a setting of the estate."""
    session.add(Setting(estate_id=1, name=name, value=value))
