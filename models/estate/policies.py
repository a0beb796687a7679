"""Every policy there is: together they are the settings that a workbook may change."""

from models.access_cards.policy import CardPolicy
from models.accounting.policy import AccountingPolicy
from models.backups.policy import BackupPolicy
from models.blocked.policy import BlockedPolicy
from models.books.policy import BooksPolicy
from models.cases.policy import EntryPolicy
from models.complaints.policy import AuthorityPolicy, ComplaintPolicy
from models.dunning.policy import DunningPolicy
from models.emergencies.policy import EmergencyPolicy
from models.enquiries.policy import EnquiryPolicy
from models.faq.policy import FaqPolicy
from models.fees.policy import CollectingPolicy, FeesPolicy
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.handovers.policy import HandoverPolicy
from models.intake.policy import IntakePolicy
from models.intents.policy import NoticePolicy
from models.mydata.policy import MyDataPolicy
from models.owners.policy import OwnersPolicy
from models.papers.policy import PaperPolicy
from models.parking.policy import ParkingPolicy
from models.people.policy import AddressPolicy
from models.registration.policy import RegistrationPolicy
from models.repairs.policy import (
    ClassPolicy,
    IncidentPolicy,
    PaidPolicy,
    RepairPolicy,
    SheetPolicy,
)
from models.repairs.visit_policy import VisitPolicy
from models.routines.policy import RoutinePolicy
from models.talks.policy import TalkPolicy
from models.visitors.policy import VisitorPolicy
from models.wishes.policy import WishPolicy

POLICIES: tuple[type, ...] = (
    NoticePolicy,
    AccountingPolicy,
    RepairPolicy,
    IncidentPolicy,
    SheetPolicy,
    PaidPolicy,
    ClassPolicy,
    FollowUpPolicy,
    DeadlinePolicy,
    EmergencyPolicy,
    HandoverPolicy,
    WishPolicy,
    TalkPolicy,
    IntakePolicy,
    RegistrationPolicy,
    AddressPolicy,
    ComplaintPolicy,
    AuthorityPolicy,
    EntryPolicy,
    EnquiryPolicy,
    VisitPolicy,
    FaqPolicy,
    ParkingPolicy,
    CardPolicy,
    BooksPolicy,
    PaperPolicy,
    RoutinePolicy,
    VisitorPolicy,
    OwnersPolicy,
    MyDataPolicy,
    BackupPolicy,
    BlockedPolicy,
    DunningPolicy,
    FeesPolicy,
    CollectingPolicy,
)
