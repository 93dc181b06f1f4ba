"""The forms for signing in with mail address and password, and for choosing a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fsm3.access.selectors import memberships
from fsm3.dkfds.helper import Button, Helper

if TYPE_CHECKING:
    from fsm3.access.models import User


class SignInForm(AuthenticationForm):
    """Django's own form, in this system's words, for people who hold a role."""

    username = forms.CharField(
        label=_("Mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    error_messages = {  # noqa: RUF012  declared so by Django
        "invalid_login": _("Mail address and password do not go together. Check both and try again."),
        "inactive": _("Mail address and password do not go together. Check both and try again."),
        "no_role": _("You hold no role here any more. Ask the administrator of your organisation."),
    }

    @property
    def helper(self) -> Helper:
        """One button, whatever page the form stands on."""
        return Helper(action="sign_in", buttons=(Button(_("Sign in")),))

    def clean_username(self) -> str:
        """Mail addresses are kept in lower case."""
        return str(self.cleaned_data["username"]).lower()

    def confirm_login_allowed(self, user: User) -> None:
        """Let in only whoever holds a role; there is nothing to do without one."""
        super().confirm_login_allowed(user)
        if not memberships(user.pk):
            raise ValidationError(self.error_messages["no_role"], code="no_role")

    def get_invalid_login_error(self) -> ValidationError:
        """Say the same whether the mail address is known or not."""
        return ValidationError(self.error_messages["invalid_login"], code="invalid_login")


class ChoosePasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """Django's own form; its fields come from there, how long a password must be is said beside the first."""

    new_password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters, and none of the passwords everybody knows."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label=_("The new password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @property
    def helper(self) -> Helper:
        """One button."""
        return Helper(buttons=(Button(_("Keep this password")),))
