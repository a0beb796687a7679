"""A lease ends: told a month before, renewed, or card and space come back."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.parking.tables import Lease, Space, Vehicle
from models.parking.words import LeaseState
from tests.support.employed import who_may
from tests.support.parking import (
    applied,
    compared,
    handed_out,
    imported,
    invited,
    signed,
    with_spaces,
)
from tests.support.register import code, moves_in
from tests.support.telling import picture
from tests.support.world import World, sets


async def anna_has_a_space(world: World, *, insured: str = "2028-12-31") -> None:
    """Let Anna have leased B3-001 through the bot, until 22 November 2027."""
    world.write(with_spaces)
    await applied(world)
    wang = await invited(world, until=insured)
    await compared(wang)
    await signed(world, wang)
    await handed_out(wang)


def leases(session: Session) -> list[tuple[str, str, str | None]]:
    """Return every lease: its state, its last day, its contract."""
    rows = session.exec(select(Lease).order_by(Lease.id)).all()  # type: ignore[arg-type]
    return [(row.state, str(row.ends_on), row.contract_no) for row in rows]


@pytest.mark.slow
async def test_thirty_days_before_its_end_a_lease_is_told_and_renewed(world: World) -> None:
    """S-35, PRK-03: the papers that are still valid are not asked for again, the card stays."""
    await anna_has_a_space(world)
    anna, wang = world.humans["anna"], world.humans["wang"]
    world.clock.move_to(world.clock.now().replace(year=2027, month=10, day=22))
    await world.rings()
    assert anna.heard_of("要继续租") == 0
    await world.waits(days=1)
    assert anna.sees("B3-001", "租到", "2027-11-22", "要继续租")
    await anna.presses("续租")
    assert anna.sees("车位申请 №2（续租）", "苏A12345", "B3-001", "我们在看照片")
    await anna.presses("续租", old=anna.newest("要继续租"))
    assert "已经在申请了" in anna.toast
    await invited(world, until="2028-12-31")
    await compared(wang)
    await signed(world, wang)
    await handed_out(wang)
    assert anna.sees("都办好了", "2028-11-22")
    assert world.read(leases) == [("running", "2028-11-22", "YHY-CW-2027-0002")]
    await world.waits(days=40)
    assert anna.heard_of("租期已于") == wang.heard_of("租期已满") == 0


@pytest.mark.slow
async def test_a_renewal_asks_only_for_the_policy_that_runs_out(world: World) -> None:
    """S-35, PRK-01: it ends before the lease does; all else is there."""
    await anna_has_a_space(world, insured="2027-03-31")
    anna = world.humans["anna"]
    await anna.says("/parking")
    await anna.presses("续租")
    assert anna.sees("（续租）", "✔ 行驶证", "▫ 车辆综合保险单")
    await anna.presses("补证件照片")
    await anna.sends(photos=[picture(9)])
    await anna.presses("拍好了")
    assert anna.sees("（续租）", "我们在看照片")


@pytest.mark.slow
async def test_a_car_that_is_sold_gives_its_space_back(world: World) -> None:
    """S-34, PRK-08: the desk sees that it is empty; the car has no space in its home's file."""
    await anna_has_a_space(world)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await anna.says("/parking")
    await anna.presses("退租")
    await anna.presses("是的，退租")
    assert wang.sees("B3-001", "1号楼 101", "不再租用", "P-0088")
    await world.humans["chen"].says("/parking")
    assert world.humans["chen"].sees("现在没有空位")
    await wang.presses("卡已收回，车位已空")
    assert world.read(leases) == [("ended", "2027-11-22", "YHY-CW-2026-0001")]
    assert world.read(lambda s: s.exec(select(Vehicle.space_id)).all()) == [None]
    await wang.presses("卡已收回，车位已空")
    assert "不能由您办" in wang.toast
    await world.humans["chen"].says("/parking")
    assert world.humans["chen"].sees("现在空 1 个")


async def test_a_lease_of_the_workbook_ends_like_any_other(world: World) -> None:
    """S-35: `parking.expiry_notice_days`; past its end the desk takes card and space back."""
    world.write(lambda session: sets(session, "parking.expiry_notice_days", 3))
    cells = {"holder_home_code": "0011000102", "contract_no": "CW-2025-001",
             "from": date(2025, 12, 1), "to": date(2026, 11, 30)}  # fmt: skip
    world.write(lambda session: imported(session, "B3-001", "leased", **cells))
    chen, wang, anna = (world.humans[each] for each in ("chen", "wang", "anna"))
    await world.waits(days=5)
    assert chen.sees("B3-001", "租到", "2026-11-30", "要继续租")
    await chen.presses("续租")
    assert "没有登记" in chen.toast
    await world.waits(days=4)
    assert chen.sees("租期已于", "2026-11-30")
    assert wang.sees("B3-001", "1号楼 102", "租期已满")
    assert anna.heard_of("B3-001") == 0
    await wang.presses("卡已收回，车位已空")
    state = world.read(lambda s: s.exec(select(Lease.state).join(Space)).one())
    assert state is LeaseState.ENDED


@pytest.mark.slow
async def test_the_space_goes_along_when_two_rows_become_one_person(world: World) -> None:
    """PRK-08: who leased it is whoever they are in the register now."""
    await anna_has_a_space(world)

    def leased_by_the_second_row(session: Session) -> None:
        lease = session.exec(select(Lease)).one()
        lease.person_id = moves_in(session, "林秀英(102)", "102").person_id
        lease.home_id = 2
        session.add(lease)

    world.write(leased_by_the_second_row)
    anna = world.humans["anna"]
    await anna.says(f"/start {code(world, '林秀英(102)')}")
    await anna.says("/parking")
    await anna.presses("退租")
    await anna.presses("是的，退租")
    assert world.humans["wang"].sees("B3-001", "1号楼 102", "不再租用")


@pytest.mark.slow
async def test_only_who_has_it_renews_or_hands_back_and_only_the_desk_takes_back(
    world: World,
) -> None:
    """SEC-01, S-35: forged by a neighbour, a stranger, a technician, each is refused."""
    await anna_has_a_space(world)
    people = {"holder": 11, "neighbour": 12, "stranger": 66, "technician": 21, "officer": 23}
    holders = ("renew_lease", "hand_back", "hand_back|sure")
    assert who_may(world, people, holders) == {each: {"holder"} for each in holders}
    assert who_may(world, people, ("take_back_space",)) == {"take_back_space": {"officer"}}
