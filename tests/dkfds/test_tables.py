"""Formsets as tables, rows that come and go without a script, and fields that count under one answer only."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django import forms
from django.http import QueryDict

from fsm3.dkfds.conditions import ConditionalFields
from fsm3.dkfds.formsets import TableFormSet, keep_typed, table_of
from fsm3.dkfds.helper import Button, Helper
from fsm3.dkfds.layout import Conditional, FormsetTable
from tests.dkfds.pages import Page, printed, words


class LineForm(forms.Form):
    note = forms.CharField(label="Note", help_text="Short.")
    kind = forms.CharField(label="Kind", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class Base(TableFormSet):
    caption = "Lines"
    row_name = "Line"

    def clean(self):
        if any(form.cleaned_data.get("note") == "together" for form in self.forms if form.is_valid()):
            raise forms.ValidationError("Not together.")


Lines = table_of(LineForm, Base, least=1, most=4)


def sent(*notes: str, initial: Any = 0, **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"lines-TOTAL_FORMS": str(len(notes)), "lines-INITIAL_FORMS": str(initial), **more})
    for place, note in enumerate(notes):
        data.update({f"lines-{place}-note": note, f"lines-{place}-kind": f"k-{note}"})
    return data


def shown(lines: TableFormSet) -> Page:
    helper = Helper(buttons=(Button("Send", name="send", value="1"),))
    return printed(lines, "{% crispy form helper %}", helper=helper)


def notes(lines: TableFormSet) -> list[str]:
    return [each.get("value", "") for each in shown(lines).all("//input[contains(@name, '-note')]")]


def test_a_formset_is_a_table_with_caption_headers_and_its_management_form():
    page = shown(Lines(sent("a", "b"), prefix="lines"))
    assert page.text("//caption") == "Lines"
    assert [words(each) for each in page.all("//thead/tr/th[@scope='col']")] == [
        "Line",
        "NoteShort.",
        "Kind",
        "Fjern",
    ]
    assert [words(each) for each in page.all("//tbody//th[@scope='row']")] == ["Line 1", "Line 2"]
    assert page.control("lines-TOTAL_FORMS").get("value") == "2"
    assert list(page.faults()) == []


def test_every_input_of_a_row_is_called_by_its_column_and_its_row():
    page = shown(Lines(sent("a", "b"), prefix="lines"))
    assert page.text("//label[@for='id_lines-1-note']") == "Note, Line 2"
    assert page.one("//label[@for='id_lines-1-note']").get("class") == "form-label sr-only"
    assert page.described(page.control("lines-1-note")) == "Short."
    assert page.text("//button[@value='1'][contains(@name, 'remove')]") == "Fjern Line 2"


def test_errors_of_rows_of_the_table_and_of_hidden_fields_stand_in_the_summary():
    page = shown(Lines(sent("together", "", **{"lines-0-key": "a\0"}), prefix="lines"))
    links = {words(each): each.get("href") for each in page.all("//*[@role='alert']//a")}
    items = [words(each) for each in page.all("//*[@role='alert']//li")]
    assert links["Line 2: Note: Dette felt er påkrævet."] == "#id_lines-1-note"
    assert any(item.startswith("Line 1: Key: ") for item in items)
    page = shown(Lines(sent("together"), prefix="lines"))
    assert page.text("//*[@role='alert']//a[@href='#lines-table']") == "Not together."
    assert page.text("//*[@id='lines-table']/p") == "Fejl: Not together."
    assert list(page.faults()) == []


def test_errors_of_a_whole_row_stand_in_the_row_and_lead_to_it():
    lines = Lines(sent("a"), prefix="lines")
    lines.forms[0].add_error(None, "The row is odd.")
    page = shown(lines)
    assert page.text("//*[@role='alert']//a[@href='#id_lines-0-note']") == "Line 1: The row is odd."
    assert "The row is odd." in page.text("//tbody//th")


@pytest.mark.parametrize(
    "data", ["", "lines-TOTAL_FORMS=x&lines-INITIAL_FORMS=0", "lines-TOTAL_FORMS=9999999999"]
)
def test_a_form_without_its_management_form_is_refused_with_a_message(data):
    lines = Lines(QueryDict(data), prefix="lines")
    assert not lines.is_valid()
    assert len(shown(lines).text("//*[@role='alert']//li[1]")) > 20


def test_more_rows_than_there_is_room_for_are_refused():
    lines = Lines(sent("a", "b", "c", "d", "e"), prefix="lines")
    assert not lines.is_valid()
    assert len(lines.forms) == 4


def test_add_gives_one_row_more_keeps_what_was_typed_and_judges_nothing():
    lines = Lines(sent("a", "", **{"lines-add": "1"}), prefix="lines")
    page = shown(lines)
    assert lines.changing
    assert not lines.is_valid()
    assert notes(lines) == ["a", "", ""]
    assert page.all("//*[@aria-invalid]") == page.all("//*[@role='alert']") == []
    assert page.one("//*[@autofocus]").get("name") == "lines-2-note"


def test_remove_takes_that_row_and_moves_the_rest_up():
    lines = Lines(sent("a", "b", "c", **{"lines-remove": "1"}), prefix="lines")
    assert notes(lines) == ["a", "c"]
    assert shown(lines).control("lines-1-kind").get("value") == "k-c"
    assert shown(lines).one("//*[@autofocus]").get("name") == "lines-add"


def test_a_row_that_was_there_before_is_counted_out_when_it_goes():
    assert (
        shown(Lines(sent("a", "b", initial=2, **{"lines-remove": "0"}), prefix="lines"))
        .control("lines-INITIAL_FORMS")
        .get("value")
        == "1"
    )
    assert (
        shown(Lines(sent("a", "b", initial=1, **{"lines-remove": "1"}), prefix="lines"))
        .control("lines-INITIAL_FORMS")
        .get("value")
        == "1"
    )


@pytest.mark.parametrize("which", ["-1", "7", "x", "", "1e3", "99999", "²"])
def test_33_a_crafted_removal_removes_nothing(which):
    assert notes(Lines(sent("a", "b", **{"lines-remove": which}), prefix="lines")) == ["a", "b"]


def test_there_are_never_fewer_or_more_rows_than_allowed():
    assert notes(Lines(sent("a", **{"lines-remove": "0"}), prefix="lines")) == ["a"]
    full = Lines(sent("a", "b", "c", "d", **{"lines-add": "1"}), prefix="lines")
    assert notes(full) == ["a", "b", "c", "d"]
    assert shown(full).all("//button[@name='lines-add']") == []
    assert shown(Lines(prefix="lines")).all("//button[@name='lines-remove']") == []


def test_the_first_button_of_the_form_is_the_one_that_sends_because_enter_presses_it():
    page = shown(Lines(sent("a", "b"), prefix="lines"))
    first = page.all("//button")[0]
    assert (first.get("name"), first.get("tabindex"), first.get("aria-hidden")) == ("send", "-1", "true")


class Answer(ConditionalFields, forms.Form):
    conditions: ClassVar = {"why": ("sure", "no"), "when": ("sure", "no")}
    sure = forms.ChoiceField(label="Sure?", choices=(("yes", "Yes"), ("no", "No")), widget=forms.RadioSelect)
    why = forms.CharField(label="Why")
    when = forms.IntegerField(label="When")

    def __init__(self, *args, lines=None, **kwargs):
        super().__init__(*args, **kwargs)
        table = (FormsetTable(lines),) if lines else ()
        self.helper = Helper(Conditional("sure"), *table, buttons=(Button("Send"),))


def test_a_conditional_field_is_asked_for_under_its_answer_only():
    assert set(Answer({"sure": "no"}).errors) == {"why", "when"}
    yes = Answer({"sure": "yes", "when": "never"})
    assert yes.is_valid()
    assert yes.cleaned_data == {"sure": "yes", "why": "", "when": None}
    assert set(Answer({}).errors) == {"sure"}


def test_33_what_is_typed_under_another_answer_gets_no_further():
    form = Answer({"sure": "yes", "why": "sneaked in", "when": "7"})
    assert form.is_valid()
    assert form.cleaned_data == {"sure": "yes", "why": "", "when": None}


def test_a_conditional_field_stands_under_its_answer_visible_and_once():
    page = printed(Answer())
    panel = page.one("//div[@id='id_sure_1_panel']")
    assert panel.get("aria-label") == "No"
    assert [each.get("name") for each in panel.xpath(".//input")] == ["why", "when"]
    assert "hidden" not in panel.attrib
    assert panel.get("aria-hidden") is None
    assert len(page.all("//input[@name='why']")) == 1
    assert page.by_id("id_sure_1").get("data-shows") == "id_sure_1_panel"
    assert page.by_id("id_sure_0").get("data-shows") is None
    assert list(page.faults()) == []


def test_a_table_inside_a_form_is_sent_and_judged_with_it():
    page = printed(Answer({"sure": "yes"}, lines=Lines(sent(""), prefix="lines")))
    assert page.all("//form//table")
    assert (
        page.text("//*[@role='alert']//a[@href='#id_lines-0-note']")
        == "Line 1: Note: Dette felt er påkrævet."
    )


def test_keeping_what_was_typed_judges_nothing():
    form = Answer({"sure": "no", "when": "soon"})
    keep_typed(form)
    page = printed(form)
    assert page.control("when").get("value") == "soon"
    assert page.one("//input[@checked]").get("value") == "no"
    assert page.all("//*[@aria-invalid] | //*[@role='alert']") == []
