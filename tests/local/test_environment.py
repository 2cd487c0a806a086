"""Each process gets what it needs and nothing of another's."""

from pathlib import Path

import pytest

from deploy.local.broker import USERS
from deploy.local.environment import (
    Backing,
    databases_elsewhere,
    nats_elsewhere,
    owner_environment,
    service_environment,
)
from deploy.local.home import Home, Keys
from deploy.local.names import SERVICES
from deploy.local.processes import StartFailed

CALLER = {"PATH": "/bin", "AWS_SECRET_ACCESS_KEY": "no", "RECEPTION_LOCKERS": "40", "PICKUP_OWNER_DATABASE_URL": "no"}
KEYS = Keys.make()
PORTS = {service: 9000 + number for number, service in enumerate(SERVICES)}
BACKING = Backing(
    "nats://127.0.0.1:4222",
    {user: f"nats-{user}" for user in USERS},
    {service: f"app-{service}" for service in SERVICES},
    {service: f"owner-{service}" for service in SERVICES},
)


def environment(service: str) -> dict[str, str]:
    return service_environment(service, Home(Path("/srv/a studio")), KEYS, BACKING, PORTS, CALLER)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_holds_only_its_own_database_and_bus_user(service: str) -> None:
    values = environment(service).values()
    assert [value for value in values if value.startswith("app-")] == [f"app-{service}"]
    assert [value for value in values if value.startswith("nats-")] == [f"nats-{service}"]
    assert not [value for value in values if value.startswith("owner-")]


@pytest.mark.parametrize("service", SERVICES)
def test_signing_keys_go_only_to_who_signs(service: str) -> None:
    values = environment(service).values()
    assert (KEYS.gateway_signing_key in values) == (service == "gateway")
    assert (KEYS.admin_password in values) == (service == "gateway")
    assert (KEYS.reception_signing_key in values) == (service == "reception")
    assert (KEYS.reception_pii_key in values) == (service == "reception")
    assert KEYS.gateway_public_key in values


def test_settings_of_the_caller_reach_only_the_service_they_name() -> None:
    assert environment("reception")["RECEPTION_LOCKERS"] == "40"
    assert "RECEPTION_LOCKERS" not in environment("pickup")
    assert "AWS_SECRET_ACCESS_KEY" not in environment("post_production")
    assert "PICKUP_OWNER_DATABASE_URL" not in environment("pickup")


def test_photos_are_a_url_that_survives_spaces() -> None:
    assert environment("post_production")["POST_PRODUCTION_PHOTOS_URL"] == "file:///srv/a%20studio/photos"


def test_migrations_see_owners_only() -> None:
    values = owner_environment(BACKING, CALLER).values()
    assert len([value for value in values if value.startswith("owner-")]) == len(SERVICES)
    assert not [value for value in values if value.startswith(("app-", "nats-"))]


def test_a_broker_elsewhere_needs_all_passwords_and_says_which_are_missing() -> None:
    caller = {"NATS_URL": "nats://bus:4222"} | {f"{user.upper()}_NATS_PASSWORD": "x" for user in USERS}
    assert nats_elsewhere(caller)[1].keys() == set(USERS)
    del caller["PICKUP_NATS_PASSWORD"]
    with pytest.raises(StartFailed, match=r"needed as well: PICKUP_NATS_PASSWORD\."):
        nats_elsewhere(caller)


def test_databases_elsewhere_need_both_roles() -> None:
    with pytest.raises(StartFailed, match="RECEPTION_OWNER_DATABASE_URL, SCHEDULING_DATABASE_URL"):
        databases_elsewhere({"RECEPTION_DATABASE_URL": "postgresql://x"})
