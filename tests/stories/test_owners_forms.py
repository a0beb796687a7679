"""A new owner's form 业主信息登记表: entered in time, reviewed by somebody else, then used."""

from typing import Any

from sqlmodel import Session, col, select

from models.estate.importing import apply_import
from models.estate.tables import Estate, Home
from models.owners.tables import Particulars
from models.people.tables import Residency
from models.workbook import Book
from tests.support.employed import employ
from tests.support.hands import nobodys
from tests.support.human import Human
from tests.support.owning import asks, sees_originals
from tests.support.register import moves_in
from tests.support.world import World

MANAGER_OF_ALL = {"company": 110}


async def is_sold(world: World) -> Human:
    """Let Anna's home have a new owner: approved on Monday, hers until Thursday."""
    anna = await asks(world, "新业主", "周平", contact="13700000001", proofs=2)
    head = await sees_originals(world, "身份证", "购房合同或产权证明")
    await head.presses("✅ 批准")
    assert anna.sees("变更书面告知", "新业主", "林秀英", "周平", "11月26日")
    await world.waits(days=3)
    await world.reaches(9)
    return world.humans["wang"]


async def is_entered(wang: Human) -> None:
    """Let the officer enter what the form says."""
    await wang.presses("📝 登记")
    await wang.says("建邺区江东路 8 号")
    await wang.says("云河学校")
    await wang.says("周小平、吴兰")
    await wang.presses("登记，送复核")


async def is_registered(world: World) -> Human:
    """Let a stranger ask to be an owner of Chen's home, and an officer approve it."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    for word in ("1号楼102", "周平"):
        await stranger.says(word)
    await stranger.presses("业主")
    await stranger.presses("提交申请")
    await wang.presses("同意")
    return wang


def register(session: Session) -> dict[str, Any]:
    """Return who has which role in the home, and what the file says of the new owner."""
    rows = session.exec(select(Residency).where(Residency.home_id == 1).order_by(col(Residency.id)))
    pages = session.exec(select(Particulars)).all()
    return {
        "people": [(row.name, row.role.value, str(row.left_on or "")) for row in rows],
        "pages": [(page.employer, page.mail) for page in pages],
    }


async def test_a_new_owners_form_is_used_when_a_second_person_has_reviewed_it(world: World) -> None:
    """OWN-04, OWN-05, OWN-06: the title is shown, the old owner has no access from that day."""
    wang, zhao = await is_sold(world), world.humans["supervisor"]
    assert wang.sees("资料变更 №2", "业主信息登记表", "待登记", "11月29日(周日)23:59")
    sold = [("林秀英", "owner", "2026-11-26"), ("周平", "owner", "")]
    assert world.read(register) == {"people": sold, "pages": []}
    await world.humans["anna"].says("/file")
    assert world.humans["anna"].heard_of("周平") == 2  # what she was told before, nothing since
    await is_entered(wang)
    assert wang.sees("№2", "送另一位同事复核")
    assert world.read(register)["pages"] == []
    await wang.presses("📄 查看")
    await wang.presses("复核无误")
    assert "另一位同事复核" in wang.toast
    assert world.read(register)["pages"] == []
    await zhao.presses("有错，退回")
    await zhao.says("单位少了一个字")
    assert wang.sees("№2", "待登记", "原因", "单位少了一个字")
    await is_entered(wang)
    await zhao.presses("复核无误")
    members = [("周小平", "family", ""), ("吴兰", "family", "")]
    assert world.read(register) == {
        "people": sold + members, "pages": [("云河学校", "建邺区江东路 8 号")],
    }  # fmt: skip
    await world.waits(days=5)
    assert wang.heard_of("还没有登记") == zhao.heard_of("还没有登记") == 0


async def test_a_form_that_nobody_enters_warns_and_climbs(world: World) -> None:
    """OWN-04, S-08, GEN-07: a day before its limit, then the supervisor, then the manager above."""
    wang = await is_sold(world)
    await world.waits(days=2)
    assert wang.heard_of("前登记并复核") == 0
    await world.waits(hours=15)
    assert wang.sees("业主信息登记表 №2", "11月29日(周日)23:59", "前登记并复核")
    await world.waits(days=1)
    assert wang.sees("业主信息登记表 №2", "还没有登记、复核好")
    assert world.humans["supervisor"].sees("业主信息登记表 №2", "还没有登记、复核好")
    await world.waits(days=2)
    assert world.humans["head"].heard_of("还没有登记、复核好") >= 1


async def test_an_account_is_closed_by_the_general_manager_alone(world: World) -> None:
    """OWN-05: whoever entered, reviewed or heads the office has no such button."""
    world.write(lambda session: employ(session, MANAGER_OF_ALL))
    wang, head = await is_sold(world), world.humans["head"]
    await is_entered(wang)
    await world.humans["supervisor"].presses("复核无误")
    boss = world.joins("boss", MANAGER_OF_ALL["company"])
    await head.says("/case 2")
    assert "销户" not in head.buttons()
    await boss.says("/case 2")
    await boss.presses("销户")
    assert boss.sees("请确认", "№2")
    assert world.read(register)["pages"] != []
    await boss.presses("是的，销户")
    assert world.read(register)["pages"] == []
    assert world.read(register)["people"][1] == ("周平", "owner", "2026-11-26")
    assert world.humans["supervisor"].sees("№2", "已批准销户")


async def test_a_form_begins_wherever_a_new_owner_comes_from(world: World) -> None:
    """OWN-04, OWN-08: registered without a code, or in the next workbook; a mistake ends it."""
    wang = await is_registered(world)
    assert wang.sees("资料变更 №1", "业主信息登记表", "周平", "待登记", "11月26日(周四)23:59")
    await wang.presses("撤回")
    assert wang.sees("业主信息登记表 №1", "已经不在这一户")
    rows = [
        {"home_code": "0011000101", "name": name, "role": "owner"} for name in ("林秀英", "吴兰")
    ]

    def imported(session: Session) -> None:
        estate = session.exec(select(Estate)).one()
        estate.hotline = None
        apply_import(session, Book({"residents": rows}), estate)

    for _ in range(2):
        world.write(imported)
        await world.rings()
    assert wang.sees("资料变更 №2", "业主信息登记表", "1号楼 101", "吴兰", "待登记")
    assert wang.heard_of("№3") == 0


async def test_what_was_announced_for_who_has_no_role_does_not_take_effect(world: World) -> None:
    """OWN-06, S-50: the registration is undone; who was told in writing is told that nothing is.

    One of the other owners is on Telegram; the other has a letter instead of the one before.
    """
    world.write(lambda session: moves_in(session, "何梅", "102", phone="+8613800000031"))
    wang = await is_registered(world)
    stranger, chen = world.humans["stranger"], world.humans["chen"]
    await asks(world, "建筑面积", "98.5", who="stranger")
    head = await sees_originals(world, "购房合同或产权证明")
    await head.presses("✅ 批准")
    assert chen.sees("变更书面告知", "№2", "98.5", "11月26日")
    assert wang.sees("请送信 №2", "何梅", "变更书面告知")
    await wang.presses("撤回")
    assert stranger.sees("很抱歉", "先撤回")
    assert wang.sees("资料变更 №2", "已经不在这一户")
    assert chen.sees("变更取消告知", "№2", "98.5", "不办了", "11月26日")
    assert wang.sees("请送信 №2", "何梅", "变更取消告知", "不办了")
    await wang.presses("已告诉住户")
    await world.waits(days=4)
    assert (
        world.read(lambda s: s.exec(select(Home.area_m2).where(Home.unit == "102")).one()) is None
    )
    assert stranger.heard_of("取消告知") == chen.heard_of("已经改好") == 0


async def test_a_form_goes_back_to_somebody_who_is_here(world: World) -> None:
    """GEN-12, OWN-04: who entered it is ill meanwhile; it is with whoever can enter it."""
    wang, zhao = await is_sold(world), world.humans["supervisor"]
    await is_entered(wang)
    await is_ill(wang)
    await zhao.presses("有错，退回")
    await zhao.says("单位少了一个字")
    assert wang.heard_of("单位少了一个字") == 0
    assert zhao.sees("№2", "待登记", "原因", "单位少了一个字")


async def test_who_takes_a_change_on_a_day_off_is_here_after_all(world: World) -> None:
    """GEN-12: so it stays with them, and is nobody's at no moment."""
    wang = world.humans["wang"]
    await asks(world, "新业主", "周平", contact="13700000001", proofs=2)
    await is_ill(wang)
    await wang.says("/case 1")
    await wang.presses("🙋 我来办")
    assert nobodys(world) == []
    await wang.says("/duty")
    assert " · 今天不在" not in wang.heard[-1]


async def is_ill(wang: Human) -> None:
    """Let the officer say that she is not here today."""
    await wang.says("/duty")
    await wang.presses("王芳")
    await wang.presses("是的，今天不在")
