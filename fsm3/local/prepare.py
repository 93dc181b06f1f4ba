"""What the database needs before the system may serve: tables, the pools, and people who can sign in.

One process for three commands, for starting Django costs more than any of them. It prints who can sign in.
"""

import os

import django
from django.core.management import call_command


def main() -> None:
    """Run the commands one after another; each may run again."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fsm3.settings"
    django.setup()
    call_command("migrate", database="owner", verbosity=0)
    call_command("load_demo_pools")
    call_command("demo_people")


if __name__ == "__main__":
    main()
