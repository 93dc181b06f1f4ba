"""A season that is cut off never stands by halves, and the demo runs nowhere but in demo mode."""

import pytest
from django.core.management import CommandError, call_command

from applications.models import Application
from fsm3.core import jobs
from fsm3.core.jobs import Job
from fsm3.demo import pools, season
from tests.support.databases import Copy


class Lightning(Exception):
    """What cuts a load off."""


def strike(done: int, total: int) -> None:
    """Cut it off in the middle of its first acts."""
    if done == 20:
        raise Lightning


def test_what_is_cut_off_leaves_nothing_and_another_try_may_follow(committed_db: Copy):
    assert pools.load()
    for attempt in (1, 2):
        Job.objects.update(not_before="2021-01-01T00:00:00Z")
        with pytest.raises(Lightning):
            season.load(strike)
        assert Application.objects.count() == 0
        (job,) = Job.objects.filter(kind="load_season")
        assert (job.kind, job.state, job.attempts) == ("load_season", "waiting", attempt)


def test_while_another_process_is_at_it_nothing_is_begun(committed_db: Copy):
    with jobs.in_this_process(season.KIND, key=season.KEY) as claim:
        assert claim is not None
        Job.objects.filter(id=claim.id).update(state="running")
        with jobs.in_this_process(season.KIND, key=season.KEY) as second:
            assert second is None


def test_the_pools_are_loaded_once(committed_db: Copy):
    assert [pools.load(), pools.load()] == [True, False]


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["demo", "load_demo_pools"])
def test_outside_demo_mode_the_commands_of_the_demo_refuse(settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError, match="This is no demo"):
        call_command(command)
