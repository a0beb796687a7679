"""No space is leased twice, whatever runs at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from models.cases.tables import Case, Kind
from models.estate.tables import Estate, Home
from models.parking.ledger import hold
from models.parking.tables import Application, Lease, Space
from models.parking.words import LeaseState, SpaceKind, Status
from models.people.tables import Person

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
APPLICANTS, SPACES = 6, 2


def founded(session: Session) -> None:
    """Let there be two spaces, and six applications for one."""
    session.add(Estate(id=1, office_code="YHY", name="云和苑"))
    session.flush()
    session.add(Home(id=1, estate_id=1, code="0011000101", building="1号楼", unit="101"))
    session.add(Person(id=1, estate_id=1, name="林秀英"))
    for number in range(1, SPACES + 1):
        session.add(Space(id=number, estate_id=1, number=f"B3-00{number}", kind="underground"))
    session.flush()
    for number in range(1, APPLICANTS + 1):
        known = {"estate_id": 1, "number": number, "reporter_id": 1, "home_id": 1}
        session.add(
            Case(id=number, kind=Kind.PARKING, status=Status.PAPERS, opened_at=NOW, **known)
        )
        session.flush()
        kind = SpaceKind.UNDERGROUND
        session.add(
            Application(
                id=number,
                estate_id=1,
                space_kind=kind,
                plate=str(number),
                model="",
                counts_at=NOW,
            )
        )
    session.commit()


def test_six_at_once_get_two_spaces_and_no_space_twice(database_url: str) -> None:
    """PRK-03, PRK-05: each worker has seen both spaces free before any of them takes one."""
    engine = create_engine(database_url)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        founded(session)
    ready = Barrier(APPLICANTS)

    def applies(number: int) -> bool:
        with Session(engine) as session:
            case = session.get_one(Case, number)
            application = session.get_one(Application, number)
            session.commit()
            ready.wait()
            got = hold(session, case, application)
            session.commit()
            return got

    with ThreadPoolExecutor(APPLICANTS) as workers:
        got = list(workers.map(applies, range(1, APPLICANTS + 1)))
    assert sum(got) == SPACES
    with Session(engine) as session:
        leases = session.exec(select(Lease)).all()
        assert sorted(lease.space_id for lease in leases) == [1, 2]
        session.add(Lease(estate_id=1, space_id=1, state=LeaseState.RUNNING))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
        first = session.exec(select(Lease).where(Lease.space_id == 1)).one()
        first.state = LeaseState.ENDED
        session.add_all((first, Lease(estate_id=1, space_id=1, state=LeaseState.RUNNING)))
        session.flush()
    engine.dispose()
