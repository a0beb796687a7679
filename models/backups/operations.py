"""The backup of the month: when it is due, and what is noted and told of it. OWN-07, S-47."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.backups.messages import BackupFailed, BackupProved
from models.backups.policy import BackupPolicy
from models.backups.rules import AGAIN_AFTER, ATTEMPTS, is_overdue, next_day
from models.backups.tables import BackupRun
from models.backups.words import State
from models.due import Moment, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.files.store import SealedKey
from models.files.tables import File, FileState
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import in_group, post, private
from models.papers.tables import FileKey
from models.people.roster import staff_in
from models.people.tables import Person, StaffRole
from models.permissions import today_in
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

TOLD_AT = (1, ATTEMPTS)  # of failures in a row the first and the last


@frozen
class BackupIsDue(Moment):
    """The installation is to be backed up, for the `attempt`-th time that day. OWN-07, S-47."""

    subject: int
    on: date
    attempt: int = 0
    rings: ClassVar[str] = "backups"

    def identity(self) -> str:
        return f"{self.on}.{self.attempt}"


def plan_backup(session: Session, *, now: datetime) -> None:
    """Enter the next backup in the book, once for the installation: by its first estate."""
    estate = _first(session)
    if estate is None or not runs(session, estate.id, Routine.BACKUP):
        return
    policy, calendar = policy_of(session, estate.id, BackupPolicy), calendar_of(session, estate)
    on = next_day(calendar.day_of(now), policy.day)
    if calendar.local(on, policy.at) <= now:
        on = next_day(on + timedelta(days=1), policy.day)
    due(session, BackupIsDue(estate.id, on), estate_id=estate.id, at=calendar.local(on, policy.at))


def ask_for_backup(session: Session, moment: BackupIsDue, *, now: datetime) -> None:
    """Let the process make it after the commit; what a death cuts off is made again."""
    if not runs(session, moment.subject, Routine.BACKUP):
        return
    plan_backup(session, now=now)
    here = select(BackupRun).where(BackupRun.estate_id == moment.subject, BackupRun.on == moment.on)
    run = session.exec(here).first() or BackupRun(
        estate_id=moment.subject, on=moment.on, asked_at=now
    )
    if run.state is not State.MADE:
        run.state, run.attempts = State.DUE, moment.attempt + 1
        session.add(run)
        session.flush()


def due_run(session: Session) -> int | None:
    """Return the backup that is to be made now."""
    return session.exec(select(BackupRun.id).where(BackupRun.state == State.DUE)).first()


def made(session: Session, run_id: int, *, file: str, rows: int, files: int, now: datetime) -> None:
    """Note that it was made and proved, and tell who answers for it."""
    run = session.get_one(BackupRun, run_id)
    run.state, run.ended_at, run.reason = State.MADE, now, ""
    run.file, run.rows, run.files = file, rows, files
    session.add(run)
    _tell(session, run, BackupProved(run.on, rows, files), now=now)


def failed(session: Session, run_id: int, reason: str, *, now: datetime) -> None:
    """Note that there is none, say so, and let it be tried again in an hour."""
    run = session.get_one(BackupRun, run_id)
    run.state, run.ended_at, run.reason = State.FAILED, now, reason[:200]
    session.add(run)
    if run.attempts < ATTEMPTS:
        again = BackupIsDue(run.estate_id, run.on, run.attempts)
        due(session, again, estate_id=run.estate_id, at=now + AGAIN_AFTER)
    if run.attempts in TOLD_AT:
        _tell(session, run, BackupFailed(run.on, run.attempts), now=now)


def in_store(session: Session) -> list[tuple[str, SealedKey]]:
    """Return every file whose bytes have to be in the store, with its key."""
    held = select(File.digest, FileKey).join(FileKey, col(FileKey.id) == col(File.key_id))
    rows = session.exec(held.where(File.state == FileState.KEPT))
    return [
        (digest, SealedKey(key.name, key.sealed)) for digest, key in rows if digest and key.sealed
    ]


def kept_for(session: Session) -> timedelta:
    """Return for how long a backup is kept."""
    estate = _first(session)
    policy = BackupPolicy() if estate is None else policy_of(session, estate.id, BackupPolicy)
    return timedelta(days=policy.keep_days)


def is_missing(session: Session, *, now: datetime) -> bool:
    """Tell whether the newest one failed, or the day of one has passed without it."""
    estate = _first(session)
    newest = session.exec(select(BackupRun).order_by(col(BackupRun.on).desc())).first()
    if estate is None or newest is None:
        return False
    day = policy_of(session, estate.id, BackupPolicy).day
    today = today_in(session, estate.id, now=now)
    return newest.state is State.FAILED or is_overdue(newest.on, today, day)


def last_proved(session: Session) -> date | None:
    """Return the day of the newest backup that can be trusted."""
    wanted = select(BackupRun).where(BackupRun.state == State.MADE)
    newest = session.exec(wanted.order_by(col(BackupRun.on).desc())).first()
    return None if newest is None else newest.on


def _first(session: Session) -> Estate | None:
    return session.exec(select(Estate).order_by(col(Estate.id))).first()


def _tell(
    session: Session, run: BackupRun, message: BackupProved | BackupFailed, *, now: datetime
) -> None:
    """Tell the head, and the operator's group; where there is none, of a failure management's."""
    group = group_for(session, run.estate_id, Purpose.OPERATOR)
    wanted = isinstance(message, BackupFailed) or (group and group.purpose is Purpose.OPERATOR)
    if group is not None and wanted:
        post(session, message, to=in_group(group), now=now)
    for head in staff_in(session, run.estate_id, StaffRole.OFFICE_HEAD, now=now):
        address = private(session.get_one(Person, head.person_id))
        if address is not None:
            post(session, message, to=address, now=now)
