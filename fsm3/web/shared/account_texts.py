"""Words of accounts: kinds, statuses, who attests, what an auditor concludes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from budgets.rules.accounts import AccountKind, AccountStatus
from budgets.rules.attestation import AttestedBy, Conclusion
from fsm3.web.shared.components import Badge

_KINDS: dict[AccountKind, Promise] = {
    AccountKind.PARTIAL: _("Partial account"),
    AccountKind.FINAL: _("Final account"),
}
_STATUSES: dict[AccountStatus, tuple[Promise, str]] = {
    AccountStatus.DRAFT: (_("Being written"), "info"),
    AccountStatus.SENT: (_("Sent, being checked"), "info"),
    AccountStatus.RETURNED: (_("Sent back"), "warning"),
    AccountStatus.ACCEPTED: (_("Accepted"), "success"),
    AccountStatus.REPLACED: (_("Replaced by a newer version"), "quiet"),
}
_ATTESTED_BY: dict[AttestedBy, Promise] = {
    AttestedBy.MANAGEMENT: _("Attestation of the management"),
    AttestedBy.AUDITOR: _("Auditor's report"),
}
_CONCLUSIONS: dict[Conclusion, tuple[Promise, str]] = {
    Conclusion.CLEAN: (_("Without reservation"), "success"),
    Conclusion.QUALIFIED: (_("With a reservation"), "warning"),
    Conclusion.ADVERSE: (_("Adverse conclusion"), "error"),
    Conclusion.NONE: (_("No conclusion"), "error"),
}


def account_label(kind: AccountKind) -> str:
    """A kind of account in words."""
    return str(_KINDS[kind])


def account_name(kind: AccountKind, version: int) -> str:
    """A version of an account by its name."""
    return gettext("%(account)s, version %(version)s") % {"account": account_label(kind), "version": version}


def account_badge(status: AccountStatus) -> Badge:
    """Where a version of an account stands, in words."""
    text, tone = _STATUSES[status]
    return Badge(str(text), tone)


def attested_label(role: AttestedBy) -> str:
    """An attestation by its kind, in words."""
    return str(_ATTESTED_BY[role])


def conclusion_label(conclusion: Conclusion) -> str:
    """What an auditor concludes, in words."""
    return str(_CONCLUSIONS[conclusion][0])


def conclusion_badge(conclusion: Conclusion) -> Badge:
    """What an auditor concluded, in words and colour."""
    text, tone = _CONCLUSIONS[conclusion]
    return Badge(str(text), tone)
