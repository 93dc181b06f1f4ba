"""The budget of a case as a table, with what was approved of each line: the agency also sees what is only proposed."""

from __future__ import annotations

from collections.abc import Collection

from applications.selectors.pages import Case
from budgets.rules.award import Approved
from budgets.rules.content import from_content
from budgets.tables import Table, table
from fsm3.core.money import Money
from fsm3.core.proposals import Proposed, Verdict


def sent_budget(case: Case, proposed: tuple[Proposed, ...], verdicts: Collection[Verdict]) -> Table:
    """The budget as sent beside the newest award that has one of the verdicts."""
    awards = [each for each in proposed if each.kind == "award" and each.verdict in verdicts]
    lines = awards[-1].content["lines"] if awards else []
    approved = [Approved(line["number"], Money.of(line["amount"]), line["reason"]) for line in lines]
    return table(from_content(case.budget), case.terms.budget, approved)
