"""The letters of the life after an award: what they must say in each case, and what they must not."""

import re
from dataclasses import replace
from html import unescape

import pytest

from budgets.rules.lines import amount_cell
from fsm3.core.journal import Head
from fsm3.core.money import ZERO
from fsm3.core.periods import Month
from fsm3.letters import templates
from fsm3.letters.build_amendment import Standing, amendment, lapse
from fsm3.letters.build_repayment import pay_by
from fsm3.letters.build_settlement import settlement
from fsm3.letters.build_statement import Figures, MonthFigures, Sums, statement
from fsm3.letters.changed import changed_budget
from fsm3.letters.completeness import incomplete
from fsm3.letters.parts import Grounds
from payouts.rules.terms import award_terms
from tests.letters import samples_life as life
from tests.rules.support import pool

HEAD = Head(1, "a" * 64)


def text_of(letter) -> str:
    page = templates.html(letter, journal=HEAD).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("name", life.OTHERS)
def test_every_way_a_letter_is_used_is_complete(name):
    assert incomplete(life.OTHERS[name]) == ()


class TestAmendment:
    def test_a_document_is_called_what_it_decides(self):
        assert templates.title_of(life.AMENDED) == "Ændret tilsagn om tilskud"
        assert templates.title_of(life.LAPSE) == "Bortfald af tilsagn om tilskud"

    def test_only_what_changes_is_listed_and_the_amount_always(self):
        standing = Standing(life.AWARD, life.COHORT, life.PERIOD, life.LINES)
        same = amendment(
            life.CASE,
            before=standing,
            after=standing,
            line_reasons={},
            grounds=Grounds(["x"], ["y"]),
            signers=life.SIGNERS,
            at=life.AT,
        )
        assert [change.name for change in same.changes] == ["Tilskud, højst"]
        assert "er fortsat på op til 2.069.800,00 kr." in text_of(same)
        assert "Før ændringen" not in text_of(same)
        assert [change.name for change in life.AMENDED.changes] == [
            "Tilskud, højst",
            "Jeres projektperiode",
            "Frist for slutregnskab",
            "Påtegning af slutregnskab",
        ]

    def test_below_the_limit_the_auditor_is_no_longer_asked_for(self):
        last = life.AMENDED.changes[-1]
        assert (last.before, last.after) == ("Ledelse og revisor", "Ledelse")

    def test_the_parts_of_the_amended_award_add_up_to_it(self):
        amounts = [each.amount.replace("\N{NO-BREAK SPACE}", " ") for each in life.AMENDED.instalments]
        assert amounts == ["224.900,00 kr.", "179.920,00 kr.", "44.980,00 kr."]

    def test_a_line_that_is_gone_is_nothing_and_keeps_its_reason(self):
        gone = life.AMENDED.budgets[0].lines[1]
        assert (gone.before, gone.after, gone.difference) == ("420.000,00", "0,00", "-420.000,00")
        assert gone.reasons == ("Samtalerne er indstillet.",)

    def test_a_lapse_says_what_becomes_of_what_was_paid(self):
        assert "Vi har ikke udbetalt noget" in text_of(life.LAPSE)
        paid = lapse(
            life.CASE,
            before=life.AWARD,
            grounds=Grounds(["x"], ["y"]),
            paid=life.kr("150000.00"),
            signers=life.SIGNERS,
            at=life.AT,
        )
        assert "Vi har udbetalt 150.000,00 kr." in text_of(paid)
        assert "Vi har ikke udbetalt noget" not in text_of(paid)

    def test_a_lapse_leaves_neither_budget_nor_instalment(self):
        assert (life.LAPSE.budgets, life.LAPSE.instalments, life.LAPSE.results) == ((), (), ())
        assert "Tilskuddet er herefter 0,00 kr." in text_of(life.LAPSE)

    def test_a_pool_that_pays_for_no_result_promises_none(self):
        assert "indsatsgruppen" not in text_of(replace(life.AMENDED, results=()))


class TestBudgetChange:
    def test_a_change_stands_line_by_line_and_moves_no_money_in_all(self):
        budget = life.CHANGE.budget
        assert [line.difference for line in budget.lines] == [
            "-150.000,00",
            "+100.000,00",
            "0,00",
            "+50.000,00",
        ]
        assert (budget.before, budget.after, budget.difference) == ("2.069.800,00", "2.069.800,00", "0,00")

    def test_what_is_not_approved_leaves_the_old_version_in_force(self):
        said = text_of(life.NO_CHANGE)
        assert "godkender ikke den ændring" in said
        assert "version 1, gælder fortsat" in said
        assert "Ønsket" in said

    def test_it_names_the_section_of_the_limit(self):
        assert "opslagets afsnit »Krav til regnskab" in text_of(life.CHANGE)

    def test_the_sections_stand_once_each(self):
        assert len(Grounds(["x"], ["a", "b", "a"]).rules) == 2

    def test_a_blank_reason_is_not_printed(self):
        more = replace(life.LINES[0], cells=(amount_cell(2023, ZERO),))
        budget = changed_budget(life.CASE, [], [more], title="x", after_title="y", reasons={1: " "})
        assert budget.lines[0].reasons == ()


class TestSettlement:
    def test_before_the_final_account_the_entitlement_is_provisional_and_the_next_account_is_told(self):
        said = text_of(life.INSTALMENT)
        assert "I har foreløbig ret til 512.000,00 kr." in said
        assert "først for sent efter 2. april 2024" in said
        assert "Sagen er hermed afsluttet" not in said

    def test_nothing_to_pay_is_said_and_the_case_is_closed(self):
        said = text_of(life.NOTHING_LEFT)
        assert "ikke noget at udbetale" in said
        assert "Sagen er hermed afsluttet" in said
        assert "Vi udbetaler beløbet" not in said

    def test_less_than_nothing_is_never_paid(self):
        letter = settlement(
            life.CASE,
            final=False,
            sums=Sums(life.AWARD, life.kr(100), life.kr(300)),
            grounds=Grounds(["x"], ["y"]),
            findings=["z"],
            figures=life.EARLY,
            signers=life.SIGNERS,
            at=life.AT,
        )
        assert (letter.pays, letter.to_pay.replace("\N{NO-BREAK SPACE}", " ")) == (False, "0,00 kr.")

    def test_nobody_is_asked_for_an_account_number(self):
        assert "I skal ikke oplyse et kontonummer" in text_of(life.SETTLEMENT)


class TestStatement:
    def test_a_threshold_is_compared_exactly_and_a_share_is_cut(self):
        """Bad input 19: 1,496 of 10,000 is 14.96 % and does not reach 15 %, 1,500 does."""
        parts = award_terms(life.TERMS.cohorts[0], life.AWARD)
        for count, outcome in ((1496, "Nej"), (1499, "Nej"), (1500, "Ja")):
            month = MonthFigures(Month(2023, 3), count, 10_000, counts=True, vintage=1)
            shown = statement(
                Figures("x", [], parts, frozenset(), months=[month], best=month.month)
            ).thresholds[0]
            assert shown.outcome == outcome
            assert shown.best.startswith(f"{count // 100},{count % 100:02}")

    def test_a_month_with_nobody_in_the_group_has_no_share(self):
        """Bad input 20."""
        assert [month.share for month in life.SETTLEMENT.statement.months][2] == "–"

    def test_a_month_outside_the_own_period_is_shown_and_said_not_to_count(self):
        """Bad input 21."""
        assert life.SETTLEMENT.statement.months[-1].status == "Ikke låst, uden for jeres projektperiode"

    def test_the_best_month_is_marked(self):
        marked = [
            month.month
            for month in life.SETTLEMENT.statement.months
            if "bedste" in month.status.split(", ")[-1]
        ]
        assert marked == ["Juni 2023"]

    def test_before_any_month_is_known_no_threshold_is_reached(self):
        assert {each.outcome for each in statement(life.EARLY).thresholds} == {"Nej"}

    def test_a_cut_has_its_reason_and_the_rest_is_accepted_as_spent(self):
        account = life.SETTLEMENT.statement.accounts[0]
        assert [line.reason for line in account.lines][::2] == ["Godkendt som afholdt."] * 2
        assert (account.spent, account.accepted) == ("2.056.250,50", "2.045.000,00")


class TestHearing:
    def test_it_says_until_when_how_to_answer_and_how_to_waive(self):
        said = text_of(life.HEARING)
        for each in ("10 arbejdsdage", "29. maj 2024", "på sagen i selvbetjeningen", "give afkald på resten"):
            assert each in said

    def test_it_is_no_decision_and_names_no_approver(self):
        said = text_of(life.HEARING)
        assert "Dette er ikke en afgørelse" in said
        assert life.SIGNERS.approver not in said


class TestRepayment:
    def test_the_last_day_to_pay_is_a_working_day(self):
        terms = pool().letters
        assert terms.repayment_days == 30
        assert str(pay_by(terms, at=life.AT)) == "2024-06-13"
        assert str(pay_by(terms, at=life.AT.replace(day=2))) == "2024-06-03"  # 1 June is a Saturday

    def test_the_days_are_the_pools(self):
        assert str(pay_by(pool("made_up").letters, at=life.AT)) == "2024-05-28"

    def test_it_is_set_off_in_no_other_case(self):
        assert "Vi trækker ikke beløbet fra i tilskud, som I får i andre sager" in text_of(life.REPAYMENT)


def test_only_the_months_of_the_amended_period_are_named():
    assert "fra juli 2022 til juni 2023" in text_of(life.AMENDED)
