"""Reads of outcomes and payouts, as values."""
