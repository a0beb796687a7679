"""A tenancy has an end: told in time, prolonged with proof and approval, else it ends access."""

from datetime import date

from sqlmodel import Session, select

from models.moving.ends import ends_on
from models.people.tables import Person, Residency
from tests.support.human import Human
from tests.support.owning import asks, sees_originals
from tests.support.parking import rents
from tests.support.register import moves_in
from tests.support.telling import picture
from tests.support.world import World

LAST_DAY = date(2026, 12, 31)


def a_lease(session: Session) -> None:
    """Let Anna rent 101 until the end of the year, from Mrs He and her husband without Telegram."""
    rents(session, "林秀英")
    moves_in(session, "何梅", "101", telegram_id=31, phone="+8613800000031")
    moves_in(session, "何强", "101", phone="+8613800000032")
    row = session.exec(select(Residency).where(Residency.name == "林秀英")).one()
    ends_on(session, row, date(2027, 1, 1))


def annas_last_access(session: Session) -> str:
    """Return the day with which Anna's access to 101 ends."""
    return str(session.exec(select(Residency.left_on).where(Residency.name == "林秀英")).one())


async def is_told(world: World) -> tuple[Human, Human]:
    """Let it be told that the lease ends: thirty days before, on the first of December."""
    world.write(a_lease)
    owner = world.joins("he", 31)
    await world.settles()
    await world.waits(days=7)
    assert world.humans["anna"].heard_of("的租约到") == 0
    await world.waits(days=1, hours=1)
    return world.humans["anna"], owner


async def prolongs(anna: Human, *days: str) -> None:
    """Let Anna ask for the lease to go on until that day, with a photograph of the new one."""
    await anna.presses("📄 续租")
    for day in days:
        await anna.says(day)
    await anna.sends(photos=[picture(1)])
    await anna.presses("拍好了")
    await anna.presses("提交申请")


async def test_a_tenancy_is_prolonged_before_it_ends(world: World) -> None:
    """OWN-06, OWN-08: told a month before; new lease, original seen, approved; both sides know."""
    anna, owner = await is_told(world)
    wang = world.humans["wang"]
    assert anna.sees("1号楼 101", "租约到", "12月31日(周四)", "续租", "迁出")
    assert owner.sees("林秀英", "1号楼 101", "12月31日(周四)", "您不用办")
    assert wang.sees("1号楼 101", "林秀英", "12月31日(周四)", "何强 +8613800000032")
    assert "何梅" not in wang.heard[-1]
    await prolongs(anna, "2026-02-28", "2027年12月31日")
    assert anna.heard_of("请再看一下日子")
    assert anna.sees("№1", "租期", "2026-12-31", "2027-12-31", "请带原件到服务中心")
    head = await sees_originals(world, "租房合同")
    assert head.sees("№1", "租期", "2026-12-31", "2027-12-31", "待管理处经理审批")
    assert world.read(annas_last_access) == "2027-01-01"
    await head.presses("✅ 批准")
    assert world.read(annas_last_access) == "2028-01-01"
    assert anna.sees("租期", "已经改好", "№1")
    assert owner.sees("林秀英", "续租到", "2027-12-31")
    await anna.says("/file")
    assert anna.sees("租户", "到 2027-12-31")
    await wang.says("/file 1号楼101")
    assert wang.sees("林秀英", "到 2027-12-31")
    before = anna.heard_of("的租约到")
    await world.waits(days=35)
    await anna.says("/cases")
    assert "请先登记一次" not in anna.heard[-1]
    assert anna.heard_of("的租约到") == before  # the old day is told no more


async def test_nobody_loses_access_while_the_new_lease_is_looked_at(world: World) -> None:
    """OWN-06, GEN-07: asked on the last day, still in after it; refused, it ends a day later."""
    anna, _ = await is_told(world)
    await world.waits(days=23, hours=1)
    assert anna.heard_of("的租约到") == 2  # a month before, and a week
    await world.waits(days=7)
    assert world.clock.now().date() == LAST_DAY
    await prolongs(anna, "2027-12-31")
    assert world.read(annas_last_access) == "2027-01-15"
    await world.waits(days=3)
    await anna.says("/case 1")
    assert anna.sees("№1", "请带原件到服务中心")
    await world.reaches(9)
    head = await sees_originals(world, "租房合同")
    await head.presses("不批准，说明原因")
    await head.says("合同没有业主签字")
    await head.presses("告诉住户")
    assert anna.sees("很抱歉", "租期", "合同没有业主签字")
    assert world.read(annas_last_access) == "2027-01-06"
    await world.waits(days=1)
    await anna.says("/cases")
    assert "请先登记一次" not in anna.heard[-1]
    await world.waits(days=1)
    await anna.says("/cases")
    assert "请先登记一次" in anna.heard[-1]


async def test_a_tenancy_that_is_not_prolonged_ends_as_a_move_does(world: World) -> None:
    """OWN-06, OWN-08, SEC-01: the last day is whole; then no access, a farewell, and the desk."""
    anna, _ = await is_told(world)
    await world.waits(days=30)
    await world.reaches(23, 59)
    await anna.says("/cases")
    assert "请先登记一次" not in anna.heard[-1]
    await world.reaches(9)
    assert anna.sees("迁出已经办好", "1号楼 101")
    assert world.humans["wang"].sees("1号楼 101", "租户", "已迁出")
    await anna.presses("📄 续租")
    assert "登记" in anna.toast
    gone = select(Person.telegram_id).where(Person.name == "林秀英")
    assert world.read(lambda session: session.exec(gone).one()) is None


async def test_who_moves_out_is_not_asked_to_prolong(world: World) -> None:
    """OWN-08: the move was said; the lease's end is told no more, and nothing is prolonged."""
    world.write(a_lease)
    await world.settles()
    anna = world.humans["anna"]
    await anna.says("/moveout")
    await anna.says("2026-12-20")
    await anna.presses("确认迁出")
    await anna.says("/file")
    await anna.presses("申请变更")
    await anna.presses("租期")
    await anna.says("2027-12-31")
    await anna.presses("跳过")
    await anna.presses("提交申请")
    assert "已经告诉我们要迁出" in anna.toast
    await world.waits(days=20)
    assert anna.heard_of("的租约到") == 0


async def test_what_is_open_of_a_file_ends_with_who_leaves_unless_it_is_of_the_home(
    world: World,
) -> None:
    """OWN-06, OWN-08: their own change ends, and the officer hears why; a sale goes on."""
    anna, wang = await asks(world, "工作单位", "云河学校"), world.humans["wang"]
    await asks(world, "新业主", "周平", contact="13700000001", proofs=2)
    await anna.says("/moveout")
    await anna.says("2026-11-25")
    await anna.presses("确认迁出")
    assert anna.sees("№1", "到时结束", "№2", "打电话告诉您")
    await world.waits(days=3)
    assert wang.sees("资料变更 №1", "工作单位", "已经不在这一户")
    await wang.says("/case 2")
    assert wang.sees("资料变更 №2", "等看原件")
    assert not [each for each in anna.heard if "№1" in each and "时间已过" in each]
