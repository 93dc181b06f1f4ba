"""A caseworker asks about what was sent: what may be asked when, and what is locked while an answer is awaited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from applications.rules.clarification import State
from applications.selectors import cases, clarifications
from applications.selectors.own import own_case
from budgets import selectors as budgets
from budgets.rules.lines import total
from fsm3.access import rights
from fsm3.access.roles import Role
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, assess, clarify, decide, send
from tests.journeys.clarifying.questions import DUE, LATER, PLAN, write
from tests.support.town import DEADLINE, DECEMBER, OBLIGATIONS, budget, points, standing


class TestAsking:
    def test_only_the_tasks_asked_about_reopen(self, case, ask, by):
        ask(PLAN)
        write(case, by)
        for act in (
            lambda: apply.answer(case, {"plan_embedding": "Andet"}, by=by, at=LATER),
            lambda: apply.answer(case, {"plan_results": "A", "caseload": "3"}, by=by, at=LATER),
            lambda: apply.write_budget(case, budget(), by=by, at=LATER),
            lambda: apply.accept_obligations(case, OBLIGATIONS, by=by, at=LATER),
            lambda: apply.invite(case, "0155", by=by, at=LATER),
        ):
            with pytest.raises(NotReady, match="task_not_reopened"):
                act()
        own = own_case(case, by)
        assert own is not None
        assert [own.is_open(task) for task in ("answers.plan_results", "budget", None)] == [
            True,
            False,
            False,
        ]

    def test_the_municipality_is_told_by_mail(self, town, case, ask):
        accountant = town.joined("regn@kommune.example", town.organisations["0101"], Role.ACCOUNTANT)
        ask()
        mails = Mail.objects.filter(case=case, subject__contains="spørgsmål til jeres ansøgning")
        assert {mail.to_id for mail in mails} == {town.signatories["0101"].user_id, accountant.user_id}
        assert "13. december 2021" in mails[0].body

    def test_one_at_a_time(self, ask):
        ask()
        with pytest.raises(NotReady, match="clarification_open"):
            ask()

    def test_not_before_tomorrow(self, ask):
        with pytest.raises(NotReady, match="due_before_tomorrow"):
            ask(due=DECEMBER.date())

    def test_not_of_a_draft_a_late_one_or_one_that_was_decided(self, town, ask):
        draft = town.drafted("0155")
        with pytest.raises(NotReady, match="nothing_sent"):
            ask(of=draft)
        late = town.sent("0185", at=DEADLINE + timedelta(seconds=1))
        with pytest.raises(NotReady, match="not_now"):
            ask(of=late)
        with pytest.raises(NotReady, match="not_now"):
            ask(of=town.awarded("0825"))

    def test_not_while_a_decision_is_proposed(self, town, case, ask):
        town.inadmissible(case)
        with pytest.raises(NotReady, match="proposal_open"):
            ask()

    def test_not_while_a_correction_may_still_come_in_time(self, case, ask, by):
        early = DEADLINE - timedelta(hours=1)
        apply.begin_correction(case, by=by, at=early)
        with pytest.raises(NotReady, match="correction_being_written"):
            ask(at=early, due=DUE)
        ask(at=DECEMBER)

    def test_31_not_by_one_who_is_not_impartial_nor_by_anybody_else(self, town, case):
        assess.declare_conflict(case, reason="Nabo.", by=town.caseworkers[3], at=DECEMBER)
        for actor in (town.caseworkers[3], town.approver, town.signatories["0101"]):
            with pytest.raises(rights.NotAllowed):
                clarify.ask(case, [PLAN], due=DUE, by=actor, at=DECEMBER)

    def test_the_answer_begins_from_the_version_that_stands(self, case, ask, by):
        apply.begin_correction(case, by=by, at=DEADLINE)
        write(case, by, "Sendt for sent.")
        apply.write_budget(case, budget(800_000), by=by, at=DEADLINE)
        send.send(case, by=by, at=DEADLINE + timedelta(seconds=3))
        ask()
        assert cases.draft(case).answers["plan_results"] == standing(case).content["answers"]["plan_results"]
        assert total(budgets.draft(case)) == Money.of(925_000)

    def test_what_is_being_written_is_not_overwritten_by_a_question(self, case, ask, by):
        apply.begin_correction(case, by=by, at=DEADLINE)
        write(case, by, "Ikke sendt endnu.")
        ask()
        assert cases.draft(case).answers["plan_results"] == "Ikke sendt endnu."


class TestWhileItIsOpen:
    def test_nothing_is_corrected_agreed_or_proposed(self, town, case, ask, by):
        apply.begin_correction(case, by=by, at=DEADLINE)
        ask()
        late = DECEMBER + timedelta(days=1)
        for act in (
            lambda: apply.begin_correction(case, by=by, at=late),
            lambda: send.send(case, by=by, at=late),
            lambda: decide.prepare_inadmissibility(case, reason="x", by=town.caseworker, at=late),
        ):
            with pytest.raises(NotReady, match="clarification_open"):
                act()
        first, second = town.caseworkers[:2]
        assess.find_admissible(case, by=first, at=late)
        for assessor in (first, second):
            assess.score(case, points(3), by=assessor, at=late)
        with pytest.raises(NotReady, match="clarification_open"):
            assess.enter_agreed(case, points(3), by=first, at=late)

    def test_withdrawing_ends_it(self, case, ask, by):
        asked = ask()
        apply.withdraw(case, by=by, at=LATER)
        assert clarifications.of_case(case)[0].state is State.WITHDRAWN
        with pytest.raises(NotReady, match="clarification_ended"):
            clarify.send_answer(asked, by=by, at=LATER)

    def test_the_day_moves_forwards_with_a_reason(self, town, case, ask):
        asked = ask()
        for day, reason, code in (
            (date(2021, 12, 20), "", "reason_missing"),
            (DUE, "Ferie.", "due_not_later"),
            (date(2021, 12, 1), "Ferie.", "due_before_tomorrow"),
        ):
            with pytest.raises(NotReady, match=code):
                clarify.extend(asked, day, reason=reason, by=town.caseworker, at=DECEMBER)
        clarify.extend(asked, date(2021, 12, 20), reason="Ferie.", by=town.caseworker, at=DECEMBER)
        (found,) = clarifications.of_case(case)
        assert found.due == date(2021, 12, 20)
        assert [due.reason for due in found.dues] == ["", "Ferie."]

    def test_closing_leaves_the_version_that_stood_and_locks_the_tasks(self, town, case, ask, by):
        asked, before = ask(), standing(case)
        write(case, by)
        with pytest.raises(NotReady, match="reason_missing"):
            clarify.close(asked, reason=" ", by=town.caseworker, at=LATER)
        clarify.close(asked, reason="Vi har svaret i forvejen.", by=town.caseworker, at=LATER)
        assert standing(case) == before
        with pytest.raises(NotReady, match="draft_closed"):
            write(case, by)
        for act in (clarify.close, clarify.extend):
            with pytest.raises(NotReady, match="clarification_ended"):
                more = {"day": date(2021, 12, 24)} if act is clarify.extend else {}
                act(asked, **more, reason="x", by=town.caseworker, at=LATER)

    def test_8_two_who_reply_meet(self, town, case, ask, by):
        asked = ask()
        colleague = town.joined("kollega@kommune.example", town.organisations["0101"], Role.APPLICANT)
        (question,) = clarifications.of_case(case)[0].questions
        clarify.reply(asked, {question.id: "To."}, by=colleague, at=LATER, edition=0)
        with pytest.raises(NotReady, match="edited_meanwhile") as refused:
            clarify.reply(asked, {question.id: "Tre."}, by=by, at=LATER, edition=0)
        assert refused.value.problems[0].detail["by"] == "Kollega Opdigtet"
        clarify.reply(asked, {question.id: "Tre."}, by=by, at=LATER, edition=1)
        assert clarifications.replies(asked).texts == {question.id: "Tre."}
        clarify.reply(asked, {question.id: "Tre."}, by=by, at=LATER, edition=2)
        assert clarifications.replies(asked).edition == 2

    def test_a_reply_to_no_question_a_cpr_number_and_too_much_are_refused(self, case, ask, by):
        asked = ask()
        (question,) = clarifications.of_case(case)[0].questions
        for texts, code in (
            ({question.id + 1: "x"}, "question_unknown_here"),
            ({question.id: "010203-1234"}, "looks_like_cpr"),
            ({question.id: "x" * 4001}, "text_too_long"),
        ):
            with pytest.raises(NotReady, match=code):
                clarify.reply(asked, texts, by=by, at=LATER)
