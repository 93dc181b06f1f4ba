"""How the constraints of what handling a case leaves are broken, for `test_constraints`; the rows are those of its town."""

from collections.abc import Callable

from applications.models import AdmissibilityFinding, Application, ImpartialityStatement, Note
from fsm3.core import clock

TABLES = ("impartialitystatement", "admissibilityfinding", "note")


def stated_twice() -> None:
    stated = {"application": Application.objects.order_by("id")[0], "user_id": 3, "stated_at": clock.now()}
    for _ in range(2):
        ImpartialityStatement.objects.create(**stated)


def found(**changes: object) -> Callable[[], object]:
    def write() -> None:
        case = Application.objects.filter(admissibility=None).order_by("id")[0]
        fields = {"application": case, "checks": [], "unmet": 0, "found_by_id": 3, "found_at": clock.now()}
        AdmissibilityFinding.objects.create(**{**fields, **changes})

    return write


def noted(**changes: object) -> Callable[[], object]:
    def write() -> None:
        case = Application.objects.order_by("id")[0]
        fields = {"application": case, "audience": "team", "text": "Note", "written_by_id": 3}
        Note.objects.create(**{**fields, "written_at": clock.now(), **changes})

    return write


BREAKS: dict[str, Callable[[], object]] = {
    "impartiality_is_stated_once": stated_twice,
    "what_is_not_met_takes_a_remark": found(unmet=1),
    "a_note_has_an_audience_we_know": noted(audience="press"),
    "a_note_says_something": noted(text=""),
}
