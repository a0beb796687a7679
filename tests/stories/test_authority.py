"""A button is never authority: who may do what is asked at the press, of today's roles."""

from datetime import date

import pytest

from handlers.routes import PRESSES
from models.people.tables import StaffRole
from models.repairs.rules import REPAIR_FLOW
from tests.stories.test_complaints_authority import MAY as COMPLAINTS
from tests.stories.test_enquiries_authority import MAY as ENQUIRIES
from tests.stories.test_owners_authority import MAY as OWNERS
from tests.stories.test_parking_authority import MAY as PARKING
from tests.support.canaries import Overheard
from tests.support.employed import (
    EVERYBODY,
    NOBODY,
    OFFICERS,
    STAFF,
    TECHNICIANS,
    employ,
    everybody_leaves,
    who_may,
)
from tests.support.pressing import ever_shown, forgeries, outsiders, press_each, press_for_real
from tests.support.walks import walk
from tests.support.whole_story import STOPS, story
from tests.support.world import World

TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)


@pytest.fixture
async def others(world: World) -> dict[str, int]:
    """Everybody who must get nothing."""
    found = outsiders(world, left_on=TODAY)
    await world.settles()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("again", [False, True])
async def test_outsiders_press_every_button_ever_shown_and_nothing_happens(
    world: World, others: dict[str, int], *, again: bool
):
    """CB-01, REP-06: at every stop of the story, in private and in the group.

    What is new, and of what is older one for each action and object; or everything, everywhere.
    """
    stops, known = 0, 0
    async for _ in story(world):
        shown = ever_shown(world)
        older = {each.rpartition("|")[0]: each for each in shown[:known]}
        press_each(world, others.values(), shown if again else shown[known:], once=not again)
        press_each(world, others.values(), older.values(), once=True)
        stops, known = stops + 1, len(shown)
    assert stops == len(STOPS)
    shown = ever_shown(world)
    assert {each.split("|")[1] for each in shown} >= {
        "choose", "edit", "back", "cancel", "submit", "claim", "set_off", "finish", "details",
        "followup", "tell_more", "phoned", "task_contact",
    }  # fmt: skip


async def test_outsiders_get_one_kind_answer_a_press_through_the_whole_desk(
    world: World, others: dict[str, int]
):
    """Two stops, one button of each kind; also when Telegram says that it is too late."""
    stops = [stop async for stop in story(world, until="reopened")]
    kinds = {each.split("|")[1]: each for each in ever_shown(world)}
    await press_for_real(world, others.values(), kinds.values())
    said = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    world.telegram.fail_next("answerCallbackQuery", error_code=400, description=said, times=12)
    await press_for_real(world, others.values(), ["1|claim|1|0"])
    assert stops[-1] == "reopened"


@pytest.mark.parametrize("every", [29, pytest.param(1, marks=pytest.mark.slow)])
async def test_forged_buttons_change_nothing_and_are_answered(
    world: World, others: dict[str, int], overheard: Overheard, every: int
):
    """Flipped bits, other objects, revisions and values, unknown actions, 65 bytes."""
    async for _ in story(world, until="telephoning"):
        pass
    forged = list(forgeries(ever_shown(world), ("0", "1", "2", "7", "999999", "9" * 18)))
    mine = [each for each in forged if not each.startswith("1|language|0|0|zh")]
    assert len(mine) > 300
    press_each(world, others.values(), mine[::every], once=True)
    await press_for_real(world, [12], mine[:: every * 7])
    assert overheard.errors == []


# Who may do what, written by hand: a status, a press, and the roles that it is meant for.
# fmt: off
MAY: dict[str, dict[str, set[str]]] = {
    "reported": {
        "claim":            TECHNICIANS | OFFICERS,
        "set_off":          NOBODY,
        "arrive":           NOBODY,
        "need_parts":       NOBODY,
        "go_on":            NOBODY,
        "finish":           NOBODY,
        "assign":           OFFICERS,
        "assign|2":         OFFICERS,
        "hand_over":        NOBODY,
        "calm":             NOBODY,                 # it is no emergency
        "duty_off":         {"assignee"} | OFFICERS,    # the first of staff is Zhang himself
        "duty_off|sure":    {"assignee"} | OFFICERS,
        "duty_on":          {"assignee"} | OFFICERS,
        "open":             NOBODY,
        "open|late":        STAFF,
        "shift_read|all":   NOBODY,                     # no shift has ended yet
        "add":              {"reporter"},
        "urge":             {"reporter"},
        "withdraw":         {"reporter"} | OFFICERS,
        "withdraw|sure":    {"reporter"} | OFFICERS,
        "decline":          OFFICERS,
        "convert|complaint": OFFICERS,
        "convert|repair":   NOBODY,                 # it is one
        "more":             {"reporter"} | TECHNICIANS | OFFICERS,
        "rebook":           {"reporter"} | OFFICERS,
        "propose":          OFFICERS,
        "nobody_home":      NOBODY,
        "take_slot":        NOBODY,                 # nothing was offered
        "late_cause":       NOBODY,
        "important":        OFFICERS,
        "order_kind":       OFFICERS,
        "order_kind|public": OFFICERS,
        "order_kind|gift":  NOBODY,
        "join":             OFFICERS,
        "leave":            NOBODY,                 # nobody else reported it
        "to_developer":     OFFICERS,
        "approve":          NOBODY,                 # nothing is written
        "reject":           NOBODY,
        "received":         NOBODY,
        "to_vendor":        OFFICERS,
        "urge_vendor":      NOBODY,
        "coordinate":       OFFICERS,
        "outcome":          NOBODY,
        "take_back":        NOBODY,
        "quote":            OFFICERS,
        "accept|1":         NOBODY,                 # no price has been told
        "refuse|1":         NOBODY,
        "reduce":           NOBODY,
        "approve_reduction|1": NOBODY,
        "reject_reduction|1": NOBODY,
        "tariffs":          EVERYBODY,
        "sign":             NOBODY,
        "return_sheet":     NOBODY,
        "details":          NOBODY,
        "tell_more":        {"reporter"},
        "followup|fixed":   NOBODY,
    },
    "claimed": {
        "claim":            NOBODY,
        "set_off":          {"assignee"},
        "arrive":           {"assignee"},
        "need_parts":       {"assignee"},
        "go_on":            NOBODY,
        "finish":           {"assignee"},
        "add":              {"reporter"},
        "urge":             {"reporter"},
        "withdraw|sure":    {"reporter"} | OFFICERS,
        "decline":          OFFICERS,
        "convert|complaint": OFFICERS,
        "more":             {"reporter"} | {"assignee"} | OFFICERS,
        "rebook":           {"reporter"} | OFFICERS,
        "propose":          {"assignee"} | OFFICERS,
        "nobody_home":      NOBODY,
        "important":        OFFICERS,
        "order_kind":       OFFICERS,
        "assign":           OFFICERS,
        "assign|2":         OFFICERS,
        "hand_over":        {"assignee"},
        "join":             OFFICERS,
        "leave":            NOBODY,
        "eta|10":           NOBODY,
        "quote":            {"assignee"} | OFFICERS,
        "sign":             NOBODY,
        "return_sheet":     {"assignee"} | OFFICERS,
        "details":          {"assignee"},
        "tell_more":        {"reporter"},
    },
    "finishing": {                                  # on the way
        "claim":            NOBODY,
        "nobody_home":      {"assignee"},
        "rebook":           {"reporter"} | OFFICERS,
        "propose":          NOBODY,
        "set_off":          NOBODY,
        "join":             NOBODY,
        "eta|10":           {"assignee"},
        "eta|11":           NOBODY,
        "eta":              {"assignee"},
        "finish":           {"assignee"},
        "details":          {"assignee"},
        "tell_more":        NOBODY,
        "add":              {"reporter"},
        "withdraw":         {"reporter"} | OFFICERS,
        "decline":          NOBODY,
        "convert|complaint": NOBODY,                # somebody is on the way
    },
    "done": {
        "add":              NOBODY,
        "urge":             NOBODY,
        "withdraw|sure":    NOBODY,
        "decline":          NOBODY,
        "convert|complaint": NOBODY,
        "claim":            NOBODY,
        "finish":           NOBODY,
        "assign":           NOBODY,
        "hand_over":        NOBODY,
        "details":          {"assignee"},
        "tell_more":        NOBODY,
        "sign":             {"reporter"},
        "add_parts":        {"assignee"},
        "sheet_photo":      {"assignee"} | OFFICERS,
        "return_sheet":     {"assignee"} | OFFICERS,
        "sheets_back":      {"assignee"} | OFFICERS,
        "followup|fixed":   {"reporter"},
        "followup|partly":  {"reporter"},
        "followup|not":     {"reporter"},
        "followup|perhaps": NOBODY,
        "opinion|tidy":     NOBODY,                 # nothing is answered yet
        "important":        OFFICERS,
        "order_kind":       NOBODY,
        "test_leak":        NOBODY,                 # nothing leaks
        "strike_off":       NOBODY,                 # nobody has asked in vain
        "phoned|fixed":     NOBODY,                 # there is no task yet
        "task_contact":     NOBODY,
    },
    "silent": {                                     # an officer is to telephone
        "followup|fixed":   {"reporter"},
        "phoned|fixed":     OFFICERS,
        "phoned|partly":    OFFICERS,
        "phoned|not":       OFFICERS,
        "phoned|no_answer": OFFICERS,
        "phoned|wrong_number": OFFICERS,
        "phoned|visited":   OFFICERS,
        "phoned|refused":   OFFICERS,
        "phoned|told":      NOBODY, "phoned|perhaps": NOBODY,  # for another kind of task
        "task_contact":     OFFICERS,
    },
}
# fmt: on
RESIDENTS = ("reporter", "co-resident", "neighbour")
ELSEWHERE = frozenset({                             # a screen's buttons: for who opened it
    "choose", "edit", "back", "skip", "cancel", "submit", "resume", "discard", "language", "mean",
    "add_to", "ended", "case", "cannot_go",  # test_outright.py, test_ended_in_words.py and others
    "link_approve", "link_refuse", "link_undo", "link_view", "link_home",  # test_requests.py
    "unlink", "unlink_ask", "prefer", "come", "cannot_come", "still_blocked", "see_to", "way_free",
    *(it for it in PRESSES if it.startswith(("family_", "move_", "thing_", "pass_", "card_"))),
    *(it for it in PRESSES if it.startswith(("fees_", "pay_", "cash_", "export_", "talk_"))),
    *(it for it in PRESSES if it.startswith(("arrears_", "ladder_", "errand_", "suit_", "drive_"))),
    "call_me", "person",
    *COMPLAINTS["accepted"].keys() - {"retract|sure"},  # test_complaints_authority.py
    *{each.partition("|")[0] for each in PARKING["checking"] | OWNERS["originals"]},
    *("announce", "opening", "withdraw_opening", "ledger_sheet", "apply", "renew_lease",
      "hand_back", "paper", "take_back_space", "ask_change", "begin_form", "prolong", "suggest"),
    *ENQUIRIES["received"], "new_for", "praise", "forget",  # test_keying.py and their own
    *(each for each in PRESSES if each.startswith(("faq", "books", "files_"))),
})  # fmt: skip


def test_the_matrix_names_every_action():
    named = {press.partition("|")[0] for presses in MAY.values() for press in presses}
    assert named | ELSEWHERE == set(PRESSES)
    assert {a.action for a in REPAIR_FLOW.arrows} == {
        "claim", "set_off", "arrive", "need_parts", "go_on", "finish",
        "confirm", "continue", "reopen", "test_leak", "important", "strike_off", "assign",
        "hand_over", "to_colleague", "calm", "join", "add", "urge", "withdraw", "decline",
        "convert", "nobody_home", "propose", "rebook", "eta", "add_parts", "sign", "sheet_photo",
        "return_sheet", "to_developer", "approve", "reject", "received", "to_vendor", "urge_vendor",
        "coordinate", "outcome", "take_back", "quote", "accept", "refuse", "reduce",
        "approve_reduction", "reject_reduction", "order_kind",
    }  # fmt: skip


@pytest.fixture
async def roles(world: World) -> dict[str, int]:
    """Everybody by role: residents, somebody of every role in the office, and a stranger."""
    accounts = {"co-resident": 13, **{role.value: 100 + n for n, role in enumerate(StaffRole)}}
    world.write(lambda session: employ(session, accounts))
    return accounts | {"reporter": 11, "neighbour": 12, "assignee": 21, "stranger": 66}


@pytest.mark.parametrize("status", walk(MAY, "claimed"))
async def test_each_role_may_do_what_the_matrix_says_and_nothing_after_leaving(
    world: World, roles: dict[str, int], status: str
):
    """Every role in the office and in a home, today and on the first day after."""
    async for _ in story(world, until="done" if status == "silent" else status):
        pass
    if status == "silent":
        await world.waits(hours=26)
    expected = {press: roles.keys() & may for press, may in MAY[status].items()}
    assert who_may(world, roles, MAY[status]) == expected
    world.write(everybody_leaves)
    could = {role: roles[role] for role in set().union(*expected.values())}
    assert who_may(world, could, MAY[status]) == dict.fromkeys(MAY[status], NOBODY)
