"""Who may press what, at which stop of a repair's story: written by hand, for the tests."""

from models.people.tables import StaffRole

# Who may do what, written by hand: a status, a press, and the roles that it is meant for.
TECHNICIANS = {"technician", "assignee"}
OFFICERS = {"officer", "supervisor", "quality_supervisor", "manager", "office_head"}
STAFF = {role.value for role in StaffRole} | {"assignee"}
NOBODY: set[str] = set()
EVERYBODY = (                                       # the list of prices is public
    TECHNICIANS | OFFICERS | {role.value for role in StaffRole}
    | {"reporter", "co-resident", "neighbour"}
)  # fmt: skip
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
        "talk":             NOBODY,                 # nobody wishes to talk
        "talked":           NOBODY,
        "add":              {"reporter"},
        "urge":             {"reporter"},
        "withdraw":         {"reporter"} | OFFICERS,
        "withdraw|sure":    {"reporter"} | OFFICERS,
        "decline":          OFFICERS,
        "more":             {"reporter"} | TECHNICIANS | OFFICERS,
        "rebook":           {"reporter"} | OFFICERS,
        "propose":          OFFICERS,
        "nobody_home":      NOBODY,
        "take_slot":        NOBODY,                 # nothing was offered
        "late_cause":       NOBODY,
        "important":        OFFICERS,
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
        "add_parts":        NOBODY,
        "sheet_photo":      NOBODY,
        "return_sheet":     NOBODY,
        "sheets_back":      NOBODY,
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
        "more":             {"reporter"} | {"assignee"} | OFFICERS,
        "rebook":           {"reporter"} | OFFICERS,
        "propose":          {"assignee"} | OFFICERS,
        "nobody_home":      NOBODY,
        "important":        OFFICERS,
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
    },
    "done": {
        "add":              NOBODY,
        "urge":             NOBODY,
        "withdraw|sure":    NOBODY,
        "decline":          NOBODY,
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
        "phoned|told":      NOBODY,                 # that is for another kind of task
        "phoned|perhaps":   NOBODY,
        "task_contact":     OFFICERS,
    },
}
# fmt: on
RESIDENTS = ("reporter", "co-resident", "neighbour")
ELSEWHERE = frozenset({                             # a screen's buttons: for who opened it
    "choose", "edit", "back", "skip", "cancel", "submit", "resume", "discard", "language", "wish",
    "link_approve", "link_refuse", "link_undo", "link_view", "link_home",  # test_requests.py
    "unlink", "unlink_ask", "prefer", "call_me", "called", "new_for",  # of people
})  # fmt: skip
