"""Who of several workers leads: one row in PostgreSQL, by the database's clock.

The number rises with each new holder. Whoever was stopped and goes on with an older number is
refused in the transaction in which it would write.
"""

from datetime import datetime

from sqlalchemy import BigInteger, text
from sqlmodel import Field, Session, SQLModel

LEAD = "lead"
_TAKE = text("""
    INSERT INTO leads (name, holder, number, until)
    VALUES (:name, :holder, 1, clock_timestamp() + make_interval(secs => :seconds))
    ON CONFLICT (name) DO UPDATE SET
        holder = excluded.holder, until = excluded.until,
        number = leads.number + CASE WHEN leads.holder = excluded.holder THEN 0 ELSE 1 END
    WHERE leads.holder = excluded.holder OR leads.until < clock_timestamp()
    RETURNING number
""")
_END = text("UPDATE leads SET until = clock_timestamp() WHERE name = :name AND holder = :holder")
_HELD = text("SELECT 1 FROM leads WHERE name = :name AND number = :number FOR SHARE")


class Lead(SQLModel, table=True):
    """What one worker alone may do, and until when it is theirs."""

    __tablename__ = "leads"

    name: str = Field(primary_key=True)
    holder: str
    number: int = Field(sa_type=BigInteger)
    until: datetime


class LeadLost(Exception):
    """Another worker leads by now: what was to be written must not be."""


def take(session: Session, holder: str, *, seconds: float) -> int | None:
    """Take or prolong the lead; return its number, or None while another one has it."""
    number: int | None = session.execute(
        _TAKE, {"name": LEAD, "holder": holder, "seconds": seconds}
    ).scalar()
    return number


def give_up(session: Session, holder: str) -> None:
    """Let the next one lead at once."""
    session.execute(_END, {"name": LEAD, "holder": holder})


def fence(session: Session, number: int) -> None:
    """Let this transaction commit only under that lead. Raises LeadLost.

    The row stays locked until then, so that nobody takes the lead in between.
    """
    if session.execute(_HELD, {"name": LEAD, "number": number}).first() is None:
        raise LeadLost


def is_held(session: Session) -> bool:
    """Tell whether a worker leads just now."""
    return bool(session.scalar(text("SELECT 1 FROM leads WHERE until > CURRENT_TIMESTAMP")))


def notify(session: Session, said: str) -> None:
    """Tell the worker that leads, when this transaction commits."""
    session.execute(text("SELECT pg_notify('guanjia', :said)"), {"said": said})
