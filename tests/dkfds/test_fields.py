"""Every kind of field in every state, as the style page prints it."""

from __future__ import annotations

import pytest

from fsm3.web.demo.style_forms import _states
from tests.dkfds.pages import Page, printed, words

STATES = ("tom", "udfyldt", "fejl", "laast")
SINGLE = (
    "name",
    "mail",
    "postcode",
    "amount",
    "posts",
    "cohort",
    "purpose",
    "attachment",
    "accepted",
    "partner",
)
GROUPS = {"joint": "Ja", "groups": "Unge", "start": "Dag"}


def state(name: str) -> Page:
    return printed(_states()[STATES.index(name)][1])


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {name: state(name) for name in STATES}


@pytest.mark.parametrize("name", STATES)
def test_nothing_is_wrong_with_the_markup_in_any_state(pages, name):
    assert list(pages[name].faults()) == []


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("field", SINGLE)
def test_a_single_field_has_its_label_and_its_class(pages, name, field):
    control = pages[name].control(f"{name}-{field}")
    assert control.get("id") == f"id_{name}-{field}"
    assert control.get("class").split()[-1] in {"form-input", "form-select", "form-checkbox", "form-file"}
    assert pages[name].one(f"//label[@for='{control.get('id')}']").get("class").startswith("form-label")


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("field", GROUPS)
def test_a_group_is_a_fieldset_with_a_legend_and_a_label_on_each_input(pages, name, field):
    inputs = pages[name].all(f"//input[starts-with(@name, '{name}-{field}')]")
    group = inputs[0].xpath("ancestor::fieldset[1]")[0]
    assert words(group[0])
    assert group[0].tag == "legend"
    assert words(pages[name].one(f"//label[@for='{inputs[0].get('id')}']")) == GROUPS[field]


def test_optional_fields_are_marked_and_required_ones_say_so_to_the_browser(pages):
    assert pages["tom"].text("//label[@for='id_tom-mail']") == "Mailadresse (frivilligt)"
    assert pages["tom"].text("//label[@for='id_tom-name']") == "Projektets navn"
    assert pages["tom"].control("tom-name").get("required") is not None
    assert pages["tom"].control("tom-mail").get("required") is None
    assert pages["tom"].one("//fieldset[@role='radiogroup']").get("aria-required") == "true"


def test_a_field_that_counts_under_an_answer_and_a_single_checkbox_are_not_called_optional(pages):
    assert pages["tom"].text("//label[@for='id_tom-partner']") == "Sammen med hvem?"
    assert pages["tom"].text("//label[@for='id_tom-accepted']") == "Vi har læst opslaget"


def test_hint_and_error_describe_an_input_by_djangos_own_ids(pages):
    name = pages["fejl"].control("fejl-name")
    assert name.get("aria-describedby") == "id_fejl-name_helptext id_fejl-name_error"
    assert pages["fejl"].described(name) == "Som det skal stå i brevene. Fejl: Dette felt er påkrævet."
    assert name.get("aria-invalid") == "true"
    assert pages["tom"].control("tom-name").get("aria-invalid") is None
    assert pages["tom"].described(pages["tom"].control("tom-name")) == "Som det skal stå i brevene."


def test_hint_and_error_describe_a_group_once_on_its_fieldset(pages):
    day = pages["fejl"].by_id("id_fejl-start_0")
    group = day.xpath("ancestor::fieldset[1]")[0]
    assert "Den dag findes ikke." in pages["fejl"].described(group)
    assert day.get("aria-describedby") is None
    assert day.get("aria-invalid") == "true"


def test_radios_carry_their_fault_on_the_group_because_a_radio_cannot_be_invalid():
    from django.http import QueryDict

    from fsm3.web.demo.style_forms import _form

    page = printed(_form("tom", data=QueryDict("tom-lines-TOTAL_FORMS=0&tom-lines-INITIAL_FORMS=0"))[0])
    assert page.one("//fieldset[@role='radiogroup']").get("aria-invalid") == "true"
    assert page.all("//input[@type='radio'][@aria-invalid]") == []
    assert len(page.all("//input[@type='checkbox'][@aria-invalid='true']")) == 4


def test_a_unit_is_seen_and_read_out(pages):
    amount = pages["tom"].control("tom-amount")
    assert pages["tom"].described(amount) == "Tusinder med punktum, øre med komma. kr."
    assert words(amount.getnext()) == "kr."
    assert words(pages["tom"].control("tom-postcode").getprevious()) == "DK-"


def test_what_was_filled_in_stands_in_the_page(pages):
    page = pages["udfyldt"]
    assert page.control("udfyldt-amount").get("value") == "1.250.000,50"
    assert page.control("udfyldt-posts").get("value") == "2,50"
    assert [page.by_id(f"id_udfyldt-start_{n}").get("value") for n in range(3)] == ["1", "1", "2022"]
    assert page.one("//input[@name='udfyldt-joint'][@checked]").get("value") == "yes"
    assert [each.get("value") for each in page.all("//input[@name='udfyldt-groups'][@checked]")] == [
        "young",
        "ill",
    ]
    assert page.control("udfyldt-cohort").xpath("option[@selected]/@value") == ["1"]
    assert page.control("udfyldt-lines-0-hours").get("value") == "2.886"


def test_13_what_cannot_be_read_stands_in_the_page_as_it_was_typed(pages):
    assert pages["fejl"].control("fejl-amount").get("value") == "1,234.56"
    assert pages["fejl"].control("fejl-start_day").get("value") == "31"
    assert pages["fejl"].control("fejl-lines-0-amount").get("value") == "12.34"


def test_locked_fields_are_disabled_and_no_row_comes_or_goes(pages):
    page = pages["laast"]
    assert page.all("//input[not(@disabled)][not(@type='hidden')] | //select[not(@disabled)]") == []
    assert page.all("//textarea[not(@disabled)]") == []
    assert page.all("//button") == []


def test_the_server_states_the_limit_and_lets_the_browser_cut_nothing(pages):
    purpose = pages["tom"].control("tom-purpose")
    assert purpose.get("maxlength") is None
    assert pages["tom"].described(purpose) == "Med jeres egne ord. Højst 200 tegn."
    assert pages["tom"].one("//*[@data-limit='200']").get("aria-hidden") == "true"


@pytest.mark.parametrize("name", STATES)
def test_a_file_input_has_the_class_that_keeps_it_inside_the_page(pages, name):
    assert pages[name].control(f"{name}-attachment").get("class") == "form-file"
    assert pages[name].one("//form").get("enctype") == "multipart/form-data"


def test_the_error_summary_leads_to_every_field_that_is_wrong(pages):
    summary = pages["fejl"].one("//*[contains(@class, 'error-summary')]")
    links = {each.get("href"): words(each) for each in summary.xpath(".//a")}
    assert words(summary.xpath(".//h2")[0]) == "Der er 15 fejl"
    assert links["#id_fejl-amount"].startswith("Ansøgt beløb: Tallet kan læses på flere måder.")
    assert links["#id_fejl-start_0"].startswith("Første dag: Den dag findes ikke.")
    assert links["#id_fejl-groups_0"] == "Målgrupper: Dette felt er påkrævet."
    assert links["#id_fejl-partner"] == "Sammen med hvem? Dette felt er påkrævet."
    assert links["#id_fejl-lines-0-note"] == "Post 1: Til hvad: Dette felt er påkrævet."


def test_a_page_without_faults_has_no_summary(pages):
    assert pages["udfyldt"].all("//*[@role='alert']") == []


def test_no_field_that_stands_in_the_page_is_missing_from_the_harvest(pages):
    form = _states()[0][1]
    names = {name.split("_")[0] for name in pages["tom"].all("//@name")}
    assert {f"tom-{field}" for field in form.fields} <= names
