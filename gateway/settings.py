"""What the gateway reads from its environment."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """Settings of the gateway; each has a default except the keys.

    Attributes:
        session_hours: how long a session lasts at most; ``idle_minutes`` without a request end it earlier.
        rate_per_second, rate_burst: requests of one principal; the burst is what may come at once.
        sign_in_per_second, sign_in_burst: attempts to sign in from one address.
        customer_per_second, customer_burst: requests of one address with customers' codes, right or wrong.
        concurrency: requests under way at one department at most, as many as a process of it has use for; with
            replicas as many times more. A slow one gets fewer; the others wait, and are refused.
        most_requests: of the gateway's own routes at once; every desk keeps one open for its live updates.
        body_limit, upload_limit: bytes of a request; of an upload of photographs.
    """

    model_config = service_config("gateway")

    signing_key: str
    admin_password: str = ""
    reception_url: str = Field(default="", validation_alias="RECEPTION_URL")
    scheduling_url: str = Field(default="", validation_alias="SCHEDULING_URL")
    post_production_url: str = Field(default="", validation_alias="POST_PRODUCTION_URL")
    pickup_url: str = Field(default="", validation_alias="PICKUP_URL")
    customer_service_url: str = Field(default="", validation_alias="CUSTOMER_SERVICE_URL")
    routes_file: Path = Path(__file__).parent / "routes.json"
    openapi_file: Path = Path(__file__).parent / "openapi.json"
    session_hours: int = Field(default=12, ge=1)
    idle_minutes: int = Field(default=120, ge=1)
    rate_per_second: float = Field(default=50, gt=0)
    rate_burst: int = Field(default=200, ge=1)
    sign_in_per_second: float = Field(default=2, gt=0)
    sign_in_burst: int = Field(default=100, ge=1)
    customer_per_second: float = Field(default=1, gt=0)
    customer_burst: int = Field(default=30, ge=1)
    concurrency: int = Field(default=16, ge=1)
    body_limit: int = Field(default=10_000_000, ge=1)
    upload_limit: int = Field(default=1_000_000_000, ge=1)
    most_requests: int = Field(default=10_000, ge=1)

    @property
    def departments(self) -> dict[str, str]:
        """The address of every department's service."""
        return {
            "reception": self.reception_url,
            "scheduling": self.scheduling_url,
            "post_production": self.post_production_url,
            "pickup": self.pickup_url,
            "customer_service": self.customer_service_url,
        }
