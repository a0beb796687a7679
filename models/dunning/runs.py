"""The day's reminders as rows: one run an estate and day, one reminder a person."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.dunning.tables import LadderRun, Reminder


def run_on(session: Session, estate_id: int, on: date) -> LadderRun | None:
    """Return the estate's run of that day."""
    wanted = select(LadderRun).where(LadderRun.estate_id == estate_id, LadderRun.on == on)
    return session.exec(wanted).first()


def run_for(session: Session, estate_id: int, on: date, *, now: datetime) -> LadderRun:
    """Return the estate's run of that day, begun now if it has not; an older one has ended."""
    run = run_on(session, estate_id, on)
    if run is not None:
        return run
    older = select(LadderRun).where(
        LadderRun.estate_id == estate_id, LadderRun.on < on, col(LadderRun.ended_at).is_(None)
    )
    for each in session.exec(older):
        each.ended_at = now
        session.add(each)
    run = LadderRun(estate_id=estate_id, on=on, begun_at=now)
    session.add(run)
    session.flush()
    return run


def stands_still(session: Session, estate_id: int, on: date) -> bool:
    """Tell whether the day's reminders are stopped: then none is sent."""
    run = run_on(session, estate_id, on)
    return run is not None and run.stopped_at is not None


def reminder_of(session: Session, run: LadderRun, person_id: int) -> Reminder:
    """Return the person's reminder of that run; a new one is held until it is posted."""
    wanted = select(Reminder).where(Reminder.run_id == run.id, Reminder.person_id == person_id)
    found = session.exec(wanted).first()
    if found is None:
        found = Reminder(run_id=run.id, person_id=person_id)
        session.add(found)
        session.flush()
    return found
