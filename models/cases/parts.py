"""The parts that people play in a case; arrows of a flow are for these."""

from enum import StrEnum


class Part(StrEnum):
    """What a person is to a case."""

    REPORTER = "reporter"
    TECHNICIAN = "technician"
    ASSIGNEE = "assignee"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"  # who checks that what is struck off is done
    HEAD = "head"
    JUDGE = "judge"  # who decides whether a complaint is valid
    COMPANY = "company"  # whom joint complaints and overruns of class A reach
    NEIGHBOUR = "neighbour"  # another resident, who may sign with the first
