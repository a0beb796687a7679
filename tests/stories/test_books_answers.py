"""The books of what is asked and suggested: answered by the time that was told, or late."""

from scheduler.books import plan_books
from tests.support.asking import answers, ask, suggest, taken
from tests.support.booked import reaches
from tests.support.complaining import cast_of_complaints
from tests.support.world import World


async def test_answers_to_enquiries_and_suggestions_are_counted(world: World) -> None:
    """S-28, S-51, CMP-24: by the time told; what was late stays late, whatever is agreed then."""
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    quality, group = world.humans["quality"], world.humans["management"]
    await ask(world)
    await answers(await taken(world))
    await suggest(world)
    await ask(world, "停车场几点关门", "chen")
    wang = await taken(world)
    await reaches(world, 11, 24, 10)
    await wang.presses("更多")
    await wang.presses("换个时间答复")
    await wang.presses("5 天内")
    await wang.says("要问过停车公司")
    await reaches(world, 11, 27, 17)
    assert quality.sees("11月27日(周五) 每周核对", "№2", "过了承诺的时间")
    assert group.heard_of("过了承诺的时间") == 0
    await quality.says("/books")
    assert quality.sees("咨询：登记 2 件", "及时率 50.0%（1/2）")
    assert quality.sees("建议：登记 1 件", "及时率 0.0%（0/1）")
