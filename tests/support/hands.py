"""In whose hands every open case and talk is: nothing may be nobody's."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.blocked.rules import Status as BlockedStatus
from models.cases.independence import others
from models.cases.registry import kind_of
from models.cases.tables import Case, Kind
from models.complaints.rules import UNSOLVED
from models.due import Due
from models.enquiries.rules import IN_HAND as IN_ANSWER
from models.enquiries.rules import UNANSWERED
from models.enquiries.rules import Status as EnquiryStatus
from models.followups.rules import FollowUpKind
from models.followups.tables import FollowUp
from models.groups.desk import ABOVE
from models.people.roster import is_present, staff_in
from models.people.tables import Staff
from models.repairs.rules import IN_HAND, OUTSIDE, Status
from models.repairs.tables import Quote, Referral
from models.talks.rules import IN_HAND as IN_TALK
from models.talks.rules import Status as TalkStatus
from models.talks.tables import Talk
from models.tasks.tables import Task
from tests.support.world import World

CALLING = ("ClaimIsLate", "EmergencyRings")
ASKING = ("FollowUpIsDue", "FollowUpSilent")
LIMITS = ("RouteIsLate", "LimitIsNear", "LimitIsPassed")
ANSWERS = ("TakeIsLate", "AnswerIsNear", "AnswerIsLate")
OF_PARKING = ("PapersWait", "ApplicationLapses", "FormalityIsLate")
OF_CARDS = ("CardIsLate", "CardLapses", "BlockIsLate")
OF_BLOCKED = ("BlockedRings", "BlockedIsChecked")
OF_FILES = ("ChangeLapses", "ChangeWaits", "ChangeHolds", "FormWaits")
TALKS = ("TalkIsLate", "TalkOpens")


def nobodys(world: World) -> list[str]:
    """Return what is open, and nobody has it and nobody is being called for it."""
    found: list[str] = world.read(lambda s: list(_nobodys(s, world.clock.now())))
    return found


def _nobodys(session: Session, now: datetime) -> Iterator[str]:
    for case in session.exec(select(Case)):
        if case.status not in kind_of(case).closed:
            wrong = LOOKED_AT[case.kind](session, case, now)
            yield from (f"№{case.number} {each}" for each in wrong)
    for talk in session.exec(select(Talk).where(Talk.status != TalkStatus.ENDED)):
        if talk.status in IN_TALK and not _is_here(session, talk.owner_id, now):
            yield f"talk {talk.id} is {talk.status}, with nobody who is here"
        if talk.waits_since is not None and not _rings(session, TALKS, [talk.id]):
            yield f"talk {talk.id} waits, and nobody is called"
    for task in session.exec(select(Task).where(col(Task.closed_at).is_(None))):
        if task.given_to is not None and not _is_here(session, task.given_to, now):
            yield f"task {task.id} is with somebody who is not here"


def _of_repair(session: Session, case: Case, now: datetime) -> Iterator[str]:
    if case.status in IN_HAND and not _is_here(session, case.owner_id, now):
        yield f"is {case.status}, with nobody who is here"
    elif case.status == Status.REPORTED and not _rings(session, CALLING, [case.id]):
        yield "waits, and nobody is called"
    elif case.status == Status.DONE and not _is_asked(session, case):
        yield "is done, and nobody asks"
    elif case.status in OUTSIDE:
        known = session.exec(select(Referral.id).where(Referral.case_id == case.id)).all()
        if not _rings(session, ("ReferralIsDue",), known):
            yield f"is {case.status}, and nobody is to urge them"
    if case.status in {Status.OFFERED, Status.QUOTED}:
        known = session.exec(select(Quote.id).where(Quote.case_id == case.id)).all()
        if not _rings(session, ("PriceIsUnanswered",), known):
            yield f"is {case.status}, and nobody asks about the price"


def _of_complaint(session: Session, case: Case, now: datetime) -> Iterator[str]:
    if case.status in UNSOLVED:
        looked_for = case.owner_id is None and _rings(session, ("NobodyHasIt",), [case.id])
        if not looked_for and _is_lost(session, case, now):
            yield f"is {case.status}, with nobody who is here"
        if not _rings(session, LIMITS, [case.id]):
            yield f"is {case.status}, and no limit is watched"
    elif not (case.unnamed or _is_asked(session, case)):
        yield f"is {case.status}, and nobody asks"


def _of_enquiry(session: Session, case: Case, now: datetime) -> Iterator[str]:
    is_tried = _rings(session, ("StaysBehind",), [case.owner_id or 0])
    in_hand = case.status in (*IN_ANSWER, EnquiryStatus.ADOPTED)
    if in_hand and not is_tried and _is_lost(session, case, now):
        yield f"is {case.status}, with nobody who is here"
    if case.status in UNANSWERED and not _rings(session, ANSWERS, [case.id]):
        yield f"is {case.status}, and no answer is watched"


def _of_parking(session: Session, case: Case, now: datetime) -> Iterator[str]:
    """Whoever's turn it is, the clock looks after it; the list moves when a space comes back."""
    if case.status != "waiting" and not _rings(session, OF_PARKING, [case.id]):
        yield f"is {case.status}, and nothing is watched"
    if _is_left_behind(session, case, now):
        yield f"is {case.status}, with somebody who is not here"


def _of_card(session: Session, case: Case, now: datetime) -> Iterator[str]:
    """The clock looks after it until the card lies ready."""
    if case.status != "ready" and not _rings(session, OF_CARDS, [case.id]):
        yield f"is {case.status}, and nothing is watched"
    if _is_left_behind(session, case, now):
        yield f"is {case.status}, with somebody who is not here"


def _of_blocked(session: Session, case: Case, now: datetime) -> Iterator[str]:
    if case.status == BlockedStatus.SEEN_TO and not _is_here(session, case.owner_id, now):
        yield "is seen to by nobody who is here"
    elif case.status != BlockedStatus.SEEN_TO and not _rings(session, OF_BLOCKED, [case.id]):
        yield f"is {case.status}, and nobody is called"


def _of_file_change(session: Session, case: Case, now: datetime) -> Iterator[str]:
    """Whoever's turn it is, the clock looks after it."""
    if not _rings(session, OF_FILES, [case.id]):
        yield f"is {case.status}, and nothing is watched"
    if _is_left_behind(session, case, now):
        yield f"is {case.status}, with somebody who is not here"


def _of_praise(_session: Session, case: Case, _now: datetime) -> Iterator[str]:
    """Praise is delivered when it is told: nothing of it may stay open."""
    yield f"is {case.status}, and has reached nobody"


def _is_lost(session: Session, case: Case, now: datetime) -> bool:
    """Tell whether nobody who is here has it, though it is not about everybody who could."""
    could = others(session, case, staff_in(session, case.estate_id, *ABOVE, now=now))
    is_free = any(is_present(session, staff, now=now) for staff in could)
    return is_free and not _is_here(session, case.owner_id, now)


def _is_left_behind(session: Session, case: Case, now: datetime) -> bool:
    """Tell whether it is with somebody who is not here, and not about to be passed on."""
    passes = _rings(session, ("StaffIsGone",), [case.owner_id or 0])
    return case.owner_id is not None and not passes and not _is_here(session, case.owner_id, now)


def _is_here(session: Session, staff_id: int | None, now: datetime) -> bool:
    staff = session.get(Staff, staff_id or 0)
    return staff is not None and is_present(session, staff, now=now)


def _rings(session: Session, kinds: Sequence[str], subjects: Sequence[int]) -> bool:
    wanted = select(Due.id).where(
        col(Due.kind).in_(kinds), col(Due.settled_at).is_(None), col(Due.subject).in_(subjects)
    )
    return session.exec(wanted).first() is not None


def _is_asked(session: Session, case: Case) -> bool:
    """Tell whether a question is to come, or somebody has to telephone, or has given it up.

    About a common part the reply itself has asked, and nobody asks again (CB-05).
    """
    asked = session.exec(select(FollowUp).where(FollowUp.case_id == case.id)).all()
    by_reply = any(each.kind is FollowUpKind.PUBLIC and each.asked_at for each in asked)
    tasks = session.exec(select(Task.id).where(Task.case_id == case.id)).all()
    return bool(tasks) or by_reply or _rings(session, ASKING, [each.id for each in asked])


LOOKED_AT = {
    Kind.REPAIR: _of_repair,
    Kind.COMPLAINT: _of_complaint,
    Kind.ENQUIRY: _of_enquiry,
    Kind.SUGGESTION: _of_enquiry,
    Kind.PRAISE: _of_praise,
    Kind.PARKING: _of_parking,
    Kind.CARD: _of_card,
    Kind.BLOCKED: _of_blocked,
    Kind.FILE_CHANGE: _of_file_change,
}
