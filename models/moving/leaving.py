"""A stay has ended: what is the home's goes to who follows, the rest goes on by telephone."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models.access_cards.applying import give_up_card_for_mover
from models.cases.operations import locked, note
from models.cases.registry import kind_of
from models.cases.reporters import joining
from models.cases.tables import Case, Kind
from models.due import due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.intents.operations import Address, post, private, redraw
from models.intents.policy import NoticePolicy
from models.moving.announcing import address_of, open_move, tell_desk
from models.moving.clock import FarewellIsDue, SpaceIsDueBack, StayEnds
from models.moving.ends import ends_on
from models.moving.fates import fate_of
from models.moving.messages import BringSpaceBack, CaseIsYours, Farewell, ReporterHasMoved
from models.moving.rules import DAY, MOVE_FLOW, Act, Becomes, Mover, Stage, is_news
from models.moving.stays import follower_of, guests_of, open_cases
from models.moving.tables import Move
from models.moving.things import ask_back
from models.mydata.entries import owner_has_left
from models.owners.ending import end_for_mover
from models.papers.tables import Paper, PaperState
from models.parking.moving import give_back, give_up_for_mover, leases_going
from models.people.operations import belongs, part
from models.people.rules import permitted_hours
from models.people.tables import Person, Residency, Staff
from models.permissions import today_in
from models.talks.lists import talk_of
from models.talks.operations import end as end_talk

GIVES_UP = {
    Kind.PARKING: give_up_for_mover,
    Kind.CARD: give_up_card_for_mover,
    Kind.FILE_CHANGE: end_for_mover,
}


def end_stay(session: Session, moment: StayEnds, *, now: datetime) -> None:
    """Let everything that hung on the stay find its place; nothing, if it was put off since.

    The register's day has ended access by itself at this instant; here what is left is moved.
    Source: OWN-06, OWN-08, SEC-01.
    """
    residency = session.get(Residency, moment.subject)
    if residency is None or residency.left_on != moment.on:
        return
    _settle_move(session, residency)
    for guest in guests_of(session, residency, on=moment.on):
        ends_on(session, guest, moment.on)  # whom they let in goes with them
    for lease, _ in leases_going(session, residency, on=moment.on):
        give_back(session, lease, now=now)
    person = session.get_one(Person, residency.person_id)
    talk = talk_of(session, person.id)
    is_gone = not belongs(session, person.id, on=moment.on)
    if talk is not None and is_gone:
        end_talk(session, talk.id, by=person, now=now)
    by_telephone = _hand_over_cases(session, residency, person, moment, now=now)
    _say_farewell_later(session, residency, person, moment, by_telephone, now=now)
    if is_gone:  # what is still to be told goes by telephone from here on
        owner_has_left(session, person, now=now)
        part(session, person)


def say_farewell(session: Session, moment: FarewellIsDue, *, now: datetime) -> None:
    """Tell who has left what is still kept and how to reach the office; and the desk."""
    residency = session.get_one(Residency, moment.subject)
    if is_news(moment.on, today_in(session, residency.estate_id, now=now)):
        tell_desk(session, residency, Stage.LEFT, moment.on - DAY, now=now)
    ask_back(session, residency, on=moment.on, now=now)
    if not moment.account:
        return
    person = session.get_one(Person, residency.person_id)
    kept = select(func.max(col(Paper.erase_on))).where(
        Paper.person_id == person.id, Paper.state != PaperState.ERASED
    )
    stays = person.telegram_id == moment.account
    told = Farewell(
        address_of(session, residency),
        moment.by_telephone,
        session.exec(kept).one(),
        stays,
        residency.invited_by is not None,
    )
    to = Address(residency.estate_id, moment.account, language=person.language)
    post(session, told, to=to, now=now)


def ask_for_space(session: Session, moment: SpaceIsDueBack, *, now: datetime) -> None:
    """Let the desk take card and space back today, and remind who hands them back. S-34."""
    move = session.get_one(Move, moment.subject)
    if move.stage is not Stage.AGREED or move.space_back_on != moment.on:
        return
    residency = session.get_one(Residency, move.residency_id)
    going = leases_going(session, residency, on=move.last_day + DAY)
    address = private(session.get_one(Person, residency.person_id))
    if address is not None and going:
        spaces = tuple(space.number for _, space in going)
        post(session, BringSpaceBack(spaces), to=address, now=now)
    for lease, _ in going:
        give_back(session, lease, now=now)


def _settle_move(session: Session, residency: Residency) -> None:
    move = open_move(session, residency.id)
    if move is None or move.stage is not Stage.AGREED:
        return
    move.stage = MOVE_FLOW.after(move.stage, Act.LEAVE, by={Mover.CLOCK})
    move.rev += 1
    session.add(move)


def _hand_over_cases(
    session: Session, residency: Residency, person: Person, moment: StayEnds, *, now: datetime
) -> tuple[int, ...]:
    """Let each open case become what the table says; return the № that go on by telephone."""
    follower = follower_of(session, residency, on=moment.on)
    by_telephone = []
    for found in list(open_cases(session, residency, on=moment.on)):
        case = locked(session, found.id)
        fate = fate_of(session, case, followed=follower is not None)
        if fate is Becomes.GIVEN_UP:
            GIVES_UP[case.kind](session, case, now=now)
        elif fate is Becomes.WITH_HOME and follower is not None:
            _goes_to(session, case, follower, now=now)
        elif fate is Becomes.BY_TELEPHONE:
            by_telephone.append(case.number)
            _tell_owner(session, case, fate, person, now=now)
    return tuple(by_telephone)


def _goes_to(session: Session, case: Case, follower: Person, *, now: datetime) -> None:
    """Let the follower be its reporter, with the visit that is agreed; staff see whom to call."""
    joined = joining(session, case, follower)
    if joined is not None:
        session.delete(joined)
    case.reporter_id = follower.id
    case.rev += 1  # a button of before is an old one
    session.add(case)
    session.flush()
    note(session, case, "with_home", actor=Actor.CLOCK, person=follower, now=now)
    redraw(session, case.id, now=now)
    line = kind_of(case).line(session, case, follower, now=now)
    told = CaseIsYours(case.id, line, line.visit_from, line.visit_until)
    kind_of(case).tell(session, case, told, now=now, only=follower)
    _tell_owner(session, case, Becomes.WITH_HOME, follower, now=now)


def _tell_owner(
    session: Session, case: Case, fate: Becomes, whom: Person, *, now: datetime
) -> None:
    """Tell who has the case, in private, whom to call from now on."""
    staff = session.get(Staff, case.owner_id or 0)
    address = None if staff is None else private(session.get_one(Person, staff.person_id))
    if address is not None:
        told = ReporterHasMoved(
            case.id, case.number, fate, whom.name, whom.address_as.value, whom.phone or ""
        )
        post(session, told, to=address, now=now)


def _say_farewell_later(
    session: Session,
    residency: Residency,
    person: Person,
    moment: StayEnds,
    by_telephone: tuple[int, ...],
    *,
    now: datetime,
) -> None:
    """Have the farewell said at the first decent hour (S-42), to the account of this moment."""
    calendar = calendar_of(session, session.get_one(Estate, residency.estate_id))
    policy = policy_of(session, residency.estate_id, NoticePolicy)
    hours = permitted_hours(person.written_at, policy.resident_hours)
    farewell = FarewellIsDue(residency.id, moment.on, person.telegram_id or 0, by_telephone)
    at = calendar.first_permitted(now, hours)
    due(session, farewell, estate_id=residency.estate_id, at=at)
