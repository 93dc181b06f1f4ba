"""Made-up letters of the life after an award, built as journeys build them. Every name, amount and reason is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from applications.selectors.pools import Place
from budgets.rules.lines import Line, amount_cell
from fsm3.core.money import Money
from fsm3.core.periods import Month, ProjectPeriod
from fsm3.letters.build_amendment import Standing, amendment, lapse
from fsm3.letters.build_change import budget_change
from fsm3.letters.build_hearing import hearing
from fsm3.letters.build_repayment import repayment
from fsm3.letters.build_settlement import settlement
from fsm3.letters.build_statement import (
    AccountFigures,
    AccountLineFigures,
    Figures,
    MonthFigures,
    Sums,
    statement,
)
from fsm3.letters.contexts import Letter
from fsm3.letters.parts import Case, Grounds, Signers
from payouts.rules.terms import award_terms
from tests.rules.support import pool

TERMS = pool()
COHORT = TERMS.cohort("fsm2")
CASE = Case(
    number="FSM3-0173",
    lead=Place("0173", "Lyngby-Taarbæk", "Lyngby-Taarbæk Kommune", "00000173", 1),
    covered=(Place("0563", "Fanø", "Fanø Kommune", "00000563", 2),),
    terms=TERMS,
    invented=True,
)
SIGNERS = Signers(caseworker="Mette Opdigtet", approver="Jens Opdigtet-Hansen")
AT = datetime(2024, 5, 14, 9, 30, tzinfo=UTC)
PERIOD = ProjectPeriod(date(2022, 7, 1), date(2023, 12, 31))
PAYOUT, ACCOUNTS = "Udbetaling og resultatkrav", "Krav til regnskab"


def kr(amount: str | int) -> Money:
    return Money.of(amount)


def line(number: int, category: str, department: str, note: str, amount: str | int) -> Line:
    return Line(number, category, department, note, (amount_cell(2023, kr(amount)),))


JOB_BROKERS, STAFF, LEADING, AUDIT = (category.key for category in TERMS.budget.categories[:4])
BROKERS_NOTE = "To jobformidlere på fuld tid, hver med højst 25 borgere ad gangen."
LINES = (
    line(1, JOB_BROKERS, "Jobcenter", BROKERS_NOTE, "1624800.00"),
    line(
        2,
        STAFF,
        "Social- og sundhedsforvaltningen",
        "En halv stilling til tværfaglige samtaler.",
        "420000.00",
    ),
    line(3, AUDIT, "Økonomi", "Revisors gennemgang af slutregnskabet.", "25000.00"),
)
MOVED = (
    line(1, JOB_BROKERS, "Jobcenter", BROKERS_NOTE, "1474800.00"),
    line(
        2, STAFF, "Social- og sundhedsforvaltningen", "En hel stilling til tværfaglige samtaler.", "520000.00"
    ),
    line(3, AUDIT, "Økonomi", "Revisors gennemgang af slutregnskabet.", "25000.00"),
    line(4, LEADING, "Jobcenter", "Koordinering mellem de to forvaltninger.", "50000.00"),
)
REDUCED = (replace(LINES[0], cells=(amount_cell(2023, kr("424800.00")),)), LINES[2])
AWARD = kr("2069800.00")

AMENDED = amendment(
    CASE,
    before=Standing(AWARD, COHORT, PERIOD, LINES, final_due=date(2024, 3, 31)),
    after=Standing(
        kr("449800.00"), COHORT, ProjectPeriod(PERIOD.first, date(2023, 6, 30)), REDUCED, date(2023, 9, 30)
    ),
    line_reasons={1: "Den ene stilling som jobformidler blev aldrig besat.", 2: "Samtalerne er indstillet."},
    grounds=Grounds(
        [
            "I har skrevet til os, at projektet slutter et halvt år før tid, og at den ene stilling ikke er besat.",
            "Tilskuddet er givet til de udgifter, der stod i budgettet. De udgifter bliver nu mindre.",
        ],
        ["Projektperiode", "Tilskudsberettigede udgifter"],
    ),
    paid=kr("150000.00"),
    signers=SIGNERS,
    at=AT,
)
LAPSE = lapse(
    replace(CASE, covered=()),
    before=AWARD,
    grounds=Grounds(["I har givet afkald på tilsagnet, før projektet begyndte."], ["Ansøgerkreds"]),
    signers=SIGNERS,
    at=AT,
)
CHANGE = budget_change(
    CASE,
    approved=True,
    version=2,
    before=LINES,
    after=MOVED,
    asked_on=date(2023, 2, 3),
    wish="Vi har fået flere tværfaglige samtaler end ventet og mangler én, der koordinerer dem.",
    reason="Flytningen følger projektets formål, og jobformidlerne er fortsat den største post.",
    signers=SIGNERS,
    at=AT,
)
NO_CHANGE = budget_change(
    replace(CASE, covered=()),
    approved=False,
    version=1,
    before=LINES,
    after=MOVED,
    asked_on=date(2023, 2, 3),
    wish="Vi vil gerne bruge flere penge på samtaler.",
    reason="Der er ikke redegjort for, hvorfor der er brug for færre jobformidlere.",
    signers=SIGNERS,
    at=AT,
)

COUNTS = ((14, 120), (16, 118), (0, 0), (19, 121), (20, 117), (22, 112), (18, 115))
MONTHS = [
    *(
        MonthFigures(Month(2023, number), count, group, counts=True, vintage=number)
        for number, (count, group) in enumerate(COUNTS, start=1)
    ),
    MonthFigures(Month(2024, 1), 30, 100, counts=False, vintage=None),
]
ACCEPTED = AccountFigures(
    "Slutregnskab, version 2",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    [
        AccountLineFigures(1, "Løn til jobformidlere, Jobcenter", kr("1600000.00"), kr("1600000.00")),
        AccountLineFigures(
            2,
            "Familie-, social- og sundhedsindsats, Social- og sundhedsforvaltningen",
            kr("431250.50"),
            kr("420000.00"),
            "Udgiften er nedsat til det, budgettet giver plads til; der er ikke søgt om ændring.",
        ),
        AccountLineFigures(3, "Revision, Økonomi", kr("25000.00"), kr("25000.00")),
    ],
)
PARTS = award_terms(COHORT, AWARD)
FIGURES = Figures(
    name="Opgørelse 2",
    lines=[
        (PAYOUT, "Tilsagn i kraft", AWARD),
        (PAYOUT, "Dele af tilsagnet, der er udløst: 1. rate og første del af 2. rate", kr("1862820.00")),
        (ACCOUNTS, "Godkendte udgifter i slutregnskabet, version 2", kr("2045000.00")),
        (PAYOUT, "Jeres bedste måned er juni 2023: 22 af 112 borgere, låst på dataudtræk 6", None),
        (PAYOUT, "Ret til tilskud: det mindste af udløste dele og godkendte udgifter", kr("1862820.00")),
        (PAYOUT, "Udbetalt tidligere", kr("1034900.00")),
        (PAYOUT, "Til udbetaling", kr("827920.00")),
    ],
    parts=PARTS,
    released=frozenset({PARTS[0].key, PARTS[1].key}),
    months=MONTHS,
    best=Month(2023, 6),
    accounts=[ACCEPTED],
)
EARLY = Figures(
    name="Opgørelse 1",
    lines=[(PAYOUT, "Godkendte udgifter i delregnskabet", kr("512000.00"))],
    parts=PARTS,
    released=frozenset(),
)
FOUND = ["Opgørelsen viser, hvad I har ret til, og hvad I har fået indtil nu."]
SETTLEMENT = settlement(
    CASE,
    final=True,
    sums=Sums(AWARD, kr("1862820.00"), kr("1034900.00")),
    grounds=Grounds(
        [
            (
                "Vi har godkendt slutregnskabet med 2.045.000,00 kr. Resultatkravet på 17 % er opfyldt i juni 2023, mens kravet "
                "på 22 % ikke er opfyldt i nogen måned i jeres projektperiode."
            )
        ],
        [PAYOUT, ACCOUNTS],
    ),
    findings=FOUND,
    figures=FIGURES,
    signers=SIGNERS,
    at=AT,
)
INSTALMENT = settlement(
    CASE,
    final=False,
    sums=Sums(AWARD, kr("512000.00"), kr(0)),
    grounds=Grounds(["Vi har godkendt delregnskabet, som er påtegnet af ledelsen."], [PAYOUT]),
    findings=FOUND,
    figures=EARLY,
    final_due=date(2024, 3, 31),
    signers=SIGNERS,
    at=AT,
)
NOTHING_LEFT = settlement(
    CASE,
    final=True,
    sums=Sums(AWARD, kr("512000.00"), kr("512000.00")),
    grounds=Grounds(["Intet resultatkrav er opfyldt, så 2. rate er ikke udløst."], [PAYOUT]),
    findings=FOUND,
    figures=FIGURES,
    signers=SIGNERS,
    at=AT,
)
HEARING = hearing(
    CASE,
    about="settlement",
    intends=[
        "Vi påtænker at opgøre tilskuddet til 1.862.820,00 kr. og at godkende 11.250,50 kr. mindre end afholdt."
    ],
    grounds=Grounds(
        [
            "Post 2 er overskredet med 11.250,50 kr., og der er ikke søgt om en ændring af budgettet.",
            "Den højeste andel i en måned er 19,64 %, i juni 2023. Kravet på 22 % er ikke opfyldt.",
        ],
        [ACCOUNTS, PAYOUT],
    ),
    figures=[
        ("Det, regnskabet ville give med alle krav opfyldt", kr("2056250.50")),
        ("Det, vi påtænker at opgøre tilskuddet til", kr("1862820.00")),
        ("Forskel", kr("193430.50")),
    ],
    working_days=10,
    due=date(2024, 5, 29),
    caseworker="Mette Opdigtet",
    draft=statement(replace(FIGURES, name="Udkast til opgørelse")),
    at=AT,
)
REPAYMENT = repayment(
    CASE,
    sums=Sums(AWARD, kr("700000.00"), kr("1034900.00")),
    grounds=Grounds(
        [
            (
                "Det endelige regnskab viser færre udgifter, end vi lagde til grund, da vi udbetalte 1. rate. Tilskuddet kan "
                "ikke være større end de godkendte udgifter."
            )
        ],
        [PAYOUT],
    ),
    findings=FOUND,
    figures=FIGURES,
    signers=SIGNERS,
    at=AT,
)
OTHERS: dict[str, Letter] = {
    "lapse": LAPSE,
    "no_change": NO_CHANGE,
    "instalment": INSTALMENT,
    "nothing_left": NOTHING_LEFT,
}
