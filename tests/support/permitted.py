"""The permissions as the rules have them, written by hand, and the words they are written in."""

import csv
from collections.abc import Mapping
from pathlib import Path

from docs.office import OWN
from docs.permissions import Matrix
from models.people.tables import StaffRole

TABLE = Path(__file__).parents[1] / "stories" / "permissions.csv"
DESK = ("officer", "supervisor", "quality_supervisor", "manager", "office_head")
ABOVE = DESK[1:]
TELLERS = ("officer", "finance", "supervisor", "manager", "office_head")


def both(*roles: str) -> frozenset[str]:
    """Return these roles, whether the thing is theirs or another's."""
    return frozenset(each + own for each in roles for own in ("", OWN))


WORDS: Mapping[str, frozenset[str]] = {
    "reporter": frozenset({"reporter"}),
    "reporters": frozenset({"reporter", "joined"}),  # the first, and who joined in or signed
    "technicians": both("technician"),
    "desk": both(*DESK),
    "above": both(*ABOVE),
    "judges": both("quality_supervisor", "manager", "office_head"),
    "head": both("office_head"),
    "company": both("company"),
    "holder": frozenset(f"{role.value}{OWN}" for role in StaffRole),  # who has it, whatever role
    "answering": frozenset(f"{role}{OWN}" for role in DESK),  # who has the talk
    "superiors": frozenset(ABOVE),  # of another's talk
    "officers": frozenset(DESK),  # of what is nobody's own
    "driver": frozenset({"driver"}),  # of the car that is in the way
    "guards": both("guard"),
    "guest": frozenset({"household"}),  # whom the reporter has let in
    "checkers": frozenset({"finance", "supervisor", "manager", "office_head"}),  # what others took
    "cashiers": both(*TELLERS),
    "comer": frozenset(f"{role}{OWN}" for role in TELLERS),  # who is to come
    "finance": both("finance"),
    "staff": both(*StaffRole),
    "nobody": frozenset(),
}


def by_hand() -> tuple[Matrix, Mapping[tuple[str, str], frozenset[str]]]:
    """Return the table, and for an action whom the operation refuses although the flow would not.

    A word stands for roles; `own` is who has the case.
    """
    matrix: dict[tuple[str, str, str], frozenset[str]] = {}
    refused: dict[tuple[str, str], frozenset[str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            who = frozenset[str]().union(*(WORDS[word] for word in row["who"].split()))
            for state in row["states"].split():
                cell = row["thing"], row["action"], state
                assert cell not in matrix, cell
                matrix[cell] = who
            refused[row["thing"], row["action"]] = frozenset(row["but"].split())
    return matrix, refused
