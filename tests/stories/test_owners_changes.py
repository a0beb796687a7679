"""Changes of the owner's file on other ways: refused, lacking, late, touching fees, undone."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from models.estate.importing import apply_import, plan_import
from models.estate.tables import Estate, Home
from models.owners.tables import FileReading
from models.people.tables import HomeRole, Person, Residency
from models.workbook import Book, WrongWorkbook
from tests.support.owning import asks, sees_originals
from tests.support.register import moves_in
from tests.support.telling import picture, what_comes_is_lost
from tests.support.world import World


def area(session: Session) -> str | None:
    """Return what the register says of Anna's home."""
    return session.exec(select(Home.area_m2).where(Home.unit == "101")).one()


def in_home(session: Session) -> list[tuple[str, str, date | None]]:
    """Return everybody of Anna's home."""
    rows = session.exec(select(Residency).where(Residency.home_id == 1).order_by(col(Residency.id)))
    return [(row.name, row.role.value, row.left_on) for row in rows]


async def test_what_touches_fees_is_told_in_writing_before_it_holds(world: World) -> None:
    """OWN-06: approved on Monday, told at once, in effect three days later and not before.

    Her husband owns it too and is not on Telegram: an officer has a letter to deliver that day.
    """
    world.write(lambda session: moves_in(session, "林国强", "101", phone="+8613800000031"))
    anna = await asks(world, "建筑面积", "98.5", proofs=1)
    assert anna.sees("№1", "98.5", "影响费用")
    head = await sees_originals(world, "购房合同或产权证明")
    await head.presses("✅ 批准")
    assert anna.sees("变更书面告知", "1号楼 101", "建筑面积", "98.5", "11月26日")
    assert anna.heard_of("已经改好") == 0
    wang = world.humans["wang"]
    assert wang.sees("请送信 №1", "林国强", "+8613800000031", "变更书面告知", "98.5", "11月26日")
    assert "林秀英" not in wang.heard[-1]  # she has read it
    assert world.read(area) is None
    await world.waits(days=1)
    supervisor = world.humans["supervisor"]
    assert supervisor.sees("№1 的信", "11月23日", "还没有送到")  # late, so it climbs
    await supervisor.presses("我来送")
    assert supervisor.sees("请送信 №1", "变更书面告知")
    await wang.presses("已告诉住户")
    assert wang.sees("№1", "信", "谢谢")
    await world.waits(days=1)
    assert world.read(area) is None
    await world.waits(days=1)
    assert world.read(area) == "98.5"
    assert anna.sees("建筑面积已经改好", "№1")


async def test_what_an_owner_s_chat_refuses_becomes_a_letter_to_that_owner(world: World) -> None:
    """OWN-06: her husband has blocked us; not she, who asked and knows, is told again."""
    world.write(lambda session: moves_in(session, "林国强", "101", telegram_id=66))
    husband, wang = world.humans["stranger"], world.humans["wang"]
    await husband.says("/start")
    anna = await asks(world, "建筑面积", "98.5")
    world.telegram.blocks(husband.telegram_id)
    head = await sees_originals(world, "购房合同或产权证明")
    await head.presses("✅ 批准")
    assert wang.sees("请送信 №1", "林国强", "变更书面告知", "98.5", "11月26日")
    assert wang.heard_of("请电话通知") == wang.heard_of("林秀英：您好") == 0
    assert anna.sees("变更书面告知", "98.5")
    await wang.presses("已告诉住户")
    assert wang.sees("№1", "信", "谢谢")


async def test_who_was_told_in_writing_hears_that_it_is_withdrawn(world: World) -> None:
    """OWN-06: her husband, who owns the home too, was told from when it holds."""
    world.write(lambda session: moves_in(session, "林国强", "101", telegram_id=66))
    husband = world.humans["stranger"]
    await husband.says("/start")
    anna = await asks(world, "建筑面积", "98.5")
    head = await sees_originals(world, "购房合同或产权证明")
    await head.presses("✅ 批准")
    assert husband.sees("变更书面告知", "98.5", "11月26日")
    await anna.presses("不改了，撤回")
    assert husband.sees("变更取消告知", "98.5", "不办了", "11月26日")
    assert anna.heard_of("取消告知") == 0


async def test_a_letter_that_it_is_off_may_take_a_day_more_before_it_climbs_twice(
    world: World,
) -> None:
    """OWN-06, S-01: withdrawn on the last evening; nothing holds then, and nothing hurries."""
    world.write(lambda session: moves_in(session, "林国强", "101", phone="+8613800000031"))
    anna = await asks(world, "建筑面积", "98.5", proofs=1)
    head = await sees_originals(world, "购房合同或产权证明")
    await head.presses("✅ 批准")
    wang, supervisor = world.humans["wang"], world.humans["supervisor"]
    await wang.presses("已告诉住户")
    await world.waits(days=2)
    await world.reaches(17)
    await anna.presses("不改了，撤回")
    assert wang.sees("请送信 №1", "林国强", "变更取消告知")
    await world.reaches(9)
    assert (supervisor.heard_of("过了时限"), head.heard_of("过了时限")) == (1, 0)
    await world.waits(days=1)
    assert head.heard_of("过了时限") == 1


async def test_the_head_refuses_with_a_reason_and_the_file_stays(world: World) -> None:
    """OWN-06, ETQ-08: regret, the reason, another way; the copies are kept no longer."""
    anna = await asks(world, "姓名更正", "林秀瑛")
    head = await sees_originals(world)
    await head.presses("不批准，说明原因")
    await head.says("身份证上是英，不是瑛")
    await head.presses("告诉住户")
    assert anna.sees("很抱歉", "№1", "姓名更正", "身份证上是英，不是瑛", "欢迎随时再申请")
    assert world.humans["wang"].sees("资料变更 №1", "没有批准")
    assert [name for name, _, _ in world.read(in_home)] == ["林秀英"]
    await anna.says("/case 1")
    assert anna.sees("林秀英", "林秀瑛", "没有批准", "原因")


async def test_a_proof_that_is_missing_is_named_and_nothing_else_is_asked(world: World) -> None:
    """OWN-05, OWN-06, GEN-02: the lease of a new tenant; a photograph that cannot be read."""
    await world.reaches(9)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/file")
    await anna.presses("申请变更")
    await anna.presses("新租户")
    await anna.says("周平")
    await anna.says("13700000001")
    await anna.says("2027-11-30")
    await anna.sends(photos=[picture(1)])
    await anna.presses("拍好了")
    await anna.presses("跳过")
    await anna.presses("提交申请")
    assert anna.sees("№1", "周平", "✔ 身份证", "▫ 租房合同", "12月7日")
    assert wang.heard_of("资料变更") == 0  # nothing to look at yet
    await anna.presses("补证明照片")
    assert "租房合同" in anna.heard[-1]
    await anna.sends(photos=[picture(2)])
    await anna.presses("拍好了")
    await wang.presses("有一样不行")
    await wang.presses("租房合同")
    await wang.presses("照片看不清")
    assert anna.sees("很抱歉", "№1", "租房合同：照片看不清", "不用再拍")
    assert world.humans["head"].heard_of("资料变更") == 0
    await anna.presses("补证明照片")
    await anna.sends(photos=[picture(3)])
    await anna.presses("拍好了")
    head = await sees_originals(world, "身份证", "租房合同")
    await head.presses("✅ 批准")
    assert world.read(in_home) == [
        ("林秀英", "owner", None), ("周平", "tenant", date(2027, 12, 1)),
    ]  # fmt: skip


async def test_a_proof_that_did_not_come_is_sent_again(world: World) -> None:
    """OWN-05, ETQ-06: an officer has it already; who asked has the button, the officer sees it."""
    await what_comes_is_lost(world)
    anna, wang = await asks(world, "工作单位", "云河学校"), world.humans["wang"]
    assert anna.sees("№1", "▫ 能证明的材料")
    assert wang.sees("资料变更 №1", "❌ 能证明的材料")
    await anna.presses("补证明照片")
    await anna.sends(photos=[picture(4)])
    await anna.presses("拍好了")
    assert anna.buttons() == ["不改了，撤回"]
    head = await sees_originals(world, "能证明的材料")
    await head.presses("✅ 批准")
    assert anna.sees("工作单位已经改好", "№1")


async def test_what_nobody_shows_lapses_and_what_nobody_decides_climbs(world: World) -> None:
    """GEN-07, ETQ-06: an apology unasked, the manager's absence no excuse; then withdrawn."""
    anna = await asks(world, "工作单位", "云河学校")
    head = await sees_originals(world, "能证明的材料")
    assert anna.sees("最晚", "11月24日(周二)18:00")
    await world.waits(days=2)
    assert anna.sees("非常抱歉", "№1", "工作单位")
    assert head.sees("资料变更 №1", "还没有审批")
    await anna.presses("不改了，撤回")
    assert world.humans["wang"].sees("资料变更 №1", "住户撤回了")
    await head.presses("📄 查看")
    assert "✅ 批准" not in head.buttons()  # nothing is to be decided any more
    await asks(world, "工作单位", "云河学校")
    await anna.says("/file")
    await anna.presses("申请变更")
    await anna.presses("工作单位")
    await anna.says("别的单位")
    await anna.sends(photos=[picture(1)])
    await anna.presses("拍好了")
    await anna.presses("提交申请")
    assert "这一项正在办，编号 №2" in anna.toast
    await world.waits(days=15)
    assert anna.sees("№2", "这份申请先结束了", "资料照旧")


async def test_a_workbook_does_not_silently_undo_what_was_approved(world: World) -> None:
    """OWN-06, OWN-08: the old number is named as wrong; the new one, and news, are taken."""
    await asks(world, "联系电话", "13900001111")
    head = await sees_originals(world)
    await head.presses("✅ 批准")

    def imported(phone: str, *, dry: bool = False) -> None:
        row = {"home_code": "0011000101", "name": "林秀英", "phone": phone, "role": "owner"}
        book = Book({"residents": [row]})

        def work(session: Session) -> None:
            estate = session.exec(select(Estate)).one()
            estate.hotline = None
            (plan_import if dry else apply_import)(session, book, estate)

        world.write(work)

    for dry in (True, False):
        with pytest.raises(WrongWorkbook) as wrong:
            imported("+8613800000011", dry=dry)
        (fault,) = map(str, wrong.value.faults)
        assert fault.startswith("residents, column phone: would undo change №1 of the owner's file")
    imported("+8613900001111")
    imported("+8613900002222")
    anna = select(Person.phone).where(Person.telegram_id == 11)
    assert world.read(lambda s: s.exec(anna).one()) == "+8613900002222"
    wang = world.humans["wang"]
    await wang.says("/find 13900002222")
    assert wang.sees("№1")


async def test_the_office_reads_a_file_on_duty_in_private_and_its_owner_sees_who(
    world: World,
) -> None:
    """OWN-01, OWN-02, OWN-04, OWN-08, SEC-01: no technician, neighbour or group."""
    await world.reaches(9)
    anna, wang, chen = (world.humans[each] for each in ("anna", "wang", "chen"))
    await wang.says("/file 1号楼101")
    assert wang.sees("业户档案", "0011000101", "项目 001", "林秀英", "+8613800000011")
    await wang.presses("登记新业主资料")  # OWN-04: somebody moved in, and the desk knows
    assert wang.sees("业主信息登记表", "林女士", "待登记", "11月26日(周四)23:59")
    await anna.says("/file")
    assert anna.sees("业户档案", "最近查看", "王芳")
    await chen.says("/file 1号楼101")
    assert chen.heard_of("林秀英") == 0
    zhang, group = world.humans["zhang"], world.humans["management"]
    await zhang.says("/file 1号楼101")
    await group.says("/file 1号楼101")
    assert zhang.heard_of("林秀英") == group.heard_of("林秀英") == 0
    assert world.read(lambda s: len(s.exec(select(FileReading)).all())) == 1
    await world.reaches(23)
    await wang.says("/file 1号楼101")
    assert wang.sees("当值客服和主管查看")


async def test_nobody_approves_their_own_change_and_no_other_may_ask_for_the_home(
    world: World,
) -> None:
    """OWN-06, SEC-01: the head lives here too; a tenant asks for the owner's home in vain."""
    head, chen = world.humans["head"], world.humans["chen"]

    def lives_here(session: Session) -> None:
        person = session.exec(select(Person).where(Person.telegram_id == 25)).one()
        person.phone = "+8613600000001"
        known = {"estate_id": 1, "home_id": 1, "person_id": person.id, "name": "钱主任"}
        session.add(Residency(role=HomeRole.FAMILY, **known))
        row = session.exec(select(Residency).where(Residency.name == "陈大文")).one()
        row.role = HomeRole.TENANT
        session.add_all((person, row))

    world.write(lives_here)
    await asks(world, "联系电话", "13900003333", who="head")
    await sees_originals(world)
    await head.presses("✅ 批准")
    phone = select(Person.phone).where(Person.telegram_id == 25)
    assert world.read(lambda s: s.exec(phone).one()) == "+8613600000001"
    await chen.says("/file")
    await chen.presses("申请变更")
    assert "联系电话" in chen.buttons()
    assert "建筑面积" not in chen.buttons()


async def test_only_a_proof_that_was_sent_can_be_said_not_to_do(world: World) -> None:
    """OWN-06: the officer is offered what there is to look at, and no other paper."""
    await asks(world, "工作单位", "云河学校")
    wang = world.humans["wang"]
    await wang.presses("有一样不行")
    assert wang.buttons() == ["证明材料", "✖ 取消"]
