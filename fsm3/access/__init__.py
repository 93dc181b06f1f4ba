"""Who may enter: organisations, users, memberships with roles, and the guards on the doors."""
