"""The container way, read: what it starts, in which order, with which secrets. It is tried for real by hand."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.secrets import new_secrets
from shared.kit.migrate import SERVICES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The file, parsed."""
    parsed: dict[str, Any] = yaml.safe_load(TEXT)
    return parsed["services"]  # type: ignore[no-any-return]


def test_everything_that_is_needed_is_there(compose: dict[str, Any]) -> None:
    assert set(compose) >= {*SERVICES, "postgres", "nats", "migrations", "stream", "collector"}


def test_no_secret_has_a_default() -> None:
    defaults = re.findall(r"\$\{([A-Z_]*(?:PASSWORD|KEY))(?::?-)[^}]*\}", TEXT)
    assert defaults == []


def test_every_secret_that_is_demanded_can_be_made() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]*(?:PASSWORD|KEY))", TEXT))
    assert wanted == set(new_secrets())


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_holds_only_its_own_database_and_user(compose: dict[str, Any], service: str) -> None:
    environment = compose[service]["environment"]
    databases = {name for name in environment if name.endswith("DATABASE_URL")}
    assert databases == {f"{service.upper()}_DATABASE_URL"}
    assert f"{service}_app" in environment[f"{service.upper()}_DATABASE_URL"]
    assert environment["NATS_USER"] == service
    signing = {name for name in environment if name.endswith("SIGNING_KEY")}
    assert signing == ({f"{service.upper()}_SIGNING_KEY"} if service in {"gateway", "reception"} else set())


@pytest.mark.parametrize("service", SERVICES)
def test_services_start_after_migrations_and_stream(compose: dict[str, Any], service: str) -> None:
    wanted = {"migrations", "stream"}
    assert {
        name for name, how in compose[service]["depends_on"].items() if how["condition"].endswith("successfully")
    } == wanted


def test_telemetry_servers_are_a_profile_of_their_own(compose: dict[str, Any]) -> None:
    assert all(compose[name]["profiles"] == ["telemetry"] for name in ("jaeger", "prometheus"))
    assert "profiles" not in compose["collector"]


def test_containers_use_the_launchers_broker_and_database_files(compose: dict[str, Any]) -> None:
    mounted = [volume.partition(":")[0] for name in ("nats", "postgres") for volume in compose[name]["volumes"]]
    assert {"./deploy/nats/nats.conf", "./deploy/postgres/service.sql"} <= set(mounted)
