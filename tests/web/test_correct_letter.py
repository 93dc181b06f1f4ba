"""A corrected letter on the pages: proposed by a caseworker, decided by an approver, readable at both doors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fsm3.core import documents, journal, proposals
from fsm3.core.proposals import Proposal
from fsm3.journeys import letters
from fsm3.journeys.kinds import Kind
from tests.support.town import DECEMBER
from tests.web.december import PDF
from tests.web.test_letters import shown

WHY = "Brevet nævnte en forkert sagsstamme."
NEW = "Planen er konkret, og sagsstammen er 25."

SignIn = Callable[[str], Client]


@pytest.fixture
def case(case_of: Callable[[str], int]) -> int:
    return case_of("0101")


@pytest.fixture
def letter(case: int) -> int:
    """København's award letter, at its door."""
    return documents.of_case(case)[-1].id


def correct(client: Client, case: int, letter: int, **fields: str):
    sent = {"text_0": NEW, "reason": WHY} | fields
    return client.post(f"/sager/{case}/breve/{letter}/ret/", sent)


def decided(sign_in: SignIn, case: int) -> None:
    proposal = Proposal.objects.get(kind=Kind.LETTER_CORRECTION, verdict="")
    answer = sign_in("approver").post(f"/sager/{case}/forslag/{proposal.id}/", {"verdict": "approve"})
    assert answer.status_code == 302
    new = documents.of_case(case)[-1].id
    letters.give(new, content=PDF + b" 2", template_version="1", head=journal.head(), at=DECEMBER)


def test_the_form_holds_the_words_of_the_letter(sign_in, case, letter):
    page = sign_in("caseworker").get(f"/sager/{case}/breve/{letter}/ret/")
    assert "Planen er konkret, og sagsstammen er lav." in page.content.decode()
    assert "Beløb og datoer ændres ikke her" in shown(page)


def test_two_persons_correct_a_letter_and_both_doors_show_both(sign_in, case, letter):
    assert correct(sign_in("caseworker"), case, letter).status_code == 302
    proposal = proposals.of_case(case)[-1]
    page = shown(sign_in("approver").get(f"/sager/{case}/forslag/{proposal.id}/"))
    assert "Rettet brev" in page
    assert f"Før Planen er konkret, og sagsstammen er lav. Efter {NEW}" in page.replace(" : ", " ")
    draft = shown(sign_in("approver").get(f"/sager/{case}/forslag/{proposal.id}/brev/"))
    assert f"træder i stedet for Tilsagn om tilskud af 15. december 2021. {WHY}" in draft
    decided(sign_in, case)
    new = documents.of_case(case)[-1].id
    for who, base in (("caseworker", "/sager"), ("signatory", "/ansoegninger")):
        there = shown(sign_in(who).get(f"{base}/{case}/"))
        assert "Rettet: Tilsagn om tilskud" in there
        assert "Et rettet brev fra 6. december 2021 kl. 09.00 er trådt i stedet" in there
        for each in (letter, new):
            assert sign_in(who).get(f"{base}/{case}/breve/{each}/").status_code == 200


def test_a_proposal_since_the_award_leads_to_its_letter_while_it_waits(sign_in, case, letter):
    correct(sign_in("caseworker"), case, letter)
    proposal = proposals.of_case(case)[-1]
    way = f'<a href="/sager/{case}/forslag/{proposal.id}/brev/">Se brevet</a>'
    assert way in sign_in("caseworker").get(f"/sager/{case}/").content.decode()
    assert way not in sign_in("national").get(f"/sager/{case}/").content.decode()
    decided(sign_in, case)
    assert way not in sign_in("caseworker").get(f"/sager/{case}/").content.decode()


def test_the_old_letter_is_marked_at_the_municipalitys_door_only_when_the_new_one_lies_there(
    sign_in, case, letter
):
    correct(sign_in("caseworker"), case, letter)
    proposal = proposals.of_case(case)[-1]
    sign_in("approver").post(f"/sager/{case}/forslag/{proposal.id}/", {"verdict": "approve"})
    assert "er trådt i stedet" not in shown(sign_in("signatory").get(f"/ansoegninger/{case}/"))


def test_what_was_typed_is_kept_when_something_is_wrong(sign_in, case, letter):
    answer = correct(sign_in("caseworker"), case, letter, reason="")
    assert answer.status_code == 200
    assert NEW in answer.content.decode()
    answer = correct(sign_in("caseworker"), case, letter, text_0="Ring til 010190-1234.")
    assert answer.status_code == 409
    assert "Ring til" in answer.content.decode()
    assert not Proposal.objects.filter(kind=Kind.LETTER_CORRECTION).exists()


def test_the_same_words_sent_by_a_browser_change_nothing(sign_in, case, letter):
    same = "Planen er konkret, og sagsstammen er lav."
    answer = correct(sign_in("caseworker"), case, letter, text_0=same)
    assert answer.status_code == 409
    assert "Der er ikke ændret noget" in shown(answer)


def test_who_proposed_does_not_decide_it_on_the_page(sign_in, case, letter):
    """Bad input 26."""
    correct(sign_in("caseworker"), case, letter)
    proposal = proposals.of_case(case)[-1]
    assert sign_in("caseworker").get(f"/sager/{case}/forslag/{proposal.id}/").status_code == 403


def test_a_corrected_letter_leads_to_the_newest(sign_in, case, letter):
    correct(sign_in("caseworker"), case, letter)
    decided(sign_in, case)
    page = sign_in("caseworker").get(f"/sager/{case}/breve/{letter}/ret/")
    assert "Brevet er allerede rettet" in shown(page)
    assert "<textarea" not in page.content.decode()
    links = sign_in("caseworker").get(f"/sager/{case}/").content.decode()
    assert f"/sager/{case}/breve/{letter}/ret/" not in links
    assert f"/sager/{case}/breve/{documents.of_case(case)[-1].id}/ret/" in links


def test_only_letters_with_words_at_the_door_have_the_page(sign_in, case, letter):
    receipt = documents.of_case(case)[0].id
    client = sign_in("caseworker")
    assert client.get(f"/sager/{case}/breve/{receipt}/ret/").status_code == 404
    assert client.get(f"/sager/{case}/breve/0/ret/").status_code == 404
    assert f"/breve/{receipt}/ret/" not in client.get(f"/sager/{case}/").content.decode()


def test_31_in_a_hidden_case_there_is_no_letter_to_correct(sign_in, case, letter):
    assert sign_in("partial").get(f"/sager/{case}/breve/{letter}/ret/").status_code == 404
    assert correct(sign_in("partial"), case, letter).status_code == 404
