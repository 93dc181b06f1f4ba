"""A real SMTP server on the loopback, which takes mail or answers as a test says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from fsm3.local import processes

TAKEN = "250 OK"


@dataclass
class MailServer:
    """What came in, and what is answered to an address and to a mail."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    to_address: str = TAKEN
    to_mail: str = TAKEN

    async def handle_RCPT(self, *told: Any) -> str:  # noqa: N802  named so by aiosmtpd, as the next
        """Answer to an address."""
        _server, _session, envelope, address, _options = told
        if self.to_address == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Answer to a mail, and keep the one that is taken."""
        if self.to_mail == TAKEN:
            read = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(read, EmailMessage)
            self.mails.append(read)
        return self.to_mail


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """Serve, and have mail sent there."""
    server = MailServer(processes.free_port())
    running = Controller(server, hostname="127.0.0.1", port=server.port)
    running.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    running.stop()
