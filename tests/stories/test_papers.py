"""What residents show belongs to the case, and reaches nobody who does not need it."""

from tests.support.telling import fill_in, picture
from tests.support.world import World


async def test_what_was_shown_goes_to_who_has_the_job_and_to_nobody_else(world: World) -> None:
    """SEC-02: not into the group, not to who only asks, not to the desk; it moves with the job."""
    anna, zhang, li, wang = (world.humans[each] for each in ("anna", "zhang", "li", "wang"))
    groups = [world.humans[each] for each in ("zhang_in_group", "li_in_group", "management")]
    await world.reaches(9)
    await fill_in(world)
    await anna.sends(photos=[picture()])
    await anna.presses("提交报修")
    assert groups[0].sees("№1", "文件", "接单后")
    await groups[0].presses("接单")
    assert zhang.files() == ["photo"]
    await groups[1].presses("详情")
    await wang.says("/case 1")
    await world.humans["stranger_in_group"].presses("详情")
    await world.humans["chen"].says("/case 1")
    for human in (li, wang, world.humans["chen"], world.humans["stranger"], *groups):
        assert human.files() == []
    await wang.presses("更多")
    await wang.presses("派给")
    await wang.presses("李")
    assert li.files() == ["photo"]
