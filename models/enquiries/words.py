"""The words of the tables of enquiries, suggestions and praise. Pure."""

from enum import StrEnum


class Sort(StrEnum):
    """What somebody tells the office that is neither a repair nor a complaint: the case's kind."""

    ENQUIRY = "enquiry"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


class Status(StrEnum):
    """Where an enquiry, a suggestion or praise is."""

    RECEIVED = "received"  # nobody has it yet
    TAKEN = "taken"
    VERIFYING = "verifying"  # the developer or an expert is asked
    COORDINATING = "coordinating"  # 沟通类: it needs others, and two days or more
    ANSWERED = "answered"
    ADOPTED = "adopted"  # to be carried out
    CARRIED_OUT = "carried_out"
    NOT_ADOPTED = "not_adopted"
    NOT_NEEDED = "not_needed"  # who asked needs no answer any more
    DELIVERED = "delivered"  # praise has reached whom it is for


class Action(StrEnum):
    """What can be done to them."""

    TAKE_ON = "take_on"
    ANSWER = "answer"
    AGREE_TIME = "agree_time"
    VERIFY = "verify"
    TALK_OVER = "talk_over"
    PASS_ON = "pass_on"  # noqa: S105 - to a colleague
    ADOPT = "adopt"
    NOT_ADOPT = "not_adopt"
    CARRY_OUT = "carry_out"
    CONVERT = "convert"
    ASK_AGAIN = "ask_again"
    NOT_NEEDED = "not_needed"
