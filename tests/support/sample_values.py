"""Plausible and nasty values that more than one text mentions, and those of one text alone."""

from datetime import UTC, date, datetime
from typing import Any

from models.cases.lines import CaseLine
from models.cases.registry import KINDS
from models.cases.tables import Kind
from models.cases.words import Place
from models.enquiries.words import Sort
from models.followups.rules import FollowUpKind, answers
from models.handovers.record import LogEntry
from models.papers.tables import PaperKind
from models.repairs.classes import OrderKind
from models.repairs.messages import Elsewhere, Sheet
from models.repairs.rules import RecordClass
from models.talks.messages import TalkLine
from models.talks.rules import Reply, Status
from models.talks.said import Line
from models.tasks.tables import TaskKind
from tests.support.faq_facts import faq_facts

NASTY = '5 < 6 & "so" <b>on</b> \u202e }} {{ x'
EARLY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LATE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PLACES = (Place(address="1号楼 <1203>"), Place(common="garage"))
LINES = (
    CaseLine(1, 12, Kind.REPAIR, "plumbing", PLACES[0], "reported", EARLY),
    CaseLine(3, 14, Kind.ENQUIRY, "enquiry", PLACES[0], "verifying", EARLY, "赵强"),
    CaseLine(2, 13, Kind.COMPLAINT, "YHY-B-GC-00001", PLACES[1], "handling", EARLY, "赵强"),
    CaseLine(4, 15, Kind.PARKING, "underground", PLACES[0], "papers", EARLY, "王芳"),
    CaseLine(6, 17, Kind.CARD, "door", PLACES[0], "checking", EARLY, "王芳"),
    CaseLine(5, 16, Kind.FILE_CHANGE, "phone", PLACES[0], "approving", EARLY, "王芳"),
    CaseLine(6, 17, Kind.BLOCKED, "blocked", PLACES[0], "looking", EARLY, "王芳"),
)
SHEETS = (
    Sheet("服务工作单", OrderKind.PUBLIC),
    Sheet("服务工作单", OrderKind.PAID),
    Sheet("服务工作单", OrderKind.PAID, price=5050, service=NASTY, price_state="asked"),
    Sheet(
        "工单 <A>",
        OrderKind.IN_HOME,
        NASTY,
        ("角阀 · DN15", NASTY),
        EARLY,
        EARLY,
        LATE,
        LATE,
        LATE,
        photos=2,
    ),
)
ELSEWHERE = (
    Elsewhere(),
    Elsewhere(warranty_until=date(2026, 11, 22)),
    Elsewhere(RecordClass.VENDOR, NASTY, EARLY),
    Elsewhere(RecordClass.WARRANTY, NASTY, None, LATE),
)
TALKS = tuple(
    TalkLine(1, NASTY, title, where, status, holder, EARLY, LATE)
    for title, where, status, holder in (
        ("女士", "1号楼 <1203>", Status.ASKED, ""),
        ("none", "", Status.TALKING, NASTY),
    )
)
SAID_IN_TALK = (
    Line(EARLY, NASTY, is_resident=True, inside=False, words=NASTY),
    Line(LATE, "王芳", is_resident=False, inside=True, words="// " + NASTY),
    Line(LATE, "王芳", is_resident=False, inside=False, words="", saved=Reply.WAIT),
    Line(LATE, "王芳", is_resident=False, inside=False, words=""),
)
PAPER: dict[str, tuple[Any, ...]] = {
    "place": PLACES, "trade": ("plumbing",), "reason": ("warranty", "move_in"),
    "warranty_until": (None, date(2026, 11, 22)), "told": ("水" * 1000,), "demands": ("", NASTY),
    "developer": ("", NASTY), "officer": ("王芳",), "written_at": (EARLY,), "head": ("管理处经理",),
    "approved_by": ("", "钱主任"), "approved_at": (None, LATE),
}  # fmt: skip
COMPLAINT_PAPER: dict[str, tuple[Any, ...]] = {
    "code": ("YHY-A-GC-00001",), "signers": (3,), "department": ("GC",), "category": ("", NASTY),
    "told": ("水" * 1000,), "wish": ("solve", NASTY), "reported_at": (EARLY,), "solve_by": (LATE,),
    "owner": ("", "钱主任"),
}  # fmt: skip
SPANS = tuple(
    {"whose": whose, "days": days, "hours": hours, "minutes": 5}
    for whose, days, hours in (("office", 0, 0), ("owner", 0, 3), ("resident", 12, 0))
)
TURNING = tuple(kind for kind, known in KINDS.items() if known.turning)
FROM_THE_FAQ: dict[str, tuple[Any, ...]] = {
    "question": (NASTY,), "answer": ("水" * 2500, NASTY), "topic": ("费用", NASTY),
    "confirmed_on": (None, "2026-11-22"), "foreign": ("", "en"),
}  # fmt: skip
OF_ONE_TEXT: dict[str, dict[str, tuple[Any, ...]]] = {
    "toasts.set_off": {"visit": (None, (EARLY, LATE))},
    **{
        f"groups.{said}": {"title": ("", "\u202e\u2066 ", NASTY)}
        for said in ("bound", "head_told", "head_told_lost", "head_told_shut")
    },
    "conversations.cancelled": {"kept": (True, False)},
    "errors.not_allowed": {"staff": (True, False)},
    "errors.dead_letter": {"what": ("KeyError (handlers/repairs/telling.py:123)",)},
    "errors.message_aside": {"what": ("DispatchCard",)},
    "errors.moment_lost": {"what": ("VisitIsLate (KeyError)",)},
    "repairs.where": {"it": PLACES},
    "sheets.mine.call": {"kind": tuple(TaskKind)},
    "sheets.mine.list": {
        "calls": (
            [],
            [
                {
                    "number": 7,
                    "kind": kind,
                    "due_at": EARLY,
                    "is_late": late,
                    "is_anybodys": late,
                }
                for kind in TaskKind
                for late in (True, False)
            ],
        ),
    },
    "people.head": {"it": ("管理处经理", NASTY)},
    "cases.line": {"it": LINES},
    "cases.span": {"it": SPANS},
    "cases.turns": {"whole": SPANS[2:], "parts": (SPANS,)},
    "cases.lines.repair": {"it": LINES[:1]},
    **{f"cases.stands.{kind}": {"it": ("done", "handled", "answered", "papers")} for kind in Kind},
    "cases.lines.complaint": {"it": LINES[2:3]},
    "cases.lines.parking": {"it": LINES[3:4]},
    "cases.lines.card": {"it": LINES[4:5]},
    "cases.lines.file_change": {"it": LINES[5:6]},
    "cases.lines.blocked": {"it": LINES[6:]},
    **{f"cases.lines.{sort}": {"it": LINES[1:2]} for sort in Sort},
    "enquiries.beyond_the_limit": {"until": (EARLY,)},
    "enquiries.ask.more.ask": FROM_THE_FAQ,
    "cases.why": {"kind": tuple(Kind)},
    "conversions.done": {"kind": TURNING},
    "mydata.too_soon": {"count": (2,)},
    "menu.offer_draft": {"begun": ("", "repairs.report"), "more": (True, False)},
    "menu.resume_other": {
        "begun": ("", "blocked.ask"),
        "text": ("", "厨房水龙头", "The kitchen tap "),
    },
    "mydata.both": {"said": ("报修",), "code": ("repair",)},
    "papers.not_here": {"kind": tuple(PaperKind)},
    "complaints.limits_shown": {
        "classes": (({"importance": "A", "categories": [NASTY] * 20},), ()),
        **dict.fromkeys(("a_answer_days", "a_limit_days", "b_limit_days", "c_limit_days"), (2,)),
        **dict.fromkeys(("asked_max_days", "route_minutes", "ack_days", "callback_days"), (7,)),
    },
    "complaints.overrun_asked": {"until": (EARLY.isoformat(),)},
    "complaints.signing.link": {"link": ("https://t.me/guanjia_bot?start=sign-x",)},
    "complaints.signing.ask": {"told": (NASTY,)},
    "complaints.not_later": {"solve_by": (EARLY,)},
    "enquiries.keyed.done": {"sort": tuple(Sort), "until": (None, EARLY.isoformat())},
    "complaints.not_a_time_to_meet": {"solve_by": (EARLY,)},
    "complaints.plan.grant.ask": {"wish": ("solve", NASTY)},
    "complaints.told_them": {"called": ("", NASTY)},
    "complaints.paper": COMPLAINT_PAPER,
    "complaints.actions.admit": {"importance": ("A", "B"), "department": ("GC",)},
    "complaints.person": {"role": ("supervisor",)},
    "talks.in_record": {"it": (LogEntry(LATE, place=PLACES[0], talk=Status.ASKED),)},
    "talks.in_morning": {"it": TALKS},
    "sheets.lines": {"it": SHEETS},
    "orders.line": {"it": SHEETS},
    "quotes.answer": {"service": ("", NASTY)},
    "quotes.declined": {"withdrawn": (True, False)},
    "referrals.line": {"it": ELSEWHERE},
    "referrals.days": {"days": (2, 30)},
    "referrals.already_short": {"days": (2,)},
    "referrals.warranty": {"until": (None, date(2026, 11, 22))},
    "referrals.paper": PAPER,
    "sheets.times": {"it": SHEETS},
    "toasts.answer_in_private": {"moved": (True, False)},
    "toasts.see_private": {"moved": (True, False)},
    "understanding.by_staff": {"jobs": (True, False), "ended": (True, False)},
    "understanding.courtesies.agreed": {"staff": (True, False)},
    "understanding.courtesies.thanks": {"staff": (True, False)},
    "understanding.meant": {"intent": ("complaint", "emergency")},
    "sheets.name": {"it": ("服务工作单", "处理派工单")},
    **faq_facts(NASTY),
}

_PROMISED = {"until": (LATE,), "amount": (100_050,), "words": (NASTY,)}
_OFFERED = ("admit", "reclassify", "explain", "plan", "resolve", "complaint_more")
OF_ONE_MESSAGE: dict[str, dict[str, tuple[Any, ...]]] = {
    "ComplaintFace": {
        "shows": ("staff", "gone", "resident", "signer"), "actions": ((), _OFFERED),
        "behalf": ("", "林秀英"),
        "against": ("", "nobody", "GC", NASTY), "wish": ("", "solve", NASTY),
        "handed_to": ("", "developer", NASTY), "code": ("", "YL-A-KF-0012"),
    },
    "ComplaintTold": _PROMISED,
    "TaskFace": {
        "tells": ("", "complaints.told.received", "owners.called_off"), "until": (LATE,),
        "case_kind": ("repair",), "status": ("reported", "done"),
    },
    "ComplaintNotice": _PROMISED | {"words": ("solve", "answer")},
    "EnquiryFace": {
        "shows": ("desk", "owner", "gone", "asker"), "asked_of": ("", "developer", NASTY),
        "owner": ("", "王芳", NASTY), "phone": ("", "+8613800000011"),
        "actions": ((), ("take_on",), ("answer", "enquiry_more"), ("adopt", "not_adopt")),
    },
    "Converted": {"kind": TURNING},
    "EnquiryTold": {"until": (LATE,), "words": (NASTY, "developer")},
    "EnquiryNotice": {"until": (LATE,), "words": (NASTY,)},
    "HearingThanks": {"answer": answers(FollowUpKind.GENERAL)},
    "MyDataDrawn": {"rows": ({},)},
    "RepairFace": {"phone": ("", "+8613800000011"), "technician": ("", "李师傅", NASTY)},
    "RatesOfMonth": {"earlier": ("", "2026-10"), "later": ("", "2026-12")},
}  # fmt: skip
