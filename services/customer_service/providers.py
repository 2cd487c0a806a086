"""How a message leaves the house: by a mail-to-SMS gateway, or into a folder that stands for the phone network."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

TIMEOUT_S = 10.0


class NotSent(Exception):
    """Nothing left the house; trying again later is safe."""


class Refused(Exception):
    """The other side will not take this message; trying again is useless."""


class OutcomeUnknown(Exception):
    """It may have left the house; it must not be repeated blindly."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A rendered message; lives only while it is being sent."""

    message_id: UUID
    phone: str
    text: str


class Provider(Protocol):
    """What sends a message."""

    name: str

    async def send(self, parcel: Parcel) -> None:
        """Send it.

        Raises:
            NotSent, Refused, OutcomeUnknown: see there.
        """


class FileProvider:
    """Writes each message into a file of its own; development only, for the files hold real numbers."""

    name = "file"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, parcel: Parcel) -> None:
        """Write the file; a message that is there already is not written again."""
        try:
            await asyncio.to_thread(self._write, parcel)
        except FileExistsError as error:
            raise OutcomeUnknown("a file of this message is there already") from error
        except OSError as error:
            raise NotSent(type(error).__name__) from error

    def _write(self, parcel: Parcel) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / f"{parcel.message_id}.txt").open("x", encoding="utf-8") as file:
            file.write(f"To: {parcel.phone}\n\n{parcel.text}\n")


class SmtpProvider:
    """Mails each message to a gateway that turns the recipient into a phone number."""

    name = "smtp"

    def __init__(self, url: str, *, sender: str, recipient: str) -> None:
        self._url, self._sender, self._recipient = urlsplit(url), sender, recipient

    async def send(self, parcel: Parcel) -> None:
        """Mail it; everything before the text is handed over may be tried again, everything after may not."""
        await asyncio.to_thread(self._send, parcel)

    def _send(self, parcel: Parcel) -> None:
        recipient = self._recipient.format(phone=parcel.phone.lstrip("+"))
        try:
            connection = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from error
        try:
            self._envelope(connection, recipient)
            self._hand_over(connection, self._mail(parcel, recipient))
        finally:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        host, secure = self._url.hostname or "localhost", self._url.scheme == "smtps"
        if secure:
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(host, self._url.port or 465, timeout=TIMEOUT_S, context=context)
        else:
            connection = smtplib.SMTP(host, self._url.port or 25, timeout=TIMEOUT_S)
        connection.ehlo()
        if not secure and connection.has_extn("starttls"):
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        if self._url.username:
            connection.login(unquote(self._url.username), unquote(self._url.password or ""))
        return connection

    def _envelope(self, connection: smtplib.SMTP, recipient: str) -> None:
        try:
            for code, _ in (connection.mail(self._sender), connection.rcpt(recipient)):
                if code >= 500:
                    raise Refused(f"SMTP {code}")
                if code >= 400:
                    raise NotSent(f"SMTP {code}")
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from error

    def _hand_over(self, connection: smtplib.SMTP, mail: bytes) -> None:
        try:
            code, _ = connection.data(mail)
        except smtplib.SMTPDataError as error:
            raise NotSent(f"SMTP {error.smtp_code}") from error
        except (OSError, smtplib.SMTPException) as error:
            raise OutcomeUnknown(type(error).__name__) from error
        if code >= 500:
            raise Refused(f"SMTP {code}")
        if code >= 400:
            raise NotSent(f"SMTP {code}")

    def _mail(self, parcel: Parcel, recipient: str) -> bytes:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self._sender, recipient, "Yinglou"
        mail["Message-ID"] = f"<{parcel.message_id}@yinglou>"
        mail.set_content(parcel.text)
        return mail.as_bytes()


def provider_of(*, smtp_url: str, smtp_sender: str, smtp_recipient: str, messages_dir: str) -> Provider | None:
    """The provider the settings ask for: SMTP before the folder; None when neither is set."""
    if smtp_url:
        return SmtpProvider(smtp_url, sender=smtp_sender, recipient=smtp_recipient)
    return FileProvider(Path(messages_dir)) if messages_dir else None
