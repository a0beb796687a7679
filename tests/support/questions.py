"""Every question of every dialogue, the stories that lead to them, and why none leads to some."""

from collections.abc import Awaitable, Callable, Mapping

from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import SUMMARY
from tests.stories import (
    test_access_cards,
    test_agreed_times,
    test_arrears,
    test_blocked,
    test_brakes,
    test_complaints,
    test_complaints_company,
    test_complaints_fault,
    test_complaints_keyed,
    test_content,
    test_conversions,
    test_enquiries,
    test_enquiries_keyed,
    test_faq_keeping,
    test_fees,
    test_file_reviews,
    test_followups,
    test_household,
    test_incidents,
    test_keying,
    test_opinions,
    test_owners_changes,
    test_owners_forms,
    test_papers_at_the_desk,
    test_parking,
    test_parking_draws,
    test_parking_vip,
    test_praise,
    test_quotes,
    test_referrals,
    test_requests,
    test_settlements,
    test_sheets,
    test_suggestions,
    test_tenancies,
    test_two_homes,
    test_visitors,
    test_visits,
    test_wishes,
)
from tests.support.answers import with_faq
from tests.support.visiting import Step
from tests.support.world import World

Story = Callable[[World], Awaitable[None]]
STEPS: frozenset[Step] = frozenset(
    (each.name, name)
    for each in CONVERSATIONS.values()
    for name in (*(step.name for step in each.steps), *([SUMMARY] if each.confirm else []))
)
LED_TO = ("plan: summary", "prove: payment_proof", "errand: reason", "suit: on", "pay: home")
OF_ANSWERS: tuple[Story, ...] = (
    test_faq_keeping.test_a_new_question_is_added_and_found,
    test_faq_keeping.test_the_supervisor_changes_an_answer_and_everybody_reads_it,
)


def led_to(state: str) -> Story:
    """Return the story of how somebody comes there."""
    return lambda world: test_content.answered(world, state)


def with_answers(story: Story) -> Story:
    """Return the story in an estate that has its answers."""

    async def told(world: World) -> None:
        with_faq(world)
        await story(world)

    return told


SETTINGS = "asked only where the office's settings ask for this paper"
PROOFS = ("title", "vehicle_licence", "other_proof")
DESK = "as in the resident's own dialogue, whose questions these are"
ALIKE = "a paper is asked for as every other is, by the same kind of question"
# Which question nobody is led to, and why not.
UNREACHED: Mapping[Step, str] = {
    ("fees.pay", "home"): "the cashier comes from one home, which answers it",
    ("owners.change", "car"): "asked of who has two cars",
    ("owners.change", "vehicle_licence"): ALIKE,
    ("papers.photograph", "identity_card"): ALIKE,
    ("repairs.keyed", "same"): DESK,
    **{
        (f"access_cards.{name}", paper): SETTINGS
        for name in ("apply", "keyed", "told.missing")
        for paper in ("lease", "title")
    },
    **{("owners.proofs", paper): ALIKE for paper in (*PROOFS, "identity_card")},
    **{("owners.keyed", each): DESK for each in (*PROOFS, "car", "contact", "lease", "until")},
    **{
        ("parking.keyed", each): DESK
        for each in ("kind", "address", "employer", "identity_card", "lease")
    },
}
STORIES: tuple[Story, ...] = (
    *map(led_to, LED_TO),
    *map(with_answers, OF_ANSWERS),
    test_access_cards.test_what_is_missing_is_named_and_nothing_is_asked_twice,
    test_parking_draws.test_an_opening_is_given_up_with_a_reason_that_who_entered_reads,
    test_parking_vip.test_an_owner_gets_a_vip_space_approved_chosen_paid_and_tested,
    test_two_homes.test_a_resident_of_two_homes_is_asked_which,
    test_two_homes.test_an_officer_is_asked_which_home_of_a_residents,
    test_access_cards.test_what_replaces_a_lost_card_has_a_number_of_its_own,
    test_agreed_times.test_a_question_is_answered_within_its_limit,
    test_arrears.test_who_moves_out_owing_leaves_the_debt_with_the_home,
    test_blocked.test_a_guests_car_is_asked_for_at_its_host,
    test_brakes.test_who_doubts_the_bill_is_not_reminded_until_it_is_answered,
    test_complaints.test_more_time_needs_the_head_and_a_reason,
    test_complaints.test_an_invalid_complaint_is_explained_and_reviewed_above,
    test_complaints.test_a_class_that_is_changed_gets_a_new_code_and_breaks_no_promise,
    test_complaints.test_the_complainant_adds_and_withdraws,
    test_complaints.test_a_plan_stops_no_clock,
    test_complaints_company.test_whom_it_is_about_reads_nothing_at_the_company_either,
    test_complaints_fault.test_whom_it_is_about_is_called_to_nothing,
    test_complaints_fault.test_the_house_goes_to_who_does_the_work,
    test_complaints_keyed.test_what_is_said_to_who_has_no_chat_is_told_by_telephone,
    test_complaints_keyed.test_only_who_has_a_chat_may_stay_unnamed,
    test_conversions.test_whoever_reported_it_too_goes_along,
    test_enquiries.test_long_coordination_has_its_class_and_its_time,
    test_enquiries.test_who_knows_is_asked_with_an_apology_and_a_time,
    test_enquiries.test_what_the_faq_knows_is_answered_at_once_and_makes_no_case,
    test_enquiries_keyed.test_who_is_praised_is_asked_where_nobody_is_named,
    test_enquiries_keyed.test_an_idea_by_telephone_has_its_three_days,
    test_enquiries_keyed.test_a_question_at_the_desk_is_a_case_with_its_promise,
    test_fees.test_a_wrong_payment_is_cancelled_by_somebody_else_and_stays,
    test_file_reviews.test_the_keeper_says_what_was_found_and_the_head_has_the_year,
    test_followups.test_partly_sends_the_same_technician_again,
    test_household.test_a_proxy_acts_in_what_is_named_until_its_day,
    test_household.test_a_link_lets_in_one_and_a_forwarded_one_gives_nothing,
    test_incidents.test_an_officer_joins_what_is_the_same_and_both_homes_are_told,
    test_keying.test_who_has_no_account_hears_by_an_officers_telephone,
    test_opinions.test_reasons_and_a_sentence_come_after_the_answer_and_can_be_skipped,
    test_owners_changes.test_a_proof_that_is_missing_is_named_and_nothing_else_is_asked,
    test_owners_changes.test_what_nobody_shows_lapses_and_what_nobody_decides_climbs,
    test_owners_forms.test_a_new_owners_form_is_used_when_a_second_person_has_reviewed_it,
    test_papers_at_the_desk.test_a_space_is_applied_for_at_the_desk,
    test_papers_at_the_desk.test_a_card_is_applied_for_at_the_desk,
    test_papers_at_the_desk.test_a_change_of_the_file_is_asked_for_at_the_desk,
    test_parking.test_a_tenant_lacks_the_lease_and_is_asked_for_nothing_else,
    test_parking.test_what_does_not_come_in_fourteen_days_ends_kindly,
    test_parking.test_an_owner_applies_and_drives_in,
    test_parking.test_a_copy_that_differs_from_its_original_stops_the_formality,
    test_parking_draws.test_an_opening_is_announced_once_by_the_desk_for_a_day_to_come,
    test_parking_vip.test_a_vip_space_is_for_owners_and_the_head_may_refuse,
    test_praise.test_nothing_is_asked_or_due_afterwards,
    test_quotes.test_who_approves_and_what_costs_what_are_settings,
    test_quotes.test_a_price_waits_on_while_the_job_changes_hands,
    test_referrals.test_under_warranty_the_developer_does_it_when_the_head_has_signed,
    test_referrals.test_a_vendor_is_urged_at_its_own_time_until_the_outcome,
    test_referrals.test_talks_last_two_days_or_more_and_are_nudged,
    test_requests.test_a_home_that_is_none_is_not_approved,
    test_settlements.test_within_authority_it_is_promised_at_once,
    test_sheets.test_the_resident_signs_the_result_with_its_parts,
    test_sheets.test_a_sheet_signed_on_paper_is_photographed,
    test_suggestions.test_an_adopted_suggestion_is_told_with_its_measures_and_again_when_done,
    test_suggestions.test_one_that_is_not_adopted_has_thanks_and_the_reason,
    test_tenancies.test_nobody_loses_access_while_the_new_lease_is_looked_at,
    test_visitors.test_the_gate_refuses_with_a_reason_and_the_host_knows,
    test_visits.test_a_resident_moves_the_visit_and_both_sides_know,
    test_visits.test_staff_propose_another_time_and_the_resident_decides,
    test_wishes.test_an_officer_declines_with_regret_a_reason_and_another_way,
    test_wishes.test_words_photographs_and_the_way_in_are_added_after_sending,
)
