"""Every conversation there is, by name: where a half-told one goes on."""

from handlers.repairs import FINISH_REPAIR, REPORT_REPAIR, TELL_MORE

CONVERSATIONS = {each.name: each for each in (REPORT_REPAIR, FINISH_REPAIR, TELL_MORE)}
