"""The demo: the pool from November 2021 to June 2024 replayed through the journeys, on real municipalities and invented words.

Municipalities, the pool and the participants of Flere skal med 2 are real and come from `applications/data` and the pool
file. Applicants, caps, texts, amounts, scores and who was awarded what are made up here from a seed; every person and every
application carries the mark `invented`. Which municipalities were truly awarded is not known and nowhere imitated.
"""
