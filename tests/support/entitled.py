"""To whom a button may do anything: read from tables that were written by hand."""

import csv
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlmodel import Session, select

from models.blocked.tables import Blockage
from models.buttons import Press
from models.cases.tables import Case, CaseReporter, Kind
from models.dunning.tables import DunningStep
from models.followups.policy import Channel
from models.followups.tables import FollowUp
from models.parking.tables import Vehicle
from models.people.tables import HomeRole, Person, Residency, Staff
from models.tasks.tables import Task
from models.visitors.tables import VisitorPass
from tests.support.permitted import WORDS, by_hand

TABLE = Path(__file__).parents[1] / "stories" / "presses.csv"
OWN = " (own)"
ESTATE = 1  # where the stories are told
PAYERS = (HomeRole.OWNER, HomeRole.TENANT)
CASES: Mapping[Kind, Set[str]] = {  # a kind of case, and what the table of permissions calls it
    Kind.PARKING: {"parking", "vip"}, Kind.CARD: {"card", "lost_card"},
    Kind.FILE_CHANGE: {"file_change", "fee_change", "owner_form"},
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """A button, and where it was drawn."""

    data: str
    chat_id: int
    message_id: int

    @property
    def press(self) -> Press:
        """Return what it says."""
        return Press.unpack(self.data)

    @property
    def on(self) -> tuple[str, int]:
        """Return what it does, and to which row."""
        return self.press.action, self.press.object


@dataclass(frozen=True)
class Somebody:
    """Who presses: what they are here, their account, and their row if they have one."""

    role: str
    account: int
    person_id: int | None = None


@dataclass(frozen=True)
class Meant:
    """For whom a press is meant that is no step of a case: of which row, and in whose hands."""

    of: str
    who: frozenset[str]


@cache
def meant() -> Mapping[str, Meant]:
    """Return for whom each press is meant that is no step of a case."""
    found: dict[str, Meant] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for action in row["presses"].split():
                who = frozenset(row["who"].split())
                found[action] = Meant(
                    row["of"], who | found[action].who if action in found else who
                )
    return found


def is_entitled(
    session: Session, who: Somebody, button: Drawn, shown: Set[tuple[str, int, int]], *, on: date
) -> bool:
    """Tell whether it may do anything for them: of today's roles, and of what they are to the row.

    `shown`: what was drawn for which account in private.
    """
    action, number = button.on
    person = session.get(Person, who.person_id or 0)
    rule = meant().get(action)
    of_a_row = number and not (rule and "anybody" in rule.who)
    if person is None or (of_a_row and person.estate_id != ESTATE):
        return False  # without a row it is about their own estate
    staff, homes = _staff(session, person.id, on), _homes(session, person.id, on)
    if staff is None and not homes:  # who asks to belong here goes on with what they are asked
        if rule is None or "shown" not in rule.who or (action, number, who.account) not in shown:
            return False
        return "self" in rule.who or not _ever_belonged(session, person.id)
    if rule is None or rule.of in ("case", "answer", "task"):
        case, heard = _case(session, rule, number)
        they_are = set() if case is None else _relations(session, person, case, on)
        may = _steps(action, case) if rule is None else _meaning(rule.who | heard)
        return not may.isdisjoint(they_are)
    roles = {staff.role.value, f"{staff.role.value}{OWN}"} if staff else set[str]()
    return (
        "anybody" in rule.who
        or ("shown" in rule.who and (action, number, who.account) in shown)
        or ("resident" in rule.who and bool(homes))
        or ("home" in rule.who and number in homes)
        or ("owner" in rule.who and number in _homes(session, person.id, on, HomeRole.OWNER))
        or (rule.of == "stay" and _owns_home_of(session, person.id, number, on))
        or (rule.of == "step" and _pays_for_home_of(session, person.id, number, on))
        or not _meaning(rule.who).isdisjoint(roles)
    )


def _case(session: Session, rule: Meant | None, number: int) -> tuple[Case | None, Set[str]]:
    """Return the case, and who else may add to an answer: the desk, to what it heard itself."""
    if rule is None or rule.of == "case":
        return session.get(Case, number), frozenset()
    if rule.of == "task":
        task = session.get(Task, number)
        return None if task is None else session.get(Case, task.case_id), frozenset()
    answer = session.get(FollowUp, number)
    if answer is None:
        return None, frozenset()
    in_person = answer.channel in (Channel.PHONE, Channel.VISIT)
    return session.get(Case, answer.case_id), frozenset({"desk"} if in_person else ())


def _meaning(words: Set[str]) -> Set[str]:
    return frozenset[str]().union(*(WORDS.get(word, ()) for word in words))


def _steps(action: str, case: Case | None) -> Set[str]:
    """Return who may do that to a case of this kind as it stands."""
    if case is None:
        return frozenset()
    matrix, _ = by_hand()
    things = CASES.get(case.kind, {case.kind.value})
    return frozenset[str]().union(
        *(matrix.get((thing, action, case.status), ()) for thing in things)
    )


def _relations(session: Session, person: Person, case: Case, on: date) -> Set[str]:
    """Return what the person is to the case, in the words of the table of permissions."""
    found = {"reporter"} if case.reporter_id == person.id else set[str]()
    joined = select(CaseReporter).where(
        CaseReporter.case_id == case.id, CaseReporter.person_id == person.id
    )
    if session.exec(joined).first() is not None:
        found.add("joined")
    if _drives(session, person.id, case, on):
        found.add("driver")
    staff = _staff(session, person.id, on)
    if staff is not None:
        own = OWN if case.owner_id == staff.id else ""
        found.add(f"{staff.role.value}{own}")
    return found


def _drives(session: Session, person_id: int, case: Case, on: date) -> bool:
    """Tell whether the car in the way is in the file of a home of theirs, or came to them."""
    car = session.get(Blockage, case.id)
    if car is None:
        return False
    theirs = session.exec(select(Vehicle.home_id).where(Vehicle.plate == car.plate)).all()
    came = VisitorPass.plate == car.plate, VisitorPass.person_id == person_id
    guests = session.exec(select(VisitorPass.home_id).where(*came)).all()
    return not _homes(session, person_id, on).isdisjoint(theirs or guests)


def _ever_belonged(session: Session, person_id: int) -> bool:
    tables = (Staff, Residency)
    return any(session.exec(select(it.id).where(it.person_id == person_id)).all() for it in tables)


def _staff(session: Session, person_id: int, on: date) -> Staff | None:
    posts = session.exec(select(Staff).where(Staff.person_id == person_id)).all()
    return next((it for it in posts if it.left_on is None or on < it.left_on), None)


def _owns_home_of(session: Session, person_id: int, residency_id: int, on: date) -> bool:
    """Tell whether somebody is in a home of theirs: its owner ends that."""
    stay = session.get(Residency, residency_id)
    return stay is not None and stay.home_id in _homes(session, person_id, on, HomeRole.OWNER)


def _pays_for_home_of(session: Session, person_id: int, step_id: int, on: date) -> bool:
    """Tell whether a reminder is of a home of theirs: who may pay there may answer, too."""
    step = session.get(DunningStep, step_id)
    return step is not None and step.home_id in _homes(session, person_id, on, *PAYERS)


def _lasts(stay: Residency, on: date) -> bool:
    return stay.left_on is None or on < stay.left_on


def _homes(session: Session, person_id: int, on: date, *roles: HomeRole) -> set[int]:
    """Return in which homes they have a role, or one of these."""
    stays = session.exec(select(Residency).where(Residency.person_id == person_id)).all()
    return {it.home_id for it in stays if _lasts(it, on) and it.role in (roles or HomeRole)}
