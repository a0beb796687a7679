"""The ledger of spaces as a file for an officer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.intents.messages import Message, Priority


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A space as the sheet of the ledger has it."""

    number: str
    kind: str
    state: str
    address: str = ""
    plate: str = ""
    contract_no: str = ""
    card_no: str = ""
    ends_on: str = ""
    fee: int | None = None


@dataclass(frozen=True)
class LedgerSheet(Message):
    """To an officer, in private: the whole ledger as an .xlsx file. PRK-03, SEC-01."""

    rows: tuple[LedgerRow, ...]
    on: date

    text_key: ClassVar[str] = "parking.sheet"
    priority: ClassVar[Priority] = Priority.STAFF
