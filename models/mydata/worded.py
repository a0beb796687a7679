"""Which words say a value that is kept as a code: the copy has both. SEC-01."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from models.cases.tables import Kind

VALUES = "mydata.values"  # what no feature has words for
MONEY = "money"  # no words, but an amount in the estate's currency
WORDS: Mapping[str, Mapping[str, str]] = {  # by table and column
    "access_cards": {"kind": "access_cards.kinds"},
    "card_applications": {"card_kind": "access_cards.kinds", "fee": MONEY},
    "cases": {"kind": "books.kinds"},
    "complaints": {
        "against": "complaints.report.against.options",
        "wish": "complaints.report.wish.options",
        "wished": "complaints.report.wished.options",
    },
    "file_changes": {"subject": "owners.subjects"},
    "followups": {
        "answer": "tasks.outcomes",
        "kind": "books.asked",
        "reasons": "followups.reasons",
    },
    "leases": {"state": "parking.states"},
    "papers": {"kind": "papers.kinds"},
    "parking_applications": {"space_kind": "parking.kinds"},
    "payments": {"amount": MONEY, "method": "fees.methods", "state": "fees.states"},
    "people": {
        "address_as": "people.settings.address_as",
        "language": "language.names",
        "written_at": "people.settings.written_at",
    },
    "quotes": {"amount": MONEY, "state": "quotes.states"},
    "registration_requests": {"role": "people.roles"},
    "repairs": {"entry": "repairs.entries", "place": "repairs.places", "trade": "trades"},
    "residencies": {"role": "people.roles"},
    "staff": {"department": "complaints.departments", "role": "people.roles"},
}
STATUSES: Mapping[Kind, str] = {
    Kind.REPAIR: "repairs.statuses",
    Kind.COMPLAINT: "complaints.statuses",
    Kind.ENQUIRY: "enquiries.statuses",
    Kind.SUGGESTION: "enquiries.statuses",
    Kind.PRAISE: "enquiries.statuses",
    Kind.PARKING: "parking.statuses",
    Kind.CARD: "access_cards.statuses",
    Kind.FILE_CHANGE: "owners.statuses",
    Kind.BLOCKED: "blocked.statuses",
}


def words_for(table: str, column: str, row: Mapping[str, Any]) -> str:
    """Return below which key the words for the value stand; nothing for what people wrote."""
    if (table, column) == ("cases", "status"):
        return STATUSES[Kind(row["kind"])]
    is_code = isinstance(row[column], StrEnum | bool)
    return WORDS.get(table, {}).get(column, VALUES if is_code else "")
