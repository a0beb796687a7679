"""How far the day's reminders are: counted anew whenever finance looks."""

from datetime import datetime

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.due import Due
from models.dunning.clock import PersonIsReminded, StepIsDue
from models.dunning.messages import owed_by
from models.dunning.reminding import count_told
from models.dunning.tables import DunningStep, LadderRun, Reminder, Rest
from models.dunning.words import TO_REACH, Brake, Reach
from models.fees.tables import Payment
from models.fees.words import PaymentState
from models.intents.tables import Outbox, OutboxState
from models.talks.tables import Talk
from models.values import frozen

ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)
KNOWN = (Brake.CLAIMED, Brake.FOUND, Brake.PROMISED)


@frozen
class Progress:
    """People sent to, what came back, whom no chat reaches, and what is left until when."""

    sent: int
    paid: int  # homes
    claimed: int  # homes
    promised: int  # homes
    asked: int  # people who wish to talk, homes whose fees are disputed
    unreachable: int
    to_call: int  # of these, who has not been rung up
    left: int
    held: int  # of these, what stands still
    ready_at: datetime | None


def settle(session: Session, run: LadderRun, *, now: datetime) -> None:
    """Note of every reminder that was not sent why: refused, no longer owed, or stopped."""
    wanted = (
        select(Reminder, Outbox)
        .join(Outbox, col(Outbox.id) == col(Reminder.outbox_id))
        .where(
            Reminder.run_id == run.id, Reminder.state == Reach.POSTED,
            col(Outbox.state).in_((OutboxState.REFUSED, OutboxState.EXPIRED)),
        )
    )  # fmt: skip
    for reminder, row in session.exec(wanted).all():
        homes = owed_by(session, reminder.person_id, run.estate_id, on=run.on)
        stopped = row.state is OutboxState.EXPIRED and run.stopped_at is not None
        reminder.state = Reach.NOT_OWED if not homes else Reach.HELD if stopped else Reach.TO_CALL
        session.add(reminder)
        count_told(session, [each.step_id for each in homes], -1)
    session.flush()


def progress_of(session: Session, run: LadderRun) -> Progress:
    """Return how far the run is."""
    states = _states(session, run)
    held = states.get((Reach.HELD, None), 0)
    waiting = sum(states.get((Reach.POSTED, each), 0) for each in ON_ITS_WAY)
    posted = sum(count for (reach, _), count in states.items() if reach is Reach.POSTED)
    reached = (*TO_REACH, Reach.CALLED, Reach.LETTER)
    turns, last = _turns(session, run)
    answers = _answers(session, run)
    return Progress(
        sent=posted - waiting, paid=_paid(session, run),
        claimed=answers.get(Brake.CLAIMED, 0) + answers.get(Brake.FOUND, 0),
        promised=answers.get(Brake.PROMISED, 0),
        asked=_talks(session, run) + sum(n for brake, n in answers.items() if brake not in KNOWN),
        unreachable=sum(n for (reach, _), n in states.items() if reach in reached),
        to_call=sum(n for (reach, _), n in states.items() if reach in TO_REACH),
        left=turns + waiting + held, held=held, ready_at=last,
    )  # fmt: skip


def _states(session: Session, run: LadderRun) -> dict[tuple[Reach, OutboxState | None], int]:
    """Return how many reminders are in which state, of the posted ones also their message."""
    found = session.exec(
        select(Reminder.state, Outbox.state, func.count())
        .outerjoin(Outbox, col(Outbox.id) == col(Reminder.outbox_id))
        .where(Reminder.run_id == run.id)
        .group_by(col(Reminder.state), col(Outbox.state))
    ).all()
    counted: dict[tuple[Reach, OutboxState | None], int] = {}
    for reach, sending, count in found:
        is_posted = reach == Reach.POSTED
        place = (Reach(reach), OutboxState(sending) if is_posted and sending else None)
        counted[place] = counted.get(place, 0) + count
    return counted


def _turns(session: Session, run: LadderRun) -> tuple[int, datetime | None]:
    """Return how many turns of homes and people are to come, and when the last of them is."""
    kinds = (StepIsDue.__name__, PersonIsReminded.__name__)
    coming = select(func.count(), func.max(Due.due_at)).where(
        Due.estate_id == run.estate_id, col(Due.kind).in_(kinds), col(Due.settled_at).is_(None)
    )
    count, last = session.exec(coming).one()
    return count, last


def _answers(session: Session, run: LadderRun) -> dict[Brake, int]:
    """Return for how many of the day's homes residents have said what."""
    found = session.exec(
        select(Rest.brake, func.count(func.distinct(Rest.home_id)))
        .where(
            col(Rest.home_id).in_(_homes(run)), col(Rest.person_id).is_not(None),
            Rest.begun_at >= run.begun_at,
        )
        .group_by(col(Rest.brake))
    ).all()  # fmt: skip
    return {Brake(brake): count for brake, count in found}


def _paid(session: Session, run: LadderRun) -> int:
    paid = select(func.count(func.distinct(Payment.home_id))).where(
        col(Payment.home_id).in_(_homes(run)), Payment.paid_on >= run.on,
        Payment.state != PaymentState.CANCELLED,
    )  # fmt: skip
    return session.exec(paid).one()


def _talks(session: Session, run: LadderRun) -> int:
    people = select(Reminder.person_id).where(Reminder.run_id == run.id)
    talks = select(func.count(func.distinct(Talk.person_id))).where(
        col(Talk.person_id).in_(people), Talk.opened_at >= run.begun_at
    )
    return session.exec(talks).one()


def _homes(run: LadderRun) -> SelectOfScalar[int]:
    return select(DunningStep.home_id).where(
        DunningStep.estate_id == run.estate_id, DunningStep.on == run.on
    )
