"""The floor: what every part of the house stands on and no part of the subject matter."""
