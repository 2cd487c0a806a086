"""The container way, read: what it starts, in which order, with which secrets. It is tried for real by hand."""

import json
import os
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.local.fleet import SERVED_AS
from deploy.runtime_lock import runtime
from deploy.secrets import new_secrets
from shared.kit.migrate import SERVICES

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
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


def test_nothing_but_the_gateway_is_reachable_and_that_from_this_machine_only(compose: dict[str, Any]) -> None:
    ports = {name: each["ports"] for name, each in compose.items() if "ports" in each}
    assert set(ports) == {"gateway", "jaeger", "prometheus"}
    assert ports.pop("gateway") == ["${STUDIO_ADDRESS:-127.0.0.1}:${STUDIO_PORT:-8080}:8080"]
    assert all(port.startswith("127.0.0.1:") for published in ports.values() for port in published)


def test_the_database_folder_is_where_the_image_keeps_it(compose: dict[str, Any]) -> None:
    # From 18 on the image's data is in a folder named by its version, below this one.
    assert compose["postgres"]["image"] == "postgres:18"
    assert "postgres:/var/lib/postgresql" in compose["postgres"]["volumes"]


def test_text_is_kept_and_sorted_as_on_a_laptop(compose: dict[str, Any]) -> None:
    launcher = (ROOT / "deploy" / "local" / "postgres.py").read_text(encoding="utf-8")
    arguments = compose["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert arguments == ["--encoding=UTF8", "--locale=C"]
    assert all(f'"{argument}"' in launcher for argument in arguments)


def test_the_script_of_the_databases_is_run_not_read_into_the_entry_point() -> None:
    # The image sources a script that cannot be executed; its `set -u` would then stop the entry point itself.
    assert os.access(ROOT / "deploy" / "postgres" / "create-services.sh", os.X_OK)


def test_what_writes_files_has_a_volume_its_user_owns(compose: dict[str, Any]) -> None:
    assert {name for name in SERVICES if "volumes" in compose[name]} == {"post_production", "customer_service"}
    assert "chown studio:studio /data" in DOCKERFILE
    assert DOCKERFILE.index("chown studio:studio /data") < DOCKERFILE.index("USER studio")


def test_the_health_check_needs_nothing_beyond_the_standard_library() -> None:
    # It runs without site-packages (-S), where even exit() does not exist.
    command = re.search(r"CMD \[(\"python\", \"-I\".*)\]$", DOCKERFILE, re.MULTILINE)
    assert command is not None
    code = shlex.split(command[1].replace(",", " ", 4))[-1]
    assert " exit(" not in code
    compile(code, "healthcheck", "exec")


def test_a_container_serves_as_the_launcher_does() -> None:
    entry = next(line for line in DOCKERFILE.splitlines() if line.startswith("ENTRYPOINT"))
    assert tuple(json.loads(entry.removeprefix("ENTRYPOINT "))[-len(SERVED_AS) :]) == SERVED_AS


def test_the_image_leaves_out_only_what_the_lock_knows() -> None:
    found = re.search(r"--without ([a-z -]+) >", DOCKERFILE)
    assert found is not None
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lean = runtime(lock, frozenset(found[1].split()))
    assert len(lean) < len(lock)
    assert not any(f"\n{name}==" in lean for name in found[1].split())


def test_no_secret_and_nothing_built_elsewhere_reaches_an_image() -> None:
    assert IGNORED[0] == "*"
    assert {"**/.env*", "gateway/console/node_modules", "gateway/console/dist*"} <= set(IGNORED)
    assert not re.search(r"^(ARG|ENV) .*(PASSWORD|KEY|TOKEN)", DOCKERFILE, re.MULTILINE)
