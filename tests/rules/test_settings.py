"""Settings come from the environment; a wrong one is named, a secret one is never shown."""

from pathlib import Path

import pytest

from bot.failures import Failed
from bot.settings import Settings, load_settings, refuse_sandbox
from models.estate.policies import POLICIES
from models.estate.settings import known_settings

TOKEN = "123456:AAcanaryAAcanaryAAcanaryAAcanaryAA"
SECRET = "s" * 32


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return monkeypatch


def test_nothing_needs_to_be_set(environment, tmp_path):
    settings = load_settings()
    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == f"sqlite:///{tmp_path}/guanjia.db"
    assert settings.file_key_file == tmp_path / "file.key"
    assert settings.address == ("127.0.0.1", 8080)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_TOKEN", "no token at all"),
        ("TELEGRAM_TOKEN_FILE", "/nowhere/token"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("DATABASE_URL", "what is this"),
        ("DATABASE_URL", "mysql://localhost/estate"),
        ("DATABASE_URL", "sqlite://"),
        ("LISTEN", "8080"),
        ("LISTEN", "127.0.0.1:99999"),
        ("SEND_LIMITS", "plenty"),
        ("SEND_LIMITS", "off"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable(
    environment, name: str, value: str
):
    environment.setenv(name, value)
    with pytest.raises(Failed) as refused:
        load_settings()
    said = str(refused.value)
    assert said.startswith(f"{name}: ")
    assert value not in said or name in ("SEND_LIMITS", "LISTEN")
    assert "\n" not in said


@pytest.mark.parametrize("secret", [None, "short", "空" * 32, "with space " * 4])
def test_a_webhook_needs_a_secret_that_telegram_takes(environment, secret):
    environment.setenv("WEBHOOK_URL", "https://estate.example/hook")
    if secret:
        environment.setenv("WEBHOOK_SECRET", secret)
    with pytest.raises(Failed, match=r"^WEBHOOK_SECRET: "):
        load_settings()
    environment.setenv("WEBHOOK_SECRET", SECRET)
    assert load_settings().webhook_url == "https://estate.example/hook"


def test_limits_may_be_off_where_nobody_bans(environment):
    environment.setenv("SEND_LIMITS", "off")
    environment.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9999/")
    settings = load_settings()
    assert settings.limits.gap == 0
    assert settings.telegram_api_url == "http://127.0.0.1:9999"


def test_no_secret_is_in_the_repr(environment, tmp_path):
    (tmp_path / "token").write_text(TOKEN + "\n")
    environment.setenv("TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    environment.setenv("WEBHOOK_SECRET", SECRET)
    environment.setenv("DATABASE_URL", "postgresql://guanjia:canary@db/estate")
    settings = load_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.database_url.startswith("postgresql+psycopg://guanjia:canary@")
    assert "canary" not in repr(settings) + str(settings)
    assert SECRET not in repr(settings)


def test_the_sandbox_keeps_to_its_own_folder_and_nobody_else_may_use_it(environment, tmp_path):
    own = load_settings().sandboxed(TOKEN, "http://127.0.0.1:8080")
    assert own.data_dir == tmp_path / "sandbox"
    environment.setenv("DATABASE_URL", own.database_url)
    with pytest.raises(Failed, match=r"^DATABASE_URL: this is the sandbox's"):
        refuse_sandbox(load_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dispatch.unclaimed_minutes", []),
        ("dispatch.unclaimed_minutes", [-1]),
        ("notify.resident_hours", []),
        ("notify.resident_hours", ["20:00-09:00"]),
        ("callback.repair.delay_hours", -2),
        ("dispatch.hours", "always"),
    ],
)
def test_a_setting_that_would_break_a_promise_is_refused(name: str, value: object):
    with pytest.raises(ValueError, match=r".+"):
        known_settings(POLICIES)[name](value)


def test_hours_may_be_written_as_spans_or_as_a_pair():
    """S-42: as one span, as several, or as the two ends."""
    read = known_settings(POLICIES)["notify.resident_hours"]
    assert read(["09:00", "20:00"]) == read("09:00-20:00") == read(["09:00-20:00"])
