"""The texts whose keys are put together at run time, with every value that they can have."""

from itertools import chain

from bot.papers.parking import COLUMNS
from handlers.incoming import CONTENT
from handlers.parking.applying import ASKED_FOR
from handlers.routes import COMMANDS, MENU
from handlers.understanding.kept import NAMED
from handlers.understanding.openers import OPENERS
from models.access_cards import messages as card_messages
from models.access_cards import words as cards
from models.blocked.messages import Stage as BlockedStage
from models.blocked.rules import Action as BlockedAction
from models.blocked.rules import Status as BlockedStatus
from models.books import words as book
from models.books.report import FOLLOWUPS, HANDLING, JUDGED, RATES, REGISTER, REPAIRS
from models.cases.keying import Came
from models.cases.rules import Whose
from models.cases.tables import Kind
from models.collecting import messages as collecting
from models.collecting.rules import CollectionState
from models.complaints import words as complaint
from models.complaints.messages import Notice
from models.complaints.messages import Stage as Told
from models.complaints.rules import ASKED_OTHERWISE, ON_CARDS
from models.dunning import words as dunning
from models.emergencies.rules import Danger, Service
from models.enquiries import messages as enquiry_messages
from models.enquiries import words as enquiry
from models.events import Actor
from models.faq.rules import Group
from models.files.operations import Miss
from models.files.tables import FileState, MediaKind
from models.followups.policy import Channel
from models.followups.rules import WELLBEING, Answer, FollowUpKind, Reason, answers
from models.groups.tables import Purpose
from models.moving import rules as moving
from models.mydata.held import HELD
from models.mydata.words import Stage as DataStage
from models.mydata.words import Why as DataWhy
from models.mydata.words import Wish
from models.owners import messages as owners_messages
from models.owners import words as owners
from models.owners.values import USES
from models.papers.tables import PaperState
from models.papers.words import Flaw, PaperKind
from models.parking import messages as parking_messages
from models.parking import words as parking
from models.parking.rules import LENGTHS
from models.people.keys import KEYS
from models.people.rules import WrittenAt
from models.people.tables import AddressAs, Department, Duty, HomeRole, Language, StaffRole, Trade
from models.relay.spoken import Went
from models.repairs.classes import DutyReason, OrderKind, QuoteState
from models.repairs.referral_messages import Stage
from models.repairs.rules import Action, CommonPart, Entry, RecordClass, Status
from models.repairs.visit_messages import Why
from models.repairs.visit_plan import LateCause
from models.talks.rules import Reply
from models.talks.rules import Status as TalkStatus
from models.tasks.rules import Outcome
from models.tasks.tables import TaskKind
from models.visitors.rules import Standing
from models.visitors.rules import Status as PassStatus
from models.visitors.rules import Why as WhyRefused
from tests.support.arrears_samples import OF_NAMES
from tests.support.sample_values import TURNING

ON_LEASES = (
    *("hand_back", "take_back_space", "renew_lease", "parking_card"),
    *("opening", "announce", "withdraw_opening", "ledger_sheet"),
)
BY_ITSELF = {"queue", "offer", "complete", "lapse"}  # no button does it
IN_COPIES = (
    *(
        moving.Stage,
        moving.Keys,
        PassStatus,
        cards.CardState,
        PaperState,
        MediaKind,
        FileState,
        Duty,
        dunning.Brake,
        CollectionState,
    ),
    *(Wish, DataStage),
)
NAMED_AT_RUN_TIME = {
    "mydata.tables": {held.name for held in HELD if held.shown and held.whose},
    "mydata.fields": {name for held in HELD for name in held.shown.split()},
    "mydata.why": DataWhy,
    "mydata.values": {
        *(member for kind in IN_COPIES for member in kind),
        *("true", "false"),
    },
    "dunning.rungs": dunning.Rung,
    "dunning.papers": dunning.Paper,
    "dunning.reached": ("called", "later", "letter"),
    "dunning.brakes": dunning.Brake,
    "dunning.whys": dunning.HOLDS,
    "conduct.errand": dunning.ErrandKind,
    "conduct.kinds": dunning.ErrandKind,
    "conduct.outcomes": dunning.Outcome,
    "conduct.actions": dunning.Outcome,
    "conduct.stirring": dunning.Stir,
    "conduct.missing": dunning.Missing,
    "dunning.actions": (
        *("stop", "run", "hold", "go_on", "plan", "proof", "prove", "wrong", "won", "ended"),
        *("delivered", "signed", "done", "found", "not_found"),
    ),
    "collecting.times": collecting.Why,
    "collecting.card": collecting.CardNews,
    "collecting.over": ("withdrawn", "changed"),
    "collecting.actions": (*collecting.MISSES, "ask", "appoint"),
    "trades": Trade,
    "repairs.report.category.options": Trade,
    "repairs.prepare": Trade,
    "repairs.places": CommonPart,
    "repairs.report.place.options": CommonPart,
    "repairs.entries": Entry,
    "repairs.report.entry.options": Entry,
    "repairs.statuses": (*Status, "struck_off"),
    "repairs.steps": (*Status, "struck_off"),
    "repairs.classes": RecordClass,
    "repairs.visits.causes": LateCause,
    "repairs.visits.reasons": LateCause,
    "repairs.visits.new_times": Why,
    "repairs.messages.heard": answers(FollowUpKind.GENERAL),
    "followups.wellbeing": WELLBEING,
    "followups.reasons": Reason,
    "tasks.wellbeing": WELLBEING,
    "tasks.outcomes": (*Answer, *Outcome),
    "tasks.kinds": TaskKind,
    "people.roles": (*HomeRole, *StaffRole),
    "people.hello": (*AddressAs, "小姐"),
    "people.title": (*AddressAs, "小姐"),
    "people.settings.address_as": AddressAs,
    "people.settings.written_at": WrittenAt,
    "quotes.states": QuoteState,
    "orders.kinds": OrderKind,
    "referrals.classes": RecordClass,
    "referrals.reasons": DutyReason,
    "referrals.messages": Stage,
    "groups.purposes": Purpose,
    "cases.actors": Actor,
    "cases.whose": Whose,
    "cases.begun": Kind,
    "cases.happened": (
        *Action,
        "call_again",
        "explained",
        *(f"keyed_{each}" for each in (*Came, "late")),
        "tell_more",
        "no_answer",
        "phoned",
        "ask",
        "phone_task",
        "resident_said",
        "staff_said",
        "noted",
        "wrong_number",
        "visited",
        "refused",
        "ring",
        "add",
        "opinion",
        "repeat",
        "join_in",
        "take_in",
        "leave",
        "call_sheet_in",
        "ask_for_result",
        "look_after",
        *complaint.Action,
        *enquiry.Action,
        *parking.Action,
        *cards.Action,
        "card_late",
        "card_not_blocked",
        *owners.Action,
        "form_late",
        "not_decided",
        *BlockedAction,
        "not_checked",
        "formality_late",
        "drawn",
        "not_taken",
        "not_routed",
        "passed",
        "look_at_paper",
    ),
    "blocked.statuses": BlockedStatus,
    "blocked.told": BlockedStage,
    "blocked.actions": set(BlockedAction) - {"let_go_again"},
    "visitors.standings": Standing,
    "visitors.whys": WhyRefused,
    "papers.kinds": PaperKind,
    "owners.subjects": owners.Subject,
    "owners.uses": USES,
    "owners.asks": (*(set(owners.Subject) - {"registration"}), "contact"),
    "owners.agains": ("phone", "plate", "area", "use", "line"),
    "owners.statuses": owners.Status,
    "owners.steps": owners.Status,
    "owners.told": owners_messages.Stage,
    "owners.notices": owners_messages.Notice,
    "owners.actions": (
        *(set(owners.Action) - {"proofs_here", "take_effect", "change_lapses"}),
        *("ask_change", "change_card", "begin_form", "cancel_yes"),
    ),
    "access_cards.kinds": cards.CardKind,
    "access_cards.statuses": cards.Status,
    "access_cards.steps": cards.Status,
    "access_cards.told": card_messages.AccessStage,
    "access_cards.notices": card_messages.AccessNews,
    "access_cards": ("lost_sure", "return_sure"),
    "access_cards.actions": (
        *(set(cards.Action) - {"card_complete", "card_free", "card_lapse"}),
        *("card_lost_yes", "card_return_yes", "card_show"),
        *("card_lost", "card_return"),
    ),
    "parking.columns": ("title", *COLUMNS),
    "parking.kinds": parking.SpaceKind,
    "parking.icons": parking.SpaceKind,
    "parking.states": (*parking.SpaceState, *parking.LeaseState),
    "papers.flaws": Flaw,
    "parking.fail.flaw.options": Flaw,
    "parking.fail.paper.options": ASKED_FOR,
    "parking.fill_in.months.options": LENGTHS,
    "parking.put_before.months.options": LENGTHS,
    "parking.statuses": parking.Status,
    "parking.steps": parking.Status,
    "parking.vip_steps": ("waiting", "offered", "papers", "checking", "signing"),
    "parking.told": parking_messages.Stage,
    "parking.notices": parking_messages.Notice,
    "parking.actions": {*parking.Action, *ON_LEASES} - BY_ITSELF,
    "emergencies.dangers": Danger,
    "emergencies.safety": Danger,
    "emergencies.services": (*Service, "office"),
    "language.names": Language,
    "relay.went": Went,
    "content": (*CONTENT, "contact", "other", "edited", *Miss),
    "menu.commands": COMMANDS,
    "understanding": ("not_category", "not_place"),
    "understanding.courtesies": ("agreed", "thanks"),
    **{f"understanding.{each}": OPENERS for each in ("opening", "do", "intents")},
    "talks.statuses": TalkStatus,
    **dict.fromkeys(("talks.saved", "talks.replies"), Reply),
    "talks.went": Went,
    "talks.actions": ("take", "call", "pass", "end", "reached", "missed"),
    **dict.fromkeys(("faq.groups", "faq.topics"), Group),
    "faq.only_in": Language,
    "menu.labels": MENU,
    "menu.drafts": NAMED,
    "menu.offers": ("menu", "work", *KEYS.values()),
    **OF_NAMES,
    "books.kinds": Kind,
    "books.rates": book.Rate,
    "books.formulas": book.Rate,
    "books.periods": book.Period,
    "books.check": book.Period,
    "books.whys": ("late", "major", "owner", "cause", "result", "explanation"),
    "books.channels": Channel,
    "books.asked": FollowUpKind,
    "books.judged": JUDGED.values(),
    "books.sheets": ("rates", "register", "handling", "repairs", "followups"),
    "books.columns": {*RATES, *REGISTER, *HANDLING, *REPAIRS, *FOLLOWUPS},
    "books.actions": ("earlier", "later", "before", "after", "record", "confirm", *book.View),
    "complaints.statuses": complaint.Status,
    "complaints.steps": complaint.Status,
    "complaints.classes": complaint.Importance,
    "complaints.departments": Department,
    "complaints.told": Told,
    "complaints.notices": Notice,
    "complaints.limits": ("answer", "solve"),
    "complaints.more": set(complaint.Action) - ASKED_OTHERWISE,
    "complaints.actions": (
        *chain.from_iterable(ON_CARDS.values()),
        "card",
        "complaint_more",
        "stop",
    ),
    "conversions.kinds": TURNING,
    "conversions.converted": TURNING,
    "complaints.whom": ("entrust", "name"),
    "enquiries.sorts": enquiry.Sort,
    "enquiries.icons": enquiry.Sort,
    "enquiries.statuses": enquiry.Status,
    "enquiries.steps": enquiry.Status,
    "enquiries.actions": (*enquiry.Action, "enquiry_card", "enquiry_more"),
    "enquiries.told": enquiry_messages.Stage,
    "enquiries.notices": enquiry_messages.Notice,
    "enquiries.verify.whom.options": ("developer",),
    "faq.actions": ("suggest", "praise"),
    "complaints.hand_on.to.options": ("company", "developer", "vendor"),
}
