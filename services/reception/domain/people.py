"""Personal data: phones are checked, encrypted, and found again by keyed hash (GEN-08, M-58)."""

from __future__ import annotations

import hashlib
import hmac
import os
from enum import StrEnum
from uuid import UUID

import phonenumbers
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.kit.errors import ServiceError

NONCE_BYTES = 12
PREFIX_MAX = 8


class PersonKind(StrEnum):
    """What a person is to the studio."""

    CUSTOMER = "CUSTOMER"
    PROXY = "PROXY"
    COMPLAINANT = "COMPLAINANT"
    CONTACT = "CONTACT"


class Gender(StrEnum):
    """For the form of address."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    OTHER = "OTHER"


class Detail(StrEnum):
    """What a member's data need to be complete; the name stands there from the beginning (M-58)."""

    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    BIRTHDAY = "BIRTHDAY"


class DetailKnown(ServiceError):
    """What is missing is filled in; what is known is not written over."""

    status, code = 409, "person.detail_known"
    en, zh = "This is known already: {known}.", "以下资料已有记录：{known}。"


class ProxyIncomplete(ServiceError):
    """Who collects for somebody else leaves a phone and the number of a paper (M-40)."""

    status, code = 422, "person.proxy_incomplete"
    en = "Who collects for somebody else leaves a phone and the number of an identity paper."
    zh = "代取人须登记电话和证件号码。"


class Written(StrEnum):
    """What is written of a person and can be put right (M-58)."""

    NAME = "NAME"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    BIRTHDAY = "BIRTHDAY"


class PhoneTaken(ServiceError):
    """Another customer of the chain is found by that number (GEN-08)."""

    status, code = 409, "person.phone_taken"
    field = "phone"
    en = "This number is another customer's; ask for the number again, or leave it out."
    zh = "该号码已属于另一位顾客，请再次核对号码，或留空。"


class NothingToCorrect(ServiceError):
    """What was sent is what stands there."""

    status, code = 422, "person.nothing_to_correct"
    en, zh = "This is what is written already.", "与现有资料相同，无需更正。"


class CheckDone(ServiceError):
    """A member's data are judged once (M-58)."""

    status, code = 409, "member_check.done"
    en, zh = "It was checked already.", "该会员资料已核对。"


class CheckUnexplained(ServiceError):
    """Whoever finds data wrong says what is wrong with them (M-58)."""

    status, code = 422, "member_check.unexplained"
    field = "note"
    en, zh = "Say what is wrong.", "请写明哪里不符。"


class PhoneInvalid(ServiceError):
    """Not a number that can be called (M-58)."""

    status, code = 422, "person.phone_invalid"
    field = "phone"
    en, zh = "This is no valid phone number (a mobile number has 11 digits).", "电话号码无效（手机号应为 11 位）。"


def normal_phone(text: str, region: str = "CN") -> str:
    """The number in E.164; without country code it is read as one of the region.

    >>> normal_phone("138 0013 8000")
    '+8613800138000'

    Raises:
        PhoneInvalid: nobody can be called there (M-58).
    """
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise PhoneInvalid from error
    if not phonenumbers.is_valid_number(number):
        raise PhoneInvalid
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_dialled(phone: str) -> str:
    """The number as printed at home: without the Chinese country code."""
    return phone.removeprefix("+86")


def mask(tail: str) -> str:
    """What everybody may see of a phone."""
    return f"***{tail}"


def name_prefixes(name: str) -> list[str]:
    """What a name can be found by: its beginnings and the whole, in one case.

    >>> name_prefixes("Li Na")
    ['l', 'li', 'li ', 'li n', 'li na']
    """
    folded = " ".join(name.casefold().split())
    starts = [folded[:length] for length in range(1, min(len(folded), PREFIX_MAX) + 1)]
    return list(dict.fromkeys([*starts, folded] if folded else []))


class Safe:
    """Encrypts and hashes personal data under one key (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(hmac.digest(key, b"encrypt", "sha256"))
        self._finder = hmac.digest(key, b"find", "sha256")

    def lock(self, text: str, person_id: UUID) -> bytes:
        """The text encrypted for that person: nonce, then AES-GCM."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, text.encode(), person_id.bytes)

    def open(self, sealed: bytes, person_id: UUID) -> str:
        """The text again.

        Raises:
            cryptography.exceptions.InvalidTag: another key, another person, or tampered with.
        """
        return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], person_id.bytes).decode()

    def mark(self, kind: str, text: str) -> str:
        """The keyed hash by which a text of that kind is found again."""
        return hmac.new(self._finder, f"{kind}\n{text}".encode(), hashlib.sha256).hexdigest()
