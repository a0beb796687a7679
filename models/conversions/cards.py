"""Cards of what a case no longer is: they say that others have it, and nothing else."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.conversions.messages import HandledElsewhere
from models.intents.cards import Card
from models.intents.messages import Message
from models.intents.operations import redraw
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.values import frozen


@frozen
class WithdrawnCard(Card):
    """In place of a card: the case is another's, in another chat."""

    case_id: int

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        return HandledElsewhere(case.id, case.number)


def withdraw_cards(
    session: Session, case: Case, cards: Collection[type[Card]], *, now: datetime
) -> None:
    """Have these cards of the case say nothing of it any more; what was not sent yet, neither."""
    redraw(session, case.id, now=now)
    names = {card.__name__ for card in cards}
    kind, facts = WithdrawnCard(case.id).encode()
    wanted = select(CardPlace).where(CardPlace.case_id == case.id, col(CardPlace.kind).in_(names))
    for place in session.exec(wanted).all():
        place.kind = f"{kind} {place.id}"  # should it come back, a new card begins below
        session.add(place)
        waiting = select(Outbox).where(
            Outbox.card_id == place.id, Outbox.state == OutboxState.WAITING
        )
        for row in session.exec(waiting):
            row.kind, row.facts = kind, facts
            session.add(row)
    session.flush()
