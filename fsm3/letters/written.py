"""What people wrote in a letter: the parts that a corrected letter may say differently, and the letter with other words.

Amounts, dates and terms are no words: they change by an amended award alone. The walk is by reflection over the fields
that say they are written, so that a field joins where it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from fsm3.letters.contexts import (
    BY_PROGRAM,
    IS_WRITTEN,
    AccountedLine,
    Assessed,
    AwardLine,
    ChangedLine,
    Correction,
    Letter,
    Signer,
    StatementAccount,
)


@dataclass(frozen=True)
class Part:
    """A piece of writing: `path` is where it lies, `beside` what it is about where it is one of several, such as a line."""

    path: str
    name: str
    beside: str
    text: str


def parts(letter: Letter) -> tuple[Part, ...]:
    """What people wrote, in the order of the letter."""
    return tuple(_parts(letter, "", ""))


def rewritten(letter: Letter, texts: Mapping[str, str]) -> Letter:
    """The letter with other words at the paths given. Amounts, dates and everything else stay as they were."""
    return cast("Letter", _rewritten(letter, "", texts))


def correcting(
    letter: Letter,
    texts: Mapping[str, str],
    *,
    correction: Correction,
    dated: str,
    caseworker: Signer,
    approver: Signer,
) -> Letter:
    """The letter that replaces another: other words, its own date and signers, and on top what it corrects and why.

    A hearing is signed by the caseworker alone, and so is the one that replaces it.
    """
    head = replace(letter.head, dated=dated, corrections=(correction, *letter.head.corrections))
    new: Any = rewritten(letter, texts)
    own = {each.name for each in fields(new)}
    signers = {"caseworker": caseworker, "approver": approver}
    signed = {name: signer for name, signer in signers.items() if name in own}
    return cast("Letter", replace(new, head=head, **signed))


def _parts(value: Any, path: str, beside: str) -> Iterator[Part]:
    if isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from _parts(item, f"{path}.{number}", beside)
    elif is_dataclass(value):
        own = ", ".join(filter(None, (beside, _about(value))))
        for each in fields(value):
            inner, below = getattr(value, each.name), _below(path, each.name)
            if each.metadata.get(IS_WRITTEN):
                texts = {below: inner} if isinstance(inner, str) else _numbered(inner, below)
                yield from (
                    Part(at, each.name, own, text) for at, text in texts.items() if text not in BY_PROGRAM
                )
            else:
                yield from _parts(inner, below, own)


def _about(value: Any) -> str:
    """What a row is about: a criterion, a line by number and category, or an account and a line of it."""
    match value:
        case Assessed():
            return value.criterion
        case AwardLine() | ChangedLine():
            return f"{value.number}. {value.category}"
        case AccountedLine():
            return f"{value.number}. {value.name}"
        case StatementAccount():
            return value.name
    return ""


def _rewritten(value: Any, path: str, texts: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(
            _rewritten(item, f"{path}.{number}", texts) for number, item in enumerate(value, start=1)
        )
    if is_dataclass(value) and not isinstance(value, type):
        inner = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(
            value, **{name: _rewritten(each, _below(path, name), texts) for name, each in inner.items()}
        )
    return texts.get(path, value)


def _numbered(texts: tuple[str, ...], path: str) -> dict[str, str]:
    return {f"{path}.{number}": text for number, text in enumerate(texts, start=1)}


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
