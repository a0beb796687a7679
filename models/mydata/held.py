"""What every table holds of people: read first. A table or a column without a line here is red.

`shown` goes into the copy that a person gets (SEC-01), of `only` some of their rows where others'
words are among them; `erased` is emptied when they are forgotten, or goes with its row where that
is `removed`; `kept` stays for its reason and its years; `traces` are JSON or words of others that
are searched for theirs; `stays` says nothing of a resident.
Never shown: who else reported, telephone numbers of staff, notes that stay inside.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import SQLModel, col, select

from models.access_cards.tables import AccessCard, CardApplication
from models.accounting.tables import Export
from models.arrears.tables import ArrearsMonth
from models.backups.tables import BackupRun
from models.blocked.tables import Blockage
from models.books.tables import BookCheck
from models.cases.tables import Case, CaseAbout, CaseFile, CaseReporter
from models.collecting.tables import Collection
from models.complaints.tables import Complaint, Overrun, Settlement
from models.due import Due
from models.dunning.tables import DunningStep, Errand, LadderRun, Reminder, Rest
from models.enquiries.tables import Enquiry
from models.estate.tables import Estate, Home, Setting, SheetRow
from models.events import Event
from models.faq.tables import FaqChange, FaqEntry, FaqQuiz
from models.fees.tables import Charge, Payment
from models.files.tables import File
from models.followups.tables import FollowUp
from models.groups.tables import StaffGroup
from models.handovers.tables import Handover, HandoverItem, LogLine
from models.inbox import Inbox
from models.installation import Installation
from models.intents.tables import CardPlace, Outbox
from models.lead import Lead
from models.moving.tables import HandBack, Move
from models.mydata.tables import DataRequest, FileReview
from models.mydata.words import Why
from models.owners.tables import FileChange, FileReading, Particulars
from models.papers.tables import FileKey, Paper, PaperCheck
from models.parking.tables import Application, Lease, Opening, Space, Vehicle
from models.people.absences import Absence
from models.people.tables import Invitation, Person, Residency, Shift, Staff
from models.progress import Told
from models.registration.tables import Request
from models.relay.tables import Remark
from models.repairs.tables import FittedPart, Quote, Referral, Repair
from models.talks.tables import Talk, TalkAsk
from models.tasks.tables import Task
from models.values import frozen
from models.visitors.tables import VisitorPass
from models.wishes.tables import Telling

Whose = Callable[[Person], ColumnElement[bool]]


@frozen
class Held:
    """What one table holds. Names of columns are written in one string, with spaces between."""

    table: type[SQLModel]
    whose: tuple[Whose, ...] = ()
    shown: str = ""
    only: Whose | None = None
    erased: str = ""
    removed: bool = False
    kept: Mapping[str, Why] = field(default_factory=dict)
    traces: str = ""
    stays: str = ""

    @property
    def name(self) -> str:
        """Return the table's name."""
        return str(self.table.__tablename__)

    def of(self, person: Person) -> ColumnElement[bool]:
        """Return which of its rows are the person's."""
        found: ColumnElement[bool] = false()
        for each in self.whose:
            found |= each(person)
        return found

    def shown_to(self, person: Person) -> ColumnElement[bool]:
        """Return which of its rows the person's copy shows."""
        return self.of(person) if self.only is None else self.of(person) & self.only(person)


def is_theirs(column: Any) -> Whose:
    """Let a row be of who stands in the column."""
    return lambda person: col(column) == person.id


def is_of_their_case(column: Any) -> Whose:
    """Let a row be of who first reported the case in the column."""
    return lambda person: col(column).in_(
        select(col(Case.id)).where(col(Case.reporter_id) == person.id)
    )


def is_their_account(column: Any) -> Whose:
    """Let a row be of whose Telegram account it names, or named until they left."""
    return lambda person: _names(column, person)


def _names(column: Any, person: Person, written: Callable[[int], Any] = int) -> ColumnElement[bool]:
    """Return whether the column names an account of theirs; one that is another's now does not."""
    now, former = person.telegram_id or 0, person.former_account or 0
    anew = select(Person.id).where(Person.telegram_id == former).exists()
    is_now, was = col(column) == written(now), col(column) == written(former)
    return or_(is_now, and_(was, ~anew))


def is_of_their_role(column: Any) -> Whose:
    """Let a row be of whose role in a home it names."""
    return lambda person: col(column).in_(
        select(col(Residency.id)).where(col(Residency.person_id) == person.id)
    )


def is_of_their_place(column: Any) -> Whose:
    """Let a row be of whose place in the office it names."""
    return lambda person: col(column).in_(
        select(col(Staff.id)).where(col(Staff.person_id) == person.id)
    )


def _is_in_their_talk(person: Person) -> ColumnElement[bool]:
    talks = select(col(Talk.id)).where(col(Talk.person_id) == person.id)
    return col(Remark.talk_id).in_(talks)


def _is_said_by_them(person: Person) -> ColumnElement[bool]:
    """Let words about a matter of their own be shown; what staff say is of the residents."""
    joined = select(col(CaseReporter.case_id)).where(col(CaseReporter.person_id) == person.id)
    matters = is_of_their_case(Remark.case_id)(person) | col(Remark.case_id).in_(joined)
    said = (col(Remark.person_id) == person.id) & (col(Remark.words) != "")
    return said & (matters | _is_in_their_talk(person))


def _is_their_car(person: Person) -> ColumnElement[bool]:
    homes = select(col(Residency.home_id)).where(col(Residency.person_id) == person.id)
    return col(Vehicle.home_id).in_(homes) & (col(Vehicle.owner_name) == person.name)


def _is_of_their_car(person: Person) -> ColumnElement[bool]:
    cars = select(col(Vehicle.id)).where(_is_their_car(person))
    return col(FileChange.vehicle_id).in_(cars)


def _is_their_message(person: Person) -> ColumnElement[bool]:
    return _names(Inbox.lane, person, "from:{}".format)


# In the order of erasing: what refers to another row goes before it.
# fmt: off
HELD = (
    Held(Outbox, (is_theirs(Outbox.person_id), is_their_account(Outbox.chat_id)), removed=True,
         traces="facts", stays="kind language reason message_id edits"),
    Held(Inbox, (_is_their_message,), removed=True, traces="raw", stays="update_id error"),
    Held(Due, traces="facts", stays="kind identity error"),
    Held(Told, (is_theirs(Told.person_id),), removed=True, traces="answers messages",
         shown="touched_at", stays="conversation step page"),
    Held(CardPlace, (is_their_account(CardPlace.chat_id),), removed=True,
         stays="kind message_id"),
    Held(Telling, (is_their_account(Telling.chat_id),), removed=True, stays="message_id"),
    Held(Remark, (is_theirs(Remark.person_id), is_of_their_case(Remark.case_id), _is_in_their_talk),
         shown="case_id words said_at", only=_is_said_by_them,
         removed=True, erased="words", stays="chat_id message_id album saved"),
    Held(Talk, (is_theirs(Talk.person_id),), shown="told opened_at ended_at",
         erased="told files", stays="person_id"),
    Held(TalkAsk),
    Held(Invitation, (is_of_their_role(Invitation.residency_id),), removed=True,
         stays="code_hash purpose trades buildings used_by"),
    Held(Request, (is_theirs(Request.resident_id), is_their_account(Request.account),
                   is_of_their_role(Request.residency_id)), removed=True,
         shown="name phone told_home role lease_from lease_until opened_at decided_at",
        erased="name phone told_home",
         stays="account language former_account"),
    Held(Move, (is_of_their_role(Move.residency_id),), removed=True, shown="stage last_day said_at",
         stays="said_by"),
    Held(HandBack, (is_of_their_role(HandBack.residency_id),), shown="keys closed_at",
         erased="residency_id", stays="noted_by"),
    Held(VisitorPass, (is_theirs(VisitorPass.person_id),), removed=True,
         shown="plate guests valid_from valid_until status", erased="plate reason",
         stays="token code"),
    Held(Particulars, (is_theirs(Particulars.person_id),), removed=True,
         shown="home_id employer mail about bank payer",
         erased="employer mail about bank payer"),
    Held(FileChange, (is_of_their_case(FileChange.id), is_theirs(FileChange.person_id),
                      _is_of_their_car), shown="subject proposed contact lasts_until approved_at "
                                         "holds_from",
         erased="proposed contact before undoes form reason vehicle_id", stays="person_id"),
    Held(FileReading),
    Held(Vehicle, (_is_their_car,), removed=True,
         shown="plate home_id owner_name model licence_no insured_until",
         erased="plate owner_name model licence_no"),
    Held(Repair, (is_of_their_case(Repair.id),),
         shown="trade place told entry visit_from visit_until done_at",
         erased="told result handed_over", stays="place"),
    Held(Referral, (is_of_their_case(Referral.case_id),), erased="name told outcome"),
    Held(Quote, (is_of_their_case(Quote.case_id),), shown="service amount state quoted_at",
         erased="note", kept={"service": Why.ACCOUNTS}, stays="unit"),
    Held(FittedPart, stays="item specification model"),
    Held(Complaint, (is_of_their_case(Complaint.id),),
         shown="code category told place against wish wished answer_by solve_by result",
         erased="told place against wish explanation cause plan called result handed_to",
         stays="code category sign_code"),
    Held(Settlement, (is_of_their_case(Settlement.case_id),), kept={"what": Why.ACCOUNTS}),
    Held(Overrun, (is_of_their_case(Overrun.case_id),), erased="reason"),
    Held(Enquiry, (is_of_their_case(Enquiry.id),), shown="told praised asked_at answer answered_at",
         erased="told praised asked_of answer"),
    Held(Application, (is_of_their_case(Application.id),),
         shown="space_kind is_tenant plate model address employer licence_no insured_until months "
               "contract_no card_no receipt_no",
         erased="plate model address employer licence_no reason",
         kept=dict.fromkeys(("contract_no", "card_no", "receipt_no"), Why.CONTRACT)),
    Held(CardApplication, (is_of_their_case(CardApplication.id),),
         shown="card_kind holder fee receipt_no card_no", erased="holder",
         kept={"receipt_no": Why.ACCOUNTS}, stays="card_no"),
    Held(AccessCard, (is_theirs(AccessCard.person_id),), shown="kind number holder state",
         erased="holder", stays="person_id number"),
    Held(Blockage, (is_of_their_case(Blockage.id),), shown="told", erased="told plate"),
    Held(PaperCheck, stays="kind flaw"),
    Held(Lease, (is_theirs(Lease.person_id),), shown="state contract_no begins_on ends_on card_no",
         kept=dict.fromkeys(("person_id", "contract_no", "card_no"), Why.CONTRACT)),
    Held(FollowUp, (is_of_their_case(FollowUp.case_id),),
         shown="kind asked_at answer reasons opinion answered_at",
         erased="opinion", stays="reasons"),
    Held(Task, stays="text_key people"),
    Held(CaseReporter, (is_theirs(CaseReporter.person_id),), shown="told since",
         erased="told home_id", stays="person_id"),
    Held(Case, (is_theirs(Case.reporter_id),), shown="number kind status home_id opened_at "
         "closed_at unnamed", erased="home_id", stays="status reporter_id"),
    Held(CaseFile), Held(CaseAbout),
    Held(Event, stays="person_id action before after facts"),
    Held(Paper, (is_theirs(Paper.person_id),), shown="kind state received_at erase_on",
         stays="person_id"),
    Held(File, (is_theirs(File.sender_id),), shown="kind state received_at size",
         stays="sender_id handle unique_id digest"),  # by models/papers/erasing.py
    Held(FileKey, (is_theirs(FileKey.person_id),), stays="person_id name sealed"),
    Held(Export, (is_theirs(Export.sender_id),), removed=True, stays="rows"),
    Held(DunningStep, stays="since"), Held(Errand, traces="reason"),
    Held(LadderRun, stays="shown"),
    Held(Reminder, stays="person_id"),
    Held(Rest, (is_theirs(Rest.person_id),), shown="brake begun_at until",
         stays="person_id parts proofs"),
    Held(Collection, (is_theirs(Collection.person_id),), shown="state at amount",
         stays="person_id"),
    Held(Charge, stays="period item"),
    Held(Payment, (is_theirs(Payment.payer_id),),
         shown="reference home_id paid_on amount method state",
         erased="reason", kept={"reference": Why.ACCOUNTS}, stays="period item payer_id"),
    Held(Residency, (is_theirs(Residency.person_id),), removed=True,
         shown="home_id name role since left_on shares",
         stays="invited_by matters"),
    Held(DataRequest, (is_theirs(DataRequest.person_id),),
         shown="wish stage asked_at erase_at ended_at", stays="person_id"),
    Held(Staff, (is_theirs(Staff.person_id),), shown="name role department left_on",
         kept=dict.fromkeys(("person_id", "name", "reports_to", "deputy"), Why.EMPLOYMENT),
         stays="trades buildings"),
    Held(Shift, (is_of_their_place(Shift.staff_id),), shown="on begins ends duty"),
    Held(Absence, (is_of_their_place(Absence.staff_id),), shown="on"),
    Held(Person, (is_theirs(Person.id),),
         shown="name phone language address_as elder written_at telegram_id",
         erased="phone telegram_id former_account unreachable_since", stays="name marks"),
    Held(SheetRow, traces="values", stays="sheet key"),
    Held(LogLine, traces="told"),
    Held(Estate, stays="office_code name timezone currency locale hotline emergency_phone "
                       "shift_start shift_end address"),
    Held(Home, stays="code building unit area_m2 contract_no meters"),
    Held(Setting, stays="name value"), Held(Space, stays="number"),
    Held(Opening, stays="seed"),
    Held(StaffGroup, stays="chat_id title trades buildings"),
    Held(Installation, stays="name value"), Held(Lead, stays="name holder number"),
    Held(BookCheck, stays="day"),
    Held(ArrearsMonth, stays="month facts"),
    Held(FileReview, traces="found"),
    Held(BackupRun, stays="file reason"),
    Held(Handover), Held(HandoverItem),
    Held(FaqEntry, stays="topic question answer keywords"), Held(FaqChange, stays="answer"),
    Held(FaqQuiz, stays="round seed asked chosen"),
)
# fmt: on
