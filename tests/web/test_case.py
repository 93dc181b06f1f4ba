"""A case on one page: what each may see of it, deciding a proposal, its letters."""

from __future__ import annotations

import hashlib

import pytest

from applications.models import Application
from fsm3.core import documents, proposals
from tests.web.december import PDF


def shown(client, case: int, address: str = "") -> str:
    answer = client.get(f"/sager/{case}/{address}")
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def decide_address(case: int) -> str:
    return f"/sager/{case}/forslag/{proposals.of_case(case)[-1].id}/"


def test_the_page_tells_the_case_whole(sign_in, case_of):
    page = shown(sign_in("caseworker"), case_of("0101"))
    for text in (
        "Vi følger hver borger tæt.", "1.540.000,00", "3.000 timer × 500,00", "2 årsværk", "Jobcenter",
        "Det fremgår klart af planen.", "1 af 2, med 3,00 point", "Efter summen af point",
        "Planen er konkret, og sagsstammen er lav.", "Gav tilsagn", "G Opdigtet, Godkender", "15. december 2021 kl. 09.00",
    ):  # fmt: skip
        assert text in page, text


def test_47_a_late_correction_is_shown_as_stamped_and_without_effect(sign_in, case_of):
    page = shown(sign_in("caseworker"), case_of("0101"))
    assert "26. november 2021 kl. 12.00.03" in page
    assert "Stemplet og gemt, men uden virkning" in page
    assert "Kirsten Opdigtet" in page
    assert "Rettet For Sent" not in page
    assert "Rettet For Sent" in shown(sign_in("caseworker"), case_of("0101"), "?version=2")


@pytest.mark.parametrize("version", ["0", "99", "x", "-1", "²", "9" * 400])
def test_a_version_that_there_is_not_shows_the_one_that_counts(sign_in, case_of, version):
    assert "Kirsten Opdigtet" in shown(sign_in("caseworker"), case_of("0101"), f"?version={version}")


def test_an_assessor_who_has_not_scored_does_not_see_the_others_scores(sign_in, case_of):
    for who in ("caseworker", "approver"):
        page = shown(sign_in(who), case_of("0185"))
        assert "Set af den første." not in page
        assert "Én vurdering er givet" in page
    assert "Set af den første." in shown(sign_in("first"), case_of("0185"))
    assert "Set af den første." in shown(sign_in("national"), case_of("0185"))


@pytest.mark.parametrize("number", ["999999999", "9" * 30])
def test_a_case_that_there_is_not_is_not_found(sign_in, number):
    assert sign_in("caseworker").get(f"/sager/{number}/").status_code == 404


def test_a_draft_is_not_found_by_the_agency(sign_in, case_of):
    for who in ("caseworker", "approver", "national"):
        assert sign_in(who).get(f"/sager/{case_of('0825')}/").status_code == 404


def test_a_letter_comes_as_the_file_that_was_made(sign_in, case_of):
    case = case_of("0101")
    letter = documents.of_case(case)[-1]
    answer = sign_in("national").get(f"/sager/{case}/breve/{letter.id}/")
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="FSM3-2021-0001-tilsagn-om-tilskud-{letter.id}.pdf"'
    )
    assert hashlib.sha256(PDF).hexdigest() in shown(sign_in("caseworker"), case)


def test_a_letter_is_found_in_its_own_case_only_and_once_it_is_made(sign_in, case_of):
    made = documents.of_case(case_of("0101"))[-1]
    waiting = documents.of_case(case_of("0561"))[-1]
    client = sign_in("caseworker")
    assert client.get(f"/sager/{case_of('0185')}/breve/{made.id}/").status_code == 404
    assert client.get(f"/sager/{case_of('0561')}/breve/{waiting.id}/").status_code == 404
    assert "Filen er ved at blive lavet" in shown(client, case_of("0561"))


def test_31_a_conflict_of_interest_hides_case_letter_and_proposal(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("partial_approver")
    assert client.get(f"/sager/{case}/").status_code == 404
    assert client.post(decide_address(case), {"verdict": "approve"}).status_code == 404
    assert Application.objects.get(id=case).status == "recommended"


def test_an_approver_who_had_no_hand_in_it_approves_on_a_page_of_its_own(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("approver")
    assert f'href="{decide_address(case)}"' in shown(client, case)
    assert client.get(decide_address(case)).status_code == 200
    assert client.post(decide_address(case), {"verdict": "approve"}).headers["Location"] == f"/sager/{case}/"
    page = shown(client, case)
    assert "Afslag givet" in page
    assert "Godkendt. Brevet er ved at blive lavet." in page


def test_handing_back_takes_a_reason_which_stays_in_the_page(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("approver")
    assert (
        "Skriv, hvorfor du sender det tilbage."
        in client.post(decide_address(case), {"verdict": "return"}).content.decode()
    )
    client.post(decide_address(case), {"verdict": "return", "reason": "Punkt 3 mangler <b>tal</b>."})
    page = shown(client, case)
    assert "Vurderet" in page
    assert "Punkt 3 mangler &lt;b&gt;tal&lt;/b&gt;." in page


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verdict": "x"},
        {"verdict": "approve", "reason": "a" * 2001},
        {"verdict": "approve", "reason": "\0"},
    ],
)
def test_what_is_not_understood_decides_nothing_and_is_answered_in_words(sign_in, case_of, sent):
    answer = sign_in("approver").post(decide_address(case_of("0561")), sent)
    assert answer.status_code == 200
    assert "form-error-message" in answer.content.decode()
    assert Application.objects.get(id=case_of("0561")).status == "recommended"


def test_33_fields_nobody_asked_for_are_ignored(sign_in, case_of):
    case = case_of("0561")
    sent = {
        "verdict": "approve",
        "status": "awarded",
        "award": "99",
        "kind": "award",
        "case_id": case_of("0185"),
    }
    sign_in("approver").post(decide_address(case), sent)
    assert Application.objects.get(id=case).status == "refused"
    assert Application.objects.get(id=case_of("0185")).status == "admissible"


def test_a_proposal_is_decided_once_and_the_second_is_told(sign_in, case_of):
    case = case_of("0561")
    client = sign_in("approver")
    address = decide_address(case)
    client.post(address, {"verdict": "approve"})
    answer = client.post(address, {"verdict": "approve"})
    assert answer.status_code == 409
    assert "Forslaget er allerede afgjort." in answer.content.decode()


def test_a_proposal_is_found_in_its_own_case_only(sign_in, case_of):
    proposal = proposals.of_case(case_of("0561"))[-1].id
    answer = sign_in("approver").post(f"/sager/{case_of('0155')}/forslag/{proposal}/", {"verdict": "approve"})
    assert answer.status_code == 404


def test_what_is_proposed_tells_others_who_decides_it(sign_in, case_of):
    page = shown(sign_in("caseworker"), case_of("0561"))
    assert "En godkender, der ikke har haft hånd i det, afgør det." in page
    assert "Godkend eller send tilbage" not in page
    assert "Du har haft hånd i det, så en anden afgør det." in shown(sign_in("first"), case_of("0561"))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("0101", "Kommunen accepterer tilsagnet."),
        ("0561", ""),
        ("0185", "En sagsbehandler mere vurderer ansøgningen."),
    ],
)
def test_what_happens_next_stands_on_top_where_no_proposal_says_it(sign_in, case_of, code, text):
    page = shown(sign_in("caseworker"), case_of(code))
    assert ("Det sker nu" in page) is bool(text)
    assert text in page
    assert page.index(text) < page.index('id="sent"')


def test_a_long_page_begins_with_links_to_its_sections(sign_in, case_of):
    page = shown(sign_in("caseworker"), case_of("0101"))
    for section in ("sent", "budget", "assessment", "recommendation", "decision", "journal"):
        assert f'<a href="#{section}">' in page
        assert f'<section class="part" id="{section}">' in page
