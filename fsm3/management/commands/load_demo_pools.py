"""`load_demo_pools`: the register, the demo's people and both pools in force: what must stand before the site serves."""

from __future__ import annotations

from typing import Any

from fsm3.demo import pools
from fsm3.demo.people import PASSWORD
from fsm3.management.base import DemoCommand


class Command(DemoCommand):
    """Load what the demo begins with, once."""

    help = "Load municipalities, invented people and both pools of the demo. Demo mode only."

    def handle(self, *_: Any, **__: Any) -> None:
        """Load, unless it is there."""
        loaded = pools.load()
        self.stdout.write("The demo's pools are loaded." if loaded else "The demo's pools are there already.")
        self.stdout.write(f"Everybody in the demo is invented and has the password {PASSWORD}.")
