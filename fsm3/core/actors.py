"""Who acts: a user in a role for an organisation, as ids. Names live in `fsm3.access`, so that erasure leaves this whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The user, the role and the organisation an act is done in; all empty when the program itself acts."""

    user_id: int | None
    role: str
    organisation_id: int | None

    @property
    def person(self) -> int:
        """The user's id. Raises ValueError when the program itself acts, which no journey of a person allows."""
        if self.user_id is None:
            raise ValueError("The program is nobody.")
        return self.user_id

    @property
    def organisation(self) -> int:
        """The organisation's id. Raises ValueError when the program itself acts, which acts for nobody."""
        if self.organisation_id is None:
            raise ValueError("The program acts for nobody.")
        return self.organisation_id


PROGRAM = Actor(user_id=None, role="program", organisation_id=None)
