"""Who may do what: as the flows have it, as the rules have it, and as the operations do it."""

from collections.abc import Awaitable, Callable, Iterator, Mapping

import pytest
from sqlmodel import Session, select

from docs.office import OWN
from docs.permissions import PAGE, Matrix, generated, page
from models.cases.registry import KINDS
from models.cases.tables import Case, CaseReporter, Kind
from models.complaints.tables import Complaint, Overrun, Settlement
from models.emergencies.rules import Danger
from models.followups.rules import FollowUpKind
from models.followups.tables import FollowUp
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from models.repairs.rules import RecordClass
from models.repairs.tables import Referral, Repair
from tests.support.asking import ask, suggest
from tests.support.canaries import Overheard
from tests.support.complaining import complain, with_classes
from tests.support.employed import employ
from tests.support.permitted import by_hand
from tests.support.pressing import pressed
from tests.support.telling import report
from tests.support.world import World

ACCOUNTS = {role.value: 100 + n for n, role in enumerate(StaffRole)}
RESIDENTS = {"reporter": 11, "joined": 12, "household": 13, "neighbour": 14}
TRIED = (
    *RESIDENTS, "technician", "technician (own)", "officer", "officer (own)", "supervisor",
    "quality_supervisor", "manager", "office_head", "office_head (own)", "company", "guard",
    "guard (own)",
)  # fmt: skip
MIGHTY = "office_head (own)"  # is refused only what nobody may
# Done by other presses than one of their name: on the question, by a name, by the link.
ELSEWHERE = frozenset(
    {"confirm", "continue", "reopen", "satisfied", "dissatisfied", "to_colleague", "cosign"}
)
VALUES = dict.fromkeys(("approve_reduction", "reject_reduction"), "|1")  # an amount
TOLD: Mapping[Kind, Callable[[World], Awaitable[object]]] = {
    Kind.REPAIR: report, Kind.COMPLAINT: complain, Kind.ENQUIRY: ask, Kind.SUGGESTION: suggest,
}  # fmt: skip
REFUSALS = frozenset({"errors.not_allowed", "errors.not_staff", "repairs.already_taken"})


def test_the_permissions_are_those_that_the_rules_have() -> None:
    """CMP-02, S-17, GEN-12: read from flows and roles, and written by hand from the rules."""
    matrix, _ = by_hand()
    assert {cell: sorted(who) for cell, who in generated().items()} == {
        cell: sorted(who) for cell, who in matrix.items()
    }


def test_the_page_shows_them() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("every", [23, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", [kind for kind, known in KINDS.items() if known.turning])
async def test_every_cell_of_the_table_is_what_a_press_does(
    world: World, overheard: Overheard, kind: Kind, every: int
) -> None:
    """CMP-02, S-17, GEN-12: who may is not refused; everybody else is, in every state.

    Every cell in the slow run, one of eleven in each.
    """
    world.write(with_classes)
    await TOLD[kind](world)
    world.write(_everybody_comes)
    world.write(_something_waits_for_an_answer)
    wrong: list[str] = []
    world.write(lambda session: wrong.extend(_walk(world, session, kind, every)))
    assert wrong == []
    assert overheard.errors == []


def _walk(world: World, session: Session, kind: Kind, every: int) -> Iterator[str]:
    matrix, refused = by_hand()
    for action, state, name in list(_presses(kind, matrix))[::every]:
        may = _is_not_refused(world, session, state, name, action)
        expected = name in matrix.get((kind, action, state), frozenset()) - refused[kind, action]
        if may != expected:
            yield f"{name} {'may' if may else 'may not'} {action} what is {state}"


def _presses(kind: Kind, matrix: Matrix) -> Iterator[tuple[str, str, str]]:
    """Yield every action in every state, by everybody; where nobody may, by the mightiest."""
    turning = KINDS[kind].turning
    assert turning
    actions = {action for thing, action, _ in matrix if thing == kind} - ELSEWHERE
    for action in sorted(actions):
        for state in sorted(map(str, turning.flow.statuses)):
            for name in TRIED if matrix.get((kind, action, state)) else (MIGHTY,):
                yield action, state, name


def _is_not_refused(world: World, session: Session, state: str, name: str, action: str) -> bool:
    """Press it, with the case in that state and in those hands; undo everything."""
    undone = session.begin_nested()
    case, role = session.get_one(Case, 1), name.removesuffix(OWN)
    holder = role if name.endswith(OWN) else "renovation_officer"
    case.status, case.owner_id = (
        state,
        session.exec(
            select(Staff.id).join(Person).where(Person.telegram_id == ACCOUNTS[holder])
        ).one(),
    )
    session.add(case)
    if action == "calm":
        session.get_one(Repair, 1).danger = Danger.GAS
    session.flush()
    account = (RESIDENTS | ACCOUNTS)[role]
    toast = pressed(world, session, account, account, f"1|{action}|1|0{VALUES.get(action, '')}")
    undone.rollback()
    session.expire_all()
    return toast.key not in REFUSALS


def _something_waits_for_an_answer(session: Session) -> None:
    """Let there be what some of the actions are about; what they do is told elsewhere."""
    now = session.get_one(Case, 1).opened_at
    known = {"estate_id": 1, "case_id": 1}
    complaint = session.get(Complaint, 1)
    if complaint is not None:
        complaint.company_since = now
    asked = known | {"asked_by": 1, "asked_at": now}
    session.add(Settlement(amount=1, what="道歉", **asked))
    session.add(Overrun(until=now, reason="等配件", **asked))
    session.add(Referral(record_class=RecordClass.WARRANTY, written_by=1, written_at=now, **known))
    session.add(
        FollowUp(
            round=1,
            kind=FollowUpKind.LEAK,
            done_at=now,
            since=now,
            limit_at=now,
            final_at=now,
            **known,
        )
    )


def _everybody_comes(session: Session) -> None:
    """Let there be a person of each column; Chen has joined in."""
    employ(session, ACCOUNTS)
    for name, home_id in (("household", 1), ("neighbour", 2)):
        person = Person(estate_id=1, name=name, telegram_id=RESIDENTS[name])
        session.add(person)
        session.flush()
        known = {"estate_id": 1, "person_id": person.id, "name": name}
        session.add(Residency(home_id=home_id, role=HomeRole.FAMILY, **known))
    case = session.get_one(Case, 1)
    session.add(CaseReporter(case_id=1, person_id=2, home_id=2, since=case.opened_at))
