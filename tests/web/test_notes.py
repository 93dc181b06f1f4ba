"""Notes on a case: every audience in the eyes of every role, own and other municipality; what is typed stays text."""

import pytest

from applications.models import Note
from applications.rules.notes import Audience
from fsm3.access.models import Membership
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.journeys import apply, assess, handle, send
from tests.support.life import national_auditor
from tests.support.town import DEADLINE, DECEMBER, OPENED, points
from tests.web.clients import client_of, words

CPR = "010180" + "-" + "1234"
TEXTS = {
    Audience.TEAM: "Kun for holdet.",
    Audience.STAFF: "For alle i styrelsen.",
    Audience.MUNICIPALITY: "Til kommunen.",
}
T, S, M = TEXTS.values()


@pytest.fixture
def case(town):
    """A joint application with an assessor, a caseworker and a note for every audience, written by an approver."""
    joint = town.drafted("0561")
    apply.invite(joint, "0563", by=town.signatories["0561"], at=OPENED)
    apply.consent(joint, by=town.signatories["0563"], at=OPENED)
    send.send(joint, by=town.signatories["0561"], at=DEADLINE)
    town.impartial()
    assess.assign(joint, caseworker_id=town.caseworkers[1].person, by=town.caseworker, at=DECEMBER)
    assess.find_admissible(joint, by=town.caseworker, at=DECEMBER)
    assess.score(joint, points(3), by=town.caseworkers[0], at=DECEMBER)
    for audience, text in TEXTS.items():
        handle.write_note(joint, text, audience=audience, by=town.approver, at=DECEMBER)
    return joint


def who_is(town):
    """Everybody, by what they are to the case."""
    national_auditor(town)
    held = Membership.objects.get(role=Role.NATIONAL_AUDITOR)
    own = town.organisations["0561"]
    return {
        "writer": town.approvers[0],
        "caseworker": town.caseworkers[1],
        "assessor": town.caseworkers[0],
        "other caseworker": town.caseworkers[2],
        "other approver": town.approvers[1],
        "national auditor": Actor(held.user_id, held.role, held.organisation_id),
        "signatory": town.signatories["0561"],
        "applicant": town.joined("ap@kommune.example", own, Role.APPLICANT),
        "accountant": town.joined("ac@kommune.example", own, Role.ACCOUNTANT),
        "keeper": town.joined("ke@kommune.example", own, Role.MUNICIPALITY_ADMINISTRATOR),
        "covered": town.signatories["0563"],
        "other municipality": town.signatories["0101"],
        "administrator": town.administrators[0],
    }


READ = {
    "writer": (T, S, M),
    "caseworker": (T, S, M),
    "assessor": (T, S, M),
    "other caseworker": (S, M),
    "other approver": (S, M),
    "national auditor": (T, S, M),
    "signatory": (M,),
    "applicant": (M,),
    "accountant": (M,),
    "keeper": (),
    "covered": (M,),
    "other municipality": (),
    "administrator": (),
}


@pytest.mark.parametrize("who", READ)
def test_who_reads_which_notes_on_any_page(town, case, who):
    client = client_of(who_is(town)[who])
    pages = [f"/sager/{case}/", f"/sager/{case}/noter/", f"/ansoegninger/{case}/"]
    shown = "".join(words(client.get(page)) for page in pages)
    assert tuple(text for text in TEXTS.values() if text in shown) == READ[who]


def test_31_a_conflict_of_interest_hides_the_notes_with_the_case(town, case):
    assess.declare_conflict(case, reason="Nabo.", by=town.caseworkers[2], at=DECEMBER)
    client = client_of(town.caseworkers[2])
    assert client.get(f"/sager/{case}/noter/").status_code == 404


class TestWriting:
    @pytest.fixture
    def client(self, town):
        return client_of(town.caseworker)

    def post(self, client, case, **typed):
        return client.post(f"/sager/{case}/noter/", {"text": "Ny note.", **typed})

    def newest(self):
        return Note.objects.order_by("-id")[0]

    def test_no_audience_is_chosen_beforehand(self, client, case):
        assert " checked" not in words(client.get(f"/sager/{case}/noter/"))
        answer = self.post(client, case)
        assert "Vælg, hvem der skal læse noten." in words(answer)
        assert "Ny note." in words(answer)

    def test_the_municipality_gets_a_note_only_after_the_warning_is_answered(self, client, case):
        before = Note.objects.count()
        answer = self.post(client, case, audience="municipality")
        assert "Bekræft, at noten må gå til kommunen." in words(answer)
        assert "den kan ikke trækkes tilbage" in words(answer)
        assert Note.objects.count() == before
        answer = self.post(client, case, audience="municipality", understood="on")
        assert answer.headers["Location"] == f"/sager/{case}/#notes"
        assert self.newest().audience == Audience.MUNICIPALITY

    def test_the_warning_counts_for_nobody_else(self, client, case):
        assert self.post(client, case, audience="staff").status_code == 302

    def test_23_a_cpr_number_is_refused_and_the_text_stays_in_the_page(self, client, case):
        before = Note.objects.count()
        answer = self.post(client, case, text=f"Borger {CPR} ringede.", audience="team")
        assert answer.status_code == 409
        assert f"Borger {CPR} ringede." in words(answer)
        assert Note.objects.count() == before

    def test_33_fields_that_nobody_asked_for_are_ignored(self, town, client, case):
        self.post(
            client,
            case,
            audience="team",
            written_by=town.approver.user_id,
            written_at="2020-01-01",
            application_id=1,
        )
        note = self.newest()
        assert (note.written_by_id, note.application_id) == (town.caseworker.user_id, case)
        assert note.written_at.year > 2021

    @pytest.mark.parametrize(
        "typed", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% load i18n %}", "=HYPERLINK(1)"]
    )
    def test_37_what_looks_like_a_program_is_text_on_both_sides(self, town, client, case, typed):
        from django.utils.html import escape

        self.post(client, case, text=typed, audience="municipality", understood="on")
        for who, page in (
            (town.caseworker, f"/sager/{case}/"),
            (town.signatories["0561"], f"/ansoegninger/{case}/"),
        ):
            shown = words(client_of(who).get(page))
            assert escape(typed) in shown
            assert "<script>alert" not in shown

    def test_39_a_nul_byte_is_a_field_error(self, client, case):
        assert self.post(client, case, text="a\x00b", audience="team").status_code == 200
        assert not Note.objects.filter(text__startswith="a").exists()
