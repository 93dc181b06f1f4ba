"""The front page and the demo's mailbox."""

from __future__ import annotations

from django.utils import timezone

from fsm3.core import jobs, mail
from fsm3.core.jobs import Job
from fsm3.core.mail import Text
from tests.web.december import membership_of


def front(client):
    answer = client.get("/")
    return answer, answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_pool_is_told_with_its_deadline_to_the_hour_and_its_zone(sign_in):
    _, page = front(sign_in("nobody"))
    assert "fredag 26. november 2021 kl. 12.00" in page
    assert "(dansk tid, Europe/Copenhagen)" in page
    assert "52.000.000,00 kr." in page
    assert ">Lukket<" in page


def test_the_letters_are_counted_apart_and_the_page_comes_back_while_they_are_made(sign_in):
    answer, page = front(sign_in("nobody"))
    waiting = jobs.count("render_document").waiting
    assert f"<dd>{waiting}</dd>" in page
    assert answer.headers["Refresh"] == "4"


def test_the_season_tells_how_far_it_is(sign_in):
    Job.objects.filter(kind="render_document").update(state="done", finished_at=timezone.now())
    job = jobs.enqueue("load_season", key="season", payload={})
    Job.objects.filter(id=job).update(progress_done=30, progress_total=98)
    answer, page = front(sign_in("nobody"))
    assert "Sæsonen afspilles: 30 af 98 trin." in page
    assert 'value="30"' in page
    assert "Refresh" in answer.headers
    Job.objects.filter(id=job).update(state="done", finished_at=timezone.now())
    answer, page = front(sign_in("nobody"))
    assert "Sæsonen fra november 2021 til juni 2024 er indlæst." in page
    assert "Refresh" not in answer.headers
    Job.objects.filter(id=job).update(state="stuck", finished_at=None)
    assert "Sæsonen kunne ikke indlæses." in front(sign_in("nobody"))[1]


def test_it_leads_to_what_is_worth_seeing(sign_in, case_of):
    _, page = front(sign_in("nobody"))
    assert f'Et tilsagn: <a href="/sager/{case_of("0101")}/">FSM3-2021-0001, København</a>' in page
    assert f'Et forslag, der venter på en godkender: <a href="/sager/{case_of("0561")}/">' in page
    assert f'En rettelse, der blev sendt for sent: <a href="/sager/{case_of("0101")}/">' in page


def test_outside_demo_mode_it_tells_the_pools_alone(sign_in, settings):
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    answer, page = front(sign_in("nobody"))
    assert "Flere skal med 3" in page
    assert "/sager/" not in page
    assert "Refresh" not in answer.headers


def test_every_page_of_the_demo_says_that_it_is_made_up(sign_in, case_of):
    for who, url in (("nobody", "/"), ("caseworker", f"/sager/{case_of('0101')}/"), ("nobody", "/log-ind/")):
        assert "Alle ansøgere, beløb og tekster her er opdigtede." in sign_in(who).get(url).content.decode()


def test_37_the_mailbox_shows_every_mail_as_text(sign_in):
    to = membership_of("applicant").user_id
    mail.write(to=to, text=Text("<script>alert(1)</script>", "{{ 7*7 }} {% load x %}"), at=timezone.now())
    page = sign_in("nobody").get("/demo/post/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }} {% load x %}" in page
    assert "applicant@x.example" in page


def test_the_mailbox_shows_fifty_mails_and_leads_to_older_ones(sign_in):
    to = membership_of("applicant").user_id
    written = [mail.write(to=to, text=Text(f"Brev {n}.", "x"), at=timezone.now()) for n in range(60)]
    client = sign_in("nobody")
    page = client.get("/demo/post/").content.decode()
    assert page.count('<article class="mail">') == 50
    assert "Brev 59." in page
    assert f'href="?foer={written[10]}"' in page
    assert "Nyeste post" not in page
    older = client.get(f"/demo/post/?foer={written[10]}").content.decode()
    assert "Brev 9." in older
    assert "Brev 10." not in older
    assert "Nyeste post" in older


def test_the_mailbox_shows_the_newest_for_an_address_it_does_not_understand(sign_in):
    for typed in ("x", "-1", "²", "9" * 30):
        assert "Nyeste post" not in sign_in("nobody").get("/demo/post/", {"foer": typed}).content.decode()
