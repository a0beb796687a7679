"""Enquiries, suggestions, praise: the tables of what may follow what, and by when. Pure."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from models.calendar import Calendar
from models.cases.parts import Part
from models.cases.rules import Whose
from models.enquiries.policy import EnquiryPolicy
from models.enquiries.words import Action, Sort, Status
from models.flow import Arrow, Flow

__all__ = ["Action", "Sort", "Status"]  # the words belong to the tables

DESK = frozenset({Part.OFFICER})
HANDLES = frozenset({Part.ASSIGNEE, Part.SUPERVISOR})
ASKER = frozenset({Part.REPORTER})
IN_HAND = (Status.TAKEN, Status.VERIFYING, Status.COORDINATING)
UNANSWERED = (Status.RECEIVED, *IN_HAND)
DAY = timedelta(days=1)
TO_HANDLERS_WITHIN = timedelta(hours=2)  # ENQ-05: of service

# fmt: off
_AT_THE_DESK = (
    #     in status          who does what       leads to             who may
    Arrow(Status.RECEIVED,   Action.TAKE_ON,     Status.TAKEN,        by=DESK),
    *(Arrow(status,          action,             to or status,        by=HANDLES)
      for status in IN_HAND for action, to in (
          (Action.AGREE_TIME, None), (Action.VERIFY, Status.VERIFYING),
          (Action.TALK_OVER, Status.COORDINATING), (Action.PASS_ON, None),
          (Action.CONVERT, None))),
    *(Arrow(status,          Action.NOT_NEEDED,  Status.NOT_NEEDED,   by=ASKER)
      for status in UNANSWERED),
)
ENQUIRY_FLOW = Flow("enquiry", Status.RECEIVED, (
    *_AT_THE_DESK,
    *(Arrow(status,          Action.ANSWER,      Status.ANSWERED,     by=HANDLES)
      for status in IN_HAND),
    Arrow(Status.ANSWERED,   Action.ASK_AGAIN,   Status.RECEIVED,     by=ASKER),
), closed=frozenset({Status.ANSWERED, Status.NOT_NEEDED}))
SUGGESTION_FLOW = Flow("suggestion", Status.RECEIVED, (
    *_AT_THE_DESK,
    *(Arrow(status,          Action.ADOPT,       Status.ADOPTED,      by=HANDLES)
      for status in IN_HAND),
    *(Arrow(status,          Action.NOT_ADOPT,   Status.NOT_ADOPTED,  by=HANDLES)
      for status in IN_HAND),
    Arrow(Status.ADOPTED,    Action.PASS_ON,     Status.ADOPTED,      by=HANDLES),
    Arrow(Status.ADOPTED,    Action.CARRY_OUT,   Status.CARRIED_OUT,  by=HANDLES),
), closed=frozenset({Status.CARRIED_OUT, Status.NOT_ADOPTED, Status.NOT_NEEDED}))
PRAISE_FLOW: Flow[Status, Action] = Flow(
    "praise", Status.DELIVERED, (), closed=frozenset({Status.DELIVERED})
)
FLOWS: Mapping[Sort, Flow[Status, Action]] = {
    Sort.ENQUIRY:    ENQUIRY_FLOW,
    Sort.SUGGESTION: SUGGESTION_FLOW,
    Sort.PRAISE:     PRAISE_FLOW,
}
# fmt: on
WHOSE: Mapping[str, Whose] = {
    Status.RECEIVED: Whose.OFFICE,
    **dict.fromkeys((Status.TAKEN, Status.ADOPTED), Whose.OWNER),
    **dict.fromkeys((Status.VERIFYING, Status.COORDINATING), Whose.OUTSIDE),
    **dict.fromkeys(frozenset().union(*(flow.closed for flow in FLOWS.values())), Whose.NOBODY),
}
BY_THE_OFFICE = frozenset(Action) - {Action.ASK_AGAIN, Action.NOT_NEEDED}


def latest(sort: Sort, asked_at: datetime, policy: EnquiryPolicy, calendar: Calendar) -> datetime:
    """Return what no agreed time may pass, counted from when it was asked. ENQ-01, S-28."""
    days = policy.suggestion_days if sort is Sort.SUGGESTION else policy.enquiry_days
    return last_served(calendar.end_of_day(asked_at, days), asked_at, calendar)


def reply_by(sort: Sort, asked_at: datetime, policy: EnquiryPolicy, calendar: Calendar) -> datetime:
    """Return by when there is an answer if nothing else is agreed: in service hours.

    An enquiry within `enquiry.default_hours`, a suggestion within `suggestion.limit_days`.
    Source: ENQ-01, ENQ-05, CB-10, S-28.
    """
    limit = latest(sort, asked_at, policy, calendar)
    if sort is Sort.SUGGESTION:
        return limit
    soon = last_served(asked_at + timedelta(hours=policy.default_hours), asked_at, calendar)
    return min(soon, limit)


def agreed_by(days: int, now: datetime, calendar: Calendar) -> datetime:
    """Return the moment that "in so many days" promises: the end of that day's service."""
    return last_served(calendar.end_of_day(now, days), now, calendar)


def taken_by(asked_at: datetime, calendar: Calendar) -> datetime:
    """Return by when it is with somebody who handles it: two hours of service. ENQ-05."""
    return calendar.add(asked_at, TO_HANDLERS_WITHIN, hours=calendar.shift)


def warned_at(answer_by: datetime, now: datetime) -> datetime:
    """Return when who has it is reminded: three quarters of the way to the promise. GEN-07."""
    return answer_by - (answer_by - now) / 4


def last_served(limit: datetime, since: datetime, calendar: Calendar) -> datetime:
    """Return the last moment of service until `limit`; without one since, after an hour of it."""
    if calendar.permitted(limit, calendar.shift):
        return limit
    day = calendar.day_of(limit)
    closings = (
        calendar.local(each + DAY if span.closes == time() else each, span.closes)
        for each in (day - DAY, day)
        for span in calendar.shift
    )
    before = [each for each in closings if since < each <= limit]
    return max(before) if before else calendar.add(since, DAY / 24, hours=calendar.shift)
