"""Moving out: said, read, confirmed; at the day's end access is gone and nothing is lost."""

from datetime import date

from sqlmodel import Session, select

from models.moving.tables import Move
from models.parking.tables import Lease
from models.people.tables import Person, Residency
from tests.support.human import Human
from tests.support.parking import leased_to, rents, with_spaces
from tests.support.register import moves_in
from tests.support.world import World


def a_tenancy(session: Session) -> None:
    """Let Anna rent 101 from Mrs He, and have a parking space there."""
    rents(session, "林秀英")
    moves_in(session, "何梅", "101", telegram_id=31, phone="+8613800000031")
    with_spaces(session)
    session.flush()
    leased_to(session, "B3-001", 1, ends_on=date(2027, 6, 30))
    lease, anna = session.exec(select(Lease)).one(), Residency.name == "林秀英"
    lease.person_id = session.exec(select(Residency.person_id).where(anna)).one()
    session.add(lease)


async def the_tenant(world: World) -> tuple[Human, Human]:
    """Return the tenant and the owner of 101."""
    world.write(a_tenancy)
    owner = world.joins("he", 31)
    await world.settles()
    return world.humans["anna"], owner


async def says_so(anna: Human, day: str = "2026-11-25", *, confirms: bool = True) -> None:
    """Let Anna say that she moves out, and hand the space back on the last day."""
    await anna.says("/moveout")
    await anna.says(day)
    await anna.presses("最后一天")
    if confirms:
        await anna.presses("确认迁出")


async def a_repair_is_coming(world: World) -> None:
    """Let Anna have a repair with a visit on Thursday morning, and Zhang have taken it."""
    anna = world.humans["anna"]
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 10")
    await anna.says("厨房水龙头一直滴水")
    await anna.presses("11月26日")
    await anna.presses("09:00")
    await anna.presses("来前打电话")
    await anna.presses("提交报修")
    await world.humans["zhang_in_group"].presses("接单")


async def test_a_tenant_with_a_repair_a_visit_and_a_space_moves_out(world: World) -> None:
    """OWN-06, OWN-08, S-34: what is the home's goes to its owner, with the visit; staff know."""
    anna, owner = await the_tenant(world)
    zhang, wang = world.humans["zhang"], world.humans["wang"]
    await a_repair_is_coming(world)
    await says_so(anna, confirms=False)
    assert anna.sees("请您看一下", "1号楼 101", "11月25日", "B3-001", "№1", "留给这套房")
    assert wang.heard_of("住到") == 0
    await anna.presses("确认迁出")
    assert anna.sees("已经记下", "随时可以撤回")
    assert wang.sees("1号楼 101", "租户", "11月25日", "№1", "B3-001")
    await world.waits(days=2, hours=1)
    assert anna.sees("今天请把停车卡交到", "B3-001")
    assert wang.sees("B3-001", "不再租用")
    await world.reaches(23, 59)
    assert owner.heard_of("№1") == 0
    await world.reaches(9)
    assert owner.sees("原报修人已离开", "№1", "上门时间不变", "11月26日(周四)09:00")
    assert zhang.sees("№1", "现在请联系", "何梅", "+8613800000031")
    assert wang.sees("1号楼 101", "已迁出")
    await owner.says("/case 1")
    assert owner.sees("№1", "09:00–11:00", "张师傅")
    assert world.read(lambda s: s.exec(select(Move.stage)).all()) == ["left"]


async def test_access_ends_at_that_minute_and_nothing_but_a_farewell_follows(world: World) -> None:
    """SEC-01, OWN-08: old buttons, drafts, links and what was still to be said give nothing."""
    anna, _ = await the_tenant(world)
    await a_repair_is_coming(world)
    await says_so(anna)
    await world.waits(days=2)
    await world.reaches(23, 59)
    await anna.says("/case 1")
    assert "№1" in anna.heard[-1]
    await anna.says("/repair")
    await anna.presses("水")
    said, asking = len(anna.heard), anna.newest("哪里")
    await world.reaches(0)
    await anna.presses("1号楼 10", old=asking)
    assert "登记" in anna.toast
    await anna.says("/case 1")
    assert "请先登记一次" in anna.heard[-1]
    await world.humans["zhang"].presses("出发")
    await world.reaches(9)
    assert anna.sees("迁出已经办好", "021-5550100")
    assert not [text for text in anna.heard[said:] if "№1" in text]
    account = select(Person.id).where(Person.telegram_id == anna.telegram_id)
    assert world.read(lambda session: session.exec(account).all()) == []  # it is nobody's here now
