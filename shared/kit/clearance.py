"""Clearances: reception signs that a gate may open; the gate verifies offline (design: money lives in one place)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from shared.kit import clock
from shared.kit.auth import decode_key
from shared.kit.errors import ServiceError

LIFE = timedelta(seconds=60)
ISSUER = "studio-reception"


class Gate(StrEnum):
    """What a clearance opens."""

    SELECTION_BOOKING = "SELECTION_BOOKING"
    PICKUP = "PICKUP"


class ClearanceRefused(ServiceError):
    """The clearance is missing, forged, too old, or for something else (FIN-03, FIN-11)."""

    status, code = 409, "clearance.refused"
    en = "This needs a fresh clearance from reception for {gate}; ask for one and try again."
    zh = "需要前台最新的放行凭证（{gate}），请重新获取后再试。"


@dataclass(frozen=True, slots=True)
class Clearance:
    """What reception said about an order at a moment."""

    clearance_id: UUID
    order_id: UUID
    gate: Gate
    balance_version: int


class ClearanceMint:
    """Reception's side."""

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(decode_key(seed))

    def sign(self, clearance: Clearance) -> str:
        """The clearance as a token valid for :data:`LIFE`."""
        issued = clock.wall()
        claims = {
            "iss": ISSUER,
            "aud": clearance.gate.value,
            "sub": str(clearance.order_id),
            "jti": str(clearance.clearance_id),
            "ver": clearance.balance_version,
            "iat": issued,
            "exp": issued + LIFE,
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA")


class ClearanceCheck:
    """A gate's side."""

    def __init__(self, public_key: str) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(decode_key(public_key))

    def verify(self, token: str, *, gate: Gate, order_id: UUID) -> Clearance:
        """The clearance, if it opens this gate for this order now.

        Raises:
            ClearanceRefused: otherwise.
        """
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=["EdDSA"],
                audience=gate.value,
                issuer=ISSUER,
                options={"require": ["exp", "sub", "jti"]},
            )
        except jwt.PyJWTError as error:
            raise ClearanceRefused(gate=gate.value) from error
        if claims["sub"] != str(order_id):
            raise ClearanceRefused(gate=gate.value)
        return Clearance(UUID(claims["jti"]), order_id, gate, int(claims["ver"]))
