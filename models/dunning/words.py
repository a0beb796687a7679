"""The words of dunning that its tables, messages and buttons share."""

from enum import StrEnum


class Rung(StrEnum):
    """What happens to who owes, one after another."""

    REMINDER = "reminder"  # a friendly message and the written notice. FEE-05
    LETTER = "letter"  # finance tells the legal adviser: a lawyer's letter. FEE-06
    SUIT = "suit"  # finance mandates the adviser. FEE-07


class Mode(StrEnum):
    """What letters and suits go by; officers' tasks go by conduct either way. S-37."""

    MONTHS = "months"
    CONDUCT = "conduct"  # no letter by the calendar: who is out of reach has one, by courier


class Brake(StrEnum):
    """Why a home's ladder rests."""

    CLAIMED = "claimed"  # the resident says it is paid; finance looks
    FOUND = "found"  # the money is there; the payment is to be entered
    PROMISED = "promised"  # until the day that was promised
    INSTALMENTS = "instalments"  # while each part is paid by its day
    DISPUTED = "disputed"  # the resident doubts it; until the question is answered
    HARDSHIP = "hardship"  # these three until the office lets it go on
    DEATH = "death"
    VACANCY = "vacancy"
    BANK = "bank"  # until the bank has collected


HOLDS = (Brake.HARDSHIP, Brake.DEATH, Brake.VACANCY, Brake.BANK)  # by the office


class Paper(StrEnum):
    """What became of a step on paper."""

    DUE = "due"
    DELIVERED = "delivered"
    SIGNED = "signed"
    DONE = "done"  # a letter or a suit, by finance
    WON = "won"  # the suit
    ENDED = "ended"  # the suit: paid, enforced or given up


ON_PAPER = {  # what can be noted of each rung
    Rung.REMINDER: (Paper.DELIVERED, Paper.SIGNED),
    Rung.LETTER: (Paper.DONE,),
    Rung.SUIT: (Paper.DONE, Paper.WON, Paper.ENDED),
}


class Reach(StrEnum):
    """Whether a reminder of the day has reached the person."""

    HELD = "held"  # the day's reminders stand still
    POSTED = "posted"
    NOT_OWED = "not_owed"  # nothing is to be said any more
    TO_CALL = "to_call"  # no chat takes our messages: somebody of the office rings up
    LATER = "later"  # rung up, and nobody was there
    CALLED = "called"
    LETTER = "letter"  # told by the written notice


TO_REACH = (Reach.TO_CALL, Reach.LATER)  # an officer's work, in this order


class ErrandKind(StrEnum):
    """What an officer does about a home that owes, by its conduct. FEE-10."""

    PHONE = "phone"  # the reminder was not answered, or nobody was reached
    COURIER = "courier"  # out of reach: a formal letter
    VISIT = "visit"  # lives there and does not pay
    HEAD = "head"  # refuses again, without a reason: the office head decides


class Outcome(StrEnum):
    """How it went."""

    PROMISED = "promised"  # a day was agreed. FEE-11
    UNREACHED = "unreached"
    REASON = "reason"  # why it is not paid is noted
    REFUSED = "refused"
    SENT = "sent"  # the courier has the letter


class Stir(StrEnum):
    """What changes with a home that is watched. FEE-09."""

    FILE = "file"  # another owner, payer, use or tenant is asked for
    OWNER = "owner"  # a new owner is registered, by the desk or by the workbook
    MOVE = "move"  # somebody moves out


class Missing(StrEnum):
    """What the record of a home lacks. FEE-09."""

    NOTICE = "notice"  # a written notice that is not noted as delivered
    LETTER = "letter"  # a lawyer's letter or a suit that is due and not done
    PRESERVATION = "preservation"  # the suit is won, and no day is set
    CALL = "call"  # a call, visit or letter that nobody has noted
