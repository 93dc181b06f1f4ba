"""A municipality's administrator lets colleagues in and out: who may, who not, and what each is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from fsm3.access import selectors as access
from fsm3.access.models import Membership, User
from fsm3.access.rights import NotAllowed
from fsm3.access.roles import Role
from fsm3.core.actors import Actor
from fsm3.core.journal import JournalEntry
from fsm3.core.mail import Mail
from fsm3.journeys import apply, colleagues, engagements
from tests.support.refused import codes
from tests.support.town import OPENED, Town

pytestmark = pytest.mark.django_db
NEW = "ny@kommune.example"
LATER = OPENED + timedelta(days=9)


@pytest.fixture
def keeper(town: Town) -> Actor:
    """The administrator of København."""
    return town.joined("k@kommune.example", town.organisations["0101"], Role.MUNICIPALITY_ADMINISTRATOR)


def invite(by: Actor, *roles: Role, email: str = NEW, name: str = "Ny Opdigtet"):
    return colleagues.invite(email=email, name=name, roles=roles, by=by, at=OPENED)


def roles_of(email: str) -> set[tuple[str, int]]:
    return {(each.role, each.organisation_id) for each in access.memberships_by_mail(email)}


def newest_mail(email: str) -> Mail:
    return Mail.objects.filter(to__email=email).order_by("-id")[0]


def ended(by: Actor, *, actor: Actor) -> None:
    held = Membership.objects.get(user=actor.user_id, role=actor.role, ended=None)
    colleagues.end_role(held.id, by=by, at=LATER)


def test_whoever_is_new_gets_the_roles_and_a_mail_that_asks_for_a_password(town, keeper):
    invited = invite(keeper, Role.APPLICANT, Role.SIGNATORY)
    own = town.organisations["0101"]
    assert roles_of(NEW) == {(Role.APPLICANT, own), (Role.SIGNATORY, own)}
    user = User.objects.get(id=invited.user_id)
    assert (user.has_usable_password(), user.invited_at, user.invented) == (False, OPENED, True)
    mail = newest_mail(NEW)
    assert mail.invites
    assert "København Kommune har givet dig adgang" in mail.body
    assert "ansøger og tilskudsansvarlig" in mail.body


def test_a_mail_address_is_one_however_its_letters_are_written(town, keeper):
    invite(keeper, Role.APPLICANT)
    invite(keeper, Role.ACCOUNTANT, email="NY@Kommune.Example")
    assert {role for role, _ in roles_of(NEW)} == {Role.APPLICANT, Role.ACCOUNTANT}


def test_whoever_is_known_just_gets_the_role_keeps_their_name_and_is_told(town, keeper):
    User.objects.filter(email="s0825@kommune.example").update(password="md5$x$y")
    invited = invite(keeper, Role.APPLICANT, email="s0825@kommune.example", name="Et Andet Navn")
    assert invited.known_as == User.objects.get(id=invited.user_id).name == "S0825 Opdigtet"
    assert (Role.APPLICANT, town.organisations["0101"]) in roles_of("s0825@kommune.example")
    mail = newest_mail("s0825@kommune.example")
    assert not mail.invites
    assert "Du er nu ansøger for København Kommune" in mail.body


@pytest.mark.parametrize("email", ["c@star.example", "anna@star.example", "r@revision.example"])
def test_nobody_of_another_kind_of_organisation_is_let_in(town, keeper, email):
    firm = engagements.add_firm(name="Revision", cvr="12345674", by=town.administrators[0], at=OPENED)
    town.joined("r@revision.example", firm, Role.AUDITOR)
    assert "of_another_organisation" in codes(lambda: invite(keeper, Role.APPLICANT, email=email))


def test_whoever_is_switched_off_is_not_let_in_again(town, keeper):
    User.objects.filter(email="s0825@kommune.example").update(is_active=False)
    assert codes(lambda: invite(keeper, Role.APPLICANT, email="s0825@kommune.example")) == {"switched_off"}


def test_everything_that_is_wrong_is_told_at_once(town, keeper):
    assert codes(lambda: invite(keeper, name=" ")) == {"name_missing", "role_missing"}
    assert codes(lambda: invite(keeper, Role.APPLICANT, name="Per 010203-1234")) == {"looks_like_cpr"}
    assert codes(lambda: invite(keeper, Role.APPLICANT, name="P" * 121)) == {"text_too_long"}
    assert not User.objects.filter(email=NEW).exists()


def test_the_same_invitation_again_gives_nothing_new(town, keeper):
    invite(keeper, Role.APPLICANT)
    assert codes(lambda: invite(keeper, Role.APPLICANT)) == {"role_held_already"}
    assert Mail.objects.filter(to__email=NEW).count() == 1


def test_an_invitation_gives_no_role_of_administrator(town, keeper):
    assert codes(lambda: invite(keeper, Role.MUNICIPALITY_ADMINISTRATOR)) == {"role_missing"}
    invite(keeper, Role.MUNICIPALITY_ADMINISTRATOR, Role.APPLICANT, Role.APPROVER)
    assert {role for role, _ in roles_of(NEW)} == {Role.APPLICANT}


def test_54_nobody_gives_a_role_to_themselves(town, keeper):
    assert codes(lambda: invite(keeper, Role.SIGNATORY, email="k@kommune.example")) == {"own_role"}
    assert codes(lambda: colleagues.give_role(keeper.person, Role.SIGNATORY, by=keeper, at=OPENED)) == {
        "own_role"
    }
    assert roles_of("k@kommune.example") == {(keeper.role, keeper.organisation_id)}


@pytest.mark.parametrize("act", ["invite", "again", "give", "end"])
def test_only_the_administrator_of_just_this_municipality_acts(town, keeper, act):
    target = town.signatories["0825"]
    held = Membership.objects.get(user=target.user_id)
    acts = {
        "invite": lambda by: invite(by, Role.APPLICANT),
        "again": lambda by: colleagues.invite_again(target.person, by=by, at=OPENED),
        "give": lambda by: colleagues.give_role(target.person, Role.APPLICANT, by=by, at=OPENED),
        "end": lambda by: colleagues.end_role(held.id, by=by, at=OPENED),
    }
    outsiders = [
        town.signatories["0101"],
        town.caseworker,
        replace(keeper, organisation_id=target.organisation_id),
    ]
    for by in outsiders if act == "invite" else [*outsiders, keeper]:
        with pytest.raises(NotAllowed):
            acts[act](by)


def test_a_new_link_is_sent_to_whoever_has_not_chosen_and_to_nobody_else(town, keeper):
    user = invite(keeper, Role.APPLICANT).user_id
    colleagues.invite_again(user, by=keeper, at=LATER)
    assert User.objects.get(id=user).invited_at == LATER
    assert Mail.objects.filter(to=user, invites=True).count() == 2
    User.objects.filter(id=user).update(password="md5$x$y")
    assert codes(lambda: colleagues.invite_again(user, by=keeper, at=LATER)) == {"password_chosen"}


def test_a_colleague_gets_another_role_once(town, keeper):
    signatory = town.signatories["0101"]
    colleagues.give_role(signatory.person, Role.MUNICIPALITY_ADMINISTRATOR, by=keeper, at=OPENED)
    assert (Role.MUNICIPALITY_ADMINISTRATOR, keeper.organisation_id) in roles_of("s0101@kommune.example")
    again = {"role_held_already"}
    assert (
        codes(lambda: colleagues.give_role(signatory.person, Role.SIGNATORY, by=keeper, at=OPENED)) == again
    )


def test_32_whose_role_ended_does_nothing_more_and_is_told(town, keeper):
    signatory = town.signatories["0101"]
    ended(keeper, actor=signatory)
    with pytest.raises(NotAllowed):
        apply.start("fsm3", by=signatory, at=LATER)
    assert (
        "Du er ikke længere tilskudsansvarlig for København Kommune"
        in newest_mail("s0101@kommune.example").body
    )
    (row,) = [each for each in access.members(keeper.organisation) if each.user_id == signatory.user_id]
    assert row.ended == LATER


def test_a_role_ends_once_and_can_be_given_again(town, keeper):
    signatory = town.signatories["0101"]
    held = Membership.objects.get(user=signatory.user_id)
    colleagues.end_role(held.id, by=keeper, at=OPENED)
    assert codes(lambda: colleagues.end_role(held.id, by=keeper, at=LATER)) == {"role_ended_already"}
    invite(keeper, Role.SIGNATORY, email="s0101@kommune.example")
    assert len(roles_of("s0101@kommune.example")) == 1


def test_one_who_can_give_roles_always_stays(town, keeper):
    assert codes(lambda: ended(keeper, actor=keeper)) == {"last_administrator"}
    second = town.joined("k2@kommune.example", keeper.organisation, Role.MUNICIPALITY_ADMINISTRATOR)
    ended(keeper, actor=keeper)
    assert codes(lambda: ended(second, actor=second)) == {"last_administrator"}


def test_who_let_whom_in_and_out_is_in_the_journal_by_ids_alone(town, keeper):
    user = invite(keeper, Role.APPLICANT).user_id
    ended(keeper, actor=Actor(user, Role.APPLICANT, keeper.organisation_id))
    rows = JournalEntry.objects.filter(user_id=keeper.user_id).order_by("seq")
    assert [(row.act, row.subject) for row in rows] == [
        ("role.given", f"user:{user}"),
        ("member.invited", f"user:{user}"),
        ("role.ended", f"user:{user}"),
    ]
    assert json.loads(rows[2].content) == {"organisation": keeper.organisation_id, "role": "applicant"}
    assert not any(NEW in row.content or "Opdigtet" in row.content for row in rows)
