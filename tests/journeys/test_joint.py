"""Applying together: who may, who consents, what is theirs together. Domain page, "The pool"."""

from datetime import date

import pytest

from applications.models import Application, Award
from fsm3.access.rights import NotAllowed
from fsm3.core import documents
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, send
from tests.support.town import DEADLINE, Town, awarded, budget, standing

pytestmark = pytest.mark.django_db
BIG = budget(3_900_000, 150_000)


def esbjerg_with_fanoe(town: Town, lines=BIG) -> int:
    case = town.drafted("0561", lines=lines)
    apply.invite(case, "0563", by=town.signatories["0561"], at=town.at)
    return case


def refused(act) -> list[tuple[str, str]]:
    """The codes of what an act is refused for, with the case they name."""
    with pytest.raises(NotReady) as caught:
        act()
    return [(problem.code, problem.detail.get("case", "")) for problem in caught.value.problems]


def number(case: int) -> str:
    return Application.objects.values_list("number", flat=True).get(id=case)


def test_caps_add_up_and_the_covered_consent_before_it_is_sent(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    assert ("consent_missing", "") in refused(lambda: send.send(case, by=by, at=DEADLINE))
    apply.consent(case, by=town.signatories["0563"], at=DEADLINE)
    assert send.send(case, by=by, at=DEADLINE).in_time
    sent = standing(case)
    assert (sent.content["cap"], [each["code"] for each in sent.content["covered"]]) == (
        "6000000.00",
        ["0563"],
    )


def test_alone_esbjerg_may_not_ask_for_what_the_two_may(town: Town):
    case, by = town.drafted("0561", lines=BIG), town.signatories["0561"]
    assert ("total_over_cap", "") in refused(lambda: send.send(case, by=by, at=DEADLINE))


def test_only_the_covered_municipality_consents(town: Town):
    case = esbjerg_with_fanoe(town)
    for code in ("0561", "0101"):
        with pytest.raises(NotAllowed):
            apply.consent(case, by=town.signatories[code], at=DEADLINE)


def test_56_taarnby_with_dragoer_is_refused_as_such_and_both_apply_apart(town: Town):
    case, by = town.drafted("0185"), town.signatories["0185"]
    told = refused(lambda: apply.invite(case, "0155", by=by, at=town.at))
    assert [code for code, _ in told] == ["cohort_differs", "start_differs"]
    assert send.send(case, by=by, at=DEADLINE).in_time
    assert send.send(town.drafted("0155"), by=town.signatories["0155"], at=DEADLINE).in_time


def test_9_a_municipality_that_is_in_an_application_begins_no_other_and_is_led_to_it(town: Town):
    case, by = town.drafted("0101"), town.signatories["0101"]
    assert refused(lambda: apply.start("fsm3", by=by, at=town.at)) == [
        ("already_in_application", number(case))
    ]


def test_9_a_covered_municipality_begins_no_application_of_its_own(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0563"]
    assert refused(lambda: apply.start("fsm3", by=by, at=town.at)) == [
        ("already_in_application", number(case))
    ]


def test_9_a_municipality_with_an_application_of_its_own_is_not_covered_by_another(town: Town):
    own, case = town.drafted("0563"), town.drafted("0561")
    told = refused(lambda: apply.invite(case, "0563", by=town.signatories["0561"], at=town.at))
    assert told == [("already_in_application", number(own))]


def test_a_joint_award_is_one_and_names_both(town: Town):
    case = esbjerg_with_fanoe(town)
    apply.consent(case, by=town.signatories["0563"], at=DEADLINE)
    send.send(case, by=town.signatories["0561"], at=DEADLINE)
    town.agreed(case)
    town.decided(*town.recommended(awarded(case, BIG)))
    award = Award.objects.get()
    assert (award.amount, award.cap, award.first_day) == (
        Money.of(4_050_000),
        Money.of(6_000_000),
        date(2022, 7, 1),
    )
    letter = documents.frozen(documents.of_case(case)[-1].id)
    assert letter.addressee_id == town.organisations["0561"]
    assert [each["name"] for each in letter.context["covered"]] == ["Fanø Kommune"]
