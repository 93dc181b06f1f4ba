"""The answer to a clarification is a new version that takes the place of the one asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from applications.rules.clarification import Question
from applications.selectors import cases, clarifications
from applications.selectors.sent_cases import sent_case
from budgets import selectors as budgets
from budgets.rules.content import from_content
from budgets.rules.lines import total
from fsm3.access import rights
from fsm3.access import selectors as access
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.core.periods import COPENHAGEN
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, assess, clarify, colleagues, send
from tests.journeys.clarifying.questions import LATER, MONEY, PLAN, write
from tests.support.town import DEADLINE, DECEMBER, OBLIGATIONS, awarded, budget, points, standing


class TestTheAnswer:
    def test_it_is_a_version_that_takes_the_place_of_the_one_asked_about(self, case, ask, by):
        asked, before = ask(), standing(case)
        write(case, by)
        receipt = clarify.send_answer(asked, by=by, at=LATER)
        now = standing(case)
        assert (receipt.number, now.number, now.clarification) == (now.receipt, 2, asked)
        assert now.content["answers"]["plan_results"] == "Vi holder to samtaler om måneden."
        rest = {key: value for key, value in before.content["answers"].items() if key != "plan_results"}
        assert rest.items() <= now.content["answers"].items()
        assert now.content["budget"] == before.content["budget"]
        assert cases.submissions(case)[0] == before
        assert clarifications.of_case(case)[0].answer == now.id

    def test_it_changes_neither_the_time_of_receipt_nor_whether_it_was_in_time(self, case, ask, by):
        asked, before = ask(), standing(case)
        write(case, by)
        clarify.send_answer(asked, by=by, at=LATER)
        now = standing(case)
        assert (now.received_at, now.in_time) == (LATER, True)
        assert sent_case(case, now).received_at == before.received_at == DEADLINE
        letter = documents.frozen(documents.of_case(case)[-1].id)
        assert letter.context["replies"][0]["question"] == PLAN.text
        again = ask(MONEY, at=LATER, due=date(2021, 12, 20))
        apply.write_budget(case, budget(850_000), by=by, at=LATER)
        clarify.send_answer(again, by=by, at=LATER + timedelta(days=1))
        assert sent_case(case, standing(case)).received_at == DEADLINE

    def test_a_late_correction_before_it_has_no_effect_on_it(self, case, ask, by):
        apply.begin_correction(case, by=by, at=DEADLINE)
        apply.answer(case, {"plan_embedding": "For sent."}, by=by, at=DEADLINE)
        send.send(case, by=by, at=DEADLINE + timedelta(seconds=3))
        asked = ask()
        write(case, by)
        clarify.send_answer(asked, by=by, at=LATER)
        now = standing(case)
        assert (now.number, now.in_time) == (3, True)
        assert now.content["answers"]["plan_embedding"] == "Modellen bliver vores drift."

    def test_ranking_and_decision_use_it(self, town, case, ask, by):
        early, lower = DECEMBER - timedelta(days=2), budget(840_000)
        asked = ask(MONEY, at=early)
        apply.write_budget(case, lower, by=by, at=early)
        clarify.send_answer(asked, by=by, at=early)
        town.agreed(case)
        town.decided(*town.recommended(awarded(case, lower)))
        assert total(budgets.approved(case)) == Money.of(865_000)
        assert (
            standing(case).requested
            == Money.of(865_000)
            == total(from_content(standing(case).content["budget"]))
        )

    def test_a_reply_alone_is_an_answer_and_is_frozen_with_it(self, case, ask, by):
        asked = ask()
        (question,) = clarifications.of_case(case)[0].questions
        with pytest.raises(NotReady, match="question_unanswered"):
            clarify.send_answer(asked, by=by, at=LATER)
        clarify.reply(asked, {question.id: "To om måneden."}, by=by, at=LATER)
        clarify.send_answer(asked, by=by, at=LATER)
        assert standing(case).content["clarification"] == [
            {"task": PLAN.task, "question": PLAN.text, "reply": "To om måneden."}
        ]

    def test_6_what_is_unfinished_in_a_reopened_task_is_told(self, case, ask, by):
        asked = ask(PLAN, MONEY)
        write(case, by, "")
        apply.write_budget(case, budget(4_000_000), by=by, at=LATER)
        with pytest.raises(NotReady) as refused:
            clarify.send_answer(asked, by=by, at=LATER)
        assert refused.value.codes == {"answer_missing", "total_over_cap"}

    def test_an_obligation_ticked_before_the_choice_changed_is_neither_sent_nor_a_change(self, town, ask):
        case, by = town.sent("0155", extended_model="no"), town.signatories["0155"]
        apart = {"extended_model", "training"}
        assert apart < set(cases.draft(case).obligations)
        assert standing(case).content["obligations"] == sorted(set(OBLIGATIONS) - apart)
        asked = ask(Question("obligations", "Er I med i det hele?"), of=case)
        with pytest.raises(NotReady, match="question_unanswered"):
            clarify.send_answer(asked, by=by, at=LATER)

    def test_only_a_signatory_of_the_lead_sends(self, town, case, ask, by):
        asked = ask()
        write(case, by)
        writer = town.joined("skriver@kommune.example", town.organisations["0101"], Role.APPLICANT)
        for actor in (writer, town.signatories["0155"], town.caseworker):
            with pytest.raises(rights.NotAllowed):
                clarify.send_answer(asked, by=actor, at=LATER)

    def test_signatories_are_told_of_a_finished_answer_by_its_writers_once_an_hour(self, town, case, ask, by):
        asked = ask()
        writer = town.joined("skriver@kommune.example", town.organisations["0101"], Role.ACCOUNTANT)
        with pytest.raises(NotReady, match="question_unanswered"):
            clarify.ask_signatories(asked, by=writer, at=LATER)
        write(case, by)
        for minutes in (0, 60):
            clarify.ask_signatories(asked, by=writer, at=LATER + timedelta(minutes=minutes))
            with pytest.raises(NotReady, match="asked_lately"):
                clarify.ask_signatories(asked, by=writer, at=LATER + timedelta(minutes=minutes + 59))
        told = Mail.objects.filter(case=case, subject="Jeres svar venter på at blive sendt")
        assert {mail.to_id for mail in told} == {by.user_id}
        assert "senest 13. december 2021" in told[0].body
        assert journal.of_case(case)[-1].act == "clarification.signatories_asked"
        with pytest.raises(rights.NotAllowed):
            clarify.ask_signatories(asked, by=town.signatories["0155"], at=LATER)

    def test_where_nobody_can_send_nobody_is_told(self, town, case, ask, by):
        asked, place = ask(), town.organisations["0101"]
        write(case, by)
        writer, keeper = (
            town.joined(f"{role}@kommune.example", place, role)
            for role in (Role.APPLICANT, Role.MUNICIPALITY_ADMINISTRATOR)
        )
        (held,) = access.holders(place, Role.SIGNATORY)
        colleagues.end_role(held.id, by=keeper, at=LATER)
        with pytest.raises(NotReady, match="signatory_missing"):
            clarify.ask_signatories(asked, by=writer, at=LATER)

    def test_what_was_seen_is_what_is_sent(self, case, ask, by):
        asked = ask()
        write(case, by)
        with pytest.raises(NotReady, match="answer_changed_meanwhile"):
            clarify.send_answer(asked, seen="0" * 64, by=by, at=LATER)

    def test_3_it_is_sent_once(self, case, ask, by):
        asked = ask()
        write(case, by)
        clarify.send_answer(asked, by=by, at=LATER)
        with pytest.raises(NotReady, match="clarification_ended"):
            clarify.send_answer(asked, by=by, at=LATER)
        assert len(cases.submissions(case)) == 2

    def test_overdue_it_is_still_an_answer(self, case, ask, by):
        asked = ask()
        write(case, by)
        assert clarify.send_answer(asked, by=by, at=datetime(2021, 12, 30, tzinfo=COPENHAGEN)).in_time

    def test_who_asked_and_who_handles_the_case_are_told(self, town, case, ask, by):
        assess.assign(case, caseworker_id=town.caseworkers[2].person, by=town.caseworker, at=DECEMBER)
        asked = ask()
        write(case, by)
        clarify.send_answer(asked, by=by, at=LATER)
        told = Mail.objects.filter(case=case, subject__startswith="Svar på")
        assert {mail.to_id for mail in told} == {town.caseworker.user_id, town.caseworkers[2].user_id}
        acts = [entry.act for entry in journal.of_case(case) if entry.act.startswith("clarification")]
        assert acts == ["clarification.asked", "clarification.answered"]

    def test_scores_that_were_agreed_before_it_are_entered_again(self, town, case, ask, by):
        first, second = town.caseworkers[:2]
        assess.find_admissible(case, by=first, at=DECEMBER)
        for assessor in (first, second):
            assess.score(case, points(3), by=assessor, at=DECEMBER)
        assess.enter_agreed(case, points(3), by=first, at=DECEMBER)
        asked = ask()
        write(case, by)
        clarify.send_answer(asked, by=by, at=LATER)
        after = LATER + timedelta(hours=1)
        with pytest.raises(NotReady, match="agreed_before_the_answer"):
            assess.confirm_agreed(case, by=second, at=after)
        assess.enter_agreed(case, points(4), by=first, at=after)
        assess.confirm_agreed(case, by=second, at=after)

    def test_a_correction_in_time_takes_its_place(self, town, ask):
        early = DEADLINE - timedelta(days=3)
        other = town.sent("0155", at=early)
        sender = town.signatories["0155"]
        asked = ask(at=early, due=DEADLINE.date(), of=other)
        write(other, sender)
        clarify.send_answer(asked, by=sender, at=early)
        apply.begin_correction(other, by=sender, at=DEADLINE)
        apply.answer(other, {"caseload": "20"}, by=sender, at=DEADLINE)
        send.send(other, by=sender, at=DEADLINE)
        now = standing(other)
        assert (now.number, now.clarification) == (3, None)
        assert now.content["answers"]["plan_results"] == "Vi holder to samtaler om måneden."
