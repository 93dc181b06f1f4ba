"""Every component in every state: drawn without a fault, readable by who does not see it, and in the page's language."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils import translation

from fsm3.web.demo.samples import samples
from fsm3.web.shared.components import Cell, Column, Job, Progress, Table
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.pictures import Bar, Chart


def drawn(value: Component) -> str:
    """A component as a page draws it, without the space between its parts."""
    html = Template("{% component value %}").render(Context({"value": value}))
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html))


STATES = [
    pytest.param(value, id=f"{sample.key}-{number}")
    for sample in samples()
    for number, (_, value) in enumerate(sample.states)
]


def sample(key: str, number: int = 0) -> str:
    """A state of a sample, in Danish."""
    with translation.override("da"):
        return drawn(next(each for each in samples() if each.key == key).states[number][1])


@pytest.mark.parametrize("value", STATES)
def test_a_component_needs_neither_style_nor_script_of_its_own(value):
    html = drawn(value)
    assert html.strip()
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("value", STATES)
def test_a_picture_is_named_or_hidden_from_who_cannot_see_it(value):
    for picture in re.findall(r"<svg[^>]*>", drawn(value)):
        assert 'aria-hidden="true"' in picture or ('role="img"' in picture and "aria-label=" in picture)


@pytest.mark.parametrize("value", STATES)
def test_a_region_a_list_of_links_and_a_list_of_events_have_a_name(value):
    for opening in re.findall(r'<(?:nav|progress)[^>]*>|<[a-z]+[^>]*role="region"[^>]*>', drawn(value)):
        assert re.search(r'aria-label(ledby)?="[^"]+"', opening), opening


@pytest.mark.parametrize("value", STATES)
def test_what_a_person_wrote_is_never_markup(value):
    assert "{{" not in drawn(value)
    assert "&lt;b&gt;" in drawn(Table("<b>", (Column("<b>"),), ((Cell("<b>"),),)))


def test_a_heading_is_never_markup():
    html = drawn(
        Table("", (Column("<b>", url="?a=1&b=<i>", detail="<u>", sorted="ascending"),), ((Cell("A"),),))
    )
    assert '<a href="?a=1&amp;b=&lt;i&gt;">&lt;b&gt;</a>' in html
    assert '<span class="quiet">(&lt;u&gt;)</span>' in html


def test_every_component_has_a_sample():
    shown = {type(value) for sample in samples() for _, value in sample.states}
    assert shown == set(Component.__args__)


def test_a_badge_says_its_status_in_words_and_not_by_colour_alone():
    assert sample("badge", 2).strip() == '<span class="badge badge-success">Tilsagn givet</span>'


def test_an_alert_about_what_went_wrong_just_now_is_read_aloud_at_once():
    assert 'role="alert"' in sample("alert", 3)
    assert "<li>Der mangler en begrundelse.</li>" in sample("alert", 3)
    assert 'role="status"' in sample("alert", 0)


def test_the_breadcrumb_ends_with_the_page_itself():
    assert re.search(r'aria-current="page">.*FSM3-2021-0001</li>', sample("breadcrumb", 1))
    assert sample("breadcrumb", 1).count("<a ") == 2


def test_a_task_that_cannot_begin_is_no_link():
    html = sample("task_list")
    assert html.count('<a href="#main">') == 2
    assert "<span>Send<br>" in html


def test_the_step_one_stands_on_is_marked_and_steps_say_more_than_an_icon_does():
    html = sample("steps")
    assert html.count('aria-current="step"') == 1
    assert '<span class="sr-only">, færdig</span>' in html
    assert '<span class="sr-only">, har fejl</span>' in html
    assert '<li class="disabled"><span class="step">' in html


def test_tabs_are_links_with_the_one_shown_marked():
    html = sample("tabs")
    assert html.count("<a ") == 3
    assert 'aria-current="page"><span>Budget</span>' in html


def test_a_table_sorts_by_links_and_says_which_way():
    html = sample("table")
    assert '<th scope="col" aria-sort="ascending"><a href="#main">Sag</a>' in html
    assert html.count("aria-sort") == 1
    assert 'aria-sort="descending"' in sample("table", 1)


def test_a_table_heads_its_rows_and_sets_figures_to_the_right():
    html = sample("table")
    assert '<tr><th scope="row"><a href="#main">FSM3-2021-0001</a></th>' in html
    assert '<td class="number">925.000,00</td>' in html
    assert '<th scope="row" colspan="3">I alt</th><td class="number">2.465.000,00</td>' in html
    assert '<a class="function-link" href="#main">' in html


def test_a_stacked_table_repeats_each_heading_beside_its_cell():
    assert '<td class="number" data-title="Ansøgt, kr.">' in sample("table", 1)


def test_a_stacked_table_repeats_the_heading_beside_each_sum():
    columns = (Column("Post"), Column("Navn"), Column("Før"), Column("Efter"), Column("Forskel"))
    foot = (Cell("I alt", spans=2), Cell("1,00"), Cell("2,00"), Cell())
    html = drawn(Table("x", columns, ((Cell("1"),) * 5,), foot=foot, stacked=True))
    sums = '<td class="number" data-title="Før">1,00</td><td class="number" data-title="Efter">2,00</td>'
    assert f'<th scope="row" colspan="2">I alt</th>{sums}<td class="number"></td></tr>' in html


def test_an_empty_table_says_so_instead():
    assert sample("table", 2).strip() == '<p class="quiet">Ingen sag passer.</p>'


def test_a_row_of_another_length_than_its_headings_is_a_fault():
    with pytest.raises(ValueError, match="longer"):
        drawn(Table("x", (Column("a"),), ((Cell("1"), Cell("2")),)))


@pytest.mark.parametrize(("state", "goes_on"), [(job, job in {Job.WAITING, Job.RUNNING}) for job in Job])
def test_a_job_shows_a_bar_only_while_it_goes_on(state, goes_on):
    html = drawn(Progress("Breve", state, 40, "I gang", "/"))
    assert ("<progress" in html) is goes_on
    assert ('href="/"' in html) is goes_on
    assert "Breve</strong>: I gang" in html


def test_a_file_tells_its_kind_size_and_digest_and_one_being_made_is_no_link():
    assert "(PDF, 48 kB)</a>" in sample("download")
    assert "SHA-256: 5f0c1d3a" in sample("download")
    assert "<a " not in sample("download", 1)
    assert "Filen er ved at blive lavet" in sample("download", 1)


def test_a_chart_is_a_table_with_bars():
    html = drawn(Chart("Andel", "Kommune", "%", (Bar("Læsø", 1000, "17,2 %"), Bar("Fanø", 1, "0,1 %"))))
    assert '<th scope="row">Læsø<svg' in html
    assert '<rect class="chart-bar" width="1000" height="16">' in html
    assert '<td class="number">0,1 %</td>' in html


def test_a_map_has_its_twin_and_says_that_it_is_invented():
    html = sample("map")
    assert html.index("Opdigtet: det er ikke de kommuner") < html.index("<path")
    assert re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td>', html) == [
        ("Læsø", "Tilsagn givet"),
        ("Fanø", "Har søgt"),
    ]
    assert html.count("<path") == 3


def test_the_dialogue_before_the_sessions_end_says_how_long_there_is_and_how_to_stay():
    html = sample("session_notice")
    assert '<strong class="minutes">10</strong>' in html
    assert ">Bliv logget ind</button>" in html


def test_the_style_page_shows_every_state_in_demo_mode_only(sign_in, settings):
    page = sign_in("nobody").get("/demo/stil/").content.decode()
    assert page.count('class="h5 state"') == len(STATES)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    assert sign_in("nobody").get("/demo/stil/").status_code == 404
