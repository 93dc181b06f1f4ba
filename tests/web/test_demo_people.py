"""The command that says who can sign in to the demo."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command


def test_the_people_of_the_demo_are_listed_by_organisation(december, db, capsys):
    call_command("demo_people")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Styrelsen"
    assert "  approver                    G Opdigtet <g@star.example>" in lines
    assert lines.index("København Kommune") < lines.index("Rigsrevisionen")


def test_outside_demo_mode_nobody_is_listed(december, db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo_people")
