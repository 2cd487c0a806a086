"""Handing pieces over: who takes them, with what signature, and the note that stays."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, field_validator, model_validator

from services.pickup.domain import SIGNATURE_BYTES, Identity
from services.pickup.models import Handover
from services.pickup.schemas.arrivals import InspectionIn
from services.pickup.schemas.base import Body
from shared.contracts.values import StaffId
from shared.kit.privacy import Words

BASE64_LENGTH = (SIGNATURE_BYTES + 2) // 3 * 4


class SignatureIn(Body):
    """Either the picture from the signing pad or the scan of the signed sheet (A-29)."""

    image: Annotated[str, Field(max_length=BASE64_LENGTH, description="base64 of a PNG, JPEG or WebP")] | None = None
    paper_scan_id: Annotated[Words, StringConstraints(max_length=80)] | None = None

    @field_validator("image")
    @classmethod
    def _is_base64(cls, text: str | None) -> str | None:
        if text is not None:
            try:
                base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError) as error:
                raise ValueError("not base64") from error
        return text

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.image is None) == (self.paper_scan_id is None):
            raise ValueError("send the picture of the signature or the id of the scanned paper")
        return self

    @property
    def picture(self) -> bytes | None:
        """The picture, decoded."""
        return None if self.image is None else base64.b64decode(self.image)


class CallIn(Body):
    """The desk's call to the owner before a proxy takes the goods (M-40)."""

    at: AwareDatetime
    by: StaffId
    reached: bool
    agreed: bool


class ProxyIn(Body):
    """Somebody else collects; the person is registered at reception (M-40)."""

    person_id: UUID
    identity: Identity = Field(description="which paper was seen")
    identity_checked: bool
    call: CallIn


class HandoverIn(Body):
    """Pieces to hand over now, each looked at by the customer, against a signature."""

    clearance: Annotated[str, StringConstraints(max_length=4000)] | None = Field(
        default=None, description="reception's word that nothing is owed; lives sixty seconds"
    )
    piece_ids: list[UUID] = Field(min_length=1, max_length=200)
    inspections: list[InspectionIn] = Field(min_length=1, max_length=200)
    signature: SignatureIn
    proxy: ProxyIn | None = None


class FaultyPiece(BaseModel):
    """A piece that stays in the house."""

    piece_id: UUID
    code: str
    fault: str
    advice: str = "REQUEST_REWORK"


class HandoverOut(BaseModel):
    """What left the house and what did not; no hand-over is recorded when nothing left."""

    handover_id: UUID | None
    handed_over: list[UUID]
    found_faulty: list[FaultyPiece]
    remaining: int
    completed: bool


class HandoverNote(BaseModel):
    """A hand-over in the order's part."""

    id: UUID
    done_at: datetime
    done_by: str
    pieces: int
    remaining: int
    proxy_person_id: UUID | None
    proxy_identity: Identity | None = Field(description="the paper the proxy showed (M-40)")
    owner_called_by: str | None = Field(description="who telephoned the owner, who agreed (M-40)")
    owner_called_at: datetime | None

    @classmethod
    def of(cls, handover: Handover) -> HandoverNote:
        """The hand-over as answered; the signature stays in the database."""
        call = handover.proxy_call or {}
        return cls(
            id=handover.id,
            done_at=handover.done_at,
            done_by=handover.done_by,
            pieces=len(handover.piece_ids),
            remaining=handover.remaining,
            proxy_person_id=handover.proxy_person_id,
            proxy_identity=handover.proxy_identity,
            owner_called_by=call.get("by"),
            owner_called_at=call.get("at"),
        )
