"""Words for letters: the fields of a letter where one is missing, and what keeps a letter from being made."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.selectors.letters import Stage
from fsm3.web.shared.components import Badge

_FIELDS: dict[str, Promise] = {
    "head.recipient": gettext_lazy("Addressee"),
    "head.case_number": gettext_lazy("Case number"),
    "head.dated": gettext_lazy("Date"),
    "head.pool": gettext_lazy("Pool"),
    "head.finance_act_section": gettext_lazy("Section of the finance act"),
    "head.contact": gettext_lazy("Contact"),
    "name": gettext_lazy("Name of the letter"),
    "amount": gettext_lazy("Amount"),
    "requested": gettext_lazy("Requested"),
    "before": gettext_lazy("Award now"),
    "award": gettext_lazy("Award"),
    "cohort": gettext_lazy("Cohort"),
    "first_day": gettext_lazy("Own project period"),
    "last_day": gettext_lazy("Own project period"),
    "reasons": gettext_lazy("Reason"),
    "reductions": gettext_lazy("Why the amount is lower than requested"),
    "instalments": gettext_lazy("Instalments"),
    "results": gettext_lazy("Terms for results"),
    "accounts": gettext_lazy("Accounts"),
    "acceptance": gettext_lazy("Acceptance"),
    "registration": gettext_lazy("Registration"),
    "reporting": gettext_lazy("Reporting"),
    "notify": gettext_lazy("Duty to notify"),
    "changes": gettext_lazy("Changes"),
    "change_share": gettext_lazy("Limit of budget changes"),
    "change_amount": gettext_lazy("Limit of budget changes"),
    "lapse": gettext_lazy("Lapse and repayment"),
    "obligations": gettext_lazy("Obligations"),
    "choices": gettext_lazy("Choices in the application"),
    "covered": gettext_lazy("Covered municipalities"),
    "legal_basis": gettext_lazy("Legal basis"),
    "appeal": gettext_lazy("Guidance on appeal"),
    "caseworker": gettext_lazy("Caseworker"),
    "approver": gettext_lazy("Approver"),
    "budget": gettext_lazy("Budget"),
    "budgets": gettext_lazy("Budget"),
    "envelope": gettext_lazy("Envelope"),
    "criteria": gettext_lazy("Main considerations, criterion by criterion"),
    "total": gettext_lazy("Points"),
    "highest_total": gettext_lazy("Points"),
    "place": gettext_lazy("Rank"),
    "ranked": gettext_lazy("Rank"),
    "received": gettext_lazy("Received"),
    "deadline": gettext_lazy("Deadline"),
    "rule": gettext_lazy("Section of the call"),
    "rules": gettext_lazy("Section of the call"),
    "version": gettext_lazy("Version of the budget"),
    "asked": gettext_lazy("Asked for"),
    "wish": gettext_lazy("Reason of the municipality"),
    "entitled": gettext_lazy("Entitled to"),
    "paid": gettext_lazy("Paid until now"),
    "paid_before": gettext_lazy("Paid until now"),
    "to_pay": gettext_lazy("To be paid"),
    "claim": gettext_lazy("To be paid back"),
    "days": gettext_lazy("Last day to pay"),
    "how": gettext_lazy("How it is paid back"),
    "pay_by": gettext_lazy("Last day to pay"),
    "next_account": gettext_lazy("Accounts"),
    "statement": gettext_lazy("Statement"),
    "findings": gettext_lazy("What the statement shows"),
}

_PARTS: dict[str, Promise] = {
    "reasons": gettext_lazy("Reason"),
    "reason": gettext_lazy("Reason"),
    "facts": gettext_lazy("What we rest on"),
    "considerations": gettext_lazy("Main considerations"),
}

_STUCK: dict[str, Promise] = {
    "FatalURLFetchingError": gettext_lazy(
        "The template of the letter would fetch something from an address that is not its own, which is refused. The template has to be put right before another try."
    ),
    "NoSuchName": gettext_lazy(
        "The template of the letter asks for something that the letter does not have. The template has to be put right before another try."
    ),
    "NotThatKind": gettext_lazy(
        "The letter was frozen for another version of the program. It has to be looked at by those who run it."
    ),
    "FileNotFoundError": gettext_lazy(
        "A font or the stylesheet of the letters is missing where letters are made. Those who run the program can put it back."
    ),
    "OperationalError": gettext_lazy("The database was out of reach. Try again when it is there."),
    "MemoryError": gettext_lazy("There was not enough memory. Try again, one letter at a time."),
    "OSError": gettext_lazy("The disk was full or out of reach. Try again when there is room."),
    "": gettext_lazy("The program was ended each time before the letter was done. Try again."),
}


_KINDS: dict[str, Promise] = {
    "award_letter": gettext_lazy("Award letter"),
    "refusal_letter": gettext_lazy("Refusal"),
    "inadmissibility_letter": gettext_lazy("Inadmissibility decision"),
    "amended_award_letter": gettext_lazy("Amended award or lapse"),
    "budget_change_letter": gettext_lazy("Budget change"),
    "hearing_letter": gettext_lazy("Hearing"),
    "settlement_letter": gettext_lazy("Settlement or payout"),
    "repayment_letter": gettext_lazy("Claim for repayment"),
}
_STAGES: dict[Stage, tuple[Promise, str]] = {
    Stage.STUCK: (gettext_lazy("Stuck"), "error"),
    Stage.WAITING: (gettext_lazy("Waits"), "quiet"),
    Stage.MAKING: (gettext_lazy("Is being made"), "info"),
    Stage.GIVEN: (gettext_lazy("At the door"), "success"),
}


def missing_label(path: str) -> str:
    """A field of a letter in words, with the number of its row: `criteria.2.considerations`. Raises KeyError for none."""
    names = path.split(".")
    label = str(_FIELDS[".".join(names[:2]) if names[0] == "head" else names[0]])
    number = next((each for each in names if each.isdigit()), "")
    return _("%(what)s, no. %(number)s") % {"what": label, "number": number} if number else label


def part_label(name: str, beside: str) -> str:
    """What somebody wrote in a letter, with the criterion or the line it is about."""
    return f"{_PARTS[name]}: {beside}" if beside else str(_PARTS[name])


def stuck_because(error: str) -> str:
    """Why a letter could not be made, in words; an error begins with its type."""
    kind = error.partition(":")[0]
    told = _STUCK.get(kind)
    if told is not None:
        return str(told)
    return _("Something unforeseen happened (%(kind)s). The log of the worker says more.") % {"kind": kind}


def kind_label(kind: str) -> str:
    """A kind of letter in words."""
    return str(_KINDS[kind])


def stage_badge(stage: Stage) -> Badge:
    """Where a letter is on its way, in words."""
    text, tone = _STAGES[stage]
    return Badge(str(text), tone)
