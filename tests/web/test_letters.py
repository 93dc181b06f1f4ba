"""The pages of letters: the draft before a decision, and a pool's letters as one piece of work."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from fsm3.access.roles import Role
from fsm3.core import documents, journal, proposals
from fsm3.core.actors import Actor
from fsm3.core.jobs import Job, State
from fsm3.core.mail import Mail
from fsm3.core.proposals import Proposal
from fsm3.journeys import letters, previews
from fsm3.journeys.deciding import decide_proposal
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker.letter_tables import LETTERS
from fsm3.web.shared.letter_texts import kind_label, stuck_because
from tests.support.town import DECEMBER
from tests.web.december import PDF, membership_of

ADDRESS = "/breve/fsm3/"
STRANGE = "<script>alert(1)</script> {{ 7*7 }} {% load x %}"
DECEMBER_6 = "?dag=2021-12-06"

SignIn = Callable[[str], Client]
CaseOf = Callable[[str], int]


def shown(response) -> str:
    """The words of a page's content."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def actor(who: str) -> Actor:
    held = membership_of(who)
    return Actor(held.user_id, Role(held.role), held.organisation_id)


def proposed(case: int, reason: str) -> str:
    """Propose the inadmissibility of a case anew, past the journey that asks for a reason; returns its preview."""
    first, subject = actor("first"), f"application:{case}"
    for each in proposals.open_on(subject):
        proposals.withdraw(each, by=first, at=DECEMBER, reason="Opdigtet.")
    content = {"reason": reason, "submission": 1}
    new = proposals.prepare(
        Kind.INADMISSIBILITY,
        subject=subject,
        case=case,
        content=content,
        subject_state="",
        by=first,
        at=DECEMBER,
    )
    return reverse("letter_preview", args=(case, new.id))


def open_preview(kind: Kind) -> str:
    found = Proposal.objects.get(kind=kind, verdict="")
    return reverse("letter_preview", args=(found.case, found.id))


class TestPreview:
    def test_the_draft_says_what_the_letter_will_say(self, sign_in: SignIn):
        page = shown(sign_in("approver").get(open_preview(Kind.INADMISSIBILITY)))
        assert page.count("Udkast – ikke afgjort") == 2
        assert "afviser ansøgningen fra Dragør Kommune" in page
        assert "Ansøgningen kom efter fristen." in page
        assert "G Opdigtet Godkender" in page
        assert "mangler" not in page.lower()

    def test_who_may_not_decide_does_not_sign_the_draft(self, sign_in: SignIn):
        page = shown(sign_in("caseworker").get(open_preview(Kind.INADMISSIBILITY)))
        assert f"{previews.NOT_KNOWN_YET} Godkender" in page

    def test_what_is_missing_stands_on_top_and_where_it_would_stand(self, sign_in: SignIn, case_of: CaseOf):
        answer = sign_in("approver").get(proposed(case_of("0155"), reason=" "))
        page = shown(answer)
        assert "Der mangler 1 ting" in page
        assert "Begrundelse, nr. 1" in page
        assert "Begrundelse Mangler" in page
        assert answer.content.decode().count("<mark>Mangler</mark>") == 1

    def test_37_what_people_typed_stays_text_in_the_draft(self, sign_in: SignIn, case_of: CaseOf):
        answer = sign_in("approver").get(proposed(case_of("0155"), reason=STRANGE))
        assert STRANGE in shown(answer)
        assert "alert(1)" in answer.content.decode()
        assert "<script>alert" not in answer.content.decode()

    def test_40_the_draft_fetches_nothing_but_our_own_files(self, sign_in: SignIn, case_of: CaseOf):
        fetching = '<img src="file:///etc/passwd"><link rel="stylesheet" href="https://example.org/x.css">'
        answer = sign_in("approver").get(proposed(case_of("0155"), reason=fetching))
        assert fetching in unescape(answer.content.decode())
        addresses = re.findall(
            r'<(?:img|link|script|iframe)[^>]* (?:src|href)="([^"]+)"', answer.content.decode()
        )
        assert all(each.startswith("/static/") for each in addresses)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

    def test_a_decided_proposal_leads_to_the_letters_of_its_case(self, sign_in: SignIn, case_of: CaseOf):
        case, address = case_of("0155"), open_preview(Kind.INADMISSIBILITY)
        found = proposals.of_case(case)[-1]
        decide_proposal(found.id, approve=True, by=actor("approver"), at=DECEMBER)
        answer = sign_in("approver").get(address)
        assert answer.headers["Location"] == f"/sager/{case}/#decision"

    def test_a_proposal_without_a_letter_has_no_draft(self, sign_in: SignIn, case_of: CaseOf):
        other = Proposal.objects.filter(kind=Kind.CAP_TABLE)[0]
        case = case_of("0155")
        assert sign_in("approver").get(f"/sager/{case}/forslag/{other.id}/brev/").status_code == 404

    def test_31_the_draft_of_a_hidden_case_is_hidden(self, sign_in: SignIn):
        address = open_preview(Kind.REFUSAL)
        assert sign_in("approver").get(address).status_code == 200
        for who in ("partial", "partial_approver"):
            assert sign_in(who).get(address).status_code == 404

    def test_the_way_to_the_draft_stands_where_one_decides_and_on_the_case(
        self, sign_in: SignIn, case_of: CaseOf
    ):
        address = open_preview(Kind.INADMISSIBILITY)
        for page in (address.removesuffix("brev/"), f"/sager/{case_of('0155')}/"):
            assert f'href="{address}"' in sign_in("approver").get(page).content.decode()
        assert address not in sign_in("national").get(f"/sager/{case_of('0155')}/").content.decode()


@pytest.fixture
def stuck(december: None, db: None, case_of: CaseOf) -> int:
    """A letter that is stuck: that of the inadmissibility of Dragør's application."""
    case = case_of("0155")
    decide_proposal(proposals.of_case(case)[-1].id, approve=True, by=actor("approver"), at=DECEMBER)
    letter = documents.of_case(case)[-1].id
    Job.objects.filter(key=f"document:{letter}").update(
        state=State.STUCK, last_error="FatalURLFetchingError: file:///etc/passwd"
    )
    return letter


def given(letter: int) -> None:
    letters.give(letter, content=PDF, template_version="1", head=journal.head(), at=DECEMBER)


class TestLetters:
    def test_the_newest_letters_are_shown_first_with_how_far_they_are(self, sign_in: SignIn):
        page = shown(sign_in("caseworker").get(ADDRESS))
        assert "1 af 1 brev er lavet." in page
        assert "København" in page

    def test_a_letter_has_its_file_its_addressee_and_who_was_told(self, sign_in: SignIn, case_of: CaseOf):
        case = case_of("0101")
        letter = documents.of_case(case)[-1]
        row = sign_in("national").get(ADDRESS).content.decode().partition("<tbody>")[2].partition("</tr>")[0]
        assert f'href="/sager/{case}/breve/{letter.id}/"' in row
        assert "København" in row
        assert "6. december 2021 kl. 09.00" in row
        assert "Lagt hos modtageren" in row
        assert "0 af " in row
        Mail.objects.filter(case=case).update(sent_at=DECEMBER)
        assert re.search(r"Sendt til \d", sign_in("national").get(ADDRESS).content.decode())

    def test_a_mail_that_cannot_be_delivered_is_told(self, sign_in: SignIn, case_of: CaseOf):
        mail = Mail.objects.filter(case=case_of("0101"))[0]
        Job.objects.filter(key=f"mail:{mail.id}").update(state=State.STUCK)
        assert "1 kunne ikke leveres" in shown(sign_in("caseworker").get(ADDRESS))

    def test_what_is_stuck_says_why_in_plain_words(self, sign_in: SignIn, stuck: int):
        answer = sign_in("caseworker").get(ADDRESS + DECEMBER_6)
        page = shown(answer)
        assert "0 af 1 brev er lavet, 1 er gået i stå." in page
        assert "Brevets skabelon ville hente noget fra en fremmed adresse" in page
        assert "FatalURLFetchingError" not in page
        assert "etc/passwd" not in page
        assert f'name="again" value="{stuck}"' in answer.content.decode()
        assert "Refresh" not in answer.headers

    @pytest.mark.usefixtures("stuck")
    def test_a_stuck_letter_of_another_day_is_not_overlooked(self, sign_in: SignIn):
        page = sign_in("caseworker").get(ADDRESS)
        assert "1 brev fra en anden dag eller af en anden slags er gået i stå" in shown(page)
        assert 'href="?dag=alle&amp;stand=stuck"' in page.content.decode()

    def test_trying_again_is_kept_in_the_journal_and_the_page_follows_the_letter(
        self, sign_in: SignIn, stuck: int, case_of: CaseOf
    ):
        client = sign_in("caseworker")
        answer = client.post(ADDRESS + DECEMBER_6, {"again": str(stuck)})
        assert answer.headers["Location"] == ADDRESS + DECEMBER_6
        assert Job.objects.get(key=f"document:{stuck}").state == State.WAITING
        assert "document.retried" in {entry.act for entry in journal.of_case(case_of("0155"))}
        page = client.get(ADDRESS + DECEMBER_6)
        assert "1 brev bliver forsøgt igen." in shown(page)
        assert "Siden opdaterer sig selv" in shown(page)
        assert int(page.headers["Refresh"]) < 10
        given(stuck)
        page = client.get(ADDRESS + DECEMBER_6)
        assert "1 af 1 brev er lavet." in shown(page)
        assert "Refresh" not in page.headers

    def test_a_letter_that_is_not_stuck_is_not_tried_again(
        self, sign_in: SignIn, stuck: int, case_of: CaseOf
    ):
        ready = documents.of_case(case_of("0101"))[-1].id
        for named in (str(ready), "", "x", "0"):
            answer = sign_in("caseworker").post(ADDRESS + DECEMBER_6, {"again": named})
            assert answer.status_code == 409
            assert "ikke længere gået i stå" in shown(answer)
        assert Job.objects.get(key=f"document:{stuck}").state == State.STUCK

    def test_only_those_who_work_on_the_cases_try_again(self, sign_in: SignIn, stuck: int):
        national = sign_in("national")
        assert "Prøv igen" not in shown(national.get(ADDRESS + DECEMBER_6))
        assert national.post(ADDRESS + DECEMBER_6, {"again": str(stuck)}).status_code == 403
        assert Job.objects.get(key=f"document:{stuck}").state == State.STUCK

    def test_31_a_letter_in_a_hidden_case_is_neither_shown_nor_tried_again(
        self, sign_in: SignIn, case_of: CaseOf
    ):
        case = case_of("0561")
        decide_proposal(proposals.of_case(case)[-1].id, approve=True, by=actor("approver"), at=DECEMBER)
        letter = documents.of_case(case)[-1].id
        Job.objects.filter(key=f"document:{letter}").update(state=State.STUCK, last_error="x")
        assert "Esbjerg, Fanø" in shown(sign_in("caseworker").get(ADDRESS + DECEMBER_6))
        hidden = sign_in("partial").get(ADDRESS + "?dag=alle")
        assert "Esbjerg" not in shown(hidden)
        assert sign_in("partial").post(ADDRESS + "?dag=alle", {"again": str(letter)}).status_code == 409
        assert Job.objects.get(key=f"document:{letter}").state == State.STUCK

    def test_an_address_that_says_nothing_sensible_shows_the_newest(self, sign_in: SignIn):
        for query in ("?dag=i-gaar", "?art=nonsens", "?stand=nonsens", "?dag=2000-01-01"):
            assert "1 af 1 brev er lavet." in shown(sign_in("caseworker").get(ADDRESS + query))

    @pytest.mark.usefixtures("stuck")
    def test_the_list_is_narrowed_by_kind_and_stage(self, sign_in: SignIn):
        client = sign_in("caseworker")
        only = shown(client.get(ADDRESS + "?dag=alle&art=inadmissibility_letter"))
        assert "Dragør" in only
        assert "Københavns Kommune" not in only
        assert "Ingen breve passer." in shown(client.get(ADDRESS + DECEMBER_6 + "&stand=given"))


def test_every_kind_of_letter_and_what_keeps_one_has_its_words():
    assert all(kind_label(kind) for kind in LETTERS)
    assert "uventet (KeyError)" in stuck_because("KeyError: 'x'")
    assert "afbrudt hver gang" in stuck_because("")
