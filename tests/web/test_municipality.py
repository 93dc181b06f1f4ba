"""A municipality reads its own applications, those it is covered by, and nobody else's."""

from __future__ import annotations

from fsm3.access.selectors import memberships
from fsm3.core import documents, journal, proposals
from fsm3.journeys import letters
from fsm3.journeys.recommend import prepare_recommendation
from tests.support.town import DECEMBER, awarded
from tests.web.december import PDF, membership_of


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    text: str = answer.content.decode()
    return text


def test_it_lists_what_it_leads(sign_in):
    text = page(sign_in("applicant"), "/ansoegninger/")
    assert "FSM3-2021-0001" in text
    assert "Tilsagn givet" in text
    assert "FSM3-2021-0002" not in text


def test_a_covered_municipality_lists_and_reads_the_application(sign_in, case_of):
    client = sign_in("covered")
    assert "Fælles, ledet af Esbjerg" in page(client, "/ansoegninger/")
    assert "Esbjerg med Fanø" in page(client, f"/ansoegninger/{case_of('0561')}/")


def test_29_another_municipalitys_case_and_letter_are_not_found(sign_in, case_of):
    letter = documents.of_case(case_of("0101"))[-1].id
    for who in ("other", "covered"):
        assert sign_in(who).get(f"/ansoegninger/{case_of('0101')}/").status_code == 404
        assert sign_in(who).get(f"/ansoegninger/{case_of('0101')}/breve/{letter}/").status_code == 404


def test_it_sees_what_was_sent_with_receipt_time_and_digest(sign_in, case_of):
    text = page(sign_in("signatory"), f"/ansoegninger/{case_of('0101')}/")
    assert "FSM3-2021-0001/1" in text
    assert "26. november 2021 kl. 12.00.00" in text
    assert "Stemplet og gemt, men uden virkning" in text


def test_it_sees_the_decision_and_nothing_of_how_it_came_about(sign_in, case_of):
    text = page(sign_in("signatory"), f"/ansoegninger/{case_of('0101')}/")
    assert "1.540.000,00 kr." in text.replace("\N{NO-BREAK SPACE}", " ")
    for hidden in ("C Opdigtet", "Det fremgår klart af planen.", "Plads", "Journal</h2>"):
        assert hidden not in text


def test_what_is_only_proposed_is_not_told(sign_in, case_of):
    text = page(sign_in("covered"), f"/ansoegninger/{case_of('0561')}/")
    assert "Andre planer er mere konkrete." not in text
    assert "Afslag" not in text


def test_it_is_not_told_that_a_decision_is_on_its_way(sign_in, case_of):
    """A recommendation is the agency's own until it is decided: the status says that the case is being handled."""
    assert "Indstillet" not in page(sign_in("covered"), f"/ansoegninger/{case_of('0561')}/")
    assert "Indstillet" not in page(sign_in("covered"), "/ansoegninger/")


def test_an_amount_that_is_only_proposed_is_the_agencys_own(sign_in, case_of):
    case = case_of("0561")
    refusal = proposals.of_case(case)[-1].id
    sent_back = {"verdict": "return", "reason": "Regn igen."}
    sign_in("approver").post(f"/sager/{case}/forslag/{refusal}/", sent_back)
    by = memberships(membership_of("first").user_id)[0].actor
    prepare_recommendation("fsm3", [awarded(case)], by=by, at=DECEMBER)
    assert "Godkendt, kr." in page(sign_in("approver"), f"/sager/{case}/")
    assert "Godkendt, kr." not in page(sign_in("covered"), f"/ansoegninger/{case}/")


def test_a_decision_is_told_when_its_letter_lies_at_the_door(sign_in, case_of):
    case = case_of("0561")
    proposal = proposals.of_case(case)[-1].id
    sign_in("approver").post(f"/sager/{case}/forslag/{proposal}/", {"verdict": "approve"})
    client = sign_in("covered")
    for address in ("/ansoegninger/", f"/ansoegninger/{case}/"):
        assert "Under behandling" in page(client, address)
        assert "Afslag" not in page(client, address)
    letter = documents.of_case(case)[-1].id
    letters.give(letter, content=PDF, template_version="1", head=journal.head(), at=DECEMBER)
    for address in ("/ansoegninger/", f"/ansoegninger/{case}/"):
        assert "Afslag givet" in page(client, address)


def test_its_letters_are_those_that_are_made(sign_in, case_of):
    case = case_of("0101")
    letter = documents.of_case(case)[-1].id
    assert sign_in("applicant").get(f"/ansoegninger/{case}/breve/{letter}/").content == PDF
    waiting = documents.of_case(case_of("0561"))[-1].id
    assert sign_in("covered").get(f"/ansoegninger/{case_of('0561')}/breve/{waiting}/").status_code == 404


def test_a_draft_is_shown_as_a_draft(sign_in, case_of):
    address = f"/ansoegninger/{case_of('0825')}/"
    assert "En kladde, der ikke er sendt, er ingen ansøgning." in page(sign_in("other"), address)
    text = page(sign_in("other"), f"{address}tjek/")
    assert "Vi følger hver borger tæt." in text
    assert "900.000,00" in text
