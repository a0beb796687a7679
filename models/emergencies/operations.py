"""Raise an alarm, call until somebody takes it, and calm down what was none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.operations import attach, locked, move, note, open_case
from models.cases.parts import Part
from models.cases.tables import Case, FileRole, Kind
from models.cases.words import Words, abridged
from models.due import Due, called_off, due
from models.emergencies.arrival import NOT_THERE, THEN
from models.emergencies.messages import EmergencyCall, Number, SafetyWords
from models.emergencies.moments import EmergencyRings, HelpIsAwaited
from models.emergencies.policy import EmergencyPolicy
from models.emergencies.rules import SERVICES, Danger, whom_to_call
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, SheetRow
from models.events import Actor, Event
from models.intents.operations import post, private
from models.people.operations import homes_of
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole, Trade
from models.permissions import parts_in, require_place, today_in
from models.repairs.cards import place_of
from models.repairs.classes import order_for
from models.repairs.reporters import show_receipt, tell_resident
from models.repairs.reporting import dispatch, to_group
from models.repairs.rules import BEFORE_DONE, REPAIR_FLOW, Action, CommonPart, Status
from models.repairs.tables import Repair
from models.repairs.working import worked
from models.tasks.operations import management_of
from models.values import frozen

# fmt: off
TRADES: Mapping[Danger, Trade] = {
    Danger.FIRE:     Trade.FIRE_SAFETY,
    Danger.GAS:      Trade.GAS,
    Danger.LIFE:     Trade.ELECTRICAL,
    Danger.TRAPPED:  Trade.DOORS_LOCKS,     # in a lift: the lift's people
    Danger.ELECTRIC: Trade.ELECTRICAL,
    Danger.WATER:    Trade.PLUMBING,
    Danger.FALLING:  Trade.WALLS_LEAKS,
    Danger.VIOLENCE: Trade.OTHER,
    Danger.PERSON:   Trade.OTHER,
}
# fmt: on
CALLED = (StaffRole.TECHNICIAN, StaffRole.OFFICER, StaffRole.SUPERVISOR)
ABOVE = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
SAME_ONE = timedelta(hours=2)  # what is cried again belongs to the same case


class YoursAlready(DomainError):
    """Who took the emergency has to hand it over: nobody else is called while they have it."""

    text_key = "emergencies.yours_already"


class NotCalled(DomainError):
    """Somebody else is called by now, or nobody is."""

    text_key = "emergencies.not_called"


@frozen
class Alarm:
    """What somebody cried: the danger, every word, and where, as far as it was said."""

    danger: Danger
    told: Words
    place: str = ""  # `home:<id>`, `common:<part>`, or nothing


def raise_alarm(session: Session, alarm: Alarm, *, by: Person, now: datetime) -> Case:
    """Say at once what to do, open a case without a slot, and call who is on duty. S-10.

    What the same person cries again within two hours is added to the same case. No limit and no
    quiet hour holds any of it.
    """
    case = _cried_before(session, alarm, by, now)
    if case is None:
        case = _open(session, alarm, by, now)
        _say(session, case, alarm, now)
        show_receipt(session, case, now=now, over=None)
        to_group(session, case, now=now, anew=True)
        call_duty(session, EmergencyRings(case.id, 1), now=now)
    else:
        repair = session.get_one(Repair, case.id)
        repair.told = f"{repair.told}\n+ {alarm.told.text}".strip()
        session.add(repair)
        attach(session, case, alarm.told.media, FileRole.REPORT)
        move(session, case, case.status, "add", actor=Actor.RESIDENT, person=by, now=now)
        _say(session, case, alarm, now)
    return case


def call_duty(session: Session, last: EmergencyRings, *, now: datetime) -> None:
    """Call who is on duty in private, and again in a few minutes; in the end the next one.

    The group sees the card again with everybody who is called, after an hour once an hour. So the
    management group is called where there is nobody, or one only who has said that they cannot go.
    """
    case = locked(session, last.subject)
    repair = session.get_one(Repair, case.id)
    waits = case.status == Status.REPORTED and repair.dispatches == last.dispatch
    if not waits or repair.danger is None:
        return
    policy = policy_of(session, case.estate_id, EmergencyPolicy)
    order = {staff.id: staff for staff in _roster(session, case, repair.trade, now)}
    called, times = 0, 0
    if order:
        called, times = whom_to_call(list(order), last.called, last.times, policy.calls_each)
        person = session.get_one(Person, order[called].person_id)
        note(session, case, "ring", actor=Actor.CLOCK, person=person, now=now)
        address = private(person)
        if address is not None:
            post(session, _call(session, case, repair.danger), to=address, now=now)
    after = timedelta(minutes=policy.call_minutes)
    hours, rest = divmod(last.ring, max(1, THEN // after))
    is_next, on_the_hour = called != last.called, hours and not rest
    alone = not order or (len(order) == 1 and _declined(session, case, order[called].person_id))
    if alone and (is_next or on_the_hour or not hours):
        _call_management(session, case, repair.danger, now=now)
    if on_the_hour or (is_next and last.ring and not hours):
        to_group(session, case, now=now, anew=True)
    again = replace(last, ring=last.ring + 1, called=called, times=times)
    due(session, again, estate_id=case.estate_id, at=now + after)


def cannot_go(session: Session, case_id: int, *, by: Person, now: datetime) -> bool:
    """Call the next one at once, when the one who is called says that they cannot go.

    False when there is nobody else: who is alone is called again in a few minutes, not at once,
    and the management group with them; the first time it is called now.

    Raises YoursAlready for who has taken it since, AlreadyTaken, NotCalled, NotAllowed.
    """
    case = locked(session, case_id)
    if case.status in NOT_THERE and Part.ASSIGNEE in parts_in(session, case, by, now=now):
        raise YoursAlready(number=case.number)
    _, staff = worked(session, case.id, Action.CLAIM, by, now)
    repair = session.get_one(Repair, case.id)
    ring = _ringing(session, case)
    is_theirs = ring is not None and (ring.dispatch, ring.called) == (repair.dispatches, staff.id)
    if ring is None or repair.danger is None or not is_theirs:
        raise NotCalled
    declined = _declined(session, case, by.id)
    note(session, case, "cannot_go", actor=Actor.STAFF, person=by, now=now)
    if all(each.id == staff.id for each in _roster(session, case, repair.trade, now)):
        if not declined:
            _call_management(session, case, repair.danger, now=now)
        return False
    called_off(session, EmergencyRings, subject=case.id, now=now)
    enough = policy_of(session, case.estate_id, EmergencyPolicy).calls_each
    call_duty(session, replace(ring, times=enough), now=now)
    return True


def calm(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Make it an ordinary report: nobody is called any more. Raises NotAllowed."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(case.status, Action.CALM, by=parts)
    repair = session.get_one(Repair, case.id)
    if repair.danger is None:
        raise NotAllowed
    repair.danger = None
    session.add(repair)
    called_off(session, EmergencyRings, HelpIsAwaited, subject=case.id, now=now)
    actor = Actor.RESIDENT if Part.REPORTER in parts else Actor.STAFF
    move(session, case, status, Action.CALM, actor=actor, person=by, now=now)
    if status == Status.REPORTED:
        dispatch(session, case, now=now)
    return case


def numbers_for(session: Session, estate: Estate, danger: Danger, trade: Trade) -> list[Number]:
    """Return whom to ring: public services, then the workbook's contacts, then the office."""
    policy = policy_of(session, estate.id, EmergencyPolicy)
    found = [Number(policy.number(each), service=each) for each in SERVICES[danger]]
    contacts = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate.id, SheetRow.sheet == "contacts")
        .order_by(col(SheetRow.id))
    )
    found += [
        Number(row.values["phone"], name=row.values["name"])
        for row in contacts
        if row.values["kind"] in ("emergency", "utility") and row.values.get("trade") == trade
    ]
    found.append(Number(estate.emergency_phone or estate.hotline or "", service="office"))
    known: dict[str, Number] = {}
    for number in found:
        known.setdefault(number.phone, number)  # a contact of the same number moves nothing
    return [number for number in known.values() if number.phone]


def _open(session: Session, alarm: Alarm, by: Person, now: datetime) -> Case:
    kind, _, value = alarm.place.partition(":")
    home_id = int(value) if kind == "home" else None
    homes = homes_of(session, by.id, on=today_in(session, by.estate_id, now=now))
    if not kind and homes:
        home_id = homes[0].id
    require_place(session, by, home_id, now=now)
    case = open_case(
        session, kind=Kind.REPAIR, status=Status.REPORTED, reporter=by, home_id=home_id, now=now
    )
    place = CommonPart(value) if kind == "common" else ""
    in_lift = alarm.danger is Danger.TRAPPED and place == CommonPart.LIFT
    trade = Trade.LIFT if in_lift else TRADES[alarm.danger]
    repair = Repair(
        id=case.id, trade=trade, told=alarm.told.text, place=place, danger=alarm.danger,
        dispatched_at=now, dispatches=1, order_kind=order_for(is_common=home_id is None),
    )  # fmt: skip
    session.add(repair)
    attach(session, case, alarm.told.media, FileRole.REPORT)
    return case


def _call(session: Session, case: Case, danger: Danger, *, by_turns: bool = True) -> EmergencyCall:
    repair = session.get_one(Repair, case.id)
    place, told = place_of(session, case, repair), abridged(repair.told)
    return EmergencyCall(case.id, case.number, danger, place, told, by_turns=by_turns)


def _call_management(session: Session, case: Case, danger: Danger, *, now: datetime) -> None:
    group = management_of(session, case)
    if group is not None:
        post(session, _call(session, case, danger, by_turns=False), to=group, now=now)


def _ringing(session: Session, case: Case) -> EmergencyRings | None:
    """Return the call that comes next, which knows who was called last."""
    ringing = select(Due).where(Due.kind == EmergencyRings.__name__, Due.subject == case.id)
    waiting = ringing.where(col(Due.settled_at).is_(None)).order_by(col(Due.id).desc())
    row = session.exec(waiting).first()
    return None if row is None else EmergencyRings.decode(row.kind, row.facts)


def _declined(session: Session, case: Case, person_id: int) -> bool:
    """Tell whether this person has said since the dispatch that they cannot go."""
    since = session.get_one(Repair, case.id).dispatched_at
    wanted = select(Event.id).where(Event.case_id == case.id, Event.action == "cannot_go")
    theirs = wanted.where(Event.person_id == person_id, col(Event.at) >= since)
    return session.exec(theirs).first() is not None


def _say(session: Session, case: Case, alarm: Alarm, now: datetime) -> None:
    estate, repair = session.get_one(Estate, case.estate_id), session.get_one(Repair, case.id)
    numbers = tuple(numbers_for(session, estate, alarm.danger, repair.trade))
    words = SafetyWords(case.id, case.number, alarm.danger, numbers)
    tell_resident(session, case, words, now=now)


def _cried_before(session: Session, alarm: Alarm, by: Person, now: datetime) -> Case | None:
    today = today_in(session, by.estate_id, now=now)
    homes = [home.id for home in homes_of(session, by.id, on=today)]
    return session.exec(
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.reporter_id == by.id,
            col(Case.home_id).is_(None) | col(Case.home_id).in_(homes),  # still theirs
            col(Case.status).in_(BEFORE_DONE),
            col(Case.opened_at) >= now - SAME_ONE,
            col(Repair.danger).in_((alarm.danger, Danger.PERSON)),
        )
        .order_by(col(Case.id).desc())
    ).first()


def _roster(session: Session, case: Case, trade: Trade, now: datetime) -> list[Staff]:
    """Return whom to call, in order: of the trade, then whoever is on duty, then those above."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    duty = on_duty(session, case.estate_id, *CALLED, calendar=calendar, now=now)
    skilled = [staff for staff in duty if trade in staff.trades]
    above = staff_in(session, case.estate_id, *ABOVE, now=now)
    everyone = {staff.id: staff for staff in (*skilled, *duty, *above)}
    return [staff for staff in everyone.values() if reachable(session, [staff])]
