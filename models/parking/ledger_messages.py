"""The ledger of spaces as a file for an officer."""

from datetime import date
from typing import ClassVar

from models.intents.messages import Message, Priority
from models.values import frozen


@frozen
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


@frozen
class LedgerSheet(Message):
    """To an officer, in private: the whole ledger as an .xlsx file. PRK-03, SEC-01."""

    rows: tuple[LedgerRow, ...]
    on: date

    text_key: ClassVar[str] = "parking.sheet"
    priority: ClassVar[Priority] = Priority.STAFF
