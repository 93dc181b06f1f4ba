"""The databases that the tests get."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_as_the_application_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        user, database = cursor.fetchone()
    assert user == "fsm3_app"
    assert database.startswith("tests_")


def test_committed_rows_stay_within_their_own_copy(committed_db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("fsm3_app", committed_db.name)
