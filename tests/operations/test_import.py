"""A workbook becomes the estate's rows, and the rows become the same workbook again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel, col, select

from models.estate.exporting import export_book
from models.estate.importing import (
    EstateUnclear,
    apply_import,
    estate_of,
    known_keys,
    plan_import,
)
from models.estate.tables import Estate, Home
from models.people.tables import Person, Residency, Shift, Staff
from models.workbook import Book, RawBook, WrongWorkbook, check, read

SAMPLE = Path(__file__).parents[2] / "bot" / "sandbox" / "estate"
SETTINGS = {"dispatch.unclaimed_minutes": list, "callback.repair.delay_hours": int}


@pytest.fixture
def session(database_url: str) -> Iterator[Session]:
    engine = create_engine(database_url)
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def sample() -> Book:
    return check(read(SAMPLE), SETTINGS)


def rows_of(sheet: str, *lines: str) -> RawBook:
    return RawBook([(sheet, [line.split(",") for line in lines])])


def change(session: Session, sheet: str, *lines: str) -> None:
    """Import the lines, as an operator would, into the one estate that is there."""
    estate = session.exec(select(Estate)).one()
    book = check(rows_of(sheet, *lines), SETTINGS, lambda _: known_keys(session, estate))
    apply_import(session, book, estate_of(session, book))


def person_in(session: Session, name: str, unit: str = "101") -> Person:
    found = select(Person).join(Residency, col(Residency.person_id) == col(Person.id)).join(Home)
    return session.exec(found.where(Residency.name == name, Home.unit == unit)).one()


def test_what_was_imported_is_exported_unchanged(session: Session, sample: Book) -> None:
    estate = apply_import(session, sample, None)
    session.expire_all()
    assert export_book(session, estate) == sample
    assert plan_import(session, sample, estate) == []


def test_importing_twice_adds_nothing(session: Session, sample: Book) -> None:
    estate = apply_import(session, sample, None)
    again = apply_import(session, export_book(session, estate), estate_of(session, sample))
    assert again.id == estate.id
    assert len(session.exec(select(Person)).all()) == 150 + 18
    assert len(session.exec(select(Shift)).all()) == len(sample.rows["roster"])


def test_a_plan_names_new_rows_and_changed_columns_and_changes_nothing(
    session: Session, sample: Book
) -> None:
    assert sum(len(rows) for rows in sample.rows.values()) == len(
        plan_import(session, sample, None)
    )
    estate = apply_import(session, sample, None)
    sample.rows["homes"][0]["key_customer"] = True
    [planned] = plan_import(session, sample, estate)
    assert (planned.key, planned.columns, planned.is_new) == (
        ("0011010101",), ("key_customer",), False,
    )  # fmt: skip
    assert session.exec(select(Home).where(Home.code == "0011010101")).one().key_customer is False


def test_absent_rows_and_columns_are_left_alone_and_empty_cells_mean_none(
    session: Session, sample: Book
) -> None:
    apply_import(session, sample, None)
    change(session, "homes", "code,building,unit,contract_no", "0011010101,1号楼,101,")
    home = session.exec(select(Home).where(Home.code == "0011010101")).one()
    assert home.contract_no is None
    assert home.area_m2 == "89.60"
    assert len(session.exec(select(Home)).all()) == 120


def test_a_workbook_without_an_estate_belongs_to_the_only_one_or_to_the_one_named(
    session: Session, sample: Book
) -> None:
    nobody = Book({"homes": []})
    with pytest.raises(EstateUnclear):
        estate_of(session, nobody)
    first = apply_import(session, sample, None)
    assert estate_of(session, nobody) is first
    session.add(Estate(office_code="LHY", name="绿湖苑"))
    session.flush()
    with pytest.raises(EstateUnclear):
        estate_of(session, nobody)
    assert estate_of(session, nobody, "YHY") is first


def test_references_may_name_what_the_estate_has_already(session: Session, sample: Book) -> None:
    apply_import(session, sample, None)
    change(session, "roster", "staff,on,from,to,duty", "张建国,2026-12-25,08:00,12:00,shift")
    with pytest.raises(WrongWorkbook):
        change(session, "roster", "staff,on,from,to,duty", "无名氏,mon,08:00,12:00,shift")


def test_rows_with_one_phone_are_one_person_with_the_first_rows_language(session: Session) -> None:
    raw = RawBook([
        ("estate", [["key", "value"], ["name", "小院"], ["office_code", "XY"]]),
        ("homes", [["code", "building", "unit"],
                   ["0000000001", "1", "1"], ["0000000002", "1", "2"]]),
        ("residents", [["home_code", "name", "role", "phone", "language"],
                       ["0000000001", "Ann Lee", "owner", "19200001001", "en"],
                       ["0000000002", "李安", "owner", "19200001001", "zh-Hans"],
                       ["0000000002", "李乐", "family", "", ""]]),
        ("staff", [["name", "role", "phone"], ["李安", "guard", "+86 192 0000 1001"]]),
    ])  # fmt: skip
    book = check(raw, {})
    estate = apply_import(session, book, None)
    assert [(p.name, p.language) for p in session.exec(select(Person))] == [
        ("Ann Lee", "en"), ("李乐", "zh-Hans"),
    ]  # fmt: skip
    assert session.exec(select(Staff)).one().person_id == person_in(session, "李安", "2").id
    assert plan_import(session, book, estate) == []


def test_a_person_keeps_the_telegram_account_when_the_phone_changes(
    session: Session, sample: Book
) -> None:
    """And whoever gets the old number is not taken for the one who had it."""
    apply_import(session, sample, None)
    person_in(session, "林秀英").telegram_id = 71
    old = person_in(session, "林秀英").phone
    change(
        session, "residents", "home_code,name,role,phone",
        f"0011010102,李新,tenant,{old}", "0011010101,林秀英,owner,19200001999",
    )  # fmt: skip
    assert person_in(session, "林秀英").phone == "+8619200001999"
    assert person_in(session, "林秀英").telegram_id == 71
    assert person_in(session, "李新", "102").phone == old
    assert person_in(session, "李新", "102").telegram_id is None


def test_two_persons_can_swap_their_phones(session: Session, sample: Book) -> None:
    apply_import(session, sample, None)
    lin, feng = person_in(session, "林秀英"), person_in(session, "林晓峰")
    first, second = lin.phone, feng.phone
    change(
        session, "residents", "home_code,name,role,phone",
        f"0011010101,林秀英,owner,{second}", f"0011010101,林晓峰,family,{first}",
    )  # fmt: skip
    assert (person_in(session, "林秀英").id, lin.phone) == (lin.id, second)
    assert (person_in(session, "林晓峰").id, feng.phone) == (feng.id, first)


def test_an_empty_language_leaves_what_the_person_has_chosen(
    session: Session, sample: Book
) -> None:
    apply_import(session, sample, None)
    change(session, "residents", "home_code,name,role,language", "0011010101,林秀英,owner,en")
    change(session, "residents", "home_code,name,role,language", "0011010101,林秀英,owner,")
    assert person_in(session, "林秀英").language == "en"
