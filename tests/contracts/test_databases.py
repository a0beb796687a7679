"""The databases that tests run on are what they are taken for."""

from threading import Event, Timer

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlmodel import Session

from models.database import Database


def test_a_new_database_is_of_the_kind_asked_for_and_empty(database_url: str, request):
    kind = request.config.getoption("--database")
    tables = {
        "sqlite": "SELECT count(*) FROM sqlite_master",
        "postgresql": "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
    }[kind]
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            assert connection.scalar(text(tables)) == 0
        assert make_url(database_url).get_backend_name() == kind
    finally:
        engine.dispose()


@pytest.mark.postgres
def test_a_copy_of_a_template_holds_what_the_template_holds(database_url: str, postgres):
    template = make_url(database_url).database
    assert template is not None
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id integer)"))
    engine.dispose()

    copy = postgres.create(template=template)
    engine = create_engine(postgres.url(copy))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM kept")) == 0
    engine.dispose()
    postgres.drop(copy)


def test_what_is_done_beside_the_writers_ends_before_the_database_is_closed(database_url: str):
    """Else its connection goes back to nobody."""
    database, begun, goes_on = Database(database_url), Event(), Event()

    def work(session: Session) -> None:
        session.execute(text("SELECT 1"))
        begun.set()
        assert goes_on.wait(30)

    beside = database.writing_beside(work)
    assert begun.wait(30)
    Timer(0.2, goes_on.set).start()
    database.close()
    assert beside.done()
