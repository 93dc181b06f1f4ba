"""The web server's way in."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fsm3.settings")

from django.core.wsgi import get_wsgi_application

import fsm3.celery  # noqa: F401  makes its app the current one, through which jobs are told

application = get_wsgi_application()
