#!/usr/bin/env python3
"""Django's commands. On a machine without servers of its own they start private ones for as long as they run."""

import os
import sys

from fsm3.local.attach import servers_at_hand


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fsm3.settings")
    with servers_at_hand():
        from django.core.management import execute_from_command_line  # noqa: PLC0415

        import fsm3.celery  # noqa: F401, PLC0415  makes its app the current one; reads the settings

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
