"""Every setting of the process, read once from the environment; below, values are arguments."""

import re
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.delivery.limiter import Limits
from bot.failures import Failed, of_settings

TOKEN = re.compile(r"\d+:[\w-]{3,}", re.ASCII)
SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")  # what Telegram takes for setWebhook
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class Settings(BaseSettings):
    """The settings, checked; nothing secret is in its repr."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_token: SecretStr | None = None
    telegram_token_file: Path | None = None
    telegram_api_url: str = "https://api.telegram.org"
    data_dir: Path = Path("var")
    database_url: str = Field(default="", validate_default=True, repr=False)
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    send_limits: str = "telegram"
    file_key_file: Path = Field(default=Path(), validate_default=True)
    proxy_url: str | None = Field(default=None, repr=False)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"
    font_file: Path | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Return host and port of LISTEN."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def limits(self) -> Limits:
        """Return what SEND_LIMITS allows."""
        return Limits.parse(self.send_limits)

    @property
    def control_socket(self) -> Path:
        """Return where a running bot takes commands."""
        return self.data_dir / "control.sock"

    @property
    def sandbox_dir(self) -> Path:
        """Return where the sandbox keeps its data, and nobody else."""
        return self.data_dir / "sandbox"

    def sandboxed(self, token: str, api_url: str) -> Self:
        """Return the settings of the sandbox: its own folder, database, server and no limits."""
        folder = self.sandbox_dir
        return self.model_copy(
            update={
                "telegram_token": SecretStr(token),
                "telegram_api_url": api_url,
                "data_dir": folder,
                "database_url": f"sqlite:///{folder / 'guanjia.db'}",
                "file_key_file": folder / "file.key",
                "webhook_url": None,
                "send_limits": "off",
            }
        )

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("telegram_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not TOKEN.fullmatch(value.get_secret_value().strip()):
            raise ValueError("this is no bot token; take it from @BotFather, like 123456:ABC…")
        return value and SecretStr(value.get_secret_value().strip())

    @field_validator("telegram_api_url", "webhook_url", "proxy_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is not None and not (
            value.startswith(("http://", "https://")) and urlsplit(value).hostname
        ):
            raise ValueError("it must be an address that begins with https:// or http://")
        return value and value.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _is_host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError("it must be host:port, such as 127.0.0.1:8080")
        return value

    @field_validator("send_limits")
    @classmethod
    def _are_limits(cls, value: str) -> str:
        Limits.parse(value)
        return value

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @model_validator(mode="before")
    @classmethod
    def _token_from_file(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Read the token's file here, so that the rest knows one token only."""
        path = values.get("telegram_token_file")
        if path and not values.get("telegram_token"):
            try:
                token = Path(path).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                raise ValueError("TELEGRAM_TOKEN_FILE: this file cannot be read") from None
            return {**values, "telegram_token": token}
        return values

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str, info: Any) -> str:
        if not value:
            return f"sqlite:///{info.data.get('data_dir', Path('var')) / 'guanjia.db'}"
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):
            raise ValueError("it must be like sqlite:////path or postgresql://host/name") from None
        url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
        if url.drivername not in ("sqlite", "postgresql+psycopg"):
            raise ValueError("only sqlite and postgresql are known here")
        if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("it must name a file: the database has to outlive the process")
        return url.render_as_string(hide_password=False)

    @field_validator("file_key_file")
    @classmethod
    def _key_place(cls, value: Path, info: Any) -> Path:
        folder: Path = info.data.get("data_dir", Path("var"))
        return folder / "file.key" if value == Path() else value.expanduser().absolute()

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.webhook_url and not SECRET.fullmatch(secret):
            raise ValueError(
                "WEBHOOK_SECRET: with WEBHOOK_URL it needs 32 to 256 of the characters "
                "A-Z, a-z, 0-9, _ and -, such as `openssl rand -hex 32` prints"
            )
        host = urlsplit(self.telegram_api_url).hostname or ""
        if self.send_limits == "off" and host.endswith("telegram.org"):
            raise ValueError("SEND_LIMITS: off would get the bot banned by telegram.org")
        return self


def load_settings() -> Settings:
    """Return what the environment says. Raises Failed, which names the variable."""
    try:
        return Settings()
    except ValidationError as error:
        raise of_settings(error) from None


def refuse_sandbox(settings: Settings) -> None:
    """Raise Failed when DATABASE_URL is the sandbox's: nothing real may be kept there."""
    url = make_url(settings.database_url)
    if url.drivername == "sqlite" and url.database is not None:
        path = Path(url.database).resolve()
        if path.is_relative_to(settings.sandbox_dir.resolve()):
            raise Failed("DATABASE_URL: this is the sandbox's database; name another one.")
