"""What every service reads from its environment."""

from __future__ import annotations

from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """Settings of a service; its own variables carry its name as prefix.

    A service subclasses this with ``model_config = service_config("reception")``.

    Attributes:
        pool_size: connections to the database that are kept; opening one costs more than a request, so all that are
            used day by day are. ``pool_overflow`` more are opened and closed in a rush.
        most_requests: at work at once; more are refused.
    """

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    database_url: str
    pool_size: int = 20
    pool_overflow: int = 10
    most_requests: int = Field(default=64, ge=1)
    nats_url: str = Field(default="", validation_alias="NATS_URL")
    nats_user: str = Field(default="", validation_alias="NATS_USER")
    nats_password: str = Field(default="", validation_alias="NATS_PASSWORD")
    environment: str = Field(default="production", validation_alias="STUDIO_ENV")
    movable_clock: bool = Field(default=False, validation_alias="STUDIO_MOVABLE_CLOCK")
    gateway_public_key: str = Field(validation_alias="GATEWAY_PUBLIC_KEY")
    reception_public_key: str = Field(default="", validation_alias="RECEPTION_PUBLIC_KEY")
    otlp_endpoint: str = Field(default="", validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")
    trace_share: float = Field(default=0.05, validation_alias="STUDIO_TRACE_SHARE", ge=0, le=1)
    batch_size: int = Field(default=200, ge=1, le=1000)

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)

    @property
    def clock_may_move(self) -> bool:
        """Only in development, and only when switched on."""
        return self.environment == "development" and self.movable_clock


def service_config(name: str) -> SettingsConfigDict:
    """The pydantic-settings configuration of that service."""
    return SettingsConfigDict(env_prefix=f"{name.upper()}_", extra="ignore", populate_by_name=True)
