"""What a transaction has found it asks for once, and never knows longer than it is so."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, text, update
from sqlmodel import Session, col, select

from models.database import Database, insert_new
from models.estate.tables import Estate, Home, Setting
from models.prepared import prepared
from tests.support.ground import Ground
from tests.support.statements import asking


@prepared
def names(estate_id: Any) -> Any:
    return select(Setting.name).where(Setting.estate_id == estate_id).order_by(col(Setting.name))


@prepared
def rows(estate_id: Any) -> Any:
    return select(Setting).where(Setting.estate_id == estate_id).order_by(col(Setting.name))


@prepared
def estates_with(name: Any) -> Any:
    """Ask for a table that stands in a part of the question."""
    kept = select(Setting.id).where(Setting.estate_id == col(Estate.id), Setting.name == name)
    return select(Estate.id).where(kept.exists())


def added(session: Session) -> None:
    session.add(Setting(estate_id=1, name="new", value=1))


def renamed(session: Session) -> None:
    rows(session, 1).one().name = "new"


def removed(session: Session) -> None:
    session.delete(rows(session, 1).one())


def inserted(session: Session) -> None:
    insert_new(
        session, Setting, [{"estate_id": 1, "name": "new", "value": 1}], returning=(Setting.id,)
    )


def updated(session: Session) -> None:
    session.connection().execute(update(Setting).values(name="new"))


def deleted(session: Session) -> None:
    session.connection().execute(delete(Setting))


def changed_by_hand(session: Session) -> None:
    session.connection().execute(text("WITH one AS (SELECT 1) DELETE FROM settings"))


WAYS = [added, renamed, removed, inserted, updated, deleted, changed_by_hand]


@pytest.fixture
def database(ground: Ground) -> Database:
    ground.lay()
    ground.database.write(lambda s: s.add(Setting(estate_id=1, name="old", value=1)))
    return ground.database


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_is_found_however_it_was_written(
    database: Database, way: Callable[[Session], None]
):
    def look(session: Session) -> None:
        before = names(session, 1).all(), estates_with(session, "old").all()
        assert before == (["old"], [1])
        way(session)
        session.flush()
        fresh = list(session.connection().scalars(text("SELECT name FROM settings ORDER BY name")))
        assert fresh != ["old"]
        assert names(session, 1).all() == fresh == [row.name for row in rows(session, 1)]
        assert bool(estates_with(session, "old").all()) == ("old" in fresh)

    database.write(look)


@pytest.mark.parametrize("begins", [Session.begin_nested, lambda s: s.connection().begin_nested()])
def test_what_was_undone_is_not_known_any_more(
    database: Database, begins: Callable[[Session], Any]
):
    def look(session: Session) -> None:
        part = begins(session)
        added(session)
        assert names(session, 1).all() == ["new", "old"]
        part.rollback()
        session.expunge_all()
        assert names(session, 1).all() == ["old"]

    database.write(look)


def test_the_next_transaction_asks_for_itself(database: Database):
    def look(session: Session) -> None:
        session.connection().execute(update(Setting).values(name="new"))
        assert database.reading(lambda s: names(s, 1).all()).result() == ["old"]

    database.write(look)
    for _ in range(16):  # whichever connection it gets
        assert database.write(lambda s: names(s, 1).all()) == ["new"]
        assert database.read(lambda s: names(s, 1).all()) == ["new"]


def test_nothing_is_asked_twice_while_nothing_is_written(database: Database):
    def look(session: Session) -> None:
        first = rows(session, 1).one()
        with asking(session.get_bind()) as said:
            assert rows(session, 1).one() is first
            assert rows(session, 2).all() == []
            assert names(session, 1).all() == names(session, 1).all() == ["old"]
        assert len(said) == 2

    database.read(look)


@pytest.mark.sqlite
def test_a_write_elsewhere_leaves_it_known_where_nobody_else_writes(database: Database):
    def look(session: Session) -> None:
        assert names(session, 1).all() == ["old"]
        session.connection().execute(update(Home).values(unit="1"))
        with asking(session.get_bind()) as said:
            assert names(session, 1).all() == ["old"]
        assert said == []

    database.write(look)


def test_an_engine_that_nobody_told_to_asks_each_time(database: Database):
    engine = create_engine(database.url)
    with Session(engine) as session, asking(session.get_bind()) as said:
        assert names(session, 1).all() == names(session, 1).all() == ["old"]
    engine.dispose()
    assert len(said) == 2


@pytest.mark.sqlite
def test_what_was_found_is_not_kept_when_the_transaction_is_over(database: Database):
    kept: list[Any] = []
    database.write(lambda s: (names(s, 1).all(), kept.append(s.connection().info)))
    assert "known" not in kept[0]


@pytest.mark.postgres
def test_who_had_to_wait_for_another_asks_anew(database: Database):
    """A lock that is held by another is one behind which something may have been written."""

    def look(session: Session) -> None:
        assert names(session, 1).all() == ["old"]
        database.writing_beside(
            lambda s: s.connection().execute(update(Setting).values(name="new"))
        ).result()
        session.exec(select(Estate.id).with_for_update()).all()
        assert names(session, 1).all() == ["new"]

    database.write(look)
