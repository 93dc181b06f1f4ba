"""The season's statements found again by the plain second implementation, from the rows as they were when each was decided."""

import pytest

from payouts.models import Statement, Vintage
from tests.money import always
from tests.money.from_rows import shares_of
from tests.money.life_of_outcomes import stored

pytestmark = pytest.mark.usefixtures("season")


def test_every_statement_of_the_season_is_found_again_plainly():
    assert set(Statement.objects.values_list("kind", flat=True)) == {"instalment", "settlement", "repayment"}
    assert always.differing() == []


def test_every_payment_of_the_season_is_what_its_statement_says_and_within_the_award():
    for statement in Statement.objects.select_related("proposal"):
        always.check_statement(statement)
        always.check_paid(statement.application_id)


def test_the_newest_months_of_the_season_are_counted_again_citizen_by_citizen():
    vintage = Vintage.objects.latest("id")
    assert stored(vintage.id) == shares_of(vintage)
