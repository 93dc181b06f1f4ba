"""The receipt: a copy of the application exactly as it was sent, with its number, its time to the second, its digest."""

from __future__ import annotations

from collections.abc import Iterator

from applications.rules.pool_terms import AnswerKind
from applications.selectors import cases
from applications.selectors.attachments import in_content
from applications.selectors.sent_cases import SentCase
from budgets.rules.content import from_content
from budgets.rules.lines import Cell, Line
from fsm3.core import danish
from fsm3.letters import contexts as c
from fsm3.letters import parts

_IN_THE_APPLICATION = "Svaret er skrevet ind i ansøgningen."


def receipt(case: SentCase, *, sender: str) -> c.Receipt:
    """The receipt for the version of a case that was just sent by a person of this name."""
    content, sent = case.sent.content, case.sent
    return c.Receipt(
        head=parts.head(case, at=sent.received_at),
        number=sent.receipt,
        received=danish.moment(sent.received_at, seconds=True),
        deadline=danish.moment(case.terms.deadline.at),
        in_time=sent.in_time,
        sender=c.Signer(name=sender, title="Tilskudsansvarlig"),
        digest=sent.sha256,
        applied=danish.kroner(sent.requested),
        cap=danish.kroner(case.cap),
        contact_person=content["answers"]["contact_name"],
        contact_mail=content["answers"]["contact_mail"],
        call_version=f"Version {content['pool_version']['number']} af puljens vilkår",
        answers_version="Der var ikke offentliggjort spørgsmål og svar",
        answers=tuple(_answers(case)),
        obligations=parts.obligations(case),
        budget=_applied_budget(case),
        choices=parts.choices(case),
        covered=tuple(_consents(case)),
        attachments=tuple(_files(case)),
        earlier=tuple(_earlier(case)),
        replies=tuple(_replies(case)),
    )


def _replies(case: SentCase) -> Iterator[c.Answer]:
    """What was asked in the clarification that the version answers, and the reply to it."""
    for each in case.sent.content.get("clarification", ()):
        yield c.Answer(question=each["question"], answer=each["reply"].strip() or _IN_THE_APPLICATION)


def _answers(case: SentCase) -> Iterator[c.Answer]:
    answers = case.sent.content["answers"]
    for question in case.terms.questions:
        if question.kind is not AnswerKind.YES_NO:
            yield c.Answer(question=question.title, answer=answers[question.key].strip())


def _consents(case: SentCase) -> Iterator[c.Consent]:
    given = {who.code: who.consented_at for who in cases.participants(case.id)}
    for place in case.places[1:]:
        at = given[place.code]
        party = parts.party(place)
        yield c.Consent(name=party.name, cvr=party.cvr, given=danish.moment(at) if at else "")


def _files(case: SentCase) -> Iterator[c.SentFile]:
    for file in in_content(case.sent.number, case.sent.content):
        yield c.SentFile(name=file.name, digest=file.sha256)


def _earlier(case: SentCase) -> Iterator[c.EarlierVersion]:
    """The versions sent before this one, and which of all stands."""
    standing = cases.standing(case.id)
    for version in cases.submissions(case.id):
        if version.number < case.sent.number:
            yield c.EarlierVersion(
                number=version.receipt,
                received=danish.moment(version.received_at, seconds=True),
                stands=standing is not None and standing.id == version.id,
            )


def _applied_budget(case: SentCase) -> c.AppliedBudget:
    lines = from_content(case.sent.content["budget"])
    over = parts.years(case, lines)
    return c.AppliedBudget(
        years=tuple(str(year) for year in over),
        lines=tuple(_line(case, line) for line in lines),
        year_sums=parts.year_sums(lines, over),
        total=danish.amount(case.sent.requested),
    )


def _line(case: SentCase, line: Line) -> c.AppliedLine:
    return c.AppliedLine(
        number=str(line.number),
        category=parts.category(case, line),
        department=line.department,
        note=line.note,
        cells=tuple(_cell(cell) for cell in line.cells),
        total=danish.amount(line.amount),
    )


def _cell(cell: Cell) -> c.AppliedCell:
    return c.AppliedCell(
        year=str(cell.year),
        posts=parts.number(cell.posts),
        hourly_rate=parts.NONE if cell.hourly_rate is None else danish.amount(cell.hourly_rate),
        hours=parts.number(cell.hours),
        amount=danish.amount(cell.amount),
    )
