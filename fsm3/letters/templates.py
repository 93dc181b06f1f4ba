"""From a context to the HTML of its letter: which template a kind has, under which title, and in which version.

Letters are Danish texts, so their templates are written in Danish and not translated. They have an engine of their
own: everything is escaped, a name that does not exist stops the letter instead of leaving a hole, and numbers and dates
come in already written. The PDF is made of this HTML by `fsm3/jobs/render.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Never

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from fsm3.core.journal import Head
from fsm3.letters.contexts import (
    CONTEXTS,
    AmendedAwardLetter,
    BudgetChangeLetter,
    Kind,
    Letter,
    SettlementLetter,
    SignedAccount,
)

STYLESHEET = "letters/letter.css"
_TABLE = re.compile(r"(<table.*?<caption>\s*(.*?)\s*</caption>.*?</table>)", re.DOTALL)
_SCROLLS = r'<div class="scrolls" tabindex="0" role="region" aria-label="\2">\1</div>'

TITLES: Mapping[Kind, str] = {
    Kind.AWARD: "Tilsagn om tilskud",
    Kind.REFUSAL: "Afslag på ansøgning om tilskud",
    Kind.INADMISSIBILITY: "Afvisning af ansøgning",
    Kind.RECEIPT: "Kvittering for ansøgning",
    Kind.HEARING: "Partshøring",
    Kind.REPAYMENT: "Tilbagebetaling af tilskud",
}


class NoSuchName(LookupError):
    """A template asked its context for a name that the context does not have."""


class _Refuse(str):
    """What Django puts where a name is missing; here it stops the letter."""

    __slots__ = ()

    def __mod__(self, name: object) -> Never:
        raise NoSuchName(str(name))


_KINDS: Mapping[type[Letter], Kind] = {context: kind for kind, context in CONTEXTS.items()}


def kind_of(letter: Letter) -> Kind:
    """Tell which kind of document a context is of."""
    return _KINDS[type(letter)]


def title_of(letter: Letter) -> str:
    """Give the name of a document, as it stands in lists and mails: its own, or that of its kind."""
    match letter:
        case AmendedAwardLetter() | BudgetChangeLetter() | SettlementLetter() | SignedAccount():
            return letter.name
        case _:
            return TITLES[kind_of(letter)]


def title(letter: Letter) -> str:
    """Give the title of one document, such as `Tilsagn om tilskud: Aarhus Kommune, sag FSM3-0012`."""
    return f"{title_of(letter)}: {letter.head.recipient.name}, sag {letter.head.case_number}"


def html(letter: Letter, *, journal: Head) -> str:
    """Write the letter as a whole HTML page, with the head of the journal (number and digest) for its footer.

    Raises NoSuchName when the template asks for what the context has not.
    """
    values = {
        "letter": letter,
        "head": letter.head,
        "title": title(letter),
        "journal": f"{journal.seq} \N{MIDDLE DOT} {journal.digest[:12]}",
    }
    return (
        _engine()
        .get_template(_file_name(kind_of(letter)))
        .render(Context(values, autoescape=True, use_l10n=False))
    )


def sheet(letter: Letter) -> SafeString:
    """Write the letter for a screen: the same words from the same templates, to stand within a page of a door.

    A table that is wider than the screen scrolls by itself, where the keyboard reaches it. What people typed is escaped,
    so that only the templates write a table. Raises NoSuchName.
    """
    values = {"letter": letter, "head": letter.head}
    name = _file_name(kind_of(letter))
    said = _screen().get_template(name).render(Context(values, autoescape=True, use_l10n=False))
    return mark_safe(_TABLE.sub(_SCROLLS, said))  # noqa: S308  the engine of the letters escapes everything


@cache
def version(kind: str) -> str:
    """Compute the SHA-256 over everything that gives the kind its words and its looks: a changed template is a new version."""
    digest = sha256()
    for path in (*_files(Kind(kind)), own_file(STYLESHEET)):
        digest.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def own_file(name: str) -> Path:
    """Find a static file of ours. Raises FileNotFoundError when the front-end packages are not installed."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found)


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_folder())], string_if_invalid=_Refuse("%s"))


@cache
def _screen() -> Engine:
    """The same templates around another `base.html`."""
    return Engine(dirs=[str(_folder() / "screen"), str(_folder())], string_if_invalid=_Refuse("%s"))


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "letters"


def _file_name(kind: Kind) -> str:
    return f"{kind}.html"


def _files(kind: Kind) -> list[Path]:
    """The template of the kind, and those that belong to no kind alone."""
    of_others = {_file_name(each) for each in Kind} - {_file_name(kind)}
    return sorted(path for path in _folder().glob("*.html") if path.name not in of_others)
