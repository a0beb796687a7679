"""Ask the staff what the FAQ answers: every month, and before somebody new begins."""

from collections import Counter
from datetime import datetime, timedelta
from typing import ClassVar
from zlib import crc32

from sqlmodel import Session, col, select

from models.buttons import Unreadable
from models.database import insert_new
from models.due import Moment, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.faq.keeping import owner_of
from models.faq.messages import KnowledgeIs, QuizIsHere
from models.faq.operations import language_of, standing
from models.faq.policy import FaqPolicy
from models.faq.rules import START, days_of, drawn, rate, right_ones
from models.faq.tables import FaqEntry, FaqQuiz
from models.intents.operations import Address, post, private
from models.people.roster import is_here, reachable
from models.people.tables import Person, Staff, StaffRole
from models.permissions import require_staff
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

EVERY_MONTH = range(1, 13)
MISSED = 3  # questions named in the report


@frozen
class QuizComes(Moment):
    """The staff are asked; the last step is when they should have answered. FAQ-02."""

    subject: int
    day: str
    closes: bool = False
    rings: ClassVar[str] = "faq"

    def identity(self) -> str:
        return f"{self.day}.{int(self.closes)}"


@frozen
class Question:
    """Where a quiz stands: how many are answered, the next question, the answers it offers.

    Without a question it is over.
    """

    quiz_id: int
    number: int
    of: int
    right_so_far: int
    question: str = ""
    options: tuple[tuple[int, str], ...] = ()


def hold_round(session: Session, moment: QuizComes, *, now: datetime) -> None:
    """Ask everybody, or, when the time is over, say how it went."""
    (close_round if moment.closes else begin_round)(session, moment, now=now)


def begin_round(session: Session, moment: QuizComes, *, now: datetime) -> None:
    """Ask every member of staff who can be reached, in private. FAQ-02."""
    estate_id = moment.subject
    if not runs(session, estate_id, Routine.FAQ_QUIZ):
        return
    plan_quiz(session, estate_id, now=now)
    policy = policy_of(session, estate_id, FaqPolicy)
    until = now + timedelta(days=policy.quiz_within_days)
    for staff in _asked_ones(session, estate_id, now=now):
        _invite(session, staff, _round(moment), until=until, now=now)
    closes = QuizComes(estate_id, moment.day, closes=True)
    due(session, closes, estate_id=estate_id, at=until)


def ask_newcomer(session: Session, staff: Staff, *, now: datetime) -> None:
    """Ask somebody who is linked for the first time, before they start. FAQ-02."""
    _invite(session, staff, START, until=None, now=now)


def close_round(session: Session, moment: QuizComes, *, now: datetime) -> None:
    """Remind who has not answered, and tell the owner how much is known. FAQ-02."""
    for staff in _asked_ones(session, moment.subject, now=now):
        quiz = _quiz_of(session, staff, _round(moment))
        address = _chat(session, staff)
        if quiz is not None and quiz.finished_at is None and address is not None:
            again = QuizIsHere(quiz.id, len(quiz.asked), None, again=True)
            post(session, again, to=address, now=now)
    report = knowledge(session, moment.subject, _round(moment), now=now)
    owner = owner_of(session, moment.subject, now=now)
    if owner is not None and report is not None:
        post(session, report, to=owner, now=now)


def knowledge(
    session: Session, estate_id: int, round_: str | None = None, *, now: datetime
) -> KnowledgeIs | None:
    """Return how the round went, without one the last; None when nobody was asked yet."""
    wanted = select(FaqQuiz).where(FaqQuiz.estate_id == estate_id).order_by(col(FaqQuiz.round))
    quizzes = [each for each in session.exec(wanted) if each.round != START]
    name = round_ or (quizzes[-1].round if quizzes else None)
    held = [each for each in quizzes if each.round == name]
    if name is None or not held:
        return None
    taken = [each for each in held if each.finished_at is not None]
    done = {each.staff_id for each in taken} | _new_since(session, held[0])
    missing = [s.name for s in _asked_ones(session, estate_id, now=now) if s.id not in done]
    share = rate(
        sum(right_ones(each.asked, each.chosen) for each in taken),
        sum(len(each.asked) for each in taken),
    )
    target = policy_of(session, estate_id, FaqPolicy).knowledge
    missed = _missed(session, taken)
    return KnowledgeIs(name, len(taken), share, target, tuple(missing), missed)


def stands(session: Session, quiz_id: int, *, by: Person, now: datetime) -> Question:
    """Return where the person's own quiz stands. Raises Unreadable, NotStaff."""
    return _question(session, _own(session, quiz_id, by, now))


def answer(
    session: Session, quiz_id: int, number: int, chosen: int, *, by: Person, now: datetime
) -> str | None:
    """Keep the answer; return the right one if it was wrong. Raises Unreadable, NotStaff.

    A question is answered once: a second press changes nothing.
    """
    quiz = _own(session, quiz_id, by, now)
    if number != len(quiz.chosen) or number >= len(quiz.asked):
        return None
    asked = quiz.asked[number]
    if chosen not in asked[1:]:
        raise Unreadable
    quiz.chosen = [*quiz.chosen, chosen]
    if len(quiz.chosen) == len(quiz.asked):
        quiz.finished_at = now
    session.add(quiz)
    right = session.get_one(FaqEntry, asked[0])
    return None if chosen == asked[0] else right.answer


def plan_quiz(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next day of the quiz in the book, once. S-47."""
    if not runs(session, estate_id, Routine.FAQ_QUIZ):
        return
    policy = policy_of(session, estate_id, FaqPolicy)
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    days = days_of(EVERY_MONTH, policy.quiz_day, since=calendar.day_of(now))
    day = next(each for each in days if calendar.local(each, policy.at) > now)
    at = calendar.local(day, policy.at)
    due(session, QuizComes(estate_id, day.isoformat()), estate_id=estate_id, at=at)


def _round(moment: QuizComes) -> str:
    return moment.day[:7]


def _invite(
    session: Session, staff: Staff, round_: str, *, until: datetime | None, now: datetime
) -> None:
    """Draw the person's quiz and send it; one round asks once."""
    address = _chat(session, staff)
    estate = session.get_one(Estate, staff.estate_id)
    answers = {
        entry.id: entry.answer
        for entry in standing(session, estate.id)
        if language_of(entry, estate) == estate.locale
    }
    seed = crc32(f"{staff.id} {round_}".encode())
    questions = policy_of(session, estate.id, FaqPolicy).quiz_questions
    asked = drawn(answers, seed, questions)
    if address is None or not asked:
        return
    row = {
        "estate_id": estate.id, "staff_id": staff.id, "round": round_, "seed": seed,
        "asked": [list(each) for each in asked], "chosen": [], "opened_at": now,
    }  # fmt: skip
    if made := insert_new(session, FaqQuiz, [row], returning=(col(FaqQuiz.id),)):
        post(session, QuizIsHere(made[0][0], len(asked), until), to=address, now=now)


def _asked_ones(session: Session, estate_id: int, *, now: datetime) -> list[Staff]:
    """Return the estate's own staff; the company's people are not the office's."""
    today = calendar_of(session, session.get_one(Estate, estate_id)).day_of(now)
    wanted = select(Staff).where(Staff.estate_id == estate_id, Staff.role != StaffRole.COMPANY)
    return [each for each in session.exec(wanted.order_by(col(Staff.id))) if is_here(each, today)]


def _chat(session: Session, staff: Staff) -> Address | None:
    person = reachable(session, [staff])
    return private(person) if person else None


def _quiz_of(session: Session, staff: Staff, round_: str) -> FaqQuiz | None:
    wanted = select(FaqQuiz).where(FaqQuiz.staff_id == staff.id, FaqQuiz.round == round_)
    return session.exec(wanted).first()


def _new_since(session: Session, first: FaqQuiz) -> set[int]:
    """Return who has answered the newcomers' quiz since this round began."""
    wanted = select(FaqQuiz.staff_id).where(
        FaqQuiz.estate_id == first.estate_id,
        FaqQuiz.round == START,
        col(FaqQuiz.finished_at) >= first.opened_at,
    )
    return set(session.exec(wanted))


def _missed(session: Session, taken: list[FaqQuiz]) -> tuple[str, ...]:
    wrong = Counter(
        question[0]
        for quiz in taken
        for question, chosen in zip(quiz.asked, quiz.chosen, strict=True)
        if question[0] != chosen
    )
    entries = (session.get_one(FaqEntry, entry) for entry, _ in wrong.most_common(MISSED))
    return tuple(entry.question for entry in entries)


def _own(session: Session, quiz_id: int, by: Person, now: datetime) -> FaqQuiz:
    staff = require_staff(session, by, now=now)
    quiz = session.exec(select(FaqQuiz).where(FaqQuiz.id == quiz_id).with_for_update()).first()
    if quiz is None or quiz.staff_id != staff.id:
        raise Unreadable
    return quiz


def _question(session: Session, quiz: FaqQuiz) -> Question:
    number, right = len(quiz.chosen), right_ones(quiz.asked, quiz.chosen)
    if number == len(quiz.asked):
        return Question(quiz.id, number, number, right)
    asked, *offered = (session.get_one(FaqEntry, each) for each in quiz.asked[number])
    options = tuple((entry.id, entry.answer) for entry in offered)
    return Question(quiz.id, number, len(quiz.asked), right, asked.question, options)
