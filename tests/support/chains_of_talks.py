"""Who speaks with the office, in chains: talks that change hands, and what is said by telephone."""

from tests.support.parts import Part
from tests.support.talking import begin_talk
from tests.support.telling import mend

# fmt: off
CALLS = (begin_talk, "wang presses 打电话")
IS_ASKED_BY_TELEPHONE = ("zhang_in_group presses 接单", mend, "1 days")
A_PRICE = ("wang says /case 2", "wang presses 更多 > 报价格")
CHAINS_OF_TALKS: tuple[tuple[Part, ...], ...] = (
    ("anna says 转人工", "wang presses 打电话"), ("anna says 转人工", "anna presses 结束"),
    *((*begun, "wang presses 转给同事 > he") for begun in ((begin_talk,), CALLS)),
    (*CALLS, "anna presses 结束"),
    (*CALLS, "2 hours", "supervisor presses 我来接待"),
    *((*IS_ASKED_BY_TELEPHONE, f"wang presses {said}")
      for said in ("不想说", "号码不对", "我上门了")),
    ("1 hours", *A_PRICE, "wang says 200", "chen presses 不同意"),
    (*A_PRICE, "wang says 200", *A_PRICE, "wang says 300"),
)
# fmt: on
