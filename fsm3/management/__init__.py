"""What operators type: one thin command for each, over the journeys."""
