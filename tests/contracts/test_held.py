"""What is known of people is declared, table by table and column by column. SEC-01, OWN-08."""

from sqlalchemy import JSON, BigInteger, String
from sqlmodel import SQLModel

from locales.catalogue import Catalogue
from models.cases.tables import Kind
from models.fields import ByValue
from models.migrations.metadata import METADATA
from models.mydata.held import HELD, Held
from models.mydata.worded import STATUSES, words_for
from tests.support.run_time_names import NAMED_AT_RUN_TIME

OF_PEOPLE = {"people.id"}


def named(held: Held) -> list[str]:
    """Return every column that the line names as one that goes, is kept, or says nothing."""
    lists = (held.erased, held.traces, held.stays)
    return [*" ".join(lists).split(), *held.kept]


def could_tell(table: str) -> set[str]:
    """Return the columns in which something of a person can stand, or that refer to one."""
    found = set()
    for column in METADATA.tables[table].columns:
        refers = {key.target_fullname for key in column.foreign_keys}
        is_word = isinstance(column.type, String | JSON)
        is_word &= not isinstance(column.type, ByValue)
        is_account = isinstance(column.type, BigInteger) and not refers and not column.primary_key
        if is_word or is_account or refers & OF_PEOPLE:
            found.add(column.name)
    return found


def test_every_table_says_what_it_holds_of_people() -> None:
    """SEC-01: a new table has a line in models/mydata/held.py, or this is red."""
    assert sorted(METADATA.tables) == sorted(held.name for held in HELD)


def test_every_column_that_could_tell_of_somebody_goes_or_says_why_not() -> None:
    """SEC-01, OWN-08: erased, removed with its row, searched, kept with its reason, or harmless."""
    assert [
        f"{held.name}.{column}"
        for held in HELD
        for column in sorted(could_tell(held.name) - set(named(held)))
        if not (held.removed and refers_to_person(held, column))
    ] == []


def refers_to_person(held: Held, column: str) -> bool:
    """Tell whether the column is a mere reference, which goes with its row."""
    found = METADATA.tables[held.name].columns[column]
    return bool(found.foreign_keys) or isinstance(found.type, BigInteger)


def test_what_refers_to_a_row_that_is_removed_goes_with_it_or_lets_go() -> None:
    """OWN-08: else the erasure breaks on the reference, every night anew."""
    removed = {held.name for held in HELD if held.removed}
    assert {
        f"{held.name}.{column.name}"
        for held in HELD
        if not held.removed
        for column in METADATA.tables[held.name].columns
        for key in column.foreign_keys
        if key.column.table.name in removed and column.name not in held.erased.split()
    } == set()


def test_what_refers_to_a_person_is_theirs_to_see_or_to_lose() -> None:
    """SEC-01: whose rows they are is said, so that neither copy nor erasure passes them by."""
    assert [
        f"{held.name}.{column.name}"
        for held in HELD
        for column in METADATA.tables[held.name].columns
        if {key.target_fullname for key in column.foreign_keys} & OF_PEOPLE
        and not held.whose
        and column.name not in held.stays.split()
    ] == []


def test_a_line_names_columns_that_there_are() -> None:
    """A column is named once as what becomes of it; what is shown has a word of the reader's."""
    wrong = []
    for held in HELD:
        columns = {column.name for column in METADATA.tables[held.name].columns}
        fates = named(held)
        wrong += [f"{held.name}.{each}" for each in {*fates, *held.shown.split()} - columns]
        wrong += [f"{held.name}.{each} twice" for each in set(fates) if fates.count(each) > 1]
    assert wrong == []
    assert set(NAMED_AT_RUN_TIME["mydata.tables"]) == {h.name for h in HELD if h.shown and h.whose}


def test_every_table_of_the_metadata_is_a_model_of_ours() -> None:
    assert set(METADATA.tables) == set(SQLModel.metadata.tables)


def test_every_code_of_a_copy_has_a_word_in_every_language() -> None:
    """SEC-01: nobody has to know our codes to read what is known of them."""
    catalogue = Catalogue.load()
    assert [
        f"{held.name}.{column}: {member}"
        for held in HELD
        for column in (held.shown.split() if held.whose else ())
        if isinstance(kept := METADATA.tables[held.name].columns[column].type, ByValue)
        for member in kept.kind
        if not catalogue.has(f"{words_for(held.name, column, {column: member})}.{member}")
    ] == []
    assert set(STATUSES) == set(Kind)
