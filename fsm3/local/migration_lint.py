"""Would a migration break the version that still runs beside it? Asked of every migration of ours.

The linter is called from here and is no installed app, for production has no linter.
"""

import os
import sys

import django


def main() -> None:
    """Lint every migration and end with its verdict."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fsm3.settings"
    django.setup()
    from django_migration_linter import MigrationLinter  # noqa: PLC0415  reads the settings

    from fsm3.local.services import CLONE  # noqa: PLC0415

    linter = MigrationLinter(str(CLONE), database="owner", no_cache=True, quiet=("ok", "ignore"))
    linter.lint_all_migrations()
    sys.exit(linter.has_errors)


if __name__ == "__main__":
    main()
