"""Settings of customer service."""

from __future__ import annotations

from services.customer_service.domain.policy import Policy
from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """Variables beginning with ``CUSTOMER_SERVICE_``.

    Attributes:
        smtp_url: ``smtp://user:password@host:25`` (``smtps://`` for TLS from the start) of a gateway that takes mail.
        smtp_sender: the address messages come from.
        smtp_recipient: where a message for a phone number goes, e.g. ``{phone}@sms.example.org``.
        messages_dir: a folder that stands for the phone network; development only.
    """

    model_config = service_config("customer_service")

    smtp_url: str = ""
    smtp_sender: str = "studio@localhost"
    smtp_recipient: str = "{phone}@localhost"
    messages_dir: str = ""
    policy: Policy = Policy()
