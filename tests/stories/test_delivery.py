"""What Telegram refuses, delays or loses: nothing is lost, nothing is told twice for long."""

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import Session, col, select

from models.groups.tables import StaffGroup
from models.intents.aside import aside
from models.intents.messages import Say
from models.intents.operations import Address, in_group, post
from models.intents.outbox import retry
from models.intents.tables import Outbox, OutboxState
from models.repairs.cards import DispatchCard
from scheduler.due import sweep
from tests.support.asking import ask
from tests.support.canaries import Overheard
from tests.support.owing import with_arrears
from tests.support.telling import half_a_minute_passes, mend, report
from tests.support.world import World

SET_OFF = "已出发，来处理"


async def test_who_blocked_us_is_told_by_telephone(world: World) -> None:
    """The officer on duty gets one task with name and number; the case goes on."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    world.telegram.blocks(anna.telegram_id)
    await world.settles()
    await world.humans["zhang_in_group"].presses("接单")
    assert officer.sees("请电话通知 №1 的住户", "林秀英", "+8613800000011")
    await mend(world)
    assert officer.heard_of("请电话通知 №1") == 1
    await officer.presses("已告诉住户")
    assert officer.sees("№1 的电话已办好")


async def test_who_comes_back_is_written_to_again(world: World) -> None:
    """Unblocked, the next step comes as a message, and nobody telephones."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    world.telegram.blocks(anna.telegram_id)
    await world.settles()
    world.telegram.unblocks(anna.telegram_id)
    await world.settles()
    await world.humans["zhang_in_group"].presses("接单")
    assert anna.sees("由张师傅负责")
    assert world.humans["wang"].heard_of("电话通知") == 0


async def test_whom_we_cannot_write_to_is_asked_by_telephone_at_the_hour(world: World) -> None:
    """CB-01: the question becomes the officer's task at once, not eighteen hours later."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    world.telegram.blocks(anna.telegram_id)
    await world.settles()
    await world.reaches(11)
    assert officer.sees("请电话回访 №1")


async def test_a_message_refused_for_another_reason_ends_where_people_see_it(world: World) -> None:
    """It has a state and a reason, and the officer is asked to tell it."""
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await report(world)
    world.telegram.fail_next(
        "sendMessage", error_code=400, description="Bad Request: CHAT_RESTRICTED", chat_id=11
    )
    await world.humans["zhang_in_group"].presses("接单")
    refused = select(Outbox.kind, Outbox.reason).where(Outbox.state == OutboxState.REFUSED)
    assert world.read(lambda s: s.exec(refused).all()) == [("RepairClaimed", "no_rights")]
    assert officer.sees("请电话通知 №1 的住户")
    await world.humans["zhang_in_group"].presses("出发")
    assert anna.sees("张师傅已出发")


async def test_a_message_that_a_mistake_of_ours_keeps_from_being_drawn_costs_no_other(
    world: World, overheard: Overheard
) -> None:
    """A card of what is no case of its kind, and what another version wrote: the rest is said."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await ask(world)

    def spoilt(session: Session) -> None:
        to, now = in_group(session.exec(select(StaffGroup).limit(1)).one()), world.clock.now()
        post(session, DispatchCard(case_id=2), to=to, now=now)
        row = session.get_one(Outbox, post(session, Say("menu.what"), to=to, now=now))
        row.facts = {"of another": "version"}

    world.write(spoilt)
    await world.humans["zhang_in_group"].presses("接单")
    assert anna.sees("由张师傅负责")
    refused = select(Outbox.kind, Outbox.reason).where(Outbox.state == OutboxState.REFUSED)
    assert set(world.read(lambda s: s.exec(refused).all())) == {
        ("DispatchCard", "other"), ("Say", "unknown_kind"),
    }  # fmt: skip
    assert overheard.tells(["message not drawn"])
    overheard.errors.clear()


async def test_a_flood_wait_only_delays(world: World) -> None:
    """One chat waits for as long as it was told; the others do not notice; then all is there."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await world.reaches(9)
    await report(world)
    world.telegram.asks_to_wait(30, chat_id=anna.chat_id)
    await group.presses("接单")
    await group.presses("出发")
    assert group.sees("№1", "张师傅")
    assert (anna.heard_of("由张师傅负责"), anna.heard_of("已出发，来处理")) == (0, 0)
    world.write(half_a_minute_passes)
    await world.restarts()
    assert anna.heard_of("已出发，来处理") == 1
    assert anna.sees("№1", "张师傅已出发")
    assert world.humans["wang"].heard_of("电话通知") == 0


async def test_a_mailing_that_waits_keeps_nobody_from_an_answer(world: World) -> None:
    """Whose own reminder waits for its turn is answered before it."""
    anna = world.humans["anna"]
    await with_arrears(world)
    for span in (timedelta(days=1, hours=1), timedelta(minutes=1)):
        world.clock.move_to(world.clock.now() + span)
        sweep(world.database, world.clock)
    await anna.says("/fees")
    reminder = next(n for n, said in enumerate(anna.heard) if "温馨提醒" in said)
    assert "851.76" in anna.heard[reminder - 1]


async def test_an_answer_that_got_lost_repeats_the_message_once(world: World) -> None:
    """Nobody knows whether it arrived: it is said once more, with the same №, and no third time."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    world.telegram.lose_next_answer("sendMessage")
    await world.humans["zhang_in_group"].presses("出发")
    assert anna.heard_of("已出发，来处理") == 2
    assert world.read(states_of("TechnicianSetOff")) == ["sent"]


async def test_who_was_put_off_has_lost_no_try(world: World) -> None:
    """Twice to wait, then an answer that got lost: it is repeated all the same."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    for _ in range(2):
        world.telegram.asks_to_wait(30, method="sendMessage", chat_id=anna.chat_id)
    await world.humans["zhang_in_group"].presses("接单")
    world.write(half_a_minute_passes)
    await world.restarts()
    world.telegram.lose_next_answer("sendMessage")
    world.write(half_a_minute_passes)
    await world.restarts()
    assert anna.heard_of("由张师傅负责") == 2
    assert world.read(states_of("RepairClaimed")) == ["sent"]


async def test_of_what_is_never_confirmed_there_is_no_third_copy(world: World) -> None:
    """It ends in a state of its own, which people can see."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    world.telegram.lose_next_answer("sendMessage")
    world.telegram.lose_next_answer("sendMessage")
    await world.humans["zhang_in_group"].presses("出发")
    assert anna.heard_of("已出发，来处理") == 2
    assert world.read(states_of("TechnicianSetOff")) == ["unconfirmed"]


async def test_what_telegram_hung_up_on_while_it_was_away_has_lost_no_try(world: World) -> None:
    """Away, then an answer that got lost: it is said again all the same."""
    anna = world.humans["anna"]
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    hangs_up(world, "sendMessage")
    world.telegram.lose_next_answer("sendMessage")
    await world.humans["zhang_in_group"].presses("出发")
    assert world.read(states_of("TechnicianSetOff")) == ["sent"]
    assert anna.sees("已出发，来处理")


async def test_what_was_asked_for_comes_although_telegram_was_away(world: World) -> None:
    """SEC-01: one's own data, without being asked for again."""
    anna = world.humans["anna"]
    hangs_up(world, "sendDocument")
    await anna.says("/mydata")
    assert anna.files() == ["document", "document"]
    assert world.read(states_of("MyData")) == ["sent"]


async def test_a_message_that_telegram_cannot_take_holds_up_nobody(world: World) -> None:
    """Three tries, then it is set aside and the operator told once; it is tried later and later."""
    anna, operator = world.humans["anna"], world.humans["management"]
    await set_off(world, fails=5)
    await anna.says("/help")
    assert (anna.heard_of("我的事项") > 0, anna.heard_of(SET_OFF)) == (True, 0)
    assert operator.sees("没能收下一条消息", "TechnicianSetOff", "guanjia outbox list")
    tries = [tried(world)]
    for minutes in (1, 1, 1, 1, 2):
        await world.waits(minutes=minutes)
        tries.append(tried(world))
    assert tries == [3, 4, 4, 5, 5, 5]
    assert (operator.heard_of("没能收下一条消息"), operator.heard_of("一小时内")) == (1, 0)
    await world.waits(minutes=2)
    assert (tried(world), anna.heard_of(SET_OFF)) == (6, 1)


async def test_a_message_that_fails_twice_is_nobodys_business(world: World) -> None:
    """It waits for seconds, the chat with it, and no other one."""
    await set_off(world, fails=2)
    assert world.humans["anna"].heard_of(SET_OFF) == 1
    assert world.humans["management"].heard_of("没能收下一条消息") == 0


async def test_where_telegram_answers_nobody_no_message_is_to_blame(world: World) -> None:
    """All wait some seconds, and that was none of the message's three tries."""
    world.telegram.fail_next("getMe", error_code=500, description="Internal Server Error")
    await set_off(world, fails=3, times=3)
    assert world.humans["anna"].heard_of(SET_OFF) == 1
    assert world.humans["management"].heard_of("没能收下一条消息") == 0


async def test_what_was_set_aside_is_listed_and_can_be_sent_at_once(world: World) -> None:
    """A person may know sooner than the clock that it will be taken now."""
    await set_off(world, fails=3)
    [row] = world.read(aside)
    assert (row.kind, row.reason) == ("TechnicianSetOff", "out_of_order")
    assert world.write(lambda session: retry(session, row.id))
    await world.settles()
    assert (world.humans["anna"].heard_of(SET_OFF), world.read(aside)) == (1, [])
    assert not world.write(lambda session: retry(session, row.id))

    def waits(session: Session) -> bool:
        now = world.clock.now()
        return retry(session, post(session, Say("menu.help"), to=Address(1, 11), now=now))

    assert not world.write(waits)  # it has its turn anyway


async def set_off(world: World, *, fails: int, times: int = 2) -> None:
    """Let Zhang set off, and Telegram fail so often to tell Anna; then seconds pass, `times`."""
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    world.telegram.fail_next(
        "sendMessage", error_code=500, description="Internal Server Error", saying=SET_OFF,
        times=fails,
    )  # fmt: skip
    await world.humans["zhang_in_group"].presses("出发")
    await world.humans["chen"].says("/help")
    for _ in range(times):
        world.write(half_a_minute_passes)
        await world.restarts()


def tried(world: World) -> int:
    """Return how often that message was sent."""
    return sum(SET_OFF in str(call["params"].get("text")) for call in world.telegram.calls)


def hangs_up(world: World, method: str) -> None:
    """Let Telegram take the next call of the method, hang up, and be away for a moment."""
    world.telegram.lose_next_answer(method)
    world.telegram.fail_next("getMe", error_code=502, description="Bad Gateway")


def states_of(kind: str) -> Callable[[Session], list[str]]:
    """Return what became of the messages of that kind."""
    wanted = select(Outbox.state).where(Outbox.kind == kind).order_by(col(Outbox.id))
    return lambda session: list(session.exec(wanted))
