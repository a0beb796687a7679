"""Plausible and nasty values of what the books show."""

from datetime import UTC, date, datetime
from typing import Any

from models.books.counting import KindRates
from models.books.messages import CheckLine, OpenCheck
from models.books.records import Complainant, Record, RegisterLine, Reply, Step
from models.books.rules import Counts, shares
from models.books.words import Period, Rate
from models.cases.tables import Kind
from models.cases.words import Place
from models.complaints.words import Fault, Importance, Status
from models.followups.policy import Channel
from models.followups.rules import Answer, FollowUpKind
from models.people.tables import Department

NASTY = '5 < 6 & "so" <b>on</b> \u202e }} {{ x'
AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LONG = "水" * 1000
_FEW = Counts(opened=3, tracked=2, due=3, timely=2, handled=2, asked=4, answered=1, units=120)
RATES = tuple(
    KindRates(kind, counts, shares(counts, before, tuple(Rate), of_complaints=True))
    for kind in Kind
    for counts, before in ((_FEW, Counts()), (Counts(), None), (_FEW, _FEW))
)
REGISTERED = tuple(
    RegisterLine(1, 12, NASTY, Department.GC, words, Status.HANDLING, AT, AT, words, late)
    for words, late in (("", False), (NASTY, True), (LONG, True))
)
RECORDS = tuple(
    Record(
        case_id=1, number=12, code="YHY-A-GC-00001", importance=Importance.A,
        department=Department.GC, category=words, status=Status.HANDLED, complainant=who,
        signers=2, opened_at=AT, place=Place(address=words[:20]), told=words, against=words,
        named=("张建国",), wish=words, answer_by=AT, solve_by=AT, owner=words, valid=True,
        cause=words, fault=Fault.SEVERAL, plan=words, promised=(50000,), handed_to=words,
        result=words, explanation=words, steps=(Step(AT, "resolve", words),) * 15,
        replies=(
            Reply(FollowUpKind.HANDLED, AT, Answer.SATISFIED, AT, Channel.PHONE),
            Reply(FollowUpKind.LASTING, None, None, None, None),
        ),
    )
    for words, who in (
        ("", Complainant(unnamed=True)),
        (NASTY, Complainant(NASTY, "女士", NASTY, "+8613800000011")),
        (LONG, Complainant(LONG, "none", LONG, LONG)),
    )
)  # fmt: skip
CHECKS = tuple(OpenCheck(1, period, date(2026, 11, 22)) for period in Period)
LOOKED_AT = (
    CheckLine(1, 12, Kind.REPAIR, "gas", Place(common="lobby"), "claimed", "", ("late",)),
    CheckLine(2, 13, Kind.COMPLAINT, NASTY, Place(), "handling", NASTY, ("major", "late", "owner")),
)
OF_BOOKS: dict[str, dict[str, tuple[Any, ...]]] = {
    "books.share": {"it": tuple(share for each in RATES for share in each.shares)},
    "books.line": {"it": LOOKED_AT},
    "books.open": {"it": CHECKS},
    "books.chart": {"rates": (RATES[:2], RATES[::3], RATES[2::3])},
}
