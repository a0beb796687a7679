"""When an officer has to do something about a home that owes, who it is, and when it is late."""

from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from models.due import due
from models.dunning.clock import ConductIsDue, ErrandIsLate
from models.dunning.conduct_messages import ErrandCard, ErrandLate, is_wanted
from models.dunning.conduct_rules import DAYS
from models.dunning.policy import DunningPolicy
from models.dunning.reading import begun_on, standing_of
from models.dunning.tables import DunningStep, Errand, Rest
from models.dunning.words import ErrandKind
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.household.limits import roles_in
from models.intents.operations import post, private
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Department, Person, Staff, StaffRole
from models.tasks.operations import CLIMB, tell_estate

LOOKED_AT = time(9, 30)  # the officers' morning
ENDS_AT = time(18)
DESK = (StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
GIVEN = {  # who has it in hand: the first who can be reached, of each group who is on duty first
    ErrandKind.PHONE: (DESK,),
    ErrandKind.VISIT: (DESK,),
    ErrandKind.COURIER: ((StaffRole.FINANCE,), DESK),
    ErrandKind.HEAD: ((StaffRole.OFFICE_HEAD,),),
}


def watch_conduct(session: Session, step: DunningStep) -> None:
    """Have it looked at some days after the reminder who has answered it."""
    calendar = calendar_of(session, session.get_one(Estate, step.estate_id))
    days = policy_of(session, step.estate_id, DunningPolicy).phone_after_days
    at = calendar.local(step.on + timedelta(days=days), LOOKED_AT)
    due(session, ConductIsDue(step.id), estate_id=step.estate_id, at=at)


def begin_conduct(session: Session, moment: ConductIsDue, *, now: datetime) -> None:
    """Have who has not answered telephoned by an officer. FEE-10.

    Nobody who has paid, promised or said anything since, and nobody twice at a time.
    """
    step = session.get_one(DunningStep, moment.subject)
    home = session.get_one(Home, step.home_id, with_for_update=True)
    standing = standing_of(session, home, on=step.on)
    if not standing.owed or standing.rest is not None or _has_answered(session, step):
        return
    if in_hand_of(session, home, now=now) is None:
        open_for(session, home, ErrandKind.PHONE, now=now)


def _has_answered(session: Session, step: DunningStep) -> bool:
    rests = session.exec(select(Rest).where(Rest.home_id == step.home_id))
    return any(begun_on(session, each) >= step.on for each in rests)


def in_hand_of(session: Session, home: Home, *, now: datetime) -> Errand | None:
    """Return what is being done about the home; what was about money paid long ago ends here."""
    known = open_errand(session, home.id)
    if known is None or is_wanted(session, known):
        return known
    known.closed_at = now
    session.add(known)
    session.flush()
    return None


def open_errand(session: Session, home_id: int) -> Errand | None:
    """Return what is being done about the home now."""
    wanted = select(Errand).where(Errand.home_id == home_id, col(Errand.closed_at).is_(None))
    return session.exec(wanted).first()


def open_for(
    session: Session, home: Home, kind: ErrandKind, *, taker: Staff | None = None, now: datetime
) -> Errand:
    """Give it to who has it in hand, in private; it climbs when it is not noted in time.

    Who takes it up themselves has it, and is not written to.
    """
    calendar = calendar_of(session, session.get_one(Estate, home.estate_id))
    day = calendar.day_of(now) + timedelta(days=DAYS[kind])
    errand = Errand(
        estate_id=home.estate_id, home_id=home.id, kind=kind, opened_at=now,
        due_at=calendar.local(day, ENDS_AT),
    )  # fmt: skip
    found = taker or taker_of(session, home, kind, now=now)
    errand.given_to = found.id if found else None
    session.add(errand)
    session.flush()
    for step in range(len(CLIMB)):
        at = errand.due_at + timedelta(days=step)
        due(session, ErrandIsLate(errand.id, step), estate_id=home.estate_id, at=at)
    address = private(session.get_one(Person, found.person_id)) if found else None
    if address is not None and taker is None:
        post(session, ErrandCard(errand.id), to=address, now=now)
    return errand


def taker_of(
    session: Session, home: Home, kind: ErrandKind, *, first: Staff | None = None, now: datetime
) -> Staff | None:
    """Return who can be reached: `first`, then who is on duty and whose buildings these are.

    Never who lives in that home, nor whose work it is not. SEC-03.
    """
    calendar = calendar_of(session, session.get_one(Estate, home.estate_id))
    here = [first] if first is not None and first.role in sum(GIVEN[kind], ()) else []
    for roles in GIVEN[kind]:
        ready = on_duty(session, home.estate_id, *roles, calendar=calendar, now=now)
        ready.sort(key=lambda each: (roles.index(each.role), home.building not in each.buildings))
        here += [*ready, *staff_in(session, home.estate_id, *roles, now=now)]
    today = calendar.day_of(now)
    return next(
        (
            each
            for each in here
            if reachable(session, [each]) is not None
            and not roles_in(session, each.person_id, home.id, on=today)
        ),
        None,
    )


def errand_is_late(session: Session, moment: ErrandIsLate, *, now: datetime) -> None:
    """Tell the next one up, while the home still owes and does not rest."""
    errand = session.get_one(Errand, moment.subject)
    if errand.closed_at is None and is_wanted(session, errand):
        tell_estate(
            session, ErrandLate(errand.id), errand.estate_id, CLIMB[moment.step],
            department=Department.KF, now=now,
        )  # fmt: skip
