"""Who speaks with the office, in chains: talks that change hands, and what is said by telephone."""

from tests.support.parts import Part
from tests.support.talking import begin_talk
from tests.support.telling import mend

# fmt: off
CALLS = (begin_talk, "wang presses 打电话")
BEGUN: tuple[tuple[Part, ...], ...] = ((begin_talk,), CALLS)
IS_ASKED_BY_TELEPHONE = ("zhang_in_group presses 接单", mend, "1 days")
CHAINS_OF_TALKS: tuple[tuple[Part, ...], ...] = (
    ("anna says 转人工", "wang presses 打电话"), ("anna says 转人工", "anna presses 结束"),
    *((*begun, "wang presses 转给同事 > he") for begun in BEGUN),
    *((*begun, "wang says /duty", "wang presses 王芳 > 是的，今天不在") for begun in BEGUN),
    (*CALLS, "wang presses 说好了"), (*CALLS, "wang presses 没"), (*CALLS, "anna presses 结束"),
    (*CALLS, "2 hours", "supervisor presses 我来接待"),
    (begin_talk, "anna says 要退押金", "wang presses 结束", "anna presses 没有"),
    (begin_talk, "anna says 还在吗", "2 hours", "supervisor presses 我来接待"),
    *((*IS_ASKED_BY_TELEPHONE, f"wang presses {said}")
      for said in ("不想说", "号码不对", "我上门了")),
)
# fmt: on
