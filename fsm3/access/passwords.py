"""The one-time link by which somebody chooses a password; it stops working once it was used, or after some days."""

from __future__ import annotations

from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from fsm3.access.models import User


def one_time_code(user_id: int) -> tuple[str, str]:
    """The two parts of the link: who, and the proof. Raises User.DoesNotExist."""
    user = User.objects.get(id=user_id)
    return urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
