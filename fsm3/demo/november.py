"""November: 61 municipalities write, two of them together, and 57 send before noon on the 26th, or think they do.

The call's deadline is Friday 26 November 2021 at 12:00. One sends at 12:00:00.000 and is in, one 41 seconds later and is
not; one corrects at 12:00:03, which changes nothing. Tårnby asks Dragør along and is refused, for they are of two cohorts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from applications.rules.sending import applies
from fsm3.core.actors import Actor
from fsm3.core.problems import NotReady
from fsm3.demo import budgets
from fsm3.demo.cast import DRAGOER, FANOE, Applicant, Part, Trait
from fsm3.demo.chance import chance
from fsm3.demo.facts import Facts, facts_of
from fsm3.demo.moments import DEADLINE_DAY, drawn_days, in_office_hours, on
from fsm3.demo.people import applicant as writer_of
from fsm3.demo.people import signatory as signatory_of
from fsm3.demo.plans import answers
from fsm3.demo.stage import Stage
from fsm3.journeys import apply, send
from fsm3.journeys.pools import terms_in_force

POOL = "fsm3"
FIRST_DAY = date(2021, 11, 3)
LAST_WRITING_DAY = date(2021, 11, 19)
LAST_SENDING_DAY = date(2021, 11, 25)
JOINT_REFUSED = date(2021, 11, 9)
CORRECTION = "\n\nRettelse: Vi har præciseret, at nye borgere tilbydes en jobformidler inden for en måned."


def put_on(stage: Stage, applicants: Sequence[Applicant]) -> None:
    """Put on everything that the municipalities do in November."""
    for applicant in applicants:
        _Application(stage, applicant).put_on()


class _Application:
    """One municipality's way from the first draft to what it sends."""

    def __init__(self, stage: Stage, applicant: Applicant) -> None:
        self.stage = stage
        self.applicant = applicant
        self.facts: Facts = facts_of(applicant)
        self.drawn: Random = chance("november", applicant.code)
        self.answers = answers(self.facts)

    @property
    def case(self) -> int:
        """The case, once it was begun."""
        return self.stage.cases[self.applicant.code]

    @property
    def writer(self) -> Actor:
        """Who writes."""
        return self.stage.actor(writer_of(self.applicant.code))

    @property
    def signatory(self) -> Actor:
        """Who sends."""
        return self.stage.actor(signatory_of(self.applicant.code))

    def put_on(self) -> None:
        """Write on different days, then send, as the part asks."""
        days = self._writing_days()
        if self.applicant.part is Part.NEVER_SENT:
            self._write(days[: self.drawn.randint(2, 4)])
            return
        self._write(days)
        self._joint()
        self._send()

    def _writing_days(self) -> list[date]:
        """Five working days; Tårnby begins in time to ask Dragør, which begins by itself once they were refused."""
        if Trait.JOINT_REFUSED in self.applicant.traits:
            return [FIRST_DAY, *drawn_days(4, JOINT_REFUSED, LAST_WRITING_DAY, self.drawn)]
        begins = JOINT_REFUSED + timedelta(days=1) if self.applicant.code == DRAGOER else FIRST_DAY
        return drawn_days(5, begins, LAST_WRITING_DAY, self.drawn)

    def _write(self, days: list[date]) -> None:
        steps = (self._start, self._contact, self._plans, self._budget, self._obligations)
        for day, step in zip(days, steps, strict=False):
            self.stage.put_on(in_office_hours(day, self.drawn), step)

    def _start(self, at: datetime) -> None:
        self.stage.cases[self.applicant.code] = apply.start(POOL, by=self.writer, at=at)

    def _contact(self, at: datetime) -> None:
        who = writer_of(self.applicant.code)
        choices = {key: self.answers[key] for key in ("extended_model", "caseload")}
        contact = {"contact_name": who.name, "contact_mail": who.mail}
        apply.answer(self.case, contact | choices, by=self.writer, at=at)

    def _plans(self, at: datetime) -> None:
        plans = {key: text for key, text in self.answers.items() if key.startswith("plan_")}
        apply.answer(self.case, plans, by=self.writer, at=at)

    def _budget(self, at: datetime) -> None:
        apply.write_budget(self.case, budgets.lines_of(self.facts), by=self.writer, at=at)

    def _obligations(self, at: datetime) -> None:
        terms = terms_in_force(POOL).terms
        binding = [each.key for each in terms.obligations if applies(each, self.answers)]
        apply.accept_obligations(self.case, binding, by=self.signatory, at=at)

    def _joint(self) -> None:
        if Trait.JOINT in self.applicant.traits:
            self.stage.put_on(on(LAST_WRITING_DAY, "16:10"), self._invite_fanoe)
            self.stage.put_on(on(date(2021, 11, 22), "10:25"), self._fanoe_consents)
        if Trait.JOINT_REFUSED in self.applicant.traits:
            self.stage.put_on(on(JOINT_REFUSED, "13:40"), self._invite_dragoer)

    def _invite_fanoe(self, at: datetime) -> None:
        apply.invite(self.case, FANOE, by=self.writer, at=at)

    def _fanoe_consents(self, at: datetime) -> None:
        apply.consent(self.case, by=self.stage.actor(signatory_of(FANOE)), at=at)

    def _invite_dragoer(self, at: datetime) -> None:
        """Refused: Tårnby was in Flere skal med 2 and Dragør was not (`bad-inputs.md` 56)."""
        try:
            apply.invite(self.case, DRAGOER, by=self.writer, at=at)
        except NotReady as refused:
            if "cohort_differs" not in refused.codes:
                raise

    def _send(self) -> None:
        traits = self.applicant.traits
        if self.applicant.part is Part.LATE:
            self.stage.put_on(on(DEADLINE_DAY, "12:00:41.318"), self._send_at)
        elif Trait.LAST_MOMENT in traits:
            self.stage.put_on(on(DEADLINE_DAY, "12:00:00.000"), self._send_at)
        elif Trait.CORRECTED_TOO_LATE in traits:
            self._send_and_correct(on(LAST_SENDING_DAY, "14:12:20"), on(DEADLINE_DAY, "12:00:03"))
        elif Trait.CORRECTED in traits:
            self._send_and_correct(on(date(2021, 11, 23), "11:05:07"), on(LAST_SENDING_DAY, "15:31:44"))
        else:
            self._send_once(self._drawn_moment())

    def _drawn_moment(self) -> datetime:
        """Two of three in the last week, the others in the morning of the last day."""
        if self.drawn.random() < 0.35:
            return in_office_hours(DEADLINE_DAY, self.drawn, last=12)
        (day,) = drawn_days(1, date(2021, 11, 22), LAST_SENDING_DAY, self.drawn)
        return in_office_hours(day, self.drawn, first=11)

    def _send_once(self, at: datetime) -> None:
        self.stage.put_on(at, self._send_at)
        if Trait.SENT_TWICE in self.applicant.traits:
            self.stage.put_on(at + timedelta(milliseconds=740), self._send_at)

    def _send_and_correct(self, at: datetime, again: datetime) -> None:
        self.stage.put_on(at, self._send_at)
        self.stage.put_on(again - timedelta(minutes=19), self._begin_correction)
        self.stage.put_on(again - timedelta(minutes=4), self._correct)
        self.stage.put_on(again, self._send_at)

    def _send_at(self, at: datetime) -> None:
        receipt = send.send(self.case, by=self.signatory, at=at)
        self.stage.numbers[self.applicant.code] = receipt.number.partition("/")[0]

    def _begin_correction(self, at: datetime) -> None:
        apply.begin_correction(self.case, by=self.writer, at=at)

    def _correct(self, at: datetime) -> None:
        plan = self.answers["plan_results"] + CORRECTION
        apply.answer(self.case, {"plan_results": plan}, by=self.writer, at=at)
