"""Accounting and the clock: a file that nobody answered is forgotten."""

from models.accounting.sending import ExportIsOld, forget_old
from models.due import Rings

WHEN_DUE: Rings = {
    ExportIsOld: forget_old,
}
