"""When a finished job is asked about, by values: Monday 23 November 2026, in Shanghai."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from models.calendar import Calendar, Hours
from models.followups.policy import Channel, DeadlinePolicy, FollowUpPolicy
from models.followups.rules import Counting, FollowUpKind, Job, answers, important, leak, plans
from models.tasks.rules import offered

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOURS = (Hours.parse("09:00-20:00"),)
POLICY = FollowUpPolicy()
COUNTING = Counting(Calendar(SHANGHAI, HOURS), HOURS, DeadlinePolicy())


WORK = answers(FollowUpKind.GENERAL)


def at(day: int, hour: int = 0, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    """Return the moment when the estate's clocks show that, in 2026."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)


def kinds(trade: str, *, is_public: bool = False, is_important: bool = False) -> list[str]:
    """Return what is asked after such a job at noon, in order."""
    return list(plans(Job(trade, is_public, is_important, at(23, 12)), POLICY, COUNTING))


def test_each_job_is_asked_what_its_rules_say() -> None:
    """CB-01 to CB-06, S-03, S-05: a leak, safety equipment and a flagged need are asked again."""
    assert kinds("plumbing") == ["general"]
    assert kinds("plumbing", is_important=True) == ["general", "important"]
    assert kinds("walls_leaks") == ["general", "leak", "important"]
    assert kinds("gas") == ["safety", "important"]
    assert kinds("lighting", is_public=True) == ["public"]
    assert kinds("lift", is_public=True) == ["public", "important"]
    assert kinds("walls_leaks", is_public=True) == ["public", "leak", "important"]


def test_a_leak_is_asked_about_before_the_third_day_ends() -> None:
    """CB-03, S-02, S-29: a day before the limit; the last morning a person asks."""
    plan = leak(at(23, 12), POLICY, COUNTING)
    assert plan.ask_at == at(25, 14)
    assert plan.escalate_at == at(26, 9)
    assert plan.limit_at == at(26, 23, 59, 59)
    assert plan.final_at == at(27, 23, 59, 59)
    assert leak(at(23, 19), POLICY, COUNTING).ask_at == at(26, 9)


def test_days_run_by_the_hour_where_the_office_counts_so() -> None:
    """S-29: `deadline.day_mode=exact`, `deadline.month_mode=thirty_days`."""
    exact = replace(COUNTING, deadlines=DeadlinePolicy("exact", "thirty_days"))
    plan = leak(at(23, 12), POLICY, exact)
    assert (plan.ask_at, plan.limit_at) == (at(25, 14), at(26, 12))
    assert plan.escalate_at == at(26, 9)
    assert important(at(23, 12), POLICY, exact).limit_at == at(23, 12, month=12)
    assert leak(at(23, 7), POLICY, exact).escalate_at == at(26, 7)


def test_an_important_need_is_asked_about_within_the_month() -> None:
    """CB-06, S-05, S-29: on day 25; the limit is the same date, or the month's last day."""
    plan = important(at(23, 22), POLICY, COUNTING)
    assert plan.ask_at == at(18, 9, month=12)
    assert plan.escalate_at == at(19, 9, month=12)
    assert plan.limit_at == at(23, 23, 59, 59, month=12)
    assert important(at(31, 12, month=1), POLICY, COUNTING).limit_at == at(28, 23, 59, 59, month=2)


def test_the_reply_about_a_common_part_goes_out_the_same_day() -> None:
    """CB-05, S-03, S-42: at once until 20:00, then at 09:00."""
    job = Job("lighting", True, False, at(23, 19, 59))
    assert plans(job, POLICY, COUNTING)[FollowUpKind.PUBLIC].ask_at == at(23, 19, 59)
    night = replace(job, done_at=at(23, 20))
    assert plans(night, POLICY, COUNTING)[FollowUpKind.PUBLIC].ask_at == at(24, 9)


def test_a_setting_that_would_break_the_promise_is_refused() -> None:
    """S-04, S-05: nobody would ask who is silent; nobody within the month."""
    policy = TypeAdapter(FollowUpPolicy)
    for wrong in ({"channels": ["chat"]}, {"channels": []}, {"important_day": 28}):
        with pytest.raises(ValidationError):
            policy.validate_python(wrong)
    assert policy.validate_python({"channels": ["visit"]}).channels == (Channel.VISIT,)


def test_a_task_offers_what_its_way_allows() -> None:
    """CB-02, S-04: to go there, unless somebody is there or only telephones."""
    ways = set(Channel)
    assert offered(WORK, at_door=False, channels=ways) == (
        "fixed", "partly", "not", "no_answer", "wrong_number", "visited", "refused",
    )  # fmt: skip
    there = offered(WORK, at_door=True, channels=ways)
    assert there == ("fixed", "partly", "not", "no_answer", "refused")
    assert "visited" not in offered(WORK, at_door=False, channels={Channel.PHONE})
    assert offered((), at_door=False, channels=ways) == ("told", "no_answer")
