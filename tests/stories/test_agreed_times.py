"""Another time is agreed with its reason, and never beyond the limit."""

from tests.support.asking import answers, ask, other_time, suggest, taken
from tests.support.world import World, sets


async def test_a_question_is_answered_within_its_limit(world: World) -> None:
    """ENQ-01, S-28: `enquiry.limit_days`, counted from when it was asked the last time."""
    world.write(lambda session: sets(session, "enquiry.limit_days", 2))
    anna = await ask(world)
    wang = await taken(world)
    await other_time(wang, "3 天内")
    assert wang.sees("这一条最晚要在", "11月25日(周三)18:00", "需要沟通协调")
    assert anna.heard_of("要问过楼上的住户") == 0
    await other_time(wang, "2 天内")
    assert anna.sees("要问过楼上的住户", "11月25日(周三)18:00")
    await world.waits(days=1)
    await answers(wang)
    await anna.presses("还想再问")
    await anna.says("节假日也是吗")
    await other_time(await taken(world), "2 天内", "等节假日安排")
    assert anna.sees("等节假日安排", "11月26日(周四)18:00")


async def test_a_suggestion_is_answered_within_its_limit(world: World) -> None:
    """S-28, CB-10: three days are three days, whatever is agreed; two are possible."""
    anna = await suggest(world)
    wang = await taken(world)
    await other_time(wang, "5 天内")
    assert wang.sees("这一条最晚要在", "11月26日(周四)18:00")
    assert anna.heard_of("要问过楼上的住户") == 0
    await other_time(wang, "2 天内")
    assert anna.sees("要问过楼上的住户", "11月25日(周三)18:00")
