"""A button in another's hands and another's chat: nothing is done and nothing is said there."""

from tests.support.pressing import ANSWER, rows_of
from tests.support.telling import report
from tests.support.world import World


async def test_whoever_may_still_presses_nothing_in_anothers_chat(world: World) -> None:
    """SEC-01: a screen that an officer may open is never drawn before a resident."""
    await report(world)
    anna, telegram = world.humans["anna"], world.telegram
    message, before = anna.messages[-1]["id"], rows_of(world)
    last = telegram.calls[-1]["n"]
    for data in ("1|rebook|1|0", "1|more|1|0", "1|language|0|0|en"):
        telegram.presses(24, anna.chat_id, message, data, force=True)
    await world.settles()
    assert rows_of(world) == before
    called = [each["method"] for each in telegram.calls if each["n"] > last]
    assert called.count(ANSWER) == 3
    assert set(called) <= {ANSWER, "getUpdates"}
    assert world.humans["supervisor"].toast
