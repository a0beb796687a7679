"""The FAQ of the stories: that of the sample estate, taken in as an office does."""

from pathlib import Path

from sqlmodel import Session, select

from models.estate.importing import apply_import
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.estate.tables import Estate, SheetRow
from models.people.tables import Department, Staff
from models.workbook import Book, RawBook, check, read
from tests.support.world import World

SAMPLE = Path(__file__).parents[2] / "bot" / "sandbox" / "estate"


def sample_faq() -> Book:
    """Return the rows of the sample's sheet."""
    sheets = [(name, lines) for name, lines in read(SAMPLE).sheets if name == "faq"]
    return check(RawBook(sheets), known_settings(POLICIES))


def few(*answers: str) -> Book:
    """Return a sheet with as many answers."""
    return Book(
        {"faq": [{"topic": "生活", "question": f"{each}？", "answer": each} for each in answers]}
    )


def with_faq(world: World, book: Book | None = None) -> None:
    """Give the estate the answers; the supervisor is customer service's and keeps them."""

    def take_in(session: Session) -> None:
        estate = session.exec(select(Estate)).one()
        hotline, estate.hotline = estate.hotline, None  # of no country's numbers
        apply_import(session, book or sample_faq(), estate)
        estate.hotline = hotline
        supervisor = session.exec(select(Staff).where(Staff.name == "赵强")).one()
        supervisor.department = Department.KF
        session.add(supervisor)
        for kind, name, phone in (
            ("utility", "东湖燃气抢修", "+8619200000812"),
            ("emergency", "电梯困人救援", "+8619200000803"),
            ("legal", "东湖法律顾问", "+8619200000833"),
        ):
            values = {"kind": kind, "name": name, "phone": phone, "trade": None}
            session.add(SheetRow(estate_id=1, sheet="contacts", key=name, values=values))

    world.write(take_in)
