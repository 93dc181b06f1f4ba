"""The pack as a Django app; the settings name it in `CRISPY_TEMPLATE_PACK` and `CRISPY_ALLOWED_TEMPLATE_PACKS`."""

from django.apps import AppConfig


class Dkfds(AppConfig):
    """The template pack."""

    name = "fsm3.dkfds"
    label = "dkfds"
