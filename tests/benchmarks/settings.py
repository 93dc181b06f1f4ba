"""The settings of production with one address more: the empty view."""

from fsm3.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.empty"
