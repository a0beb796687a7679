"""What a person on call sees: every number is true, named, explained, and tells of nobody."""

import json
import re
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.delivery.outcomes import Reason
from bot.settings import Settings
from bot.web import Health
from models.intents.messages import Say
from models.intents.operations import Address, post
from tests.support.process import ROOT
from tests.support.telling import report
from tests.support.world import World

DEPLOY = ROOT / "docs" / "deploy"
ANNOTATED = re.compile(r"\{summary: '[^']+', page: '[^']+'\}")  # a quote within ends it
NAMED = re.compile(r"\b(?:guanjia|process)_[a-z0-9_]+")
Shown = dict[str, dict[str, float]]


async def shown(world: World, settings: Settings) -> Shown:
    """Return every sample of /metrics, by its name and then by the values of its labels."""
    found: Shown = {}
    text = (await Health(world.desk, settings).told()).decode()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = " ".join(filter(None, sample.labels.values()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


@pytest.fixture
def settings(world: World) -> Settings:
    root = world.store.root.parent
    return Settings(data_dir=root, database_url=str(world.database.url))


async def test_what_is_done_is_counted_and_what_waits_has_an_age(
    world: World, settings: Settings
) -> None:
    """A taken update, a turn, a delivery, a refusal by its reason; a case that is late."""
    before = await shown(world, settings)
    await world.reaches(9)
    await report(world)
    world.telegram.blocks(world.humans["anna"].telegram_id)
    await world.humans["zhang_in_group"].presses("接单")
    after = await shown(world, settings)

    def more(name: str, labels: str = "") -> float:
        return after[name][labels] - before[name].get(labels, 0.0)

    assert more("guanjia_updates_taken_total") == more("guanjia_turn_seconds_count") > 5
    assert more("guanjia_sends_total", "delivered") > 5
    refused = after["guanjia_outbox_refused"][""]
    assert more("guanjia_sends_total", "refused blocked") == refused > 0
    assert more("guanjia_hop_wait_seconds_count") > 10
    assert more("guanjia_turns_failed_total") == 0
    assert after["guanjia_cases_open"]["repair"] == 1
    assert after["guanjia_outbox_oldest_seconds"][""] == after["guanjia_inbox_dead"][""] == 0
    assert after["guanjia_writer_queue"][""] == 0
    assert after["guanjia_ready"][""] == 1
    assert after["guanjia_disk_free_bytes"][""] > after["guanjia_database_bytes"][""] > 0
    assert after["guanjia_callbacks_due"][""] > 0
    assert after["guanjia_cases_late"]["repair"] == after["guanjia_promises_broken_today"][""] == 0

    await world.waits(days=1)
    world.write(lambda s: post(s, Say("errors.broken"), to=Address(1, 11), now=world.clock.now()))
    world.clock.move_to(world.clock.now() + timedelta(seconds=41))
    late = await shown(world, settings)
    assert late["guanjia_callbacks_overdue"][""] > 0
    assert late["guanjia_outbox_waiting"][""] == 1
    assert late["guanjia_outbox_oldest_seconds"][""] == 41


async def test_the_page_the_dashboard_and_the_rules_know_every_metric(
    world: World, settings: Settings
) -> None:
    """What is exported is explained and drawn; what is explained or drawn is exported."""
    (settings.data_dir / "backups").mkdir(exist_ok=True)
    made = settings.data_dir / "backups" / "guanjia-20261101T000000.000000Z.backup"
    made.touch()
    await world.settles()  # so that Telegram was heard
    samples = set(await shown(world, settings))
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in samples}
    page = (DEPLOY / "oncall.md").read_text("utf-8")
    explained = set(NAMED.findall(" ".join(re.findall(r"^\| `([^|]+)` \|", page, re.MULTILINE))))
    assert explained == families
    board = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))
    drawn = {
        name
        for panel in board["panels"]
        for target in panel.get("targets", [])
        for name in NAMED.findall(target["expr"])
    }
    assert drawn <= samples
    assert {name for name in families if name.startswith("guanjia_")} <= {
        re.sub(r"_(bucket|count|sum)$", "", name) for name in drawn
    }
    rules = (DEPLOY / "alerts.yml").read_text("utf-8")
    asked = set(NAMED.findall(" ".join(re.findall(r"expr: (.+)", rules))))
    assert asked
    assert asked <= samples
    told = re.findall(r"^ {8}annotations: (.+)$", rules, re.MULTILINE)
    assert all(ANNOTATED.fullmatch(line) for line in told)
    assert len(told) == rules.count("- alert:")
    for alert in re.findall(r"- alert: (\w+)", rules):
        assert f"## {alert}\n" in page, alert
    for panel in board["panels"]:
        assert panel["title"]


async def test_no_label_names_anybody(world: World, settings: Settings) -> None:
    """Labels are words of ours: no id, no name, no sentence of Telegram's."""
    await report(world)
    found = await shown(world, settings)
    words = {
        word
        for name, by in found.items()
        for labels in by
        for word in labels.split()
        if not name.endswith("_bucket")
    }
    known = {"delivered", "later", "moved", "unknown", "broken", "refused", *Reason}
    kinds = set(found["guanjia_cases_open"])
    assert words == known | kinds
