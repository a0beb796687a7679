"""Registration without a code: one's own number, an officer's approval, and its undoing."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.estate.tables import Setting
from models.people.tables import Person, Residency, StaffRole
from models.permissions import OFFICERS
from models.registration.tables import Request
from tests.support.human import Human
from tests.support.pressing import pressed, rows_of
from tests.support.register import hired, moves_in
from tests.support.telling import report
from tests.support.world import World, leaves

OWN = "+8613800000066"


async def asks_to_join(human: Human, home: str = "1号楼102", name: str = "周小云") -> None:
    """Share one's number and tell what the register does not know."""
    await human.says("/start")
    await human.taps("没有登记码")
    await human.says(home)
    await human.says(name)
    await human.presses("租户")
    await human.says("2026-03-01")
    await human.says("2026-02-28")  # is over, and asked for again
    await human.says("2027-02-28")
    await human.presses("提交申请")


def off_duty(world: World) -> None:
    """Let no officer be on duty, so that the management group gets the work."""
    world.write(lambda s: leaves(s, "王芳", date(2026, 11, 23)))


async def test_a_number_in_the_register_names_the_resident_to_the_officer_alone(
    world: World,
) -> None:
    """S-50, SEC-01: two presses; the stranger reads nothing of who lives where before approval."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    world.write(lambda s: moves_in(s, "周小云", "102", phone=OWN))
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    assert stranger.sees("核对", "最迟 11月24日(周二)")
    assert stranger.heard_of("102") == stranger.heard_of("周小") == 0
    assert wang.sees("登记申请", "周小云", "业主", OWN, "1号楼 102", "与住户登记一致")
    await stranger.says("/repair")
    assert "请先登记一次" in stranger.heard[-1]
    await wang.presses("同意")
    assert wang.sees("登记申请", "已同意", "王芳")
    assert stranger.sees("欢迎使用云和苑", "1号楼 102")
    await report(world, "stranger", home="102")
    assert world.humans["zhang_in_group"].sees("№1", "1号楼 102")


async def test_who_asks_to_join_can_stop_by_command_too(world: World) -> None:
    """S-50: as by the button: told how to go on; what was not open ends nothing."""
    stranger = world.humans["stranger"]
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    await stranger.says("1号楼102")
    await stranger.says("/cancel")
    assert "先不登记" in stranger.heard[-1]
    await stranger.says("/cancel")
    assert "请先登记一次" in stranger.heard[-1]


async def test_an_unknown_number_is_asked_for_home_name_and_role(world: World) -> None:
    """S-50, OWN-06: typed in short steps; approved, a resident with that role and that lease."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger)
    assert stranger.sees("申请已交给管理处", "11月24日(周二)")
    assert wang.sees("周小云", "租户", "1号楼 102", "1号楼102", "没有这个手机号")
    assert wang.sees("租约：2026-03-01 至 2027-02-28", "请与合同核对")
    await wang.presses("同意")
    lease = select(Residency.since, Residency.left_on).where(Residency.name == "周小云")
    days = (date(2026, 3, 1), date(2027, 3, 1))
    assert world.read(lambda session: session.exec(lease).one()) == days
    await report(world, "stranger", home="102")
    await world.humans["zhang_in_group"].presses("接单")
    assert world.humans["zhang"].sees("№1", "周小云", OWN)


async def test_somebody_else_s_contact_registers_nobody(world: World) -> None:
    """S-50: only Telegram's word that the number is the sender's own counts."""
    stranger = world.humans["stranger"]
    world.write(lambda s: moves_in(s, "周小云", "102", phone="+8613911112222"))
    await stranger.sends(contact="+8613911112222", whose=4711)
    assert stranger.sees("您自己的手机号")
    assert world.read(lambda s: s.exec(select(Request)).all()) == []


async def test_a_refusal_is_kind_and_names_the_telephone(world: World) -> None:
    """ETQ-08: regret, and another way; the request may be made again."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger)
    await wang.presses("婉拒")
    assert stranger.sees("很抱歉", "服务中心", "021-5550100")
    await stranger.says("/repair")
    assert "请先登记一次" in stranger.heard[-1]
    await asks_to_join(stranger, name="周小云云")
    assert wang.sees("登记申请 2", "周小云云")


async def test_an_approval_can_be_undone_and_given_again(world: World) -> None:
    """S-50: undoing unlinks at once and leaves the register as it was."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger)
    await wang.presses("同意")
    await wang.presses("撤回")
    assert stranger.sees("很抱歉", "先撤回")
    await stranger.says("/repair")
    assert "请先登记一次" in stranger.heard[-1]
    assert len(world.read(lambda s: s.exec(select(Residency)).all())) == 2
    await wang.presses("同意")
    await report(world, "stranger", home="102")
    assert world.humans["zhang_in_group"].sees("№1", "1号楼 102")


async def test_what_is_a_day_old_is_not_undone_by_an_old_button(world: World) -> None:
    """S-50: an approval is undone within a day; after that by its own way."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger)
    await wang.presses("同意")
    await world.waits(hours=25)
    await wang.presses("撤回")
    assert "已经办过了" in wang.toast
    await report(world, "stranger", home="102")
    assert stranger.sees("№1")


async def test_a_group_reads_no_name_and_no_number_of_who_asks(world: World) -> None:
    """SEC-01: nobody on duty; the group is told that somebody asks, an officer reads in private."""
    stranger, group = world.humans["stranger"], world.humans["management"]
    off_duty(world)
    await asks_to_join(stranger)
    assert group.sees("登记申请", "等待核对")
    for secret in ("周小云", OWN, "102"):
        assert group.heard_of(secret) == 0
    await group.presses("看申请")
    assert world.humans["supervisor"].sees("周小云", OWN, "1号楼 102")
    await group.presses("同意")
    assert group.sees("登记申请", "已同意", "赵强")
    assert stranger.sees("欢迎使用云和苑")


async def test_a_group_that_is_none_of_the_office_s_decides_nothing(world: World) -> None:
    """SEC-01: what is pressed there is an old button, whoever presses it."""
    await asks_to_join(world.humans["stranger"])
    before = rows_of(world)
    assert world.write(lambda s: pressed(world, s, 23, -999, "1|link_refuse|1|0")).alert
    assert rows_of(world) == before
    assert not world.write(lambda s: pressed(world, s, 23, -200, "1|link_refuse|1|0")).alert


async def test_the_second_press_and_other_hands_change_nothing(world: World) -> None:
    """S-50: approved once; technicians, residents and strangers decide nothing."""
    stranger, wang, chen = (world.humans[name] for name in ("stranger", "wang", "chen"))
    await asks_to_join(stranger)
    card = wang.newest("登记申请")
    for somebody in (stranger, chen, world.humans["zhang"]):
        forged = world.telegram.presses(
            somebody.telegram_id, somebody.chat_id, somebody.messages[-1]["id"],
            "1|link_approve|1|1", force=True,
        )  # fmt: skip
        await world.settles()
        assert forged
        assert somebody.toast
    assert stranger.heard_of("欢迎使用") == 0
    await wang.presses("核对无误", old=card)
    await wang.presses("核对无误", old=card)
    assert "已经办过了" in wang.toast
    assert stranger.heard_of("欢迎使用云和苑") == 1


async def test_one_open_request_an_account(world: World) -> None:
    """S-50: asking again while it is looked at says so, and shows the desk nothing new."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger)
    before = wang.heard_of("登记申请")
    await stranger.taps("没有登记码")
    assert stranger.sees("正在核对", "11月24日(周二)")
    assert wang.heard_of("登记申请") == before


async def test_a_home_that_is_none_is_not_approved(world: World) -> None:
    """S-50: the officer reads what was typed; without a home of the register nobody is linked."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    await asks_to_join(stranger, home="9号楼999")
    assert wang.sees("9号楼999", "没有这一户")
    await wang.presses("同意")
    assert "不止一户" in wang.toast
    assert stranger.heard_of("欢迎使用") == 0
    await wang.presses("写明房号")
    await wang.says("1栋102室")
    assert "1号楼 102" in wang.heard[-1]
    await wang.presses("同意")
    assert stranger.sees("欢迎使用云和苑", "1号楼 102")


async def test_a_namesake_with_another_number_is_shown_as_one(world: World) -> None:
    """S-50: the officer is warned; approved, it is that row of the register, not a second one."""
    stranger, wang = world.humans["stranger"], world.humans["wang"]
    world.write(lambda s: moves_in(s, "周小云", "102"))
    await asks_to_join(stranger)
    assert wang.sees("周小云", "同名")
    await wang.presses("同意")
    assert stranger.sees("欢迎使用云和苑", "102")
    named = select(Person).where(Person.name == "周小云")
    assert len(world.read(lambda s: s.exec(named).all())) == 1


async def test_a_request_nobody_decides_reaches_the_supervisor(world: World) -> None:
    """S-50, ETQ-06: what was promised is kept; two hours of the shift later it climbs, once."""
    await asks_to_join(world.humans["stranger"])
    assert world.humans["supervisor"].heard_of("登记申请") == 0
    await world.waits(hours=2, minutes=1)
    assert world.humans["supervisor"].sees("登记申请", "周小云")
    await world.waits(hours=20)
    assert world.humans["supervisor"].heard_of("登记申请") == 1


async def test_where_the_office_so_decided_the_register_s_number_is_enough(world: World) -> None:
    """S-50: `registration.approval` off links whom the register knows, and nobody else."""
    stranger = world.humans["stranger"]
    off = {"estate_id": 1, "name": "registration.approval", "value": False}
    world.write(lambda s: s.add(Setting(**off)))
    world.write(lambda s: moves_in(s, "周小云", "102", phone=OWN))
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    assert stranger.sees("欢迎使用云和苑", "1号楼 102")
    assert world.humans["wang"].heard_of("登记申请") == 0


def test_no_workbook_can_make_the_chat_ask_for_more() -> None:
    """S-50: `registration.optional_fields` stays empty: name, number, home and role, no more."""
    check = known_settings(POLICIES)["registration.optional_fields"]
    assert check([]) == ()
    with pytest.raises(ValueError, match="at most 0"):
        check(["work"])


async def test_a_colleague_s_number_does_not_open_the_office(world: World) -> None:
    """S-50: who works here joins by the office's code only."""
    stranger = world.humans["stranger"]
    world.write(lambda s: hired(s, "何伟", phone=OWN))
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    assert stranger.sees("工作人员请用", "登记码")
    assert world.read(lambda s: s.exec(select(Request)).all()) == []


async def test_a_half_told_request_goes_on_and_can_be_left(world: World) -> None:
    """S-50: a stranger's dialogue is a dialogue: back, cancel and words all work."""
    stranger = world.humans["stranger"]
    await stranger.says("/start")
    await stranger.taps("没有登记码")
    await stranger.says("1")
    assert "楼号和房号" in stranger.heard[-1]
    await stranger.says("1号楼 102")
    await stranger.presses("上一步")
    assert "您住哪里" in stranger.heard[-1]
    await stranger.says("取消")
    assert "先不登记" in stranger.heard[-1]
    await stranger.says("水管漏了")
    assert "请先登记一次" in stranger.heard[-1]
    await world.waits(minutes=5)
    await asks_to_join(stranger)
    assert world.humans["wang"].sees("周小云")


@pytest.mark.parametrize("decision", ["link_approve", "link_refuse", "link_view", "link_home"])
async def test_only_officers_and_those_above_them_decide(world: World, decision: str) -> None:
    """S-50, SEC-01: asked at the press, of today's role; who has left decides nothing."""
    await asks_to_join(world.humans["stranger"])
    allowed: set[StaffRole] = set()

    def tries(session: Session, left_on: date | None) -> None:
        for number, role in enumerate(StaffRole, start=900):
            undone = session.begin_nested()
            staff = hired(session, f"甲{number}", role, telegram_id=number)
            staff.left_on = left_on
            if not pressed(world, session, number, number, f"1|{decision}|1|1").alert:
                allowed.add(role)
            undone.rollback()
            session.expire_all()

    world.write(lambda session: tries(session, None))
    assert allowed == OFFICERS
    allowed.clear()
    world.write(lambda session: tries(session, date(2026, 11, 23)))
    assert allowed == set()
