"""The sandbox page in a real browser: the main story by clicking, and the tour by itself."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, Route, async_playwright, expect

from models.calendar import months_after
from tests.support.process import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
# Where the README's pictures are written when they are wanted anew: SCREENSHOTS=docs/screenshots.
PICTURES = os.environ.get("SCREENSHOTS")


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """The page of a sandbox of its own; at the end nothing has gone wrong in it."""
    wrongs: list[str] = []
    async with running(tmp_path / "home", "sandbox") as child, async_playwright() as browsers:
        await child.prints("http://")
        browser = await browsers.chromium.launch(
            executable_path="/usr/bin/chromium", args=QUIET.split()
        )
        opened = await browser.new_page(viewport={"width": 1440, "height": 900})
        opened.on("pageerror", lambda error: wrongs.append(str(error)))
        await opened.goto(child.address)
        yield opened
        await browser.close()
    assert wrongs == []


class Pane:
    """One of the three telephones on the page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.pane = page.locator(f"[data-pane={name}]")

    async def says(self, text: str) -> None:
        """Type and send."""
        await self.pane.locator("textarea").fill(text)
        await self.pane.locator("textarea").press("Enter")

    async def presses(self, label: str) -> None:
        """Click the newest button that reads so, as soon as it is there."""
        await self.pane.locator(".log button", has_text=label).last.click()

    async def sees(self, text: str) -> None:
        """Wait until the newest message with this text is there."""
        await expect(self.pane.locator(".log", has_text=text).last).to_be_visible(timeout=15000)


async def picture(page: Page, name: str) -> None:
    """Keep a picture for the README when one is wanted."""
    if PICTURES:
        await page.wait_for_timeout(900)  # the flash of an edited message ends
        await page.screenshot(path=f"{PICTURES}/{name}.png")


async def test_the_main_story_is_played_by_clicking(page: Page) -> None:
    """A resident reports, a technician takes it and is done, the resident is asked."""
    resident, group, staff = (Pane(page, name) for name in ("resident", "group", "staff"))
    await resident.sees("请问有什么可以帮您")
    await page.locator("[data-move=morning]").click()  # whatever hour it really is
    await resident.says("/repair")
    for answer in ("水管漏水", "1号楼 101"):
        await resident.presses(answer)
    await resident.sees("一句话")
    await resident.says("厨房水龙头一直滴水")
    for answer in ("明天", "09:00", "来前打电话"):
        await resident.presses(answer)
    await resident.sees("请看一下")
    await picture(page, "report")
    await resident.presses("提交报修")
    await resident.sees("№1")
    await group.presses("接单")
    await staff.sees("林女士")
    await picture(page, "claimed")
    await group.presses("出发")
    await page.locator("#dialog-yes").click()  # a day early: it has to be read away
    await group.presses("完成")
    await staff.sees("修了什么")
    await staff.says("换了阀芯，试过不漏了")
    await resident.sees("换了阀芯")
    for _ in range(3):
        await page.locator("[data-move=hours]").click()
    await resident.sees("现在修得怎么样")
    await picture(page, "followup")
    await resident.presses("👍 修好了")
    await resident.sees("就此结束")


async def test_who_writes_while_the_clock_moves_is_not_interrupted(page: Page) -> None:
    """The field keeps the focus: Enter sends what was typed, and moves no clock again."""
    resident, answered = Pane(page, "resident"), asyncio.Event()
    await resident.sees("请问有什么可以帮您")
    morning = page.locator("[data-move=morning]")

    async def at_last(route: Route) -> None:
        await answered.wait()
        await route.continue_()

    await page.route("**/sandbox/clock", at_last)
    await morning.click()
    await resident.pane.locator("textarea").fill("/repair")
    answered.set()
    await expect(morning).to_be_enabled()
    await page.keyboard.press("Enter")
    await resident.sees("水管漏水")
    await morning.click()
    await expect(morning).to_be_focused()


async def test_a_complaint_is_told_by_clicking(page: Page) -> None:
    """CMP-06: the summary before sending, then number, code, who has it and by when."""
    resident = Pane(page, "resident")
    await resident.sees("请问有什么可以帮您")
    await resident.says("/complaint")
    await resident.sees("什么事、什么时候、在哪里")
    await resident.says("昨天约好来修，等了一下午没有人来")
    for answer in ("维修拖延", "1号楼 101", "不对某个人", "尽快解决", "按规定就好"):
        await resident.presses(answer)
    await resident.sees("请看一下")
    await resident.presses("提交投诉")
    await resident.sees("负责到底")
    await picture(page, "complaint")


JOBS = (
    "楼道灯不亮", "大堂的门关不上", "车库很脏，请打扫", "小区室外的树枝断了", "楼道墙面渗水",
    "大堂空调不冷", "楼道里有蟑螂", "车库的灯一闪一闪", "楼道消防栓箱门坏了", "大堂对讲没有声音",
)  # fmt: skip


@pytest.mark.timeout(400)
async def test_a_technician_has_ten_jobs_and_does_them_by_clicking(page: Page) -> None:
    """REP-06, REP-08: from claim to done in four clicks each; the day is one list."""
    resident, group, staff = (Pane(page, name) for name in ("resident", "group", "staff"))
    await page.locator("#close-tour").click()
    await resident.sees("请问有什么可以帮您")
    for number, told in enumerate(JOBS, 1):
        await resident.says(told)
        await resident.presses("按这句话报修")
        await resident.presses("提交报修")
        await group.sees(f"№{number} ")
        await group.presses("接单")
        await staff.sees(f"工单 №{number} ")
    await staff.says("/mine")
    await staff.sees("按上门时间")
    await picture(page, "ten-jobs")
    for number in range(1, len(JOBS) + 1):
        await staff.presses(f"№{number} 🚶 出发")
        await staff.presses(f"№{number} ✔ 完成")
        await staff.presses("已修好")
        await expect(staff.pane.locator(".log button", has_text="已修好")).to_have_count(0)
        await resident.sees(f"报修 №{number}")
    await staff.says("/mine")
    await staff.sees("单待交回")
    await picture(page, "ten-jobs-done")


async def test_a_resident_of_seventy_reports_a_leak_on_large_screens(page: Page) -> None:
    """Elder mode: one button a row, short sentences, and a call from every screen."""
    resident = Pane(page, "resident")
    await page.set_viewport_size({"width": 480, "height": 1000})
    await page.locator("#close-tour").click()
    await resident.sees("请问有什么可以帮您")
    await resident.says("/settings")
    await resident.presses("大字简洁：打开")
    await resident.sees("一行一个按钮")
    await resident.says("卫生间水管漏水")
    await resident.sees("您说的是")
    await picture(page, "elder-understood")
    await resident.presses("按这句话报修")
    for answer in ("明天", "09:00", "来前打电话"):
        await resident.presses(answer)
    await resident.sees("请看一下")
    await picture(page, "elder-summary")
    await resident.presses("提交报修")
    await resident.sees("№1")
    await expect(resident.pane.locator(".log button", has_text="请给我打电话").last).to_be_visible()
    await picture(page, "elder-receipt")


async def seen_by(page: Page, resident: int, group: int, staff: int) -> None:
    """Let each telephone be somebody's private chat, and the guide be closed."""
    at = f"#resident={resident}@{resident}&group={group}@{group}&staff={staff}@{staff}"
    await Pane(page, "resident").sees("请问有什么可以帮您")  # else it still writes its own
    await page.goto(page.url.partition("#")[0] + at)
    await page.reload()
    await page.locator("#close-tour").click()


@pytest.mark.timeout(180)
async def test_a_reminder_of_fees_is_answered_by_clicking(page: Page) -> None:
    """In three languages; what is said to be paid goes to finance, whose word ends the matter."""
    resident, chan, reed = (Pane(page, name) for name in ("resident", "group", "staff"))
    await seen_by(page, 1003, 1004, 1005)
    await resident.sees("请问有什么可以帮您")
    await to_next_month(page)
    await resident.sees("合计 ¥1,115.52")
    await chan.sees("合計 ¥2,044.14")
    await reed.sees("In all ¥1,362.76")
    await picture(page, "reminder")
    await seen_by(page, 1003, 2003, 2006)
    officer, finance = Pane(page, "group"), Pane(page, "staff")
    await resident.presses("我已经付了")
    await resident.sees("财务核对后就登记")
    await officer.sees("要打电话")
    await finance.sees("说已经付款")
    await picture(page, "finance")
    await finance.presses("没查到")
    await resident.sees("财务还没有查到")


async def to_next_month(page: Page) -> None:
    """Let it be ten on next month's eighteenth, whatever today is: the reminders have gone out."""
    clock = page.url.partition("#")[0] + "sandbox/clock"
    told = await (await page.request.get(clock)).json()
    now = datetime.fromisoformat(told["now"]).astimezone(ZoneInfo(told["zone"]))
    day = months_after(now.date(), 1).replace(day=18)
    to = now.replace(year=day.year, month=day.month, day=day.day, hour=10, minute=0)
    moved = await page.request.post(clock, data={"to": to.isoformat()}, timeout=60_000)
    assert moved.ok


async def test_the_tour_ticks_only_what_it_asked_for(page: Page) -> None:
    """A pass for a guest is sent, too, and is no report of a repair."""
    resident = Pane(page, "resident")
    await resident.sees("请问有什么可以帮您")
    await resident.says("/visitor")
    await resident.presses("不开车")
    for answer in ("今天", "06:00–23:00", "2 位", "开通行证"):
        await resident.presses(answer)
    await resident.sees("短码")
    await expect(page.locator("#steps li.done")).to_have_count(0)
    await resident.says("/repair")
    await expect(page.locator("#steps li.done")).to_have_count(1)


async def test_the_tour_plays_itself_to_the_end(page: Page) -> None:
    """Six steps, one click each, ticked when they are done."""
    for step in range(1, 7):
        await page.locator(f"[data-step='{step}']").click()
        await expect(page.locator("#steps li.done")).to_have_count(step, timeout=30000)


async def test_a_narrow_telephone_shows_one_pane_without_scrolling_sideways(page: Page) -> None:
    """360 pixels are enough."""
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(page.locator("[data-tab=resident]")).to_be_visible()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
