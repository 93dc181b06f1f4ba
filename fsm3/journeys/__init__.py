"""What people come to do: one function for each act, with the same five beats.

Lock, ask the rules, write, record, and after the commit tell. Locks are taken in one order: pool, case, journal.
"""
