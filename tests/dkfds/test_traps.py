"""The traps of crispy-forms, of Django's own markup and of the design system, one test each."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe

from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Columns, Fieldset
from tests.dkfds.pages import printed, words

EVIL = "<script>alert(1)</script>{{ 7*7 }}{% load x %}"
SEND = (Button("Send"),)
PACK = Path(__file__).parents[2] / "fsm3" / "dkfds"


class Small(forms.Form):
    first = forms.CharField(label="First", help_text="Hint")
    second = forms.CharField(label="Second", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, layout=(), buttons=SEND, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Helper(*layout, buttons=buttons)


def test_a_layout_is_printed_once_and_in_its_order():
    page = printed(Small(layout=("second", "first")))
    assert [each.get("name") for each in page.all("//input[@type='text']")] == ["second", "first"]


def test_a_field_that_the_layout_forgets_is_printed_all_the_same():
    page = printed(Small(layout=("second",)))
    assert [each.get("name") for each in page.all("//form//input")] == [
        "csrfmiddlewaretoken",
        "second",
        "first",
        "secret",
    ]


def test_a_layout_that_misspells_a_field_fails_loudly():
    with pytest.raises(Exception, match="Could not resolve form field 'frist'"):
        printed(Small(layout=("frist",)))


def test_a_form_of_crispys_own_helper_is_printed_too():
    form = Small()
    form.helper = FormHelper()
    form.helper.layout = Layout("first", "second")
    assert len(printed(form).all("//form//input[@type='text']")) == 2


def test_filters_print_a_form_a_field_and_the_errors_by_themselves():
    form = Small({"first": ""})
    assert len(printed(form, "{{ form|crispy }}").all("//input[@type='text']")) == 2
    assert printed(form, "{{ form.first|as_crispy_field }}").control("first").get("aria-invalid") == "true"
    assert (
        "First: Dette felt er påkrævet."
        in printed(form, "<p id='id_first'></p>{{ form|as_crispy_errors }}").html
    )


def test_the_browser_is_told_not_to_judge_so_that_the_servers_words_show():
    assert printed(Small()).one("//form").get("novalidate") is not None


def test_the_token_is_sent_with_post_and_never_with_get():
    form = Small()
    form.helper.form_method = "get"
    assert printed(form).all("//*[@name='csrfmiddlewaretoken']") == []
    assert len(printed(Small()).all("//*[@name='csrfmiddlewaretoken']")) == 1


def test_two_errors_of_a_field_share_one_element_and_one_id():
    form = Small({"first": "x"})
    form.add_error("first", ["One.", "Two."])
    page = printed(form)
    assert page.described(page.control("first")) == "Hint Fejl: One.Two."
    assert list(page.faults()) == []


def test_a_description_of_the_widgets_own_is_kept_beside_hint_and_error():
    form = Small({"first": ""})
    form.fields["first"].widget.attrs["aria-describedby"] = "own"
    page = printed(form, "<p id='own'>Own.</p>{% crispy form %}")
    assert page.described(page.control("first")) == "Own. Hint Fejl: Dette felt er påkrævet."


def test_errors_of_the_form_and_of_hidden_fields_stand_in_the_summary():
    form = Small({"first": "x", "secret": "a\0b"})
    form.add_error(None, "All of it.")
    items = [words(each) for each in printed(form).all("//*[@role='alert']//li")]
    assert items[0] == "All of it."
    assert items[1].startswith("Secret: ")
    assert len(items) == 2


def test_39_a_nul_byte_is_an_error_of_its_field():
    page = printed(Small({"first": "a\0b"}))
    assert page.control("first").get("aria-invalid") == "true"
    assert page.control("first").get("value") == "ab", "A browser would send another character back."


def test_prefixes_keep_two_forms_of_a_page_apart():
    first, second = Small({}, prefix="a"), Small({}, prefix="b")
    second.helper.focus = False
    page = printed(Small(prefix="c"), printed(first).html + printed(second).html + "{% crispy form %}")
    assert list(page.faults()) == []
    assert page.described(page.control("b-first")) == "Hint Fejl: Dette felt er påkrævet."


def test_37_texts_are_texts_wherever_they_stand():
    class Evil(Small):
        choice = forms.ChoiceField(choices=((EVIL, EVIL),), widget=forms.RadioSelect, label=EVIL)
        chosen = forms.ChoiceField(choices=((EVIL, EVIL),), label=EVIL)
        area = forms.CharField(widget=forms.Textarea, max_length=9, label=EVIL, help_text=EVIL)

    form = Evil(
        {"first": EVIL, "second": EVIL, "secret": EVIL, "area": EVIL, "choice": "x"},
        layout=(Fieldset(EVIL, Columns("first", "second")), "choice"),
        buttons=(Button(EVIL, name=EVIL, value=EVIL), Button(EVIL, url="/?" + EVIL)),
    )
    form.add_error(None, ValidationError(EVIL))
    form.add_error("first", EVIL)
    page = printed(form)
    assert page.all("//script[not(@src)]") == []
    assert page.html.count("{{ 7*7 }}{% load x %}") > 15
    assert page.control("first").get("value") == EVIL
    assert words(page.one("//legend[@class='h3']")) == EVIL


def test_a_hint_that_is_marked_safe_may_hold_a_link():
    form = Small()
    form.fields["first"].help_text = mark_safe('See <a href="/x">x</a>')
    assert len(printed(form).all("//span[@id='id_first_helptext']/a")) == 1


def test_variables_of_the_page_do_not_leak_into_the_fields():
    page = printed(Small(), row="Row 1", panels={"a": ["b"]}, part="x", option="x", inner=["x"])
    assert page.text("//label[@for='id_first']") == "First"
    assert page.one("//label[@for='id_first']").get("class") == "form-label"


def test_one_form_printed_twice_looks_the_same_both_times():
    form = Small({"first": ""}, layout=("first",))
    assert printed(form).html == printed(form).html


def test_a_script_is_loaded_only_where_there_is_something_to_do():
    class Counted(Small):
        area = forms.CharField(widget=forms.Textarea, max_length=9)

    assert printed(Small()).all("//script") == []
    script = printed(Counted()).one("//script")
    assert script.get("type") == "module"
    assert script.get("src").startswith("/static/dkfds_forms/forms.")


def test_the_packs_script_and_style_stay_small():
    static = Path(__file__).parents[2] / "static" / "dkfds_forms"
    assert {each.name for each in static.iterdir()} == {"forms.css", "forms.js"}
    assert all(each.stat().st_size <= 5_000 for each in static.iterdir())


def test_the_pack_stands_on_django_and_crispy_forms_alone():
    found = set()
    for path in PACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
    outside = {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name.split(".")[0] for name in outside if not name.startswith("fsm3.dkfds")} == {
        "django",
        "crispy_forms",
    }
