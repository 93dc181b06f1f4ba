"""An administrator lets people in and out: who may, what each is told, and that two administrators always stay."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from fsm3.access import everybody
from fsm3.access import selectors as access
from fsm3.access.everybody import Access
from fsm3.access.models import Membership, User
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import OrganisationKind, Role
from fsm3.core import proposals
from fsm3.core.actors import Actor
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Mail
from fsm3.journeys import apply, engagements, members, users
from fsm3.journeys.deciding import decide_proposal
from tests.support.refused import codes
from tests.support.town import OPENED, Town

pytestmark = pytest.mark.django_db
NEW = "ny@kommune.example"
LATER = OPENED + timedelta(days=9)


def added(town: Town, role: Role, organisation: int, *, email: str = NEW, name: str = "Ny Opdigtet") -> int:
    return members.add_member(
        email=email, name=name, organisation_id=organisation, role=role, by=town.administrators[0], at=OPENED
    )


def third(town: Town) -> Actor:
    """One more administrator than have to be there."""
    return town.joined("iben@star.example", town.agency, Role.ADMINISTRATOR)


def held(actor: Actor) -> int:
    return Membership.objects.get(user=actor.user_id, role=actor.role, ended=None).id


def mails(user: int | None) -> list[Mail]:
    return list(Mail.objects.filter(to=user).order_by("id"))


def test_the_first_administrator_of_a_municipality_is_invited_and_told_what_to_do(town):
    user = added(town, Role.MUNICIPALITY_ADMINISTRATOR, town.organisations["0101"])
    (mail,) = mails(user)
    assert mail.invites
    assert "kommunens administrator for København Kommune" in mail.body
    assert "inviterer du selv dine kolleger" in mail.body
    assert "kan styrelsens administrator sende et nyt" in mail.body
    known = everybody.one(user)
    assert known is not None
    assert (known.invited_at, known.has_password) == (OPENED, False)


def test_whoever_was_given_a_password_is_not_invited(town):
    actor = town.joined(NEW, town.agency, Role.CASEWORKER)
    assert mails(actor.user_id) == []


def test_everything_wrong_with_somebody_new_is_told_and_nobody_is_added(town):
    agency = town.agency
    assert codes(lambda: added(town, Role.CASEWORKER, agency, email="C@star.example")) == {"mail_in_use"}
    assert codes(lambda: added(town, Role.CASEWORKER, agency, name=" ")) == {"name_missing"}
    assert codes(lambda: added(town, Role.CASEWORKER, agency, name="Per 010203-1234")) == {"looks_like_cpr"}
    assert codes(lambda: added(town, Role.SIGNATORY, agency)) == {"role_of_other_organisation"}
    assert codes(lambda: added(town, Role.APPROVER, agency)) == {"approver_takes_two"}
    assert not User.objects.filter(email=NEW, memberships__isnull=False).exists()


def test_whoever_is_known_gets_another_role_once_and_is_told(town):
    someone, by = town.signatories["0101"], town.administrators[0]
    own = town.organisations["0101"]
    members.give_role(someone.person, organisation_id=own, role=Role.APPLICANT, by=by, at=LATER)
    assert (
        "Du er nu ansøger for København Kommune" in mails(someone.user_id)[-1].body
        or mails(someone.user_id)[-1].invites
    )
    again = codes(
        lambda: members.give_role(someone.person, organisation_id=own, role=Role.APPLICANT, by=by, at=LATER)
    )
    assert again == {"role_held_already"}


def test_54_an_administrator_gives_himself_nothing(town):
    by = town.administrators[0]
    for role, organisation in ((Role.CASEWORKER, town.agency), (Role.SIGNATORY, town.organisations["0101"])):
        giving = partial(members.give_role, by.person, organisation_id=organisation, role=role)
        assert "own_role" in codes(partial(giving, by=by, at=LATER))
    assert "own_role" in codes(lambda: members.prepare_approver(by.person, by=by, at=LATER))
    assert [each.role for each in access.memberships(by.person)] == [Role.ADMINISTRATOR]


def test_54_an_administrator_is_not_made_approver_by_two_others(town):
    iben = third(town)
    found = codes(lambda: members.prepare_approver(iben.person, by=town.administrators[0], at=LATER))
    assert found == {"administrator_holds_no_other_role"}


def test_whoever_is_to_be_approver_alone_is_invited_when_the_second_administrator_has_decided(town):
    first, second = town.administrators
    user = members.add_approver(email=NEW, name="Ny Opdigtet", by=first, at=OPENED)
    assert (mails(user), access.memberships(user)) == ([], ())
    (proposal,) = proposals.open_on(f"user:{user}")
    assert codes(lambda: decide_proposal(proposal.id, approve=True, by=first, at=LATER)) == {"own_proposal"}
    decide_proposal(proposal.id, approve=True, by=second, at=LATER)
    assert [each.role for each in access.memberships(user)] == [Role.APPROVER]
    (mail,) = mails(user)
    assert mail.invites
    assert "som godkender for Styrelsen" in mail.body


def test_whoever_was_switched_off_meanwhile_is_not_made_approver(town):
    first, second = town.administrators
    someone = town.caseworkers[3].person
    proposal = members.prepare_approver(someone, by=first, at=OPENED)
    users.switch_off(someone, by=second, at=OPENED)
    assert codes(lambda: decide_proposal(proposal, approve=True, by=second, at=LATER)) == {"access_is_off"}
    decide_proposal(proposal, approve=False, by=second, at=LATER, reason="Er holdt op.")


def test_a_role_ends_and_whoever_had_it_is_told(town):
    signatory = town.signatories["0101"]
    users.end_role(held(signatory), by=town.administrators[0], at=LATER)
    with pytest.raises(NotAllowed):
        apply.start("fsm3", by=signatory, at=LATER)
    assert "kontakt styrelsens administrator" in mails(signatory.user_id)[-1].body
    row = Membership.objects.get(user=signatory.user_id)
    again = codes(lambda: users.end_role(row.id, by=town.administrators[0], at=LATER))
    assert again == {"role_ended_already"}


def test_two_administrators_always_stay(town):
    first, second = town.administrators
    assert codes(lambda: users.end_role(held(second), by=first, at=LATER)) == {"two_administrators_stay"}
    assert codes(lambda: users.switch_off(second.person, by=first, at=LATER)) == {"two_administrators_stay"}
    iben = third(town)
    users.end_role(held(second), by=first, at=LATER)
    assert codes(lambda: users.end_role(held(iben), by=first, at=LATER)) == {"two_administrators_stay"}
    assert codes(lambda: users.end_role(held(first), by=first, at=LATER)) == {"two_administrators_stay"}


def test_one_who_is_switched_off_does_not_count_as_an_administrator(town):
    first, second = town.administrators
    iben = third(town)
    users.switch_off(iben.person, by=first, at=LATER)
    assert codes(lambda: users.end_role(held(second), by=first, at=LATER)) == {"two_administrators_stay"}
    users.end_role(held(iben), by=first, at=LATER)


def test_32_whoever_is_switched_off_does_nothing_more_until_switched_on(town):
    signatory, by = town.signatories["0101"], town.administrators[0]
    users.switch_off(signatory.person, by=by, at=LATER)
    with pytest.raises(NotAllowed):
        apply.start("fsm3", by=signatory, at=LATER)
    assert "lukket" in mails(signatory.user_id)[-1].subject
    assert codes(lambda: users.switch_off(signatory.person, by=by, at=LATER)) == {"access_is_off"}
    own = town.organisations["0101"]
    assert "access_is_off" in codes(
        lambda: members.give_role(signatory.person, organisation_id=own, role=Role.APPLICANT, by=by, at=LATER)
    )
    users.switch_on(signatory.person, by=by, at=LATER)
    assert apply.start("fsm3", by=signatory, at=LATER)
    assert codes(lambda: users.switch_on(signatory.person, by=by, at=LATER)) == {"access_is_on"}


def test_nobody_switches_off_themselves(town):
    third(town)
    by = town.administrators[0]
    assert codes(lambda: users.switch_off(by.person, by=by, at=LATER)) == {"own_access"}


def test_a_new_link_goes_to_whoever_has_a_role_and_no_password(town):
    by = town.administrators[0]
    user = added(town, Role.APPLICANT, town.organisations["0101"])
    users.invite_again(user, by=by, at=LATER)
    assert User.objects.get(id=user).invited_at == LATER
    assert sum(mail.invites for mail in mails(user)) == 2
    User.objects.filter(id=user).update(password="md5$x$y")
    assert codes(lambda: users.invite_again(user, by=by, at=LATER)) == {"password_chosen"}
    without = members.add_approver(email="g2@star.example", name="Ny Opdigtet", by=by, at=OPENED)
    assert codes(lambda: users.invite_again(without, by=by, at=LATER)) == {"nothing_to_invite_to"}


@pytest.mark.parametrize("who", ["caseworker", "approver", "signatory"])
def test_nobody_but_an_administrator_acts(town, who):
    by = town.signatories["0101"] if who == "signatory" else getattr(town, who)
    someone = town.signatories["0825"]
    own = town.organisations["0825"]
    acts = (
        lambda: users.end_role(held(someone), by=by, at=LATER),
        lambda: users.switch_off(someone.person, by=by, at=LATER),
        lambda: users.switch_on(someone.person, by=by, at=LATER),
        lambda: users.invite_again(someone.person, by=by, at=LATER),
        lambda: members.give_role(someone.person, organisation_id=own, role=Role.APPLICANT, by=by, at=LATER),
        lambda: members.add_approver(email=NEW, name="Ny", by=by, at=LATER),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_who_did_what_is_in_the_journal_by_ids_alone(town):
    by = town.administrators[0]
    user = added(town, Role.APPLICANT, town.organisations["0101"])
    users.switch_off(user, by=by, at=LATER)
    users.switch_on(user, by=by, at=LATER)
    users.end_role(Membership.objects.get(user=user).id, by=by, at=LATER)
    rows = JournalEntry.objects.filter(subject=f"user:{user}").order_by("seq")
    assert [row.act for row in rows] == [
        "role.given", "member.invited", "user.switched_off", "user.switched_on", "role.ended",
    ]  # fmt: skip
    assert json.loads(rows[4].content) == {"organisation": town.organisations["0101"], "role": "applicant"}
    assert not any(NEW in row.content or "Opdigtet" in row.content for row in rows)


def test_a_firm_is_there_once_and_has_a_name(town):
    by = town.administrators[0]

    def add(name: str, cvr: str) -> int:
        return engagements.add_firm(name=name, cvr=cvr, by=by, at=OPENED)

    add("Opdigtet Revision", "12345674")
    assert codes(lambda: add("En anden", "12345674")) == {"firm_known"}
    assert codes(lambda: add(" ", "1234")) == {"firm_name_missing", "cvr_not_eight_digits"}
    assert [place.name for place in everybody.places(OrganisationKind.AUDIT_FIRM)] == ["Opdigtet Revision"]


def test_everybody_is_found_by_words_role_and_access(town):
    user = added(town, Role.APPLICANT, town.organisations["0825"], name="Åse Æbelø")
    users.switch_off(user, by=town.administrators[0], at=LATER)

    def names(**wish: Any) -> list[str]:
        return [each.name for each in everybody.everybody(everybody.Wish(**wish))]

    assert names(words="æBELØ læsø") == ["Åse Æbelø"]
    assert names(words="NY@kommune") == ["Åse Æbelø"]
    assert names(access=Access.OFF) == ["Åse Æbelø"]
    assert names(words="æbelø", access=Access.HELD) == []
    assert names(role=Role.ADMINISTRATOR) == ["Anna Opdigtet", "Bo Opdigtet"]
    assert names()[-1] == "Åse Æbelø"
