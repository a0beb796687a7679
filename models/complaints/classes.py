"""The class table 投诉分类表: what is frequent, its class and department, and the limits told."""

from sqlmodel import Session, col, select

from models.complaints.words import Importance
from models.estate.calendars import sheet_rows
from models.estate.tables import SheetRow
from models.people.tables import Department
from models.values import frozen

UNSURE = "unsure"


@frozen
class Proposal:
    """What the class table says of a category. Source: CMP-03, S-18."""

    importance: Importance
    department: Department
    category: str


def proposed(session: Session, estate_id: int, category: str, against: str) -> Proposal:
    """Return class and department as the estate's class table proposes them. CMP-03, S-18.

    What it does not know is class C of the department complained of, else of customer service.
    """
    row = session.exec(
        select(SheetRow).where(
            SheetRow.estate_id == estate_id, SheetRow.sheet == "classes",
            col(SheetRow.id) == _row_id(category),
        )
    ).first()  # fmt: skip
    named = Department(against) if against in set(Department) else None
    if row is None:
        return Proposal(Importance.C, named or Department.KF, "")
    values = row.values
    department = named or Department(values.get("department") or Department.QT)
    return Proposal(Importance(values["class"]), department, str(values["category"]))


def categories(session: Session, estate_id: int) -> list[tuple[str, str]]:
    """Return key and name of every category of the class table, in its order."""
    rows = sheet_rows(session, estate_id, "classes")
    return [(f"row-{row.id}", str(row.values["category"])) for row in rows]


def shown(session: Session, estate_id: int) -> list[tuple[Importance, list[str]]]:
    """Return what the class table has of each class, as it is shown to residents. CMP-03."""
    rows = [row.values for row in sheet_rows(session, estate_id, "classes")]
    return [
        (each, [str(row["category"]) for row in rows if row["class"] == each])
        for each in Importance
    ]


def _row_id(key: str) -> int:
    number = key.removeprefix("row-")
    return int(number) if number.isdecimal() else 0
