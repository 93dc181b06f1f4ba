"""Every text of the interface, as Babel reads it from the code and, through Django's `templatize`, from the templates."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "fsm3" / "locale" / "da" / "LC_MESSAGES" / "django.po"
CODE = ("fsm3", "applications", "budgets", "payouts")
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None}
MsgId = str | tuple[str, ...]


def msgids() -> set[MsgId]:
    """The texts that are marked for translation."""
    found: set[MsgId] = set()
    for source in _sources():
        found |= {message[1] for message in extract("python", BytesIO(source), KEYWORDS)}
    return found


def danish() -> dict[MsgId, Message]:
    """The messages of the Danish catalogue."""
    catalogue: Catalog = read_po(BytesIO(CATALOGUE.read_bytes()))
    return {_key(message): message for message in catalogue if message.id}


def _key(message: Message) -> MsgId:
    return tuple(message.id) if isinstance(message.id, list | tuple) else str(message.id)


def _sources() -> Iterator[bytes]:
    for app in CODE:
        yield from (path.read_bytes() for path in (ROOT / app).rglob("*.py"))
    for path in (ROOT / "templates").rglob("*.html"):
        lines = templatize(path.read_text()).splitlines()
        yield "\n".join(line.strip() for line in lines).encode()
