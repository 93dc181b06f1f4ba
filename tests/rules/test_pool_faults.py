"""Faults of a pool file: each is named with its place, all of them at once, wherever they stand."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import tomli_w

from applications.rules.pool_file import from_canonical, read_pool
from tests.rules.pool_changes import EVERY_POOL, GONE, Changes, changed, faults, stored_faults, tables
from tests.rules.support import refused, told

PARTS = ("cohorts", 0, "parts")

FAULTS: dict[str, tuple[Changes, list[tuple[str, str]]]] = {
    "a_criterion_is_about_what_is_asked": (
        {("criteria", 0, "about"): ["caseload", "charm"]},
        [("about_unknown", "criteria[1].about[2]")],
    ),
    "a_criterion_names_what_it_is_about_once": (
        {("criteria", 1, "about"): ["budget", "plan_embedding", "budget"]},
        [("about_twice", "criteria[2].about[3]")],
    ),
    "shares_of_a_cohort_sum_to_the_whole": (
        {(*PARTS, 0, "share"): "60 %"},
        [("parts_not_whole", "cohorts[1].parts")],
    ),
    "thresholds_rise": (
        {(*PARTS, 2, "reached_at"): "15 %"},
        [("threshold_does_not_rise", "cohorts[1].parts[3].reached_at")],
    ),
    "a_best_month_has_a_threshold": (
        {(*PARTS, 1, "reached_at"): GONE},
        [("threshold_missing", "cohorts[1].parts[2].reached_at")],
    ),
    "nothing_but_a_best_month_has_a_threshold": (
        {(*PARTS, 0, "reached_at"): "10 %"},
        [("threshold_without_best_month", "cohorts[1].parts[1].reached_at")],
    ),
    "a_confirmed_condition_says_which": (
        {(*PARTS, 0, "trigger"): "confirmed_condition"},
        [("condition_missing", "cohorts[1].parts[1].condition")],
    ),
    "a_condition_nobody_confirms_is_not_said": (
        {(*PARTS, 0, "condition"): "Aftale"},
        [("condition_not_used", "cohorts[1].parts[1].condition")],
    ),
    "instalments_begin_with_one": (
        {(*PARTS, 0, "instalment"): 2},
        [("instalment_out_of_order", "cohorts[1].parts[1].instalment")],
    ),
    "instalments_follow_each_other": (
        {(*PARTS, 1, "instalment"): 3, (*PARTS, 2, "instalment"): 1},
        [
            ("instalment_out_of_order", "cohorts[1].parts[2].instalment"),
            ("instalment_out_of_order", "cohorts[1].parts[3].instalment"),
        ],
    ),
    "a_cohort_after_an_earlier_pool_says_when_that_ends": (
        {("cohorts", 1, "earlier_pool_ends"): GONE},
        [("earlier_pool_end_missing", "cohorts[2].earlier_pool_ends")],
    ),
    "a_cohort_that_starts_with_the_pool_has_no_earlier_one": (
        {("cohorts", 0, "earlier_pool_ends"): date(2022, 1, 1)},
        [("earlier_pool_end_not_used", "cohorts[1].earlier_pool_ends")],
    ),
    "an_earlier_pool_ends_within_the_period": (
        {("cohorts", 1, "earlier_pool_ends"): date(2023, 12, 31)},
        [("earlier_pool_ends_too_late", "cohorts[2].earlier_pool_ends")],
    ),
    "keys_of_a_list_are_different": (
        {("cohorts", 1, "key"): "new"},
        [("key_used_twice", "cohorts[2].key")],
    ),
    "a_key_is_plain": (
        {("questions", 0, "key"): "Ærlig talt", ("obligations", 7, "only_if"): "caseload"},
        [
            ("key_not_plain", "questions[1].key"),
            ("about_unknown", "criteria[4].about[1]"),
            ("question_unknown", "obligations[8].only_if"),
            ("question_unknown", "obligations[9].only_if"),
            ("question_unknown", "expectations[3].only_if"),
        ],
    ),
    "what_is_expected_once_has_a_day": (
        {("expectations", 1, "days_after_start"): GONE},
        [("expectation_day_missing", "expectations[2].on")],
    ),
    "what_is_expected_once_has_one_day": (
        {("expectations", 1, "on"): date(2022, 1, 1)},
        [("expectation_day_not_used", "expectations[2].days_after_start")],
    ),
    "what_is_expected_each_quarter_follows_the_calendar": (
        {("expectations", 0, "days_before_end"): 9},
        [("expectation_day_not_used", "expectations[1].days_before_end")],
    ),
    "what_is_expected_lies_in_the_period": (
        {("expectations", 1, "days_after_start"): GONE, ("expectations", 1, "on"): date(2024, 1, 1)},
        [("expectation_outside_period", "expectations[2].on")],
    ),
    "what_is_expected_of_those_who_say_yes_names_the_question": (
        {("expectations", 2, "only_if"): "caseload"},
        [("question_unknown", "expectations[3].only_if")],
    ),
    "how_often_is_a_word_we_know": (
        {("expectations", 0, "every"): "often"},
        [("unknown_choice", "expectations[1].every")],
    ),
    "there_is_a_cohort": ({("cohorts",): []}, [("empty_list", "cohorts")]),
    "there_is_a_question": (
        {("questions",): [], ("obligations",): []},
        [("empty_list", "questions"), ("empty_list", "obligations")],
    ),
    "there_is_a_criterion": ({("criteria",): []}, [("empty_list", "criteria")]),
    "weights_sum_to_one": ({("criteria", 0, "weight"): "1/7"}, [("weights_not_one", "criteria")]),
    "an_obligation_depends_on_a_yes_or_no": (
        {("obligations", 7, "only_if"): "caseload"},
        [("question_unknown", "obligations[8].only_if")],
    ),
    "one_category_is_the_main_one": (
        {("budget", "categories", 1, "main"): True},
        [("main_category_not_one", "budget.categories")],
    ),
    "no_category_being_the_main_one_is_a_fault": (
        {("budget", "categories", 0, "main"): False},
        [("main_category_not_one", "budget.categories")],
    ),
    "audit_is_an_amount": (
        {("budget", "categories", 3, "kind"): "wage"},
        [("audit_not_an_amount", "budget.categories[4].kind")],
    ),
    "a_partial_account_has_its_dates": (
        {("accounts", "partial_cut_off"): GONE, ("accounts", "partial_due"): GONE},
        [
            ("partial_date_missing", "accounts.partial_cut_off"),
            ("partial_date_missing", "accounts.partial_due"),
        ],
    ),
    "a_partial_account_is_due_after_its_cut_off": (
        {("accounts", "partial_due"): date(2022, 12, 31)},
        [("due_not_after_cut_off", "accounts.partial_due")],
    ),
    "the_cut_off_lies_in_the_period": (
        {("accounts", "partial_cut_off"): date(2021, 11, 30)},
        [("cut_off_outside_period", "accounts.partial_cut_off")],
    ),
    "without_a_partial_account_nothing_of_it_is_said": (
        {("accounts", "has_partial"): False},
        [
            ("partial_date_not_used", "accounts.partial_cut_off"),
            ("partial_date_not_used", "accounts.partial_due"),
            ("no_partial_account", "cohorts[1].parts[1].trigger"),
            ("no_partial_account", "cohorts[2].parts[1].trigger"),
        ],
    ),
    "the_period_runs_forwards": (
        {("period", "last"): date(2021, 11, 30)},
        [("period_backwards", "period.last")],
    ),
    "the_period_has_more_than_a_day": (
        {("period", "first"): date(2023, 12, 31), ("accounts", "partial_cut_off"): date(2023, 12, 31)},
        [("due_not_after_cut_off", "accounts.partial_due"), ("period_backwards", "period.last")],
    ),
    "the_deadline_is_no_later_than_the_period": (
        {("deadline",): "2024-01-01 00:00"},
        [("deadline_after_period", "deadline")],
    ),
    "there_is_money_in_the_pool": ({("envelope",): "0.00"}, [("envelope_empty", "envelope")]),
    "a_column_means_one_thing": (
        {("outcomes", "marks", 0, "key"): "employed", ("outcomes", "notes", 0, "key"): "paid_hours"},
        [("column_used_twice", "outcomes.marks"), ("column_used_twice", "outcomes.notes")],
    ),
    "success_counts_columns_of_the_pool": (
        {("outcomes", "success"): ["employed", "happiness"]},
        [("column_unknown", "outcomes.success[2]")],
    ),
    "success_counts_no_hours_that_the_pool_does_not_know": (
        {("outcomes", "hours"): GONE},
        [("column_unknown", "outcomes.success[2]")],
    ),
    "a_template_is_a_document_of_the_pool": (
        {
            ("attachments",): [
                {"key": "plan", "title": "Plan", "hint": "Kort", "section": "A", "template": "none"}
            ]
        },
        [("document_unknown", "attachments[1].template")],
    ),
    "an_unknown_key_is_named": ({("enevlope",): "1.00"}, [("unknown_key", "enevlope")]),
    "a_missing_key_is_named": ({("letters", "appeal"): GONE}, [("missing_key", "letters.appeal")]),
    "a_figure_with_a_source_has_a_value": (
        {("envelope",): {"section": "Indledning"}},
        [("missing_key", "envelope.value")],
    ),
    "a_figure_with_a_source_has_a_section": (
        {("envelope",): {"value": "1.00", "reading": True}},
        [("missing_key", "envelope.section")],
    ),
    "a_figure_with_a_source_has_nothing_else": (
        {("envelope",): {"value": "1.00", "section": "Indledning", "note": "ca."}},
        [("unknown_key", "envelope.note")],
    ),
    "a_table_says_its_section": ({("accounts", "section"): GONE}, [("missing_key", "accounts.section")]),
    "a_section_is_not_empty": ({("accounts", "section"): " "}, [("empty_text", "accounts.section")]),
    "a_text_is_not_empty": ({("letters", "lapse"): "\n"}, [("empty_text", "letters.lapse")]),
    "39_a_text_holds_no_nul_byte": (
        {("letters", "lapse"): "a\x00b"},
        [("control_character", "letters.lapse")],
    ),
    "a_list_is_a_list": ({("questions",): "none"}, [("wrong_type", "questions")]),
    "a_table_is_a_table": ({("accounts",): [1]}, [("wrong_type", "accounts")]),
    "an_amount_is_a_text": ({("envelope",): 52_000_000}, [("wrong_type", "envelope")]),
    "an_amount_is_exact": ({("envelope",): "52.000.000,00"}, [("not_an_amount", "envelope")]),
    "an_amount_is_not_negative": ({("envelope",): "-1.00"}, [("negative_amount", "envelope")]),
    "a_share_is_a_percentage_or_a_fraction": (
        {(*PARTS, 0, "share"): "0.5"},
        [("not_a_share", "cohorts[1].parts[1].share")],
    ),
    "a_share_is_more_than_nothing": (
        {(*PARTS, 0, "share"): "0 %"},
        [("share_out_of_range", "cohorts[1].parts[1].share")],
    ),
    "a_share_is_no_more_than_the_whole": (
        {(*PARTS, 0, "share"): "3/2"},
        [("share_out_of_range", "cohorts[1].parts[1].share")],
    ),
    "a_number_is_no_text": ({("scale_highest",): "4"}, [("wrong_type", "scale_highest")]),
    "a_number_is_no_yes_or_no": ({("scale_highest",): True}, [("wrong_type", "scale_highest")]),
    "a_number_is_at_least_one": ({("scale_highest",): 0}, [("number_out_of_range", "scale_highest")]),
    "a_number_has_an_end": ({("scale_highest",): 10**7}, [("number_out_of_range", "scale_highest")]),
    "yes_or_no_is_no_number": ({("joint_applications",): 1}, [("wrong_type", "joint_applications")]),
    "a_day_is_a_day": ({("period", "last"): "31/12/2023"}, [("not_a_date", "period.last")]),
    "a_day_is_no_number": ({("period", "last"): 2023}, [("wrong_type", "period.last")]),
    "a_deadline_has_day_and_hour": ({("deadline",): "26-11-2021"}, [("not_a_moment", "deadline")]),
    "a_trigger_is_one_we_know": (
        {(*PARTS, 0, "trigger"): "good_will"},
        [("unknown_choice", "cohorts[1].parts[1].trigger")],
    ),
}


@pytest.mark.parametrize(("changes", "named"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_place(changes, named):
    assert sorted(faults(changes)) == sorted(named)


def test_every_fault_of_a_file_is_named_at_once():
    changes = {change: value for name in (
        "shares_of_a_cohort_sum_to_the_whole",
        "thresholds_rise",
        "weights_sum_to_one",
        "a_missing_key_is_named",
        "an_unknown_key_is_named",
        "the_deadline_is_no_later_than_the_period",
    ) for change, value in FAULTS[name][0].items()}  # fmt: skip
    assert set(faults(changes)) == {
        ("parts_not_whole", "cohorts[1].parts"),
        ("threshold_does_not_rise", "cohorts[1].parts[3].reached_at"),
        ("weights_not_one", "criteria"),
        ("missing_key", "letters.appeal"),
        ("unknown_key", "enevlope"),
        ("deadline_after_period", "deadline"),
    }


def test_a_fault_tells_the_figures_of_its_sentence():
    text = tomli_w.dumps(changed({(*PARTS, 0, "share"): "60 %", ("criteria", 0, "weight"): "1/7"}))
    assert {problem.code: problem.detail for problem in refused(lambda: read_pool(text))} == {
        "parts_not_whole": {"sum": "110 %"},
        "weights_not_one": {"sum": "41/42"},
    }


def test_what_is_stored_must_say_a_whole_pool_too():
    assert told(refused(lambda: from_canonical("[]"))) == [("wrong_type", "")]
    assert ("missing_key", "envelope") in told(refused(lambda: from_canonical("{}")))


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every single value in plain data."""
    if isinstance(node, dict | list):
        for step, each in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(each, (*path, step))
    else:
        yield path


def written(path: tuple[Any, ...]) -> str:
    """A path as a place in a pool file, without the `value` of a figure that names its source."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    return text.removesuffix(".value")


@pytest.mark.parametrize("key", EVERY_POOL)
def test_a_wrong_kind_of_value_is_named_wherever_it_stands(key):
    raw = tables(key)
    for path in places(raw):
        found = stored_faults({path: 1.5}, key)
        assert ("wrong_type", written(path)) in found, path


@pytest.mark.parametrize("key", EVERY_POOL)
def test_a_key_that_must_be_there_is_missed_wherever_it_was(key):
    may_be_left_out = {
        "condition", "dated", "earlier_pool_ends", "hours", "invented", "link", "longest", "main", "audit",
        "days_after_start", "days_before_end", "on", "only_if", "partial_cut_off", "partial_due", "reached_at", "reading", "short", "success_share", "template",
    }  # fmt: skip
    raw = tables(key)
    for path in places(raw):
        name = next(step for step in reversed(path) if isinstance(step, str) and step != "value")
        of_a_table_without_source = name == "section" and {"period", "marks", "notes"} & set(path)
        if isinstance(path[-1], int) or name in may_be_left_out or of_a_table_without_source:
            continue
        missing = ".".join((written(path), "value")) if path[-1] == "value" else written(path)
        assert ("missing_key", missing) in stored_faults({path: GONE}, key), path


@pytest.mark.parametrize("key", EVERY_POOL)
def test_a_key_nobody_knows_is_named_in_every_table(key):
    raw = tables(key)
    for path in {path[:-1] for path in places(raw) if isinstance(path[-1], str)}:
        where = f"{written(path)}.surplus" if path else "surplus"
        assert ("unknown_key", where) in stored_faults({(*path, "surplus"): "x"}, key), path
