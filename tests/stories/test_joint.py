"""Joint complaints 联名: neighbours sign; two make it major, three reach the company."""

from sqlmodel import Session

from models.buttons import Press
from models.people.tables import HomeRole, Person, Residency
from tests.support.complaining import cast_of_complaints, complain
from tests.support.world import World


async def test_two_signers_make_it_major(world: World) -> None:
    """S-23, CMP-11: the head has it, and the manager hears so; the neighbour of its progress."""
    await cast_of_complaints(world)
    anna, chen, head = (world.humans[who] for who in ("anna", "chen", "head"))
    await complain(world, category="楼道卫生", against="保洁", told="楼道三天没有打扫")
    word = await link_of(world)
    await chen.says(f"/start {word}")
    assert chen.sees("邻居请您一起投诉", "楼道三天没有打扫")
    assert chen.heard_of("林") == 0
    await chen.presses("我也联名")
    assert chen.sees("联名投诉 №1", "2 人联名")
    assert anna.sees("YHY-A-BJ-00001", "2 人联名")
    assert head.sees("重大投诉", "2 人联名")
    assert world.humans["manager"].sees("重大投诉 №1", "钱主任", "明确答复")
    assert head.heard_of("重大投诉 №1") == 0  # neither who had it, nor that they have it
    await chen.says(f"/start {word}")
    await chen.presses("我也联名")
    assert anna.heard_of("3 人联名") == 0


async def test_three_signers_reach_the_company_the_same_day(world: World) -> None:
    """CMP-08, S-23: in writing, with the report as a paper."""
    await cast_of_complaints(world)
    world.write(moves_in)
    third, company = world.joins("third", 41), world.humans["company"]
    await complain(world, category="楼道卫生", against="保洁", told="楼道三天没有打扫")
    word = await link_of(world)
    for neighbour in (world.humans["chen"], third):
        await neighbour.says(f"/start {word}")
        await neighbour.presses("我也联名")
    assert company.sees("联名投诉 №1", "3 人联名", "书面报告")
    assert "document" in company.files()


async def test_a_link_to_sign_opens_nothing_for_staff_or_strangers(world: World) -> None:
    """SEC-01, CMP-05: a forwarded link gives nothing to who may not sign."""
    await cast_of_complaints(world)
    await complain(world, told="王芳不接电话", against="王芳")
    word = await link_of(world)
    for who in ("wang", "zhang", "stranger", "anna"):
        await world.humans[who].says(f"/start {word}")
        assert world.humans[who].heard_of("邻居请您一起投诉") == 0
    await world.humans["anna"].presses("撤回")
    await world.humans["anna"].presses("是的，撤回")
    await world.humans["chen"].says(f"/start {word}")
    assert "打不开了" in world.humans["chen"].heard[-1]


async def test_who_signed_withdraws_nothing_and_reads_no_name(world: World) -> None:
    """SEC-01: the complaint is its first complainant's; a forged press ends nothing."""
    await cast_of_complaints(world)
    anna, chen = world.humans["anna"], world.humans["chen"]
    await complain(world, category="楼道卫生", against="保洁", told="楼道三天没有打扫")
    await chen.says(f"/start {await link_of(world)}")
    await chen.presses("我也联名")
    forged = Press("retract", 1, 0, "sure").pack()
    world.telegram.presses(12, 12, chen.newest("联名投诉"), forged, force=True)
    await world.settles()
    await chen.says("/why 1")
    assert "林" not in chen.heard[-1]
    await anna.says("/case 1")
    assert "专人处理" in anna.heard[-1]


async def link_of(world: World) -> str:
    """Return the word of the link that Anna is given for her neighbours."""
    anna = world.humans["anna"]
    await anna.presses("请邻居联名")
    return anna.heard[-1].rsplit("start=", 1)[1].split()[0]


def moves_in(session: Session) -> None:
    """Let a third neighbour live in the second home."""
    person = Person(estate_id=1, name="何梅", telegram_id=41)
    session.add(person)
    session.flush()
    session.add(
        Residency(estate_id=1, home_id=2, person_id=person.id, name="何梅", role=HomeRole.FAMILY)
    )
