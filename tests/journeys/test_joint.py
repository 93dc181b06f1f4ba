"""Applying together: who may, who consents, what is theirs together. Domain page, "The pool"."""

from datetime import date

import pytest

from applications.models import Application, Award
from applications.selectors import cases
from applications.selectors.own import own_case
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core import documents, journal
from fsm3.core.mail import Mail
from fsm3.core.money import Money
from fsm3.core.problems import NotReady
from fsm3.journeys import apply, members, send
from tests.support.town import DEADLINE, OPENED, Town, awarded, budget, standing

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


def to_municipality(town: Town, code: str) -> list[str]:
    """The subjects of the mails to a municipality's signatory, oldest first."""
    rows = Mail.objects.filter(to=town.signatories[code].person).order_by("id")
    return list(rows.values_list("subject", flat=True))


def acts(case: int) -> list[str]:
    return [line.act for line in journal.of_case(case) if line.act.startswith("joint.")]


def test_an_invitation_and_its_answer_are_told_by_mail(town: Town):
    case = esbjerg_with_fanoe(town)
    assert to_municipality(town, "0563") == ["Esbjerg Kommune inviterer jer til en fælles ansøgning"]
    apply.consent(case, by=town.signatories["0563"], at=DEADLINE)
    assert to_municipality(town, "0561") == ["Fanø Kommune har givet samtykke til fælles ansøgning"]


def test_consenting_again_changes_nothing_and_tells_nobody(town: Town):
    case = esbjerg_with_fanoe(town)
    for at in (OPENED, DEADLINE):
        apply.consent(case, by=town.signatories["0563"], at=at)
    assert cases.participants(case)[1].consented_at == OPENED
    assert len(to_municipality(town, "0561")) == 1
    assert acts(case) == ["joint.invited", "joint.consented"]


def test_what_the_lead_writes_afterwards_voids_no_consent(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    apply.consent(case, by=town.signatories["0563"], at=OPENED)
    apply.answer(case, {"plan_results": "En helt anden plan."}, by=by, at=OPENED)
    assert send.send(case, by=by, at=DEADLINE).in_time


def test_nobody_consents_once_it_is_sent(town: Town):
    case = esbjerg_with_fanoe(town)
    apply.consent(case, by=town.signatories["0563"], at=DEADLINE)
    send.send(case, by=town.signatories["0561"], at=DEADLINE)
    assert refused(lambda: apply.consent(case, by=town.signatories["0563"], at=DEADLINE)) == [
        ("draft_closed", "")
    ]


@pytest.mark.parametrize("consents", [False, True])
def test_an_invitation_is_taken_back_and_the_municipality_is_free_again(town: Town, consents):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    if consents:
        apply.consent(case, by=town.signatories["0563"], at=OPENED)
    apply.uninvite(case, "0563", by=by, at=OPENED)
    assert [who.code for who in cases.participants(case)] == ["0561"]
    assert to_municipality(town, "0563")[-1] == "Esbjerg Kommune har trukket invitationen tilbage"
    assert own_case(case, town.signatories["0563"]) is None
    assert refused(lambda: apply.uninvite(case, "0563", by=by, at=OPENED)) == [("not_invited", "")]
    assert apply.start("fsm3", by=town.signatories["0563"], at=OPENED)


def test_an_invited_municipality_declines_and_applies_by_itself_or_is_invited_again(town: Town):
    case = esbjerg_with_fanoe(town)
    apply.decline(case, by=town.signatories["0563"], at=OPENED)
    assert to_municipality(town, "0561") == ["Fanø Kommune deltager ikke i fælles ansøgning"]
    apply.invite(case, "0563", by=town.signatories["0561"], at=OPENED)
    apply.decline(case, by=town.signatories["0563"], at=OPENED)
    assert apply.start("fsm3", by=town.signatories["0563"], at=OPENED)
    assert acts(case) == ["joint.invited", "joint.declined"] * 2


def test_what_was_sent_covers_whom_it_covers(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    apply.consent(case, by=town.signatories["0563"], at=DEADLINE)
    send.send(case, by=by, at=DEADLINE)
    apply.begin_correction(case, by=by, at=DEADLINE)
    assert refused(lambda: apply.uninvite(case, "0563", by=by, at=DEADLINE)) == [("joint_sent", "")]
    told = refused(lambda: apply.decline(case, by=town.signatories["0563"], at=DEADLINE))
    assert told == [("joint_sent", "")]


def test_only_a_signatory_of_a_covered_municipality_declines_and_only_the_lead_takes_back(town: Town):
    case = esbjerg_with_fanoe(town)
    applicant = town.joined("a@fanoe.example", town.organisations["0563"], Role.APPLICANT)
    for by in (applicant, town.signatories["0561"], town.signatories["0101"]):
        with pytest.raises(NotAllowed):
            apply.decline(case, by=by, at=OPENED)
    for by in (town.signatories["0563"], town.signatories["0101"]):
        with pytest.raises(NotAllowed):
            apply.uninvite(case, "0563", by=by, at=OPENED)


def test_nobody_is_covered_twice_and_the_lead_not_at_all(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    for code in ("0563", "0561"):
        told = refused(lambda code=code: apply.invite(case, code, by=by, at=town.at))
        assert ("municipality_twice", "") in told


def test_10_a_municipality_without_a_cap_is_not_covered(town: Town):
    members.keep_municipality(
        code="0482",
        name="Langeland",
        official_name="Langeland Kommune",
        cvr="29188955",
        region="R",
        at=OPENED,
    )
    case, by = town.drafted("0561"), town.signatories["0561"]
    assert ("cap_missing", "") in refused(lambda: apply.invite(case, "0482", by=by, at=town.at))


def test_the_task_counts_who_was_invited_and_taken_out(town: Town):
    case, by = esbjerg_with_fanoe(town), town.signatories["0561"]
    apply.uninvite(case, "0563", by=by, at=DEADLINE)
    edit = cases.task_edits(case)["joint"]
    assert (edit.edition, edit.by, edit.at) == (2, "S0561 Opdigtet", DEADLINE)
