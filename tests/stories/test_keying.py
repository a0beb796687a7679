"""Calls, visits and findings, keyed in by an officer: the same dialogue, the same case."""

import pytest
from sqlmodel import Session, select

from models.cases.tables import Case
from models.estate.tables import Setting
from models.people.tables import StaffRole
from models.permissions import OFFICERS
from tests.support.human import Human
from tests.support.pressing import pressed
from tests.support.register import hired, moves_in
from tests.support.telling import mend
from tests.support.world import World

PHONE = "+8613911112222"


async def keys_in(officer: Human, *, came: str = "来电", since: str = "刚才") -> None:
    """Answer the questions for a resident who is known already."""
    await officer.presses("水管")
    await officer.presses("102")
    await officer.says("厨房水龙头一直滴水")
    await officer.presses("明天")
    await officer.presses("09:00")
    await officer.presses("来前打电话")
    await officer.presses(came)
    await officer.presses(since)
    await officer.presses("提交报修")


async def test_a_call_becomes_the_same_case_as_a_report_in_the_chat(world: World) -> None:
    """GEN-01, GEN-06, REP-03: dispatched at once, with the resident's name, and how it came."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    world.write(lambda s: moves_in(s, "周小云", "102", phone=PHONE))
    await wang.says("/new")
    await wang.says("1号楼 102")
    assert len(wang.buttons()) == 8 * len(("陈大文", "周小云"))  # each kind there is, each
    await wang.presses("周小云")
    await keys_in(wang)
    assert wang.sees(
        "№1", "已派工", "请告诉住户编号", "前有师傅接单", "09:00–11:00", "没有 Telegram"
    )
    assert group.sees("№1", "1号楼 102", "滴水")
    await wang.says("/why 1")
    assert wang.sees("№1 的经过", "周小云", "来电，由客服登记", "王芳")
    await group.presses("接单")
    assert world.humans["zhang"].sees("№1", "周小云", PHONE, "09:00–11:00")


@pytest.mark.parametrize("words", ["周小", "2222", "1号楼102", "1-102"])
async def test_a_resident_is_found_by_name_number_or_home(world: World, words: str) -> None:
    """GEN-01: as a caller says it; what fits nobody is asked for again."""
    wang = world.humans["wang"]
    world.write(lambda s: moves_in(s, "周小云", "102", phone=PHONE))
    await wang.says("/new")
    await wang.says("9号楼 999")
    assert wang.sees("没有找到", "/new")
    await wang.says("/new")
    await wang.says(words)
    await wang.presses("周小云")
    assert "哪方面的问题" in wang.heard[-1]


async def test_who_has_no_account_hears_by_an_officers_telephone(world: World) -> None:
    """GEN-02: process and result are told; each as a task, struck off when it was told."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    world.write(lambda s: moves_in(s, "周小云", "102", phone=PHONE))
    await wang.says("/new")
    await wang.says("周小云")
    await wang.presses("周小云")
    await keys_in(wang)
    await group.presses("接单")
    assert wang.sees("请电话通知 №1", "周小云", PHONE, "“已接单”，张师傅负责", "09:00–11:00")
    await wang.presses("看详情")
    assert wang.sees("№1 · 水管", "周小云", "09:00–11:00")
    await wang.presses("已告诉住户")
    await group.presses("出发")
    await mend(world)
    assert wang.sees("请电话通知 №1", "“已完成，待确认”，张师傅负责")
    await wang.presses("已告诉住户")
    await world.waits(hours=3)
    assert wang.sees("请电话回访 №1", PHONE)


async def test_who_has_no_telephone_either_gets_a_letter(world: World) -> None:
    """GEN-02: the text to be printed, with the address; struck off when it was delivered."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    await wang.says("/new")
    await wang.says("周小云")
    await wang.presses("周小云")
    await keys_in(wang, came="来访")
    await group.presses("接单")
    assert wang.sees("请送信 №1", "1号楼 102", "周小云", "已接单", "021-5550100")
    await wang.presses("已告诉住户")
    assert wang.sees("№1 的信已办好")


async def test_who_has_an_account_sees_what_was_keyed_in(world: World) -> None:
    """GEN-01: the receipt comes to the chat, as if it had been reported there."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await wang.says("/new")
    await wang.says("林秀英")
    await wang.presses("林秀英")
    await wang.presses("水管")
    assert [label for label in wang.buttons() if "🏠" in label] == ["🏠 1号楼 101"]
    await wang.presses("大堂")
    await wang.says("大堂漏水")
    await wang.presses("来电")
    await wang.presses("刚才")
    await wang.presses("提交报修")
    assert wang.sees("№1", "住户在 Telegram 里收到")
    assert anna.sees("№1", "大堂")


async def test_a_finding_on_patrol_is_the_officers_own(world: World) -> None:
    """GEN-01: no resident; a common part, and the channel is kept."""
    wang, group = world.humans["wang"], world.humans["zhang_in_group"]
    await wang.says("/new")
    await wang.presses("公共部位")
    await wang.presses("照明")
    await wang.presses("楼道")
    await wang.says("三楼楼道灯不亮")
    await wang.presses("巡查发现")
    await wang.presses("刚才")
    await wang.presses("提交报修")
    assert group.sees("№1", "楼道", "灯不亮")
    await wang.says("/why 1")
    assert wang.sees("巡查发现，由客服登记")


@pytest.mark.parametrize(("since", "hours", "late"), [
    ("两小时内", 2, False), ("更早", 2, True), ("两小时内", 1, True), ("一小时内", 1, False),
])  # fmt: skip
async def test_what_was_keyed_in_late_says_so(
    world: World, since: str, hours: int, late: bool
) -> None:
    """GEN-06, REP-03, S-08: within `entry.case_hours`; later, officer and record say it."""
    wang = world.humans["wang"]
    setting = {"estate_id": 1, "name": "entry.case_hours", "value": hours}
    world.write(lambda s: s.add(Setting(**setting)))
    world.write(lambda s: moves_in(s, "周小云", "102", phone=PHONE))
    await wang.says("/new")
    await wang.says("周小云")
    await wang.presses("周小云")
    await keys_in(wang, since=since)
    await wang.says("/why 1")
    assert bool(wang.heard_of("登记超过了规定时间")) is late
    assert bool(wang.heard_of("登记超过规定时间")) is late


async def test_only_officers_key_in(world: World) -> None:
    """GEN-01, SEC-01: names and homes are shown to the desk, and to nobody else."""
    for who in ("anna", "zhang"):
        await world.humans[who].says("/new")
        await world.humans[who].says("1号楼 102")
        assert world.humans[who].heard_of("陈大文") == 0
    allowed: set[StaffRole] = set()

    def tries(session: Session) -> None:
        for number, role in enumerate(StaffRole, start=900):
            undone = session.begin_nested()
            hired(session, f"甲{number}", role, telegram_id=number)
            if not pressed(world, session, number, number, "1|new_for|1|0").alert:
                allowed.add(role)
            undone.rollback()
            session.expire_all()
        for account in (11, 12, 66):
            assert pressed(world, session, account, account, "1|new_for|1|0").alert
        assert pressed(world, session, 23, 23, "1|new_for|999|0").alert

    world.write(tries)
    assert allowed == OFFICERS
    assert world.read(lambda s: s.exec(select(Case)).all()) == []
