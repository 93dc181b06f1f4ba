"""Choosing a password by a one-time link, as the first administrators get it. Django's own view and token."""

from __future__ import annotations

from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse_lazy

from fsm3.access.guards import Anyone, open_to
from fsm3.web.public.forms import ChoosePasswordForm


class _ChoosePassword(PasswordResetConfirmView):
    """Django's view: the link works once and for some days; afterwards one signs in with what one chose."""

    template_name = "public/choose_password.html"
    form_class = ChoosePasswordForm
    success_url = reverse_lazy("sign_in")


choose_password = open_to(Anyone)(_ChoosePassword.as_view())
