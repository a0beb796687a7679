"""What this installation knows about itself: its bot's name, the print of its key."""

from sqlmodel import Field, Session, SQLModel, col, select

from models.database import insert_new


class Installation(SQLModel, table=True):
    """One fact by its name: `bot_id`, `bot_username`, `key_print`, `sandbox`."""

    __tablename__ = "installation"

    name: str = Field(primary_key=True)
    value: str


def get(session: Session, name: str) -> str | None:
    """Return the fact; None when it is not known yet."""
    return session.exec(select(Installation.value).where(Installation.name == name)).first()


def put(session: Session, name: str, value: str) -> None:
    """Remember the fact from now on."""
    row = {"name": name, "value": value}
    if not insert_new(session, Installation, [row], returning=(col(Installation.name),)):
        session.merge(Installation(**row))
