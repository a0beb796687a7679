"""A day's reminders on their way: finance watches, stops them, and lets them go on."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.calendar import Calendar
from models.due import called_off, due
from models.dunning.calls import next_call
from models.dunning.climbing import TOLD, finance_of, opening_of
from models.dunning.clock import PersonIsReminded, RunGoesOn, RunIsShown
from models.dunning.progress import Progress, progress_of, settle
from models.dunning.reporting import report
from models.dunning.run_messages import CallCard, RunCard
from models.dunning.tables import DunningStep, LadderRun, Reminder
from models.dunning.turns import AT_ONCE, turn_at
from models.dunning.words import Reach
from models.errors import DomainError, NotAllowed
from models.fees.reading import require_money
from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.tables import Outbox, OutboxState
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, StaffRole

EVERY = timedelta(seconds=30)  # so often the card is drawn again while messages go out
AFTERWARDS = timedelta(hours=1)  # and so often while answers come in
ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)


class RunHasMoved(DomainError):
    """It stands still already, or goes on already, or has ended."""

    text_key = "dunning.run_has_moved"


def look_after(session: Session, moment: RunIsShown, *, now: datetime) -> None:
    """Draw the card again, have those rung up whom no chat reached, and report what came late.

    In the evening, when nothing is left, it ends.
    """
    run = session.get_one(LadderRun, moment.subject)
    if run.ended_at is not None:
        return
    settle(session, run, now=now)
    going = progress_of(session, run)
    if run.reported_left and not going.left:
        report(session, run, now=now)
    calendar, hours = opening_of(session, run.estate_id)
    at = calendar.first_permitted(_next_look(session, run, going, now), hours)
    if not going.left and calendar.day_of(at) != calendar.day_of(now):
        run.ended_at = now
        session.add(run)
        session.flush()
    else:
        due(session, RunIsShown(run.id, at, _phase(run)), estate_id=run.estate_id, at=at)
    show_run(session, run, now=now)
    show_calls(session, run, calendar, now=now)


def _phase(run: LadderRun) -> int:
    """Return how often it was stopped or let go on: each time the looks begin anew."""
    return 2 * run.stops - (run.stopped_at is not None)


def _next_look(session: Session, run: LadderRun, going: Progress, now: datetime) -> datetime:
    if not going.left or run.stopped_at is not None:
        return now + AFTERWARDS
    waits = (
        select(func.min(Outbox.not_before))
        .join(Reminder, col(Reminder.outbox_id) == col(Outbox.id))
        .where(Reminder.run_id == run.id, Outbox.state == OutboxState.WAITING)
    )
    waiting = session.exec(waits).one() if going.ready_at is None else None
    return max(now + EVERY, waiting + EVERY if waiting else now)


def show_run(session: Session, run: LadderRun, *, now: datetime) -> None:
    """Have finance's card say how far it is now: in the message in which it stands."""
    drawn = RunCard(run.id, run.on).drawn(session)
    said = repr(drawn)
    if said == run.shown or (run.card is None and not _has_begun(session, run)):
        return
    person = finance_of(session, run.estate_id, now=now)
    run.card, run.shown = _kept(session, RunCard(run.id, run.on), run.card, person, now), said
    session.add(run)


def _has_begun(session: Session, run: LadderRun) -> bool:
    """Tell whether any home has taken a step: where none did, nobody wishes for a card."""
    taken = select(DunningStep.id).where(
        DunningStep.estate_id == run.estate_id, DunningStep.on == run.on
    )
    return session.exec(taken.limit(1)).first() is not None


def show_calls(
    session: Session, run: LadderRun, calendar: Calendar, *, now: datetime
) -> int | None:
    """Give who is on duty at the desk those to ring up whom no chat has reached. FEE-10.

    Returns the row of the message in which they stand.
    """
    if next_call(session, run) is None and run.calls is None:
        return None
    officers = on_duty(session, run.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    officers += staff_in(session, run.estate_id, StaffRole.OFFICER, *TOLD, now=now)
    run.calls = _kept(session, CallCard(run.id), run.calls, reachable(session, officers), now)
    session.add(run)
    return run.calls


def _kept(
    session: Session, message: Message, row_id: int | None, person: Person | None, now: datetime
) -> int | None:
    """Have the message drawn again where it stands; what waits to be sent is drawn then."""
    address = None if person is None else private(person)
    row = None if row_id is None else session.get(Outbox, row_id)
    if address is None or (row is not None and row.state in ON_ITS_WAY):
        return row_id
    stands = row is not None and row.chat_id == address.chat_id
    edits = row.message_id if row is not None and stands else None
    return post(session, message, to=address, now=now, edits=edits)


def stop(session: Session, run_id: int, *, by: Person, now: datetime) -> LadderRun:
    """Let no reminder of the day be sent from now on; steps and notices go their way.

    Raises NotStaff, NotAllowed, RunHasMoved.
    """
    run, staff_id = _run_of(session, run_id, by=by, now=now)
    if run.stopped_at is not None:
        raise RunHasMoved
    run.stopped_at, run.stopped_by, run.stops = now, staff_id, run.stops + 1
    session.add(run)
    session.flush()
    return run


def let_go_on(session: Session, run_id: int, *, by: Person, now: datetime) -> LadderRun:
    """Let what stood still be sent, a little apart again; nobody gets a second one.

    Raises NotStaff, NotAllowed, RunHasMoved.
    """
    run, _ = _run_of(session, run_id, by=by, now=now)
    if run.stopped_at is None:
        raise RunHasMoved
    settle(session, run, now=now)
    run.stopped_at = run.stopped_by = None
    session.add(run)
    again = RunGoesOn(run.id, run.stops, 0, 0, now)
    due(session, again, estate_id=run.estate_id, at=now)
    called_off(session, RunIsShown, subject=run.id, now=now)
    soon = RunIsShown(run.id, now + EVERY, _phase(run))
    due(session, soon, estate_id=run.estate_id, at=soon.at)
    return run


def give_turns_again(session: Session, moment: RunGoesOn, *, now: datetime) -> None:
    """Enter the turns of the next of those who were held, and come back for the rest. S-42."""
    run = session.get_one(LadderRun, moment.subject)
    wanted = select(Reminder).where(
        Reminder.run_id == run.id, Reminder.state == Reach.HELD, Reminder.id > moment.after
    )
    held = session.exec(wanted.order_by(col(Reminder.id)).limit(AT_ONCE)).all()
    calendar, hours = opening_of(session, run.estate_id)
    for place, each in enumerate(held, moment.place):
        at = turn_at(place, each.person_id, moment.begins, calendar, hours)
        turn = PersonIsReminded(each.person_id, run.on, moment.again)
        due(session, turn, estate_id=run.estate_id, at=at)
    if len(held) == AT_ONCE:
        place, last = moment.place + AT_ONCE, held[-1].id
        rest = RunGoesOn(run.id, moment.again, last, place, moment.begins)
        due(session, rest, estate_id=run.estate_id, at=now)


def _run_of(session: Session, run_id: int, *, by: Person, now: datetime) -> tuple[LadderRun, int]:
    """Return the run for finance or the head, who alone may stop it."""
    staff = require_money(session, by, now=now)
    run = session.get(LadderRun, run_id, with_for_update=True)
    if run is None or run.estate_id != staff.estate_id or staff.role not in TOLD:
        raise NotAllowed
    if run.ended_at is not None:
        raise RunHasMoved
    return run, staff.id
