"""Handling: who states to be impartial, what was found of admissibility, who gets a case, and notes. Domain page, "Application"."""

from datetime import timedelta
from functools import partial

import pytest

from applications.models import AdmissibilityFinding, Application, ImpartialityStatement, Note, Participation
from applications.rules.notes import Audience
from applications.rules.workflow import Status
from applications.selectors import cases
from fsm3.access.models import Membership
from fsm3.access.rights import NotAllowed
from fsm3.core import journal
from fsm3.core.canonical import sha256
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Mail
from fsm3.journeys import apply, assess, handle, send
from tests.support.refused import codes
from tests.support.town import DEADLINE, DECEMBER, OPENED, Town, awarded

pytestmark = pytest.mark.django_db
CPR = "010180" + "-" + "1234"


@pytest.fixture
def case(town: Town) -> int:
    """A case that was sent."""
    return town.sent("0101")


def acts(case: int) -> list[str]:
    return [line.act for line in journal.of_case(case)]


class TestImpartiality:
    def test_it_is_stated_once_with_who_and_when_however_often_one_clicks(self, town, case):
        for at in (DECEMBER, DECEMBER + timedelta(seconds=1)):
            handle.state_impartiality(case, by=town.caseworker, at=at)
        (row,) = ImpartialityStatement.objects.filter(application=case)
        assert (row.user_id, row.stated_at) == (town.caseworker.user_id, DECEMBER)
        assert acts(case).count("case.impartiality_stated") == 1

    def test_not_by_one_who_declared_a_conflict_nor_by_the_municipality(self, town, case):
        partial = town.caseworkers[3]
        assess.declare_conflict(case, reason="Nabo.", by=partial, at=DECEMBER)
        for who in (partial, town.signatories["0101"], town.administrators[0]):
            with pytest.raises(NotAllowed):
                handle.state_impartiality(case, by=who, at=DECEMBER)

    def test_not_in_a_draft(self, town):
        draft = town.drafted("0155")
        stating = lambda: handle.state_impartiality(draft, by=town.caseworker, at=DECEMBER)  # noqa: E731
        assert codes(stating) == {"nothing_sent"}

    def test_a_conflict_that_comes_to_light_later_is_declared_all_the_same(self, town, case):
        handle.state_impartiality(case, by=town.caseworker, at=DECEMBER)
        assess.declare_conflict(case, reason="Min søster er ansat.", by=town.caseworker, at=DECEMBER)
        assert cases.has_conflict(case, town.caseworker.user_id)

    def test_a_conflict_of_somebody_without_a_hand_in_the_case_leaves_its_proposals_as_they_are(self, town):
        case = town.assessed("0155")
        (proposal,) = town.recommended(awarded(case))
        assess.declare_conflict(case, reason="Nabo.", by=town.approvers[1], at=DECEMBER)
        town.decided(proposal)
        assert Application.objects.get(id=case).status == Status.AWARDED

    def test_23_the_reason_of_a_conflict_holds_no_cpr_number(self, town, case):
        declaring = lambda: assess.declare_conflict(  # noqa: E731
            case, reason=f"I familie med {CPR}", by=town.caseworker, at=DECEMBER
        )
        assert codes(declaring) == {"looks_like_cpr"}


class TestAdmissibility:
    def test_what_was_found_is_kept_with_who_and_when(self, town, case):
        assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
        row = AdmissibilityFinding.objects.get(application=case)
        assert (row.found_by_id, row.found_at, row.unmet, row.remark) == (
            town.caseworker.user_id, DECEMBER, 0, "",
        )  # fmt: skip
        assert {each["check"]: each["met"] for each in row.checks}["signatory"] is True

    def test_a_check_that_is_not_met_takes_a_remark(self, town, case):
        Membership.objects.filter(user=town.signatories["0101"].user_id).update(ended=OPENED)
        assert codes(lambda: assess.find_admissible(case, by=town.caseworker, at=DECEMBER)) == {
            "remark_missing"
        }
        assert Application.objects.get(id=case).status == Status.SENT
        assess.find_admissible(case, remark=" Fuldmagt er set. ", by=town.caseworker, at=DECEMBER)
        row = AdmissibilityFinding.objects.get(application=case)
        assert (row.unmet, row.remark) == (1, "Fuldmagt er set.")
        entry = JournalEntry.objects.get(case=case, act="application.found_admissible")
        assert '"signatory"' in entry.content
        assert "Fuldmagt" not in entry.content

    def test_a_consent_that_is_missing_is_seen(self, town):
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        apply.consent(joint, by=town.signatories["0563"], at=OPENED)
        send.send(joint, by=town.signatories["0561"], at=DEADLINE)
        Participation.objects.filter(application=joint, leads=False).update(consented_at=None)
        assert codes(lambda: assess.find_admissible(joint, by=town.caseworker, at=DECEMBER)) == {
            "remark_missing"
        }

    def test_47_one_that_came_too_late_is_not_found_admissible_with_any_remark(self, town):
        late = town.sent("0155", at=DEADLINE + timedelta(milliseconds=1))
        finding = lambda: assess.find_admissible(late, remark="x", by=town.caseworker, at=DECEMBER)  # noqa: E731
        assert codes(finding) == {"not_now"}


class TestAssignment:
    def give(self, town, case, who):
        assess.assign(case, caseworker_id=who.person, by=town.caseworker, at=DECEMBER)

    def test_who_gets_a_case_is_told_by_mail_and_the_journal_says_from_whom_to_whom(self, town, case):
        first, second = town.caseworkers[1:3]
        self.give(town, case, first)
        self.give(town, case, second)
        assert cases.caseworker_of(case) == second.user_id
        told = Mail.objects.filter(case=case, subject__startswith="Du har fået sag").order_by("id")
        assert [mail.to_id for mail in told] == [first.user_id, second.user_id]
        entry = JournalEntry.objects.filter(case=case, act="case.assigned").order_by("-seq")[0]
        assert f'"before":{first.user_id}' in entry.content.replace(" ", "")
        assert f'"caseworker":{second.user_id}' in entry.content.replace(" ", "")

    def test_nobody_is_told_of_a_case_they_took_or_have(self, town, case):
        self.give(town, case, town.caseworker)
        self.give(town, case, town.caseworker)
        assert not Mail.objects.filter(case=case, subject__startswith="Du har fået sag")
        assert acts(case).count("case.assigned") == 1

    def test_only_a_caseworker_of_the_agency_gets_a_case(self, town, case):
        for who in (town.administrators[0], town.signatories["0101"]):
            assert codes(partial(self.give, town, case, who)) == {"not_a_caseworker"}


class TestNotes:
    def write(self, town, case, audience=Audience.TEAM, text="Ring til kommunen."):
        return handle.write_note(case, text, audience=audience, by=town.caseworker, at=DECEMBER)

    def test_the_journal_has_the_digest_and_never_the_text(self, town, case):
        self.write(town, case)
        entry = JournalEntry.objects.get(case=case, act="case.note_written")
        assert sha256("Ring til kommunen.") in entry.content
        assert "Ring" not in entry.content

    @pytest.mark.parametrize("audience", [Audience.TEAM, Audience.STAFF])
    def test_the_agencys_own_notes_tell_nobody(self, town, case, audience):
        before = Mail.objects.count()
        self.write(town, case, audience)
        assert Mail.objects.count() == before

    def test_a_note_to_the_municipality_is_told_by_a_mail_that_only_says_so(self, town, case):
        self.write(town, case, Audience.MUNICIPALITY, "Planen mangler et årstal.")
        mail = Mail.objects.filter(case=case).order_by("-id")[0]
        assert mail.to_id == town.signatories["0101"].user_id
        assert mail.link == f"/ansoegninger/{case}/"
        assert "Planen" not in mail.subject + mail.body

    def test_the_audience_is_said(self, town, case):
        assert codes(lambda: self.write(town, case, "")) == {"audience_missing"}
        assert codes(lambda: self.write(town, case, "press", " ")) == {
            "audience_missing",
            "note_text_missing",
        }

    def test_23_a_cpr_number_is_refused_and_nothing_stored(self, town, case):
        assert codes(lambda: self.write(town, case, Audience.STAFF, f"Se {CPR}")) == {"looks_like_cpr"}
        assert not Note.objects.exists()

    def test_31_not_by_one_who_is_not_impartial_nor_by_the_municipality(self, town, case):
        assess.declare_conflict(case, reason="Nabo.", by=town.caseworkers[3], at=DECEMBER)
        for who in (town.caseworkers[3], town.signatories["0101"]):
            with pytest.raises(NotAllowed):
                handle.write_note(case, "Note", audience=Audience.TEAM, by=who, at=DECEMBER)
