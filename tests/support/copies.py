"""Copies of papers as somebody gives them, for a case that an officer has."""

from sqlmodel import Session, col, select

from models.cases.operations import case_numbered
from models.files.tables import File
from models.intents.messages import Say
from models.intents.operations import post, private
from models.papers.messages import buttons
from models.papers.operations import keep, papers_of
from models.papers.tables import Paper
from models.papers.words import PaperKind
from models.people.tables import Person
from tests.support.asking import ask, taken
from tests.support.world import World

LICENCE, INSURANCE = PaperKind.DRIVING_LICENCE, PaperKind.INSURANCE


async def gives(world: World, kind: PaperKind, **content: object) -> int:
    """Let Anna send a file, and have it kept as her paper of case №1; return the paper's id."""
    await world.humans["anna"].sends(**content)

    def keep_last(session: Session) -> int:
        file = session.exec(select(File).order_by(col(File.id).desc())).first()
        anna = session.exec(select(Person).where(Person.telegram_id == 11)).one()
        assert file is not None
        case = case_numbered(session, anna.estate_id, 1)
        return keep(
            session, case, person=anna, kind=kind, file_id=file.id, now=world.clock.now()
        ).id

    paper_id: int = world.write(keep_last)
    await world.settles()
    return paper_id


async def offered(world: World, *names: str) -> None:
    """Give these people the buttons of the case's papers, as a card would."""

    def give(session: Session) -> None:
        rows = buttons(papers_of(session, case_numbered(session, 1, 1)))
        for name in names:
            account = world.humans[name].telegram_id
            person = session.exec(select(Person).where(Person.telegram_id == account)).one()
            address = private(person)
            assert address is not None
            post(session, Say("content.other", rows=rows), to=address, now=world.clock.now())

    world.write(give)
    await world.settles()


async def asked_and_taken(world: World) -> None:
    """Let Anna ask something, and Wang have it."""
    await ask(world)
    await taken(world)


def papers(world: World) -> list[Paper]:
    """Return every row of a copy, erased ones too."""
    found: list[Paper] = world.read(lambda s: s.exec(select(Paper).order_by(col(Paper.id))).all())
    return found


def on_disk(world: World) -> list[str]:
    """Return the names of all that the store holds."""
    return sorted(each.name for each in world.store.root.rglob("*") if each.is_file())
