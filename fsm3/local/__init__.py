"""The private servers of one clone: PostgreSQL and Redis under `var/`, and the command that runs the whole system.

For people who try the system out or work on it, and for the tests. Production has servers of its own
(`docker-compose.yml`) and never comes here.
"""
