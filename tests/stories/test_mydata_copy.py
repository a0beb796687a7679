"""A person's copy of their own data: it comes, and it has whatever they said and gave."""

from tests.support.complaining import cast_of_complaints, complain
from tests.support.own_data import a_closed_case, documents, opened
from tests.support.telling import picture, report
from tests.support.world import World


async def test_a_copy_has_what_was_said_afterwards_and_nothing_of_the_other_side(
    world: World,
) -> None:
    """SEC-01: words in reply and their photographs; what the office says is not theirs."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await anna.replies("№1", caption="滴得更快了", photos=[picture(7)])
    await anna.replies("张师傅负责这件事", "下午在家")
    for said in ("// 这位住户很难说话", "马上来看"):
        await world.humans["zhang_in_group"].replies("水管", said)
    assert anna.sees("马上来看")
    await anna.says("/mydata")
    told, files = opened(documents(anna)[-1])
    said = told["您在事项和对话里说的话"]
    assert [(each["事项№"], each["您说的话"]) for each in said] == [
        (1, "滴得更快了"), (1, "下午在家"),
    ]  # fmt: skip
    assert len(files) == 1
    for others in ("这位住户很难说话", "马上来看"):
        assert others not in str(told), others
    await zhang.says("/mydata")
    assert "您在事项和对话里说的话" not in opened(documents(zhang)[-1])[0]


async def test_a_copy_of_which_nobody_knows_whether_it_arrived_is_given_again(world: World) -> None:
    """SEC-01: it is the same copy, and counts as one of the day's."""
    anna = world.humans["anna"]
    world.telegram.lose_next_answer("sendDocument")
    await anna.says("/mydata")
    first, again = documents(anna)
    assert opened(first) == opened(again)
    await anna.says("/mydata")
    assert len(documents(anna)) == 3
    assert anna.heard_of("最多提供 2 份") == 0


async def test_a_copy_has_what_was_chosen_at_a_press_too(world: World) -> None:
    """SEC-01: reasons, whom one praised, what a complaint is about and by when; with codes."""
    anna = world.humans["anna"]
    await a_closed_case(world)
    await anna.presses("很准时")
    await anna.says("/praise")
    await anna.says("帮我提了很重的东西")
    await anna.says("门口的保安大哥")
    await cast_of_complaints(world)
    await complain(world, wished="3 天内")
    await anna.says("/mydata")
    told, _ = opened(documents(anna)[-1])
    assert told["回访"][0]["您选的理由"] == ["很准时（on_time）"]
    assert told["咨询、建议和表扬"][0]["您表扬谁"] == "门口的保安大哥"
    complaint = told["投诉"][0]
    assert (complaint["投诉类别"], complaint["希望何时解决"]) == ("维修拖延", "3 天内（3）")
    assert "怎么进门" in told["报修"][0]
