"""The company reads the complaints that were brought before it, and no others."""

import pytest

from tests.support.complaining import cast_of_complaints, complain
from tests.support.human import Human
from tests.support.world import World

UNKNOWN = "没有查到您的这个编号"


async def reads_it(company: Human) -> bool:
    """Tell whether the company's contact finds the complaint; every way says the same."""
    answers = []
    for asked in ("/case 1", "/why 1", "/find 1", "/find 101", "/open"):
        await company.says(asked)
        answers.append("№1" in company.heard[-1])
    assert len(set(answers)) == 1
    return answers[0]


@pytest.mark.parametrize("outside", ["公司", "开发商"])
async def test_what_is_handed_on_to_the_company_is_told_and_read_there(
    world: World, outside: str
) -> None:
    """CMP-20, SEC-01: before, and what goes to the developer, is the office's only."""
    await cast_of_complaints(world)
    company, zhao = world.humans["company"], world.humans["supervisor"]
    await complain(world, told="邻居说物业费算错了")
    await world.humans["manager"].presses("受理")
    assert not await reads_it(company)
    assert UNKNOWN in (await said(company, "/case 1"))
    await zhao.presses("更多")
    await zhao.presses("转公司或开发商")
    await zhao.presses(outside)
    handed_on = outside == "公司"
    assert bool(company.heard_of("已转公司")) is handed_on
    assert await reads_it(company) is handed_on
    assert bool(company.heard_of("物业费算错了")) is handed_on


async def test_what_climbs_to_the_company_is_read_there_from_then_on(world: World) -> None:
    """CMP-20, GEN-07: the last rung of a broken promise; before, nothing."""
    await cast_of_complaints(world)
    company = world.humans["company"]
    await complain(world, category="人身伤害", told="门口地砖松了一个月，上周绊到人")
    assert not await reads_it(company)
    await world.waits(days=3)
    assert company.sees("投诉 №1", "答复已过时间")
    assert await reads_it(company)


async def test_whom_it_is_about_reads_nothing_at_the_company_either(world: World) -> None:
    """CMP-05, CMP-08: handed on to the company, and its contact is named."""
    await cast_of_complaints(world)
    company, zhao = world.humans["company"], world.humans["supervisor"]
    await complain(world, told="公司王总乱收费", against="公司王总", category="维修拖延")
    await world.humans["manager"].presses("受理")
    await zhao.presses("更多")
    await zhao.presses("转公司或开发商")
    await zhao.presses("公司")
    assert not await reads_it(company)
    assert company.heard_of("№1") == 0


async def said(human: Human, asked: str) -> str:
    """Return what the bot answers."""
    await human.says(asked)
    return human.heard[-1]
