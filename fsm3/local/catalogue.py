"""The Danish catalogue in one shape: sorted, unwrapped, without places and dates, so that two people's texts merge.

`make messages` runs it over what Django collects. A guess that gettext makes from a similar text is
taken out again, and what it was guessed from.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po, write_po

CATALOGUE = Path(__file__).parents[1] / "locale" / "da" / "LC_MESSAGES" / "django.po"
_BEGUN = datetime(2021, 11, 1, tzinfo=UTC)


def tidy(text: bytes) -> bytes:
    """A catalogue in that shape. Raises PoFileError for one that cannot be read."""
    catalogue = read_po(BytesIO(text), locale="da", abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = _BEGUN
    catalogue.project, catalogue.version, catalogue.msgid_bugs_address = "FSM3", "0.1", "none"
    for message in catalogue:
        message.user_comments = [text for text in message.user_comments if not text.startswith("| ")]
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.previous_id, message.string = [], ("", "") if message.pluralizable else ""
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return written.getvalue()


if __name__ == "__main__":
    CATALOGUE.write_bytes(tidy(CATALOGUE.read_bytes()))
