"""Which environment each process gets: only what it needs, so that one service never holds another's secrets."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.local.broker import ADMINISTRATOR, USERS, password_variable
from deploy.local.home import Home, Keys
from deploy.local.names import DEPARTMENTS, SERVICES
from deploy.local.processes import StartFailed

PASSED_ON = (
    "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE",
    "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "STUDIO_TRACE_SHARE",
)  # fmt: skip
MARK = "STUDIO_PROCESS"
"""Every started process carries `<state folder>|<name>` under this name: `down` finds it even without its record."""


@dataclass(frozen=True, slots=True)
class Backing:
    """Where databases and broker are, embedded or elsewhere."""

    nats_url: str
    nats_passwords: Mapping[str, str]
    app_urls: Mapping[str, str]
    owner_urls: Mapping[str, str]


def variable(service: str, suffix: str) -> str:
    """A service's variable name, such as PICKUP_DATABASE_URL."""
    return f"{service.upper()}_{suffix}"


def nats_is_elsewhere(caller: Mapping[str, str]) -> bool:
    """True when the caller points at a broker of his own."""
    return bool(caller.get("NATS_URL"))


def databases_are_elsewhere(caller: Mapping[str, str]) -> bool:
    """True when the caller points at databases of his own (then all of them must be named)."""
    return any(caller.get(variable(service, "DATABASE_URL")) for service in SERVICES)


def require(caller: Mapping[str, str], names: list[str], because: str) -> dict[str, str]:
    """The values of these variables; StartFailed names those that are missing."""
    if missing := [name for name in names if not caller.get(name)]:
        raise StartFailed(f"{because}, so these variables are needed as well: {', '.join(missing)}.")
    return {name: caller[name] for name in names}


def nats_elsewhere(caller: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Address and passwords of a broker that is not ours."""
    found = require(caller, [password_variable(user) for user in USERS], "NATS_URL names another broker")
    return caller["NATS_URL"], {user: found[password_variable(user)] for user in USERS}


def databases_elsewhere(caller: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Addresses of databases that are not ours: for the apps and for the migrations."""
    names = [variable(service, suffix) for service in SERVICES for suffix in ("DATABASE_URL", "OWNER_DATABASE_URL")]
    found = require(caller, names, "A *_DATABASE_URL names another PostgreSQL")
    return (
        {service: found[variable(service, "DATABASE_URL")] for service in SERVICES},
        {service: found[variable(service, "OWNER_DATABASE_URL")] for service in SERVICES},
    )


def plain(caller: Mapping[str, str]) -> dict[str, str]:
    """What every process may know of the caller's environment."""
    return {name: caller[name] for name in PASSED_ON if name in caller} | {"PYTHONUNBUFFERED": "1"}


def service_environment(
    service: str, home: Home, keys: Keys, backing: Backing, ports: Mapping[str, int], caller: Mapping[str, str]
) -> dict[str, str]:
    """The whole environment of one process.

    A variable of the caller that begins with the service's own name reaches that service only, for its settings.
    """
    own = {name: value for name, value in caller.items() if name.startswith(f"{service.upper()}_")}
    own.pop(variable(service, "OWNER_DATABASE_URL"), None)
    own.pop(password_variable(service), None)
    environment = {
        **plain(caller), **own,
        MARK: f"{home.path}|{service}",
        "STUDIO_ENV": "development",
        "STUDIO_MOVABLE_CLOCK": caller.get("STUDIO_MOVABLE_CLOCK", "1"),
        variable(service, "DATABASE_URL"): backing.app_urls[service],
        "NATS_URL": backing.nats_url,
        "NATS_USER": service,
        "NATS_PASSWORD": backing.nats_passwords[service],
        "GATEWAY_PUBLIC_KEY": keys.gateway_public_key,
        "RECEPTION_PUBLIC_KEY": keys.reception_public_key,
    }  # fmt: skip
    match service:
        case "reception":
            environment["RECEPTION_SIGNING_KEY"] = keys.reception_signing_key
            environment["RECEPTION_PII_KEY"] = keys.reception_pii_key
        case "post_production":
            environment.setdefault("POST_PRODUCTION_PHOTOS_URL", home.photos.as_uri())
        case "customer_service":
            environment.setdefault("CUSTOMER_SERVICE_MESSAGES_DIR", str(home.messages))
        case "gateway":
            environment["GATEWAY_SIGNING_KEY"] = keys.gateway_signing_key
            environment["GATEWAY_ADMIN_PASSWORD"] = keys.admin_password
            environment["STUDIO_PORT"] = str(ports["gateway"])
            for department in DEPARTMENTS:
                environment[variable(department, "URL")] = f"http://127.0.0.1:{ports[department]}"
    return environment


def owner_environment(backing: Backing, caller: Mapping[str, str]) -> dict[str, str]:
    """What the migrations need: the owner roles' addresses and nothing else."""
    owners = {variable(service, "OWNER_DATABASE_URL"): url for service, url in backing.owner_urls.items()}
    return {**plain(caller), "STUDIO_ENV": "development", **owners}


def administrator(backing: Backing) -> tuple[str, str, str]:
    """Address, user and password of the broker's administrator, who makes the stream."""
    return backing.nats_url, ADMINISTRATOR, backing.nats_passwords[ADMINISTRATOR]


def administrator_environment(backing: Backing, caller: Mapping[str, str]) -> dict[str, str]:
    """What the making of stream and durables needs."""
    url, user, password = administrator(backing)
    return {**plain(caller), "NATS_URL": url, "NATS_USER": user, "NATS_PASSWORD": password}


def module_of(service: str) -> str:
    """The application that uvicorn serves."""
    return "gateway.main:create_app" if service == "gateway" else f"services.{service}.main:create_app"
