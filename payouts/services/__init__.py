"""Writes of outcomes and payouts; journeys call them, within their transaction."""
