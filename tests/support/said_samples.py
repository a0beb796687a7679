"""What a text may mention that is not a field of a message: by the name of the fact."""

from datetime import date, time
from typing import Any

from tests.support.sample_values import EARLY, LATE, NASTY, PLACES

SAID: dict[str, tuple[Any, ...]] = {
    "actor": ("staff",),
    "answer_by": (EARLY.isoformat(),),
    "address_as": ("none", "女士"),
    "address": ("1号楼 1203", ""),
    "begins": (time(9, 0), "09:00:00"),
    "by_chat": (True, False),
    "buildings": ([], ["1号楼", NASTY]),
    "by": ("text", "voice", ""),
    "cases": (
        [
            {
                "number": 12, "kind": "repair", "subject": "plumbing", "trade": "plumbing",
                "status": status,
                "place": {"address": address, "common": "" if address else "lobby"},
                "visit_from": visit, "visit_until": visit and LATE,
                "technician": address and "张建国", "households": 3 if address else 1,
            }
            for status in ("reported", "done")
            for address in ("1号楼 1203", "")
            for visit in (EARLY, None, EARLY.isoformat())
        ],
    ),
    "common": ("lobby", "garage"),
    "by_phone": (True, False),
    "climbed": (True, False),
    "count": (0, 1, 10),
    "action": ("set_off", "return_sheet"),
    "holder": ("", "王芳"),
    "holds": (True, False),
    "later": (0, 1),
    "claim_by": (LATE,),
    "visit_from": (EARLY,),
    "visit_until": (LATE,),
    "developer": ("", "云河置业"),
    "of_person": (False, True),
    "mine": (
        [
            {
                "number": 12, "trade": "plumbing", "status": status, "level": level,
                "danger": None, "of_person": False,
                "place": {"address": address, "common": "" if address else "lobby"},
                "visit_from": visit, "visit_until": visit and LATE,
            }
            for status, level in (("claimed", 0), ("done", 1))
            for address in ("1号楼 1203", "")
            for visit in (EARLY, None)
        ],
    ),
    "amount": (5000, 100_000_000),
    "tariffs": (
        [
            {"title": NASTY, "unit": unit, "amount": amount, "note": note}
            for unit, amount, note in (("元/个", 5000, "人工费"), ("", None, ""))
        ],
    ),
    "day": (date(2026, 11, 22), "2026-11-22"),
    "due_at": (LATE.isoformat(),),
    "elder": (True, False),
    "pressed": (0, 1),
    "ends": (time(11, 0), "11:00:00"),
    "estates": (0, 2),
    "fits": (True, False),
    "home": ("1号楼 101", NASTY),
    "hours": ("09:00-20:00",),
    "inbox": (7,),
    "jobs": (0, 3),
    "language": ("en",),
    "late": (True, False),
    "lines": (
        [
            {
                "title": "情况", "said": NASTY, "at": EARLY.isoformat(), "actor": "clock",
                "action": "call_again", "after": "reported", "name": name, "old": name, "new": name,
            }
            for name in ("", "张建国")
        ],
    ),
    "max_length": (1000,),
    "month": ("2026-11",),
    "period": ("day", "week", "month"),
    "media_at_most": (10,),
    "minutes": (1, 60),
    "min_length": (2,),
    "name": ("林秀英", "Anna Lin", NASTY),
    "number": (12,),
    "opens": (EARLY.isoformat(),),
    "on_duty": (True, False),
    "numbers": ([], [1, 12]),
    "path": ("/var/guanjia.lock",),
    "place": ({"address": "1号楼 1203", "common": ""}, {"address": "", "common": "lobby"}),
    "phone": ("+8613800000011", ""),
    "purpose": ("dispatch",),
    "question": (NASTY,),
    "resident": ("林秀英", ""),
    "role": ("owner", "technician"),
    "spans": (
        [
            {
                "name": NASTY, "role": "officer", "duty": duty, "begins": "08:00", "ends": "18:00",
                "order": 2, "is_now": there, "is_absent": not there, "jobs": 2,
            }
            for duty in ("shift", "on_call")
            for there in (True, False)
        ],
    ),
    "status": ("reported", "done"),
    "technician": ("张建国", ""),
    "text": ("", "厨房水龙头一直滴水", NASTY),
    "title": ("维修群", ""),
    "trade": ("plumbing",),
    "tries": (0, 2),
    "trades": ([], ["plumbing", "lift"]),
    "written_at": ("estate", "no_noon"),
    "username": ("guanjia_bot",),
    "it": tuple({"trade": "gas", "place": each} for each in PLACES),
}  # fmt: skip
