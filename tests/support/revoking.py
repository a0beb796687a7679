"""Each way that somebody's role ends, and what of it is left in their hands: nothing."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session, SQLModel, col, select
from telegram import Update

from handlers.context import Turn
from handlers.incoming import Incoming, Shape, _pressed, _said
from handlers.mydata import RIGHTS
from handlers.turns import take_turn
from models.calendar import DAY
from models.cases.tables import Case
from models.estate.tables import Home
from models.household.operations import end_guest
from models.household.rules import Matter
from models.intents.tables import Outbox
from models.moving.clock import StayEnds
from models.moving.leaving import end_stay
from models.mydata.erasing import forget
from models.people.operations import belongs, homes_of, linked, part, person_of, staff_of, unlink
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from models.talks.tables import Talk
from tests.support.entitled import ESTATE, meant
from tests.support.pressing import rows_in
from tests.support.world import SHANGHAI, World

ANOTHER = 9_100_000  # an account that was nobody's
# What is said to who has no role here; sixteen signs may be a code to register with.
KINDLY = ("registration.ask_code", "registration.code_refused", "limits.slowly", "errors.")
Way = Callable[[Session, Person, datetime, date], None]


def leaves(session: Session, person: Person, _: datetime, today: date) -> None:
    """Let the register name today as the first day without them."""
    for row in roles_of(session, person):
        row.left_on = today
        session.add(row)
    session.flush()


def moves_out(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let each of their stays have ended, with all that follows at its end."""
    leaves(session, person, now, today)
    for row in roles_of(session, person):
        if isinstance(row, Residency):
            end_stay(session, StayEnds(row.id, today), now=now)


def is_unlinked(session: Session, person: Person, now: datetime, _: date) -> None:
    """Let the office have unlinked the account."""
    unlink(session, person, by_office=True, now=now)


def has_another_account(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let the person have another account from now on."""
    linked(session, person, ANOTHER, on=today, now=now)


def is_forgotten(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let the person be gone, and nothing be known of them."""
    leaves(session, person, now, today)
    part(session, person)
    forget(session, person, now=now)


def sees_a_last_day(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let today be their last day, as the register says."""
    leaves(session, person, now, today + DAY)


def sees_a_mandate_end(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let them act for the owner of each of their homes in all matters, until this day is over."""
    for row in roles_of(session, person):
        if isinstance(row, Residency):
            row.role, row.matters = HomeRole.PROXY, [each.value for each in Matter]
    sees_a_last_day(session, person, now, today)


def is_ended_by_an_owner(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let them be family in each of their homes, until its owner says that they are no longer."""
    for row in roles_of(session, person):
        if isinstance(row, Residency) and (row.left_on is None or row.left_on > today):
            row.role = HomeRole.FAMILY
            owner = Person(estate_id=row.estate_id, name="房东")
            session.add_all((row, owner))
            session.flush()
            where = {"estate_id": row.estate_id, "home_id": row.home_id, "name": f"房东{row.id}"}
            session.add(Residency(person_id=owner.id, role=HomeRole.OWNER, **where))
            session.flush()
            end_guest(session, row.id, by=owner, now=now)


def only_lives_here(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let the person have no other role than in a home of which nothing was ever told."""
    leaves(session, person, now, today)
    home = Home(estate_id=ESTATE, code="0077", building="7号楼", unit="701")
    session.add(home)
    session.flush()
    row = {"estate_id": ESTATE, "person_id": person.id, "name": f"{person.name}之二"}
    session.add(Residency(home_id=home.id, role=HomeRole.OWNER, **row))
    session.flush()


def only_administers(session: Session, person: Person, now: datetime, today: date) -> None:
    """Let the person have no other role than one to which no case is told."""
    leaves(session, person, now, today)
    row = {"estate_id": ESTATE, "person_id": person.id, "name": f"{person.name}之二"}
    session.add(Staff(role=StaffRole.ADMINISTRATOR, **row))
    session.flush()


def roles_of(session: Session, person: Person) -> Iterator[Residency | Staff]:
    """Yield every role that the person has had."""
    for table in (Residency, Staff):
        yield from session.exec(select(table).where(table.person_id == person.id)).all()


GONE: Mapping[str, Way] = {
    "left by the register": leaves, "moved out": moves_out, "unlinked": is_unlinked,
    "another account": has_another_account, "forgotten": is_forgotten,
    "last day over": sees_a_last_day, "mandate over": sees_a_mandate_end,
    "ended by an owner": is_ended_by_an_owner,
}  # fmt: skip
OVERNIGHT = {"last day over", "mandate over"}  # it is done at the midnight that follows
OF_A_HOME = {"mandate over", "ended by an owner", "lives elsewhere"}
CHANGED: Mapping[str, Way] = {  # of somebody of the office, and of a home
    "lives here only": only_lives_here, "another post": only_administers,
    "lives elsewhere": only_lives_here,
}  # fmt: skip
OWN_DIALOGUE = {"outbox", "progress", "files"}  # what is being told by somebody of the estate
LEFT = "a home that was left"


def read(raw: Mapping[str, Any]) -> Incoming | None:
    """Return what somebody says or presses; None of what is neither."""
    update = Update.de_json(dict(raw), None)
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    said = update.message
    by = said.from_user if said and not said.migrate_to_chat_id else None
    return _said(said, by) if said and by else None


def ways_of(session: Session, incoming: Incoming, now: datetime) -> list[str]:
    """Return how the role may end of who says or presses it; empty for who has none."""
    person, today = person_of(session, incoming.user_id), now.astimezone(SHANGHAI).date()
    if person is None or not belongs(session, person.id, on=today) or is_anybodys(incoming):
        return []
    if staff_of(session, person.id, on=today) is None:
        return [*GONE, "lives elsewhere"]
    # Who lives here besides keeps what a resident may, wherever that is.
    besides = {"lives here only"} if homes_of(session, person.id, on=today) else set()
    left_out = OF_A_HOME | besides
    return [way for way in (*GONE, *CHANGED) if way not in left_out]


def of_homes_left(session: Session, person_id: int) -> dict[str, list[str]]:
    """Return all that is kept of homes in which the person has no role any more, and their cases.

    Where a card of theirs stands is their own chat's.
    """
    roles = select(Residency.home_id).where(Residency.person_id == person_id)
    left = session.exec(roles.where(col(Residency.left_on).is_not(None))).all()
    cases = session.exec(select(Case.id).where(col(Case.home_id).in_(left))).all()
    kept: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        for name, keys in (("home_id", left), ("case_id", cases)):
            if name in table.c and table.name not in OWN_DIALOGUE | {"cards"}:
                kept += map(repr, session.execute(select(table).where(table.c[name].in_(keys))))
    return {LEFT: kept}


def told_as_anybody(session: Session, person_id: int) -> set[tuple[str, int]]:
    """Return what the person has told as anybody may: of no home, or to the office."""
    cases = select(Case.id).where(Case.reporter_id == person_id, col(Case.home_id).is_(None))
    talks = select(Talk.id).where(Talk.person_id == person_id)
    told = {"case": session.exec(cases).all(), "talk": session.exec(talks).all()}
    return {(kind, each) for kind, found in told.items() for each in found}


def is_anybodys(incoming: Incoming) -> bool:
    """Tell whether it is no matter of a role: a link to begin with, one's own data, a question."""
    if incoming.shape is Shape.COMMAND:
        return incoming.command in ("start", "bind", "person", *RIGHTS)
    action = incoming.text.split("|")[1] if incoming.text.count("|") > 1 else ""
    rule = meant().get(action) if incoming.shape is Shape.PRESS else None
    return action.startswith("forget") or (rule is not None and "anybody" in rule.who)


def act_without(world: World, session: Session, incoming: Incoming, way: str) -> str:
    """Let the role end that way, then let it be said or pressed; return what of it is wrong."""
    now, person = world.clock.now(), person_of(session, incoming.user_id)
    assert person is not None
    undone = session.begin_nested()
    today = now.astimezone(SHANGHAI).date()
    (GONE | CHANGED)[way](session, person, now, today)
    person.unreachable_since = None  # who writes can be written to again, whatever they are
    session.flush()
    if way in OVERNIGHT:
        now = datetime.combine(today + DAY, time(), SHANGHAI).astimezone(now.tzinfo)
    before = rows_in(session) | of_homes_left(session, person.id)
    told = told_as_anybody(session, person.id)
    last = max(session.exec(select(Outbox.id)).all(), default=0)
    turn = Turn(session, incoming, world.desk.catalogue, "guanjia_bot", now)
    take_turn(turn)
    session.flush()
    after = rows_in(session) | of_homes_left(session, person.id)
    new = session.exec(select(Outbox).where(col(Outbox.id) > last)).all()
    changed = {name for name in after if after[name] != before[name]}
    said = [(each.chat_id, each.kind, str(each.facts.get("text", ""))) for each in new]
    tells = told_as_anybody(session, person.id) - told
    undone.rollback()
    session.expire_all()
    if way == "lives elsewhere":  # of where they live, and of what is everybody's, they may speak
        changed &= {LEFT}
    if way == "lives here only" and any(kind == "SafetyWords" for _, kind, _ in said):
        return ""  # whoever lives here may cry for help
    if way in CHANGED:  # whoever belongs here may tell what anybody may, as they had begun to
        return str(changed) if changed - OWN_DIALOGUE and not tells else ""
    kindly = all(
        chat_id == incoming.chat_id and (kind == "SafetyWords" or text.startswith(KINDLY))
        for chat_id, kind, text in said
    )
    unsaid = incoming.shape is Shape.PRESS and not (turn.answer and turn.answer.alert)
    if changed - {"outbox"} or not kindly or unsaid:
        return f"{changed} {said} {turn.answer}"
    return ""
