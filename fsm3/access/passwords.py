"""The one-time link by which somebody chooses a password; it stops working once it was used, or after some days.

It is made when it is shown or sent, and kept nowhere: whoever reads the database finds no link that works.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from fsm3.access.models import User


def lasts() -> timedelta:
    """How long a link works."""
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def one_time_code(user_id: int) -> tuple[str, str]:
    """The two parts of the link: who, and the proof. Raises User.DoesNotExist."""
    user = User.objects.get(id=user_id)
    return urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)


def link(user_id: int) -> str:
    """The path of the link. Raises User.DoesNotExist."""
    return reverse("choose_password", args=one_time_code(user_id))
