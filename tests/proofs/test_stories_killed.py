"""Faults in the stories of what an office does all day: they end as if nothing had happened.

No story is told here: each is one of `tests/stories`, played as it stands, with a bot in a process
of its own. Its own assertions hold, and afterwards books and chats are those of a bot that lived.
"""

import asyncio
import os
import random
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from tests.stories import (
    test_access_cards,
    test_accounting,
    test_announced,
    test_blocked,
    test_books,
    test_brakes,
    test_collecting,
    test_complaints,
    test_conduct,
    test_conversions,
    test_drive,
    test_dunning,
    test_emergencies,
    test_enquiries,
    test_faq_keeping,
    test_fees,
    test_handovers,
    test_household,
    test_incidents,
    test_joint,
    test_keying,
    test_moving,
    test_mydata_kept,
    test_owners,
    test_parking_waiting,
    test_quotes,
    test_relay,
    test_requests,
    test_settlements,
    test_statements,
    test_suggestions,
    test_talks,
    test_tenancies,
    test_visitors,
    test_visits,
)
from tests.support.doomed import POINTS
from tests.support.mortal import mortal
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.strikes import FAULTS
from tests.support.trial import Nursery, books, copy, ended, founded, left
from tests.support.verdict import Left, Verdict, by_fault, row, said_of
from tests.support.world import World

Story = Callable[[World], Awaitable[None]]
Trial = tuple[str, str, int, str]  # in which story, at which point, at which pass, and what
SEED = int(os.environ.get("SEED", "20261128"))
EACH = 8 if WHOLE else 1, 3 if WHOLE else 1  # in each story: deaths, and each other fault
KINDS = 5 if WHOLE else 1  # of the other faults, drawn for each story
DRAWN = {fault: EACH[fault != "kill"] for fault in FAULTS}
# Of a message that a death repeats, or a toast that it takes along, these stories ask nothing.
STORIES: Mapping[str, Story] = {
    "a visit moved": test_visits.test_a_resident_moves_the_visit_and_both_sides_know,
    "a price agreed": test_quotes.test_who_approves_and_what_costs_what_are_settings,
    "a shift handed over":
        test_handovers.test_every_open_repair_is_handed_over_and_read_one_by_one,
    "an incident joined":
        test_incidents.test_the_second_report_of_a_common_part_joins_in_two_presses,
    "an emergency": test_emergencies.test_at_night_nothing_of_an_emergency_waits,
    "words relayed": test_relay.test_before_anybody_has_it_the_group_reads_it_masked,
    "nobody at home": test_visits.test_nobody_was_at_home,
    "a call keyed in": test_keying.test_who_has_no_account_hears_by_an_officers_telephone,
    "somebody registered": test_requests.test_an_approval_can_be_undone_and_given_again,
    "a person, please": test_talks.test_the_resident_sees_who_is_there,
    "answers gone through": test_faq_keeping.test_twice_a_year_every_answer_is_gone_through,
    "a complaint solved":
        test_complaints.test_the_supervisor_confirms_and_the_department_handles_it,
    "a complaint heard again":
        test_complaints.test_not_satisfied_is_handled_again_by_another_person,
    "a joint complaint": test_joint.test_three_signers_reach_the_company_the_same_day,
    "a settlement": test_settlements.test_above_authority_the_next_one_up_approves,
    "a car moved": test_blocked.test_the_driver_cannot_and_silence_is_not_freedom,
    "a guest let in":
        test_visitors.test_the_gate_may_see_the_building_and_notes_who_leaves,
    "a card brought back": test_access_cards.test_a_card_that_is_not_needed_comes_back,
    "a space waited for":
        test_parking_waiting.test_who_finds_no_space_waits_with_a_place_and_is_offered_the_next,
    "a telephone changed": test_owners.test_a_telephone_is_changed_once_the_head_approves,
    "a tenancy prolonged": test_tenancies.test_a_tenancy_is_prolonged_before_it_ends,
    "a home left":
        test_moving.test_a_tenant_with_a_repair_a_visit_and_a_space_moves_out,
    "family let in": test_household.test_a_link_lets_in_one_and_a_forwarded_one_gives_nothing,
    "somebody forgotten":
        test_mydata_kept.test_what_a_contract_keeps_is_named_with_its_day_and_goes_on_it,
    "a question answered":
        test_enquiries.test_an_enquiry_has_its_number_and_time_and_is_answered,
    "a question asked again": test_enquiries.test_an_answer_that_is_not_enough_goes_one_level_up,
    "an idea not adopted": test_suggestions.test_one_that_is_not_adopted_has_thanks_and_the_reason,
    "the books of a week":
        test_books.test_each_week_the_quality_supervisor_reviews_the_major_ones,
    "a fee announced":
        test_announced.test_money_that_was_found_before_its_due_day_is_not_dunned_for,
    "accounts entered":
        test_accounting.test_finance_tries_an_export_and_enters_it_with_a_press,
    "a part paid": test_fees.test_part_of_it_too_much_of_it_and_a_slip,
    "a receipt cancelled":
        test_fees.test_a_wrong_payment_is_cancelled_by_somebody_else_and_stays,
    "a fee collected at the door": test_collecting.test_a_resident_asks_and_pays_at_the_door,
    "a proof looked for":
        test_brakes.test_a_forged_proof_is_looked_at_and_refused_kindly,
    "a promise to pay":
        test_dunning.test_a_promise_that_was_kept_is_kept_whatever_came_due_meanwhile,
    "a year collected": test_drive.test_what_was_owed_before_december_is_collected_by_its_end,
    "a month stated":
        test_statements.test_what_was_stated_stays_and_a_correction_is_a_line_of_its_own,
    "a ladder held":
        test_dunning.test_a_large_payer_climbs_sooner_and_who_is_held_does_not_climb,
    "an officer sent":
        test_conduct.test_out_of_reach_is_written_to_and_who_refuses_is_visited_then_the_head_s,
    "a kind converted":
        test_conversions.test_whoever_reported_it_too_goes_along,
}  # fmt: skip


@dataclass(frozen=True)
class Lived:
    """A story with a bot that lived: what was left, and how often it passed each point."""

    left: Left
    passed: Mapping[str, int]

    def trials(self, story: str, fault: str) -> list[Trial]:
        """Return the fault at every pass of every point."""
        passes = [(at, nth) for at in POINTS for nth in range(1, self.passed[at] + 1)]
        return [(story, *each, fault) for each in passes]


async def lived(story: str, born: Nursery, folder: Path) -> Lived:
    """Play the story to a bot that lives."""
    async with mortal(born, folder) as world:
        world.line.fate.decides("", 0)
        await STORIES[story](world)
        await world.settles()
        return Lived(left(world.line), world.line.fate.passed)


async def struck(trial: Trial, clean: Lived, born: Nursery, folder: Path) -> Verdict:
    """Play the story to a bot that is struck in it, and started again where that ends it."""
    story, point, nth, fault = trial
    verdict = Verdict(fault, point, f"{story}, pass {nth}")
    async with mortal(born, folder) as world:
        world.line.fate.decides(point, nth, fault)
        try:
            await STORIES[story](world)
            await world.settles()
        except (AssertionError, TimeoutError) as stuck:
            verdict.differs["stuck"] = f"{stuck!r}: {(folder / 'log').read_text()[-3000:]}"
        after, verdict.struck = left(world.line), world.line.fate.struck
    ended(born, verdict)
    verdict.compare(Left(books(folder), after.seen), clean.left)
    shutil.rmtree(folder)
    return verdict


async def all_struck(
    stories: Sequence[str], born: Sequence[Nursery], root: Path
) -> dict[str, list[Verdict]]:
    """Let faults befall a bot in each of these stories, two at a time."""
    ground, chance = founded(root / "founded"), random.Random(SEED)  # noqa: S311 - no secret
    clean: dict[str, Lived] = {}
    verdicts: dict[str, list[Verdict]] = {story: [] for story in stories}
    to_play, to_strike = list(stories), list[Trial]()

    async def live(nursery: Nursery) -> None:
        while to_play:
            story = to_play.pop()
            clean[story] = await lived(story, nursery, copy(ground, root / story))

    async def strike(nursery: Nursery) -> None:
        while to_strike:
            trial = to_strike.pop()
            folder = copy(ground, root / f"trial{len(to_strike)}")
            verdicts[trial[0]].append(await struck(trial, clean[trial[0]], nursery, folder))

    await asyncio.gather(*map(live, born))
    for story in stories:
        for fault in ("kill", *chance.sample(FAULTS[1:], KINDS)):
            trials = clean[story].trials(story, fault)
            to_strike += chance.sample(trials, min(DRAWN[fault], len(trials)))
    await asyncio.gather(*map(strike, born))
    return verdicts


@pytest.mark.prove
@pytest.mark.timeout(7200)
async def test_no_fault_in_any_story_changes_anything(tmp_path: Path, born: list[Nursery]) -> None:
    """Some faults in each story, at points that are drawn."""
    began = monotonic()
    verdicts = await all_struck(list(STORIES), born, tmp_path)
    every = [verdict for each in verdicts.values() for verdict in each]
    if WRITTEN:
        rows = (row(f"{story}: `{STORIES[story].__name__}`", v) for story, v in verdicts.items())
        text = SECTION.format(
            rows="\n".join((*rows, row("**all**", every))), faults="\n".join(by_fault(every)),
            seconds=round(monotonic() - began), seed=SEED,
        )  # fmt: skip
        write_section("stories", text)
    bad = [verdict for verdict in every if not verdict.is_good]
    assert not bad, f"SEED={SEED}\n{said_of(bad)}"
    expected = [verdict for verdict in every if verdict.fault != "cancel"]
    assert sum(verdict.struck for verdict in expected) > 0.95 * len(expected)


HEAD = """\
| {of} | faults | struck | lost | doubled | missing | repeated | in one chat | books differ |
|---|---|---|---|---|---|---|---|---|"""
SECTION = f"""\
## Faults in the other stories

By `tests/proofs/test_stories_killed.py`. These are stories of `tests/stories`, played as they
stand, with a bot in a process of its own that a fault befalls at a pass of a fault point, drawn
from all passes of the story; where it ends the bot, that is started again on the same data. The
story's own assertions must hold; then the books and all chats are compared with those of a bot
that lived. Faults and columns mean what they mean above.

{HEAD.format(of="fault")}
{{faults}}

{HEAD.format(of="story")}
{{rows}}

{{seconds}} s for all; drawn by SEED={{seed}}.
"""
