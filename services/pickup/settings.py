"""The variables of this service."""

from __future__ import annotations

from shared.kit.settings import ServiceSettings, service_config


class Settings(ServiceSettings):
    """Nothing of its own yet; clearances are verified with ``RECEPTION_PUBLIC_KEY``."""

    model_config = service_config("pickup")
