"""What an estate may set about cards."""

from typing import Literal

from pydantic import PositiveInt

from models.access_cards.words import CardKind
from models.papers.words import PaperKind
from models.policy import setting
from models.values import frozen

Shown = Literal[PaperKind.IDENTITY_CARD, PaperKind.TITLE, PaperKind.LEASE]


@frozen
class CardPolicy:
    """CRD-01: which cards there are, the papers of each, and the times that are told.

    `look_days`, `ready_days`: until the end of that day's service. A fee is the row of the sheet
    `tariffs` of kind `card` whose code is CARD- and the kind: CARD-DOOR.
    """

    kinds: tuple[CardKind, ...] = setting("card.kinds", tuple(CardKind))
    door_docs: tuple[Shown, ...] = setting("card.door.docs", (PaperKind.IDENTITY_CARD,))
    member_docs: tuple[Shown, ...] = setting("card.member.docs", (PaperKind.IDENTITY_CARD,))
    ic_docs: tuple[Shown, ...] = setting("card.ic.docs", (PaperKind.IDENTITY_CARD,))
    look_days: PositiveInt = setting("card.look_days", 1)
    ready_days: PositiveInt = setting("card.ready_days", 3)
    incomplete_days: PositiveInt = setting("card.incomplete_days", 14)
    block_minutes: PositiveInt = setting("card.block_minutes", 15)
