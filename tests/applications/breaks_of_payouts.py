"""How the constraints of outcomes, hearings and payouts are broken, for `test_constraints`; the rows are those of its town."""

from collections.abc import Callable
from typing import Any

from fsm3.core.money import Money
from payouts.models import (
    CitizenMonth,
    Confirmation,
    Hearing,
    HearingAnswer,
    MonthLock,
    MonthShare,
    OutcomeUpload,
    Payment,
    Repayment,
    Statement,
    Vintage,
)
from tests.applications.breaking import again, change
from tests.support.town import DECEMBER

UNUSED = {"proposal_id": -1, "document_id": -1}


def another_citizen(**changes: Any) -> Callable[[], object]:
    def write() -> None:
        row = CitizenMonth.objects.order_by("citizen").first()
        fields = {
            name: getattr(row, name) for name in ("vintage", "month", "municipality", "answers", "hours")
        }
        CitizenMonth.objects.create(**{**fields, "citizen": "B-ny", **changes})

    return write


BREAKS: dict[str, Callable[[], object]] = {
    "a_vintage_has_its_number": again(Vintage),
    "a_month_has_no_more_hours_than_that": another_citizen(hours=744_01),
    "a_citizen_is_a_pseudonym_with_a_letter": another_citizen(citizen="12345"),
    "no_cpr_number_is_kept": another_citizen(citizen="B0101011234"),
    "a_share_is_counted_once_in_a_vintage": again(MonthShare),
    "no_more_results_than_people": again(MonthShare, municipality="0155", count=31),
    "one_lock_in_force_for_a_month": again(MonthLock),
    "a_month_is_unlocked_by_a_proposal": change(MonthLock, unlocked_at=DECEMBER),
    "an_upload_is_kept_until_it_is_read": change(OutcomeUpload, content=None),
    "a_hearing_is_about_what_we_know": again(Hearing, about="weather", document_id=1),
    "a_hearing_is_answered_or_waived": again(HearingAnswer, waived=False),
    "a_statement_has_its_number": again(Statement, **UNUSED),
    "a_kind_of_statement_we_know": again(Statement, number=9, kind="gift", **UNUSED),
    "nobody_is_entitled_to_less_than_nothing": again(Statement, number=9, entitled=Money(-1), **UNUSED),
    "only_a_claim_is_below_nothing": again(Statement, number=9, to_pay=Money(-1), **UNUSED),
    "a_payment_is_more_than_nothing": again(Payment, amount=Money(0)),
    "a_payment_goes_to_a_cvr_number": again(Payment, cvr="1234567"),
    "a_repayment_is_more_than_nothing": again(Repayment, amount=Money(0)),
    "a_condition_is_confirmed_once": again(Confirmation, proposal_id=1),
}
