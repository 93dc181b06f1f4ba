"""What was sent is corrected, the correction deleted, the application withdrawn, in the municipality's door."""

from __future__ import annotations

import pytest

from applications.selectors import cases
from fsm3.access.roles import Role
from fsm3.journeys import apply, assess
from tests.support.town import DECEMBER, OPENED
from tests.web.clients import client_of, place, words
from tests.web.own_sending.sent import TOO_LATE, sent, status


class TestCorrecting:
    def test_a_correction_in_time_gets_a_receipt_of_its_own(self, client, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        assert "Send rettelsen</button>" in words(client.get(place(case, "tjek/")))
        page = sent(client, case)
        assert "Rettelsen er modtaget til tiden" in page
        assert "FSM3-2021-0001/2" in page

    def test_47_a_correction_at_three_seconds_past_noon_is_stamped_kept_and_told_and_changes_nothing(
        self, client, case, at
    ):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        at(TOO_LATE)
        assert "men den ændrer ikke noget" in words(client.get(place(case, "tjek/")))
        page = sent(client, case)
        assert "Rettelsen kom efter fristen" in page
        assert "FSM3-2021-0001/1, som blev sendt i tide, står ved magt" in page
        standing = cases.standing(case)
        assert standing is not None
        assert standing.content["answers"]["caseload"] == "25"
        assert status(case) == "sent"
        assert len(cases.submissions(case)) == 2

    def test_it_is_offered_while_it_has_an_effect(self, client, case, at):
        sent(client, case)
        assert "Ret det, der er sendt" in words(client.get(place(case)))
        at(TOO_LATE)
        assert "Ret det, der er sendt" not in words(client.get(place(case)))

    def test_what_is_being_handled_is_not_corrected(self, town, client, case):
        sent(client, case)
        assess.find_admissible(case, by=town.caseworker, at=DECEMBER)
        page = words(client.post(place(case, "ret/"), follow=True))
        assert "som sagen står" in page
        assert not cases.draft(case).open


class TestDeletingACorrection:
    def test_it_is_warned_of_with_what_is_lost_and_what_stands(self, client, case):
        sent(client, case)
        assert "Slet rettelsen" not in words(client.get(place(case)))
        client.post(place(case, "ret/"))
        assert f'href="{place(case, "ret/slet/")}">Slet rettelsen' in words(client.get(place(case)))
        page = words(client.get(place(case, "ret/slet/")))
        assert "Intet går tabt" in page
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        page = words(client.get(place(case, "ret/slet/")))
        assert "Det kan ikke gøres om" in page
        assert "<li>Hvor mange borgere får en jobformidler på fuld tid ansvar for?</li>" in page
        assert "FSM3-2021-0001/1" in page
        assert cases.draft(case).open

    def test_afterwards_the_case_is_what_was_sent(self, client, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        client.post(place(case, "spoergsmaal/caseload/"), {"answer": "19", "edition": "1"})
        page = words(client.post(place(case, "ret/slet/"), follow=True))
        assert "Rettelsen er slettet. Det sendte står ved magt." in page
        assert "Ret det, der er sendt" in page
        assert "Slet rettelsen" not in page
        assert not cases.draft(case).open
        assert "Der er ingen rettelse at slette." in words(client.get(place(case, "ret/slet/")))
        client.post(place(case, "ret/"))
        assert 'value="25"' in words(client.get(place(case, "spoergsmaal/caseload/")))

    def test_a_draft_that_was_never_sent_is_not_deleted(self, client, case):
        answer = client.post(place(case, "ret/slet/"))
        assert answer.status_code == 409
        assert "Der er ikke sendt noget endnu." in words(answer)
        assert cases.draft(case).open

    def test_a_writer_may_and_an_accountant_may_not(self, town, client, writer, case):
        sent(client, case)
        client.post(place(case, "ret/"))
        accountant = client_of(town.joined("r@kommune.example", town.organisations["0101"], Role.ACCOUNTANT))
        assert "Slet rettelsen" not in words(accountant.get(place(case)))
        assert accountant.post(place(case, "ret/slet/")).status_code == 403
        assert "Slet rettelsen" in words(writer.get(place(case)))
        assert writer.post(place(case, "ret/slet/")).headers["Location"] == place(case)


class TestWithdrawing:
    def test_it_is_warned_of_and_done_by_a_signatory(self, client, writer, case):
        sent(client, case)
        assert "Træk ansøgningen tilbage" not in words(writer.get(place(case)))
        assert writer.post(place(case, "traek-tilbage/")).status_code == 403
        page = words(client.get(place(case, "traek-tilbage/")))
        assert "Det kan ikke gøres om" in page
        assert (
            "Kommunen kan begynde en ny ansøgning indtil fredag 26. november 2021 kl. 12.00 dansk tid."
            in page
        )
        assert status(case) == "sent"
        done = words(client.post(place(case, "traek-tilbage/"), follow=True))
        assert "Ansøgningen er trukket tilbage." in done
        assert status(case) == "withdrawn"
        assert "Begynd en ansøgning" in words(client.get("/ansoegninger/"))

    def test_after_the_deadline_it_says_that_there_is_no_second_chance(self, client, case, at):
        sent(client, case)
        at(TOO_LATE)
        assert "en ny ansøgning ville komme for sent" in words(client.get(place(case, "traek-tilbage/")))

    def test_a_draft_and_a_decided_case_are_not_withdrawn(self, client, case):
        answer = client.post(place(case, "traek-tilbage/"))
        assert answer.status_code == 409
        assert "kan ikke trækkes tilbage" in words(answer)
        assert status(case) == "draft"

    @pytest.mark.usefixtures("at")
    def test_a_covered_municipality_does_not_withdraw_for_the_others(self, town):
        joint = town.drafted("0561")
        apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
        apply.consent(joint, by=town.signatories["0563"], at=OPENED)
        sent(client_of(town.signatories["0561"]), joint)
        covered = client_of(town.signatories["0563"])
        assert "Træk ansøgningen tilbage" not in words(covered.get(place(joint)))
        assert covered.post(place(joint, "traek-tilbage/")).status_code == 403
