"""Secrets for a deployment, as an environment file: ``python -m deploy.secrets > .env``. Every run makes new ones."""

from __future__ import annotations

import secrets
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shared.kit.auth import encode_key
from shared.kit.migrate import SERVICES


def new_secrets() -> dict[str, str]:
    """Passwords and keys of a whole deployment, by variable."""
    found = {"POSTGRES_PASSWORD": password(), "STUDIO_NATS_PASSWORD": password(), "GATEWAY_ADMIN_PASSWORD": password()}
    for service in SERVICES:
        name = service.upper()
        found[f"{name}_DATABASE_PASSWORD"] = password()
        found[f"{name}_OWNER_DATABASE_PASSWORD"] = password()
        found[f"{name}_NATS_PASSWORD"] = password()
    for owner in ("GATEWAY", "RECEPTION"):
        seed = secrets.token_bytes(32)
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
        found[f"{owner}_SIGNING_KEY"] = encode_key(seed)
        found[f"{owner}_PUBLIC_KEY"] = encode_key(public.public_bytes(Encoding.Raw, PublicFormat.Raw))
    found["RECEPTION_PII_KEY"] = encode_key(secrets.token_bytes(32))
    return found


def password() -> str:
    """Letters and digits, a letter first: it goes into addresses and into the broker's configuration as it is."""
    return "p" + secrets.token_hex(16)


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}={value}\n" for name, value in new_secrets().items()))
