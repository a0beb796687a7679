"""The office heads, who are asked and told."""

from datetime import datetime

from sqlmodel import Session

from models.groups.asked import put_in_place
from models.intents.messages import Say
from models.intents.operations import post, private
from models.mydata.messages import ErasureDone, ErasureForHead
from models.mydata.tables import DataRequest
from models.people.roster import staff_in
from models.people.tables import Person, StaffRole


def tell_heads(
    session: Session, estate_id: int, message: ErasureForHead | ErasureDone, *, now: datetime
) -> None:
    """Tell every head of the estate, in private."""
    for head in staff_in(session, estate_id, StaffRole.OFFICE_HEAD, now=now):
        address = private(session.get_one(Person, head.person_id))
        if address is not None:
            post(session, message, to=address, now=now)


def asked_no_more(
    session: Session, wish: DataRequest, word: str, *, but: Person | None = None, now: datetime
) -> None:
    """Put what became of it in the place of the question to the heads; not to who has decided."""
    name = session.get_one(Person, wish.person_id).name
    said = Say(f"mydata.forget.{word}", {"name": name, "by": but.name if but else ""})
    put_in_place(
        session, wish.estate_id, said, ErasureForHead, request_id=wish.id, but=but, now=now
    )
