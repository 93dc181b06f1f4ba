"""Words for jobs: what each kind does, and what an exception means for somebody who is no programmer."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Promise] = {
    "render_document": _("Make letters"),
    "seal_account": _("Make and sign accounts"),
    "send_mail": _("Send mails"),
    "import_outcomes": _("Read outcome files"),
    "compute_shares": _("Count outcome shares"),
    "tell_journal_head": _("Mail the journal's head to the administrators"),
    "load_season": _("Load the demo's season"),
}
"""Every kind of job. A test walks the tasks and fails for one without words."""

_MAIL_SERVER_AWAY = _("The mail server could not be reached.")
FAULTS: dict[str, Promise] = {
    "Hopeless": _("The mail server refused the address for good. Have the address mended, then try again."),
    "NotNow": _("The mail server did not take the mail yet. It is tried again by itself."),
    "SMTPServerDisconnected": _MAIL_SERVER_AWAY,
    "SMTPConnectError": _MAIL_SERVER_AWAY,
    "SMTPAuthenticationError": _("The mail server did not let us in. Its password has to be looked at."),
    "ConnectionRefusedError": _MAIL_SERVER_AWAY,
    "ConnectionResetError": _MAIL_SERVER_AWAY,
    "TimeoutError": _MAIL_SERVER_AWAY,
    "gaierror": _MAIL_SERVER_AWAY,
    "NoSuchName": _("The letter's template asks for something that the letter does not have."),
    "RefusedAddress": _("The letter's template asks for something from outside, which is not allowed."),
    "NotThatKind": _("What was frozen for the letter is of another kind than the letter."),
    "NoAuthority": _("The certificate that signs accounts is missing."),
    "OperationalError": _("The database did not answer."),
    "MemoryError": _("The machine had too little memory."),
    "OSError": _("The machine could not read or write a file. The disk may be full."),
}
_UNKNOWN = _("Something went wrong in the program. Give the technical line to those who run the system.")
_INTERRUPTED = _("The work was cut off each time it was tried. The worker may have been stopped.")
_NOBODY_CAME = _("No worker has taken it. The workers may have been stopped.")


def kind_label(kind: str) -> str:
    """What a kind of job does; its code where there are no words."""
    return str(KINDS.get(kind, kind))


def fault_text(fault: str, *, interrupted: bool) -> str:
    """What went wrong, in plain words, of a technical line such as `TimeoutError: timed out`."""
    if not fault:
        return str(_INTERRUPTED if interrupted else _NOBODY_CAME)
    return str(FAULTS.get(fault.partition(":")[0], _UNKNOWN))
