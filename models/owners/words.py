"""The words of the tables of the owner's file. Pure."""

from enum import StrEnum


class Subject(StrEnum):
    """What of the file a change is about."""

    PHONE = "phone"
    NAME = "name"
    MEMBER = "member"  # one more of the main members
    EMPLOYER = "employer"
    MAIL = "mail"  # the mailing address
    ABOUT = "about"  # sex, year of birth, likes, skills: what somebody wishes to tell. OWN-03
    BANK = "bank"  # the account that fees come from; never shown whole
    PLATE = "plate"
    TENANT = "tenant"
    TENANCY = "tenancy"  # until which day somebody rents the home
    OWNER = "owner"
    PAYER = "payer"  # who pays the fees
    USE = "use"
    AREA = "area"
    REGISTRATION = "registration"  # a new owner's form 业主信息登记表: everything at once


class Status(StrEnum):
    """Where a change is."""

    PROOFS = "proofs"  # proofs are missing
    ORIGINALS = "originals_wanted"  # the copies are here, the originals are to be seen
    APPROVING = "approving"  # before the office head
    ANNOUNCED = "announced"  # approved; it touches fees, and the owner was told from when it holds
    IN_EFFECT = "in_effect"
    REFUSED = "not_approved"
    WITHDRAWN = "called_back"
    LAPSED = "not_shown"
    TO_ENTER = "to_enter"  # a form: an officer is to enter it
    REVIEWING = "reviewing"  # entered; a second person is to review it
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What can be done to a change."""

    SEND_PROOF = "send_proof"
    COMPLETE = "proofs_here"
    TAKE = "take_change"
    PROOF_FAILS = "proof_fails"
    ORIGINAL_SEEN = "original_seen"
    PUT_BEFORE = "change_before_head"
    APPROVE = "approve_change"
    REFUSE = "refuse_change"
    TAKE_EFFECT = "take_effect"
    WITHDRAW = "withdraw_change"
    LAPSE = "change_lapses"
    ENTER = "enter_form"
    FORM_RIGHT = "form_right"
    FORM_WRONG = "form_wrong"
    CANCEL_ACCOUNT = "cancel_account"
