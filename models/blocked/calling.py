"""Call whoever can free the way: the driver, then who is on duty, then those above, until it is."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlmodel import Session

from models.blocked.cards import BlockedCard, BlockedOfficeCard
from models.blocked.drivers import can_be_asked, drivers_of
from models.blocked.messages import AskerTold, DriverAsked, DriverThanked, Stage
from models.blocked.policy import BlockedPolicy
from models.blocked.rules import BLOCKED_FLOW, CLOCK, DUTY, UNANSWERED, Action, Status, next_call
from models.blocked.tables import Blockage
from models.cases.moments import OfCase
from models.cases.operations import locked, move, note
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.due import called_off, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import Address, in_group, post, private, show
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.values import frozen

ABOVE = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
BY_ITSELF = frozenset({CLOCK})


@frozen
class BlockedRings(OfCase):
    """Nobody has answered for a blocked car; `round` tells one calling from the next. GEN-07."""

    subject: int
    round: int
    step: int
    rings: ClassVar[str] = "blocked"

    def identity(self) -> str:
        return f"{self.round}.{self.step}"


@frozen
class BlockedIsChecked(OfCase):
    """The way should be free by now; `last`: the asker was asked, and has not said so."""

    subject: int
    rev: int
    last: bool = False
    rings: ClassVar[str] = "blocked"

    def identity(self) -> str:
        return f"{self.rev}.{self.last}"


def begin_calling(session: Session, case: Case, *, step: int = 0, now: datetime) -> None:
    """Call now, and go on until somebody has it."""
    blockage = session.get_one(Blockage, case.id)
    blockage.calls += 1
    session.add(blockage)
    called_off(session, BlockedRings, BlockedIsChecked, subject=case.id, now=now)
    call(session, BlockedRings(case.id, blockage.calls, step), now=now)


def stop_calling(session: Session, case: Case, *, now: datetime) -> None:
    """Somebody has it, or it is over."""
    called_off(session, BlockedRings, BlockedIsChecked, subject=case.id, now=now)


def call(session: Session, moment: BlockedRings, *, now: datetime) -> None:
    """Call the next ones, tell the asker, and ring again later. GEN-07.

    The story and the asker's messages are the same whether or not we know the driver. SEC-01.
    """
    case, blockage = locked(session, moment.subject), session.get_one(Blockage, moment.subject)
    if case.status not in UNANSWERED or blockage.calls != moment.round:
        return
    if moment.step < DUTY and _ask_drivers(session, case, blockage, moment.step, now):
        pass
    else:
        _show_to_duty(session, case, blockage, above=moment.step > DUTY, now=now)
    if moment.step:
        note(session, case, "call_again", actor=Actor.CLOCK, person=None, now=now)
    policy = policy_of(session, case.estate_id, BlockedPolicy)
    at = next_call(moment.step, policy, now=now)
    if moment.step in (1, DUTY):
        tell_asker(session, case, Stage.AGAIN if moment.step == 1 else Stage.AT_GATE, at, now=now)
    following = BlockedRings(case.id, moment.round, moment.step + 1)
    due(session, following, estate_id=case.estate_id, at=at)


def check_at(session: Session, case: Case, at: datetime, *, last: bool = False) -> None:
    """Have the asker asked at that time whether the way is free."""
    due(session, BlockedIsChecked(case.id, case.rev, last), estate_id=case.estate_id, at=at)


def check(session: Session, moment: BlockedIsChecked, *, now: datetime) -> None:
    """Ask whether the way is free. Silence never says so: then who is on duty goes and looks."""
    case = locked(session, moment.subject)
    if case.rev != moment.rev or case.status not in (Status.COMING, Status.SEEN_TO):
        return
    if not moment.last:
        tell_asker(session, case, Stage.IS_IT_FREE, now=now)
        policy = policy_of(session, case.estate_id, BlockedPolicy)
        check_at(session, case, now + timedelta(minutes=policy.answer_minutes), last=True)
    elif case.status == Status.COMING:
        status = BLOCKED_FLOW.after(case.status, Action.STILL, by=BY_ITSELF)
        move(session, case, status, Action.STILL, actor=Actor.CLOCK, person=None, now=now)
        begin_calling(session, case, step=DUTY, now=now)


def tell_asker(
    session: Session, case: Case, stage: Stage, at: datetime | None = None, *, now: datetime
) -> None:
    """Tell who asked what has happened."""
    tell_reporters(session, case, AskerTold(case.id, case.number, stage, at), now=now)


def thank_drivers(session: Session, case: Case, *, now: datetime) -> None:
    """Tell the drivers who were asked that it is over: nobody goes out for nothing. ETQ-06."""
    blockage = session.get_one(Blockage, case.id)
    for address in _asked(session, case, blockage, now):
        post(session, DriverThanked(case.id, blockage.plate), to=address, now=now)


def show_case(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Show it to this member of staff, in private, at the bottom of the chat."""
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        card = BlockedOfficeCard(case.id, staff.id)
        show(session, card, to=address, now=now, anew=True, urgent=True)


def _ask_drivers(
    session: Session, case: Case, blockage: Blockage, step: int, now: datetime
) -> bool:
    """Ask the drivers; false where there is nobody whom we can ask."""
    asked = _asked(session, case, blockage, now)
    for address in asked:  # at any hour, by its priority: it says why it cannot wait
        message = DriverAsked(case.id, blockage.plate, again=step > 0)
        post(session, message, to=address, now=now)
    return bool(asked)


def _asked(session: Session, case: Case, blockage: Blockage, now: datetime) -> list[Address]:
    """Return where the drivers are asked; nowhere, if they may not be or nobody is known."""
    found = drivers_of(session, case.estate_id, blockage.plate, besides=case.reporter_id, now=now)
    asked = [each for each in found if blockage.asks_driver and can_be_asked(each)]
    return [address for each in asked if (address := private(each)) is not None]


def _show_to_duty(
    session: Session, case: Case, blockage: Blockage, *, above: bool, now: datetime
) -> None:
    """Show it to a guard and an officer on duty, then to those above; else to the group."""
    blockage.at_gate = True
    session.add(blockage)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    superiors = staff_in(session, case.estate_id, *ABOVE, now=now)
    ranks = [
        on_duty(session, case.estate_id, role, calendar=calendar, now=now)
        for role in (StaffRole.GUARD, StaffRole.OFFICER)
    ]
    ranks = [*ranks, superiors] if above else ranks
    called = [first for rank in ranks if (first := _first(session, case, rank)) is not None]
    called = called or [each for each in [_first(session, case, superiors)] if each is not None]
    for staff in called:
        show_case(session, case, staff, now=now)
    group = group_for(session, case.estate_id, Purpose.MANAGEMENT)
    if not called and group is not None:
        show(session, BlockedCard(case.id), to=in_group(group), now=now, anew=True, urgent=True)


def _first(session: Session, case: Case, candidates: list[Staff]) -> Staff | None:
    """Return the first who can be reached, and did not ask it themselves."""
    others = (each for each in candidates if each.person_id != case.reporter_id)
    return next((each for each in others if reachable(session, [each])), None)
