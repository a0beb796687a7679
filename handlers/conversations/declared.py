"""Every conversation there is, by name: where a half-told one goes on."""

from handlers.access_cards.applying import APPLY_CARD, CARD_PAPERS, KEY_IN_CARD
from handlers.access_cards.issuing import CARD_FAILS, CARD_MADE, CARD_PAID
from handlers.blocked import BLOCKED
from handlers.complaints.complaining import COMPLAIN, FURTHER
from handlers.complaints.handling import HAND_ON, LATER_PROMISE, RESOLVE, SETTLE
from handlers.complaints.keying import KEY_IN_COMPLAINT
from handlers.complaints.planning import PLAN
from handlers.complaints.reviewing import EXPLAIN, RECLASSIFY
from handlers.dunning.conduct import HEARD, PRESERVE
from handlers.dunning.disputing import DISPUTE
from handlers.dunning.planning import PLAN_PARTS
from handlers.dunning.proving import PROVE
from handlers.enquiries.asking import ASK_AGAIN, ENQUIRE, SUGGEST
from handlers.enquiries.handling import (
    ADOPT,
    AGREE_TIME,
    ANSWER,
    CARRY_OUT,
    NOT_ADOPT,
    TALK_OVER,
    VERIFY,
)
from handlers.enquiries.keying import KEYED
from handlers.enquiries.praising import PRAISE
from handlers.faq.asking import ASK
from handlers.faq.keeping import ADD, CHANGE
from handlers.fees.paying import CANCEL, SOUGHT
from handlers.fees.paying import PAY as PAY_FEES
from handlers.followups import OPINION
from handlers.household import FAMILY, PROXY
from handlers.moving import MOVE_OUT
from handlers.mydata import REVIEW
from handlers.owners.asking import CHANGE as CHANGE_FILE
from handlers.owners.asking import PROLONG, PROOFS
from handlers.owners.deciding import PROOF_FAILS, REFUSE_CHANGE
from handlers.owners.forms import ENTER_FORM, FORM_WRONG
from handlers.owners.keying import KEY_IN_CHANGE
from handlers.parking.applying import APPLY, KEY_IN_PARKING, PAPERS
from handlers.parking.handling import FAIL, FILL_IN, INVITE, ISSUE_CARD, PAY, PUT_BEFORE, REFUSE
from handlers.parking.openings import OPEN_SPACES, WITHDRAW
from handlers.registration import NAME_HOME, REQUEST_LINK
from handlers.repairs.assigning import HAND_OVER
from handlers.repairs.contact_sheets import TO_DEVELOPER
from handlers.repairs.coordination import COORDINATE
from handlers.repairs.joining import JOIN_REPAIR
from handlers.repairs.keying import FIND_RESIDENT, KEY_IN
from handlers.repairs.quotes import QUOTE, REDUCTION
from handlers.repairs.referrals import OUTCOME, RECEIPT
from handlers.repairs.reporting import REPORT_REPAIR, TELL_MORE
from handlers.repairs.sheets import PARTS, SHEET_PHOTO
from handlers.repairs.vendors import TO_VENDOR, URGE_VENDOR
from handlers.repairs.visits import PROPOSE, REBOOK
from handlers.repairs.wishes import ADD_TO_REPAIR, DECLINE_REPAIR
from handlers.repairs.working import FINISH_REPAIR
from handlers.visitors.gate import TURN_AWAY
from handlers.visitors.giving import ANNOUNCE

CONVERSATIONS = {
    each.name: each
    for each in (
        REPORT_REPAIR,
        CHANGE_FILE,
        PROOFS,
        PROLONG,
        KEY_IN_CHANGE,
        PROOF_FAILS,
        REFUSE_CHANGE,
        ENTER_FORM,
        FORM_WRONG,
        FINISH_REPAIR,
        TELL_MORE,
        HAND_OVER,
        OPINION,
        DISPUTE,
        PROVE,
        PLAN_PARTS,
        SOUGHT,
        PAY_FEES,
        CANCEL,
        JOIN_REPAIR,
        ADD_TO_REPAIR,
        DECLINE_REPAIR,
        REQUEST_LINK,
        OPEN_SPACES,
        WITHDRAW,
        APPLY_CARD,
        CARD_PAPERS,
        KEY_IN_CARD,
        KEY_IN_PARKING,
        CARD_FAILS,
        CARD_PAID,
        CARD_MADE,
        NAME_HOME,
        REVIEW,
        FIND_RESIDENT,
        KEY_IN,
        REBOOK,
        PROPOSE,
        PARTS,
        SHEET_PHOTO,
        QUOTE,
        REDUCTION,
        TO_DEVELOPER,
        TO_VENDOR,
        URGE_VENDOR,
        COORDINATE,
        OUTCOME,
        COMPLAIN,
        FURTHER,
        KEY_IN_COMPLAINT,
        RECLASSIFY,
        EXPLAIN,
        PLAN,
        RESOLVE,
        HAND_ON,
        SETTLE,
        LATER_PROMISE,
        RECEIPT,
        ENQUIRE,
        SUGGEST,
        PRAISE,
        *KEYED.values(),
        ASK_AGAIN,
        ANSWER,
        AGREE_TIME,
        VERIFY,
        TALK_OVER,
        ADOPT,
        NOT_ADOPT,
        CARRY_OUT,
        APPLY,
        PAPERS,
        FAIL,
        INVITE,
        FILL_IN,
        ISSUE_CARD,
        PUT_BEFORE,
        PAY,
        REFUSE,
        ASK,
        ADD,
        CHANGE,
        ANNOUNCE,
        TURN_AWAY,
        BLOCKED,
        MOVE_OUT,
        FAMILY,
        PROXY,
        HEARD,
        PRESERVE,
    )
}
