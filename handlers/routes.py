"""The routing table: which words, buttons and kinds of content lead where. Read first."""

from collections.abc import Callable, Mapping

from handlers import (
    arrears,
    blocked,
    books,
    cases,
    conversions,
    duty,
    emergencies,
    followups,
    groups,
    handovers,
    household,
    menu,
    moving,
    mydata,
    papers,
    people,
    registration,
    strangers,
    talks,
)
from handlers.access_cards import applying as cards
from handlers.access_cards import issuing as card_desk
from handlers.complaints import complaining
from handlers.complaints import presses as complaint_presses
from handlers.context import Turn
from handlers.conversations.adapter import on_press
from handlers.conversations.declared import CONVERSATIONS
from handlers.dunning import answering as dunning
from handlers.dunning import conduct, driving, explaining
from handlers.enquiries import asking as enquiring
from handlers.enquiries import handling as answering
from handlers.enquiries import praising
from handlers.faq import asking as faq
from handlers.faq import keeping as faq_keeping
from handlers.faq import onward as faq_onward
from handlers.faq import quizzes as faq_quizzes
from handlers.fees import announced, collecting, paying, showing
from handlers.incoming import Shape
from handlers.owners import asking as owners
from handlers.owners import presses as owners_presses
from handlers.parking import applying as parking
from handlers.parking import presses as parking_presses
from handlers.parking import spaces as parking_spaces
from handlers.repairs import (
    assigning,
    contact_sheets,
    coordination,
    day,
    incidents,
    joining,
    keying,
    orders,
    quotes,
    referrals,
    reporting,
    sheets,
    vendors,
    visits,
    wishes,
    working,
)
from handlers.understanding import ended, words
from handlers.visitors import gate
from handlers.visitors import giving as visitors
from models.buttons import Press

Route = Callable[[Turn], None]
PressRoute = Callable[[Turn, Press], None]


def press_screen(turn: Turn, press: Press) -> None:
    """Answer, edit, go back, skip, cancel or send on a screen of a conversation."""
    on_press(turn, press, CONVERSATIONS)


# fmt: off
COMMANDS: Mapping[str, Route] = {
    "start":    strangers.start,
    "repair":   reporting.report,
    "faq":      faq.faq,
    "complaint": complaining.complaint,
    "ask":      enquiring.ask,
    "suggest":  enquiring.suggest,
    "praise":   praising.say_praise,
    "limits":   complaining.limits,
    "parking":  parking.parking,
    "cards":    cards.cards,
    "spaces":   parking_spaces.spaces,
    "applications": parking_spaces.applications,
    "blocked":  blocked.blocked,
    "visitor":  visitors.visitor,
    "pass":     gate.pass_,
    "passes":   gate.passes,
    "file":     owners.file,
    "person":   talks.person,
    "talks":    talks.list_,
    "cases":    cases.own,
    "case":     cases.one,
    "why":      explaining.why,
    "open":     handovers.everything_open,
    "find":     cases.find,
    "books":    books.books, "report": books.report, "arrears": arrears.arrears,
    "log":      handovers.log,
    "duty":     duty.on_duty,
    "mine":     day.mine,
    "language": menu.language,
    "cancel":   menu.cancel,
    "help":     menu.help_,
    "bind":     groups.bind_here,
    "new":      keying.new,
    "settings": people.settings,
    "unlink":   people.unlink,
    "moveout":  moving.move_out,
    "mydata":   mydata.mydata, "forget": mydata.forget,
    "family":   household.family,
    "fees":     showing.fees, "pay": paying.pay, "dunning": dunning.dunning, "drive": driving.drive,
}

MENU: Mapping[str, Route] = {               # the labels of the reply keyboard: menu.labels.<word>
    "report":   reporting.report,
    "complaint": complaining.complaint,
    "cases":    cases.own,
    "fees":     showing.fees,
    "parking":  parking.parking,
    "visitor":  visitors.visitor,
    "blocked":  blocked.blocked,
    "faq":      faq.faq,
    "settings": people.settings,
    "language": menu.language,
    "help":     menu.help_,
    "call_me":  talks.call_me,
    "more":     menu.more,
    "main":     menu.main,
    "person":   talks.person,
    "mine":     day.mine,                   # from here on those of the staff
    "open":     handovers.everything_open,
    "duty":     duty.on_duty, "new": keying.new,
    "pay":      paying.pay, "arrears": arrears.arrears, "passes": gate.passes,
}

PRESSES: Mapping[str, PressRoute] = {
    **dict.fromkeys(("choose", "edit", "back", "skip", "cancel", "submit"), press_screen),
    "resume":       menu.go_on,
    "discard":      menu.discard,
    "language":     menu.speak_language,
    "claim":        working.press_claim,
    "set_off":      working.press_set_off,
    "arrive":       working.press_arrive,
    "need_parts":   working.press_need_parts,
    "go_on":        working.press_go_on,
    "finish":       working.press_finish,
    "duty_off":     duty.press_off,
    "duty_on":      duty.press_on,
    "open":         handovers.press_open,
    "shift_read":   handovers.press_read,
    "assign":       assigning.press_assign,
    "hand_over":    assigning.press_hand_over,
    "more":         working.press_more,
    "eta":          sheets.press_eta,
    "add_parts":    sheets.press_add_parts,
    "sign":         sheets.press_sign,
    "sheet_photo":  sheets.press_sheet_photo,
    "return_sheet": sheets.press_return_sheet,
    "sheets_back":  sheets.press_sheets_back,
    "to_developer": contact_sheets.press_to_developer,
    "approve":      referrals.press_approve,
    "reject":       referrals.press_reject,
    "received":     referrals.press_received,
    "to_vendor":    vendors.press_to_vendor,
    "urge_vendor":  vendors.press_urge_vendor,
    "coordinate":   coordination.press_coordinate,
    "outcome":      referrals.press_outcome,
    "take_back":    referrals.press_take_back,
    "quote":        quotes.press_quote,
    **dict.fromkeys(("accept", "refuse"), quotes.press_answer),
    "reduce":       quotes.press_reduce,
    "tariffs":      quotes.press_tariffs,
    **dict.fromkeys(("approve_reduction", "reject_reduction"), quotes.press_reduction),
    "details":      working.press_details,
    "mean": words.press_mean, "add_to": words.press_add_to, "ended": ended.press_ended,
    "case": cases.press_one,
    "person":       talks.press_person,
    "talk_urgent":  talks.press_urgent,
    "talk_end":     talks.press_end,
    "talk_helped":  talks.press_helped,
    "talk_take":    talks.press_take,
    "talk_call":    talks.press_call,
    "talk_called":  talks.press_called,
    "talk_say":     talks.press_say,
    "talk_pass":    talks.press_pass,
    "talk_into":    talks.press_into,
    "talk_show":    talks.press_show,
    "calm":         emergencies.press_calm,
    "cannot_go":    emergencies.press_cannot_go,
    "add":          wishes.press_add,
    "convert":      conversions.press_convert,
    "urge":         wishes.press_urge,
    "withdraw":     wishes.press_withdraw,
    "decline":      wishes.press_decline,
    "tell_more":    reporting.press_tell_more,
    "rebook":       visits.press_rebook,
    "propose":      visits.press_propose,
    "take_slot":    visits.press_take_slot,
    "nobody_home":  visits.press_nobody_home,
    "late_cause":   visits.press_late_cause,
    "followup":     followups.press_followup,
    "opinion":      followups.press_opinion,
    "phoned":       followups.press_phoned,
    "task_contact": followups.press_contact,
    "join":         joining.press_join,
    "leave":        incidents.press_leave,
    **complaint_presses.PRESSES, **owners_presses.PRESSES, **parking_presses.PRESSES,
    "suggest":      enquiring.press_suggest,
    "praise":       praising.press_praise,
    "ask_again":    enquiring.press_ask_again,
    "not_needed":   enquiring.press_not_needed,
    "take_on":      answering.press_take_on,
    **answering.ASKED,
    "pass_on":      answering.press_pass_on,
    "enquiry_card": answering.press_card,
    "enquiry_more": answering.press_more,
    "card_apply":   cards.press_apply,
    "card_papers":  cards.press_papers,
    "card_give_up": cards.press_give_up,
    "card_lost":    cards.press_lost,
    "card_return":  cards.press_return,
    **card_desk.ASKED, **dict.fromkeys(card_desk.DONE, card_desk.press_done),
    "card_show":    card_desk.press_show, "card_back": card_desk.press_back,
    "test_leak":    followups.press_test_leak,
    "important":    followups.press_important,
    "strike_off":   followups.press_strike_off,
    "order_kind":   orders.press_order_kind,
    "new_for":      keying.press_new_for,
    "prefer":       people.press_prefer, "call_me": talks.press_call_me,
    **moving.PRESSES, **household.PRESSES, **paying.PRESSES, **collecting.PRESSES,
    **announced.PRESSES, **dunning.PRESSES, **conduct.PRESSES, **driving.PRESSES, **arrears.PRESSES,
    "unlink":       people.press_unlink, "unlink_ask": people.press_unlink_ask,
    **dict.fromkeys(registration.DECISIONS, registration.press_link),
    "link_view":    registration.press_link_view,
    "link_home":    registration.press_link_home,
    "books":        books.press_books,
    "books_record": books.press_record,
    "books_done":   books.press_done,
    "faq":          faq.press_faq,
    "faq_entry":    faq.press_entry,
    "faq_person":   faq_onward.press_person,
    "faq_office":   faq_onward.press_office,
    "faq_keep":     faq_keeping.press_keep,
    "faq_quiz":     faq_quizzes.press_quiz,
    "paper":        papers.press_paper,
    **dict.fromkeys(("forget", "files_reviewed"), mydata.press_own_or_files),
    "pass_cancel": visitors.press_cancel, "pass_show": visitors.press_show,
    **gate.AT_THE_GATE, **blocked.ANSWERS,
}

SHAPES: Mapping[Shape, Route] = {           # in a private chat
    Shape.TEXT:       menu.words,
    Shape.MEDIA:      menu.words,
    Shape.CONTACT:    menu.other,
    Shape.OTHER:      menu.other,
    Shape.EDITED:     menu.edited,
}

ANYWHERE: Mapping[Shape, Route] = {         # whoever it was, known or not
    Shape.MEMBERSHIP: groups.membership,
    Shape.MIGRATION:  groups.moved,
}

IN_GROUPS = frozenset({"bind", "open", "find", "case", "why", "fees", "pay"})  # in groups
FOR_GROUPS = frozenset(                     # buttons of cards in groups; all others are private
    {
        "claim", "set_off", "arrive", "need_parts", "go_on", "finish", "more", "details",
        "phoned", "task_contact", "talk_take", "test_leak", "strike_off", "assign",
        "link_approve", "link_refuse", "link_undo", "link_view", "approve_reduction",
        "take_on", "look_at", "card_take", "card_block", "sheets_back", "quote",
        "approve", "reject", "reject_reduction", "received", "urge_vendor", "outcome", "take_back",
    }
)
# fmt: on
