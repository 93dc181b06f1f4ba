"""Setting up pools in the browser: a file, what it changes, the proposal, and what an approver puts in force."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Cap, CapTable, PoolVersion
from applications.rules.toml_faults import SAID
from applications.selectors import awards, pools
from fsm3.core.proposals import Proposal
from fsm3.journeys.kinds import Kind
from fsm3.web.shared.setup_texts import TOML
from tests.support.town import FSM3
from tests.web.clients import words

VERSION, CAPS, ONE = (
    "/opsaetning/fsm3/version/",
    "/opsaetning/fsm3/tilskud/",
    "/opsaetning/fsm3/tilskud/en-kommune/",
)
LATER = FSM3.replace("2021-11-26 12:00", "2021-12-03 12:00")
NEW = FSM3.replace('key = "fsm3"', 'key = "fsm4"', 1).replace("Flere skal med 3", "Flere skal med 4")
HEAD = "kommunekode;maksimalt_tilskud;tidligere_pulje;tidligere_pulje_slut;afklaringspuljen;målgruppe\n"
FROM = {"source": "Opdigtet bilag", "dated": "01.12.2021"}
REASON = "Mange kommuner var ramt af sygdom."


def seen_in(page: str) -> str:
    """The state that the differences of a page were seen against."""
    field = page.split('name="seen"', 1)[1].split(">", 1)[0]
    return field.split('value="', 1)[1].split('"', 1)[0] if "value" in field else ""


def proposal(kind: str) -> int:
    return Proposal.objects.filter(kind=kind).order_by("-id")[0].id


def propose(client: Any, address: str, text: str, **more: str) -> Any:
    """See the differences, and propose what was seen."""
    page = client.post(address, {"text": text, **more}).content.decode()
    told = {**more, "dated": "2021-12-01"} if "dated" in more else more
    return client.post(address, {"text": text, "seen": seen_in(page), **told})


def decide(client: Any, kind: str) -> None:
    answer = client.post(f"/forslag/{proposal(kind)}/", {"verdict": "approve"})
    assert answer.status_code == 302, answer.content.decode()


def table() -> str:
    """The table in force as it is fetched."""
    rows = pools.caps_in_force(1)
    number = CapTable.objects.get(id=next(iter(rows.values())).table_id).number
    return str(number)


def fetched(client: Any) -> str:
    answer = client.get(f"/opsaetning/fsm3/tilskud/{table()}/")
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_a_later_deadline_is_seen_proposed_put_in_force_and_told_to_everybody(sign_in):
    page = words(sign_in("caseworker").post(VERSION, {"text": LATER}))
    for text in (
        "Frist",
        "26. november 2021 kl. 12.00",
        "3. december 2021 kl. 12.00",
        "Hvorfor flytter fristen sig?",
    ):
        assert text in page, text
    assert not Proposal.objects.filter(kind=Kind.POOL_VERSION, verdict="").exists()
    answer = propose(sign_in("caseworker"), VERSION, LATER, reason=REASON)
    assert answer.headers["Location"] == "/opsaetning/fsm3/"
    told = words(sign_in("approver").get(f"/forslag/{proposal(Kind.POOL_VERSION)}/"))
    for text in (REASON, "3. december 2021 kl. 12.00", "beholder sin egen version"):
        assert text in told, text
    decide(sign_in("approver"), Kind.POOL_VERSION)
    public = words(sign_in("nobody").get("/puljer/fsm3/"))
    assert "Fristen er flyttet" in public
    assert REASON in public
    assert "3. december 2021" in public


def test_a_deadline_that_moves_needs_its_reason_and_never_moves_backwards(sign_in):
    client = sign_in("caseworker")
    page = words(propose(client, VERSION, LATER))
    assert "form-error-message" in page
    assert "3. december 2021 kl. 12.00" in page
    earlier = client.post(VERSION, {"text": FSM3.replace("2021-11-26 12:00", "2021-11-25 12:00")})
    assert "flyttes aldrig frem i tid" in words(earlier)
    assert not Proposal.objects.filter(kind=Kind.POOL_VERSION, verdict="").exists()


def test_every_fault_of_a_file_is_told_by_its_place_and_the_text_is_kept(sign_in):
    wrong = FSM3.replace("15 %", "150 %").replace('case_prefix = "FSM3"', "case_prefix = 7")
    file = SimpleUploadedFile("fsm3.toml", wrong.encode())
    page = words(sign_in("caseworker").post(VERSION, {"file": file, "text": ""}))
    for text in ("case_prefix", "reached_at", "En andel ligger mellem", "case_prefix = 7"):
        assert text in page, text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'key = "a\0b"', "ikke er tekst"),
        ("navn = æ".encode("latin-1"), "UTF-8"),
        (b"#" * 1_000_001, "større end 1 MB"),
        (b"", "Vælg en fil"),
    ],
)
def test_39_a_file_that_is_no_text_or_too_large_is_refused_in_words(sign_in, content, said):
    for address in (VERSION, CAPS):
        answer = sign_in("caseworker").post(
            address, {"file": SimpleUploadedFile("fil", content), "text": "", **FROM}
        )
        page = words(answer)
        assert said in page or (not content and "Filen" in page), page
        assert not Proposal.objects.filter(verdict="", kind__in=(Kind.POOL_VERSION, Kind.CAP_TABLE)).exists()


def test_39_a_pasted_nul_is_an_error_of_its_field(sign_in):
    assert "form-error-message" in words(sign_in("caseworker").post(VERSION, {"text": "a\0b"}))


def test_the_file_of_another_pool_and_of_one_that_is_known_are_refused(sign_in):
    assert "hører til puljen" in words(sign_in("caseworker").post(VERSION, {"text": NEW}))
    known = words(sign_in("caseworker").post("/opsaetning/ny-pulje/", {"text": FSM3}))
    assert "Der er allerede en pulje" in known


def test_a_new_pool_is_seen_whole_and_proposed(sign_in):
    answer = propose(sign_in("caseworker"), "/opsaetning/ny-pulje/", NEW)
    assert answer.headers["Location"] == "/opsaetning/fsm4/"
    page = words(sign_in("national").get("/opsaetning/fsm4/"))
    assert "Flere skal med 4" in page
    assert "Venter på afgørelse" in page
    told = words(sign_in("approver").get(f"/forslag/{proposal(Kind.POOL_VERSION)}/"))
    assert "Lave sagsstammer" in told
    decide(sign_in("approver"), Kind.POOL_VERSION)
    assert pools.in_force("fsm4")


def test_16_what_was_seen_against_something_else_is_shown_anew_before_it_is_proposed(sign_in):
    client = sign_in("caseworker")
    stale = seen_in(client.post(VERSION, {"text": LATER}).content.decode())
    other = FSM3.replace("midt i december 2021", "i december 2021")
    propose(client, VERSION, other)
    decide(sign_in("approver"), Kind.POOL_VERSION)
    answer = client.post(VERSION, {"text": LATER, "seen": stale, "reason": REASON})
    assert answer.status_code == 409
    page = words(answer)
    assert "siden du så forskellene" in page
    assert REASON in page
    assert seen_in(page) != stale
    assert not Proposal.objects.filter(kind=Kind.POOL_VERSION, verdict="").exists()


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [("midt i december 2021", "i december 2021", 302), ("2022-06-30", "2022-05-31", 409)],
)
def test_16_a_table_of_caps_is_stale_once_its_cohorts_are_others(sign_in, before, after, status):
    client = sign_in("caseworker")
    propose(client, CAPS, HEAD + "0101;1.000.000;nej;;nej;300", **FROM)
    propose(client, VERSION, FSM3.replace(before, after))
    decide(sign_in("approver"), Kind.POOL_VERSION)
    answer = sign_in("approver").post(f"/forslag/{proposal(Kind.CAP_TABLE)}/", {"verdict": "approve"})
    assert answer.status_code == status


def test_what_was_handed_back_can_be_proposed_again(sign_in):
    client = sign_in("caseworker")
    for address, text, kind, more in (
        (VERSION, FSM3.replace("midt i december", "i december"), Kind.POOL_VERSION, {}),
        (CAPS, HEAD + "0101;1.000.000;nej;;nej;300", Kind.CAP_TABLE, FROM),
    ):
        propose(client, address, text, **more)
        first = proposal(kind)
        sign_in("approver").post(f"/forslag/{first}/", {"verdict": "return", "reason": "Se igen."})
        assert propose(client, address, text, **more).status_code == 302
        assert proposal(kind) > first
    assert PoolVersion.objects.filter(pool__key="fsm3").count() == 2


def test_faults_of_a_table_are_told_by_line_and_column(sign_in):
    text = HEAD + "9999;1.000;nej;;nej;300\n0101;12.34;måske;;nej;x"
    page = words(sign_in("caseworker").post(CAPS, {"text": text, **FROM}))
    for place in ("Linje 2, kolonne 1", "Linje 3, kolonne 2", "Linje 3, kolonne 3", "Linje 3, kolonne 6"):
        assert place in page, place
    assert "9999;1.000" in page


def test_53_caps_are_compared_by_municipality_and_awards_keep_their_own(sign_in):
    code = "0101"
    before = awards.in_force_of(1, code)
    assert before
    lines = fetched(sign_in("caseworker")).replace("\r\n", "\n").splitlines()
    lines = ["0101;100.000,00;nej;;nej;300" if line.startswith(code) else line for line in lines]
    text = "\n".join(lines)
    page = words(sign_in("caseworker").post(CAPS, {"text": text, **FROM}))
    for said in ("København", "Lavere loft", "100.000,00", "Tilsagnet beholder sit eget", "Lofter i alt"):
        assert said in page, said
    assert propose(sign_in("caseworker"), CAPS, text, **FROM).status_code == 302
    told = words(sign_in("approver").get(f"/forslag/{proposal(Kind.CAP_TABLE)}/"))
    assert "Tilsagnet beholder sit eget" in told
    decide(sign_in("approver"), Kind.CAP_TABLE)
    assert str(pools.caps_in_force(1, [code])[code].amount) == "100000.00"
    assert awards.in_force_of(1, code) == before
    assert "Lavere loft" in words(sign_in("approver").get(f"/forslag/{proposal(Kind.CAP_TABLE)}/"))


def test_the_table_that_is_fetched_changes_nothing_when_it_comes_back(sign_in):
    page = words(sign_in("caseworker").post(CAPS, {"text": fetched(sign_in("national")), **FROM}))
    assert "Intet ændrer sig" in page


def test_the_pool_file_that_is_fetched_changes_nothing_when_it_comes_back(sign_in):
    answer = sign_in("national").get("/opsaetning/fsm3/version/1/")
    assert "attachment" in answer.headers["Content-Disposition"]
    page = words(sign_in("caseworker").post(VERSION, {"text": answer.content.decode()}))
    assert "Intet ændrer sig" in page


def test_38_no_cell_of_a_fetched_table_begins_a_formula(sign_in):
    cells = [cell for line in fetched(sign_in("national")).splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_one_municipality_is_changed_without_a_file_and_the_others_stay(sign_in):
    client = sign_in("caseworker")
    count = len(pools.caps_in_force(1))
    typed = {"municipality": "0155", "amount": "1.234.567,50", "cohort": "new", **FROM}
    page = client.post(ONE, typed).content.decode()
    assert "1.234.567,50" in page
    assert "Dragør" in page
    text = page.split('name="text" value="', 1)[1].split('"', 1)[0]
    answer = client.post(CAPS, {"text": text, "seen": seen_in(page), "source": "x", "dated": "2021-12-01"})
    assert answer.status_code == 302
    decide(sign_in("approver"), Kind.CAP_TABLE)
    caps = pools.caps_in_force(1)
    assert str(caps["0155"].amount) == "1234567.50"
    assert len(caps) == count


def test_33_what_nobody_asked_for_is_ignored(sign_in):
    client = sign_in("caseworker")
    page = client.post(CAPS, {"text": HEAD + "0101;1.000.000;nej;;nej;300", **FROM}).content.decode()
    extra = {"in_force_at": "2021-01-01", "number": "99", "verdict": "approved"}
    sent = {"text": HEAD + "0101;1.000.000;nej;;nej;300", "seen": seen_in(page), "source": "x"}
    client.post(CAPS, {**sent, "dated": "2021-12-01", **extra})
    newest = CapTable.objects.order_by("-id")[0]
    assert (newest.number, newest.in_force_at) == (2, None)
    assert Cap.objects.filter(table=newest).count() == 1


def test_the_text_is_given_back_to_be_mended(sign_in):
    client = sign_in("caseworker")
    page = client.post(VERSION, {"text": LATER}).content.decode()
    back = words(client.post(VERSION, {"text": LATER, "seen": seen_in(page), "edit": "1"}))
    assert "2021-12-03 12:00" in back
    assert "<textarea" in back
    caps = HEAD + "0101;1.000.000;nej;;nej;300"
    sent = {"text": caps, "seen": "x", "edit": "1", "source": "Herfra", "dated": "2021-12-01"}
    assert "Herfra" in words(client.post(CAPS, sent))


def test_nothing_more_is_proposed_while_something_waits(sign_in):
    client = sign_in("caseworker")
    propose(client, VERSION, LATER, reason=REASON)
    propose(client, CAPS, HEAD + "0101;1.000.000;nej;;nej;300", **FROM)
    for address in (VERSION, CAPS, ONE):
        page = words(client.get(address))
        assert "Venter på afgørelse" in page
        assert "<textarea" not in page


def test_the_history_says_who_prepared_and_who_decided(sign_in):
    page = words(sign_in("national").get("/opsaetning/fsm3/"))
    newest = Proposal.objects.filter(kind=Kind.POOL_VERSION)[0]
    assert newest.decided_by
    for said in (newest.prepared_by.name, newest.decided_by.name, "Gælder", "SHA-256", "Opdigtet"):
        assert said in page, said
    assert "Foreslå en version" not in page


def test_what_is_not_there_is_not_found(sign_in):
    client = sign_in("caseworker")
    for address in ("", "version/", "version/1/", "tilskud/", "tilskud/1/"):
        assert client.get(f"/opsaetning/ukendt/{address}").status_code == 404
    assert client.get("/opsaetning/fsm3/version/99/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "place", "said", "stands"),
    [
        ('short = "FSM3', "Linje 2, kolonne 14", "En tekst mangler sin slutning", "short ="),
        (
            "envelope = 1.000,00",
            "Linje 2, kolonne 17",
            "Sæt beløb og tekster i citationstegn",
            "envelope = 1",
        ),
        ('short = "FSM3" "', "Linje 2, kolonne 16", "mere på linjen end én værdi", "FSM3"),
    ],
)
def test_a_file_that_is_no_toml_is_told_in_danish_with_the_line_to_find_it_by(
    sign_in, wrong, place, said, stands
):
    page = words(sign_in("caseworker").post(VERSION, {"text": f'key = "fsm3"\n{wrong}\n'}))
    fault = page.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    for text in (place, said, stands):
        assert text in fault, text
    assert not re.search("(?i)expected|invalid|illegal|at line", fault)


def test_every_fault_of_the_reader_of_toml_has_its_sentence():
    codes = {code for _begins, code in SAID} | {"toml_syntax", "toml_too_deep"}
    assert codes == TOML.keys()
