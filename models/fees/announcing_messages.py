"""What is said before a fee is in arrears: one message a person and day, in private."""

from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.estate.tables import Estate
from models.fees.announced import LISTED, AnnouncedHome, announced_to, told_later
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.talks.messages import ASK
from models.values import frozen


@frozen
class FeesAnnounced(Message):
    """To who may see the fees of these homes: what is coming or just due, as it is when it is sent.

    It is not sent any more when all is paid, said to be paid, promised or held, when it is in
    arrears by then, or when a newer one says it. SEC-01, S-42.
    """

    person_id: int
    on: date
    since: date | None
    homes: tuple[AnnouncedHome, ...] = ()
    more: int = 0
    owed: int = 0
    opens: str = ""
    closes: str = ""
    at: str = ""
    again: bool = False  # whether it can be said once more tomorrow

    text_key: ClassVar[str] = "fees.announced.message"
    priority: ClassVar[Priority] = Priority.BULK

    def buttons(self) -> Rows:
        several = len(self.homes) > 1
        claims = tuple(
            (
                Button(
                    f"fees.announced.{'paid_for' if several else 'paid'}",
                    Press("fees_paid", each.home_id, 0).pack(),
                    {"home": each.home} if several else {},
                ),
            )
            for each in self.homes
        )
        tomorrow = Button(
            "fees.announced.tomorrow", Press("fees_tomorrow", self.person_id, 0).pack()
        )
        later: Rows = ((tomorrow,),) if self.again else ()
        return (*claims, *later, (replace(ASK, label="fees.actions.question"),))

    def drawn(self, session: Session) -> Message:
        person = session.get_one(Person, self.person_id)
        estate = session.get_one(Estate, person.estate_id)
        homes = announced_to(session, person, on=self.on, since=self.since)
        tomorrow = self.on + timedelta(days=1)
        return replace(
            self, homes=homes[:LISTED], more=len(homes[LISTED:]),
            owed=sum(each.owed for each in homes), opens=estate.shift_start,
            closes=estate.shift_end, at=estate.address or "",
            again=bool(announced_to(session, person, on=tomorrow, since=None)),
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        if told_later(session, self.person_id, self.on):
            return False
        person = session.get_one(Person, self.person_id)
        return bool(announced_to(session, person, on=self.on, since=self.since))
