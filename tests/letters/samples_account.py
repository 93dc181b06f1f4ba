"""A made-up signed account. Every name, amount and explanation is invented."""

from __future__ import annotations

import json
from dataclasses import replace

from fsm3.core.canonical import canonical, sha256
from fsm3.letters import contexts as c

CONTENT = canonical({"case": "FSM3-0173", "lines": [{"number": 1, "spent": "1600000.00"}], "version": 2})
MANAGEMENT = c.Attested(
    kind="Ledelsespåtegning",
    name="Anne Opdigtet",
    title="Tilskudsansvarlig",
    organisation="Lyngby-Taarbæk Kommune",
    at="20. marts 2024 kl. 10.02.11",
    conclusion="Ledelsen står inde for regnskabet",
    moment="2024-03-20T10:02:11+01:00",
)
AUDITOR = c.Attested(
    kind="Revisorpåtegning",
    name="Bo Opdigtet",
    title="Revisor",
    organisation="Den Opdigtede Revision",
    at="26. marts 2024 kl. 15.40.00",
    conclusion="Uden forbehold",
    moment="2024-03-26T15:40:00+01:00",
    emphasis=("Vi gør opmærksom på, at post 2 er overskredet.",),
    text=("Vi har revideret regnskabet.\n\nRevisionen er udført efter reglerne i tilsagnet.",),
)
LINES = (
    c.SpentLine(
        number="1",
        category="Løn til jobformidlere",
        department="Jobcenter",
        days="1. juli 2022 - 31. december 2023",
        budget="1.624.800,00",
        spent="1.600.000,00",
        deviation="-24.800,00",
    ),
    c.SpentLine(
        number="2",
        category="Løn til personale i familie-, social- og sundhedsindsatser og tværfaglige samtaler",
        department="Social- og sundhedsforvaltningen",
        days="1. juli 2022 - 31. december 2023",
        budget="420.000,00",
        spent="431.250,50",
        deviation="11.250,50",
        explanation=("=Der har været flere samtaler end ventet.",),
    ),
    c.SpentLine(
        number="3",
        category="Revision",
        department="Økonomi",
        days="1. januar 2024 - 31. marts 2024",
        budget="25.000,00",
        spent="25.000,00",
        deviation="0,00",
    ),
)
ACCOUNT = c.SignedAccount(
    head=c.Head(
        recipient=c.Party(name="Lyngby-Taarbæk Kommune", cvr="00 00 01 73"),
        case_number="FSM3-0173",
        dated="26. marts 2024",
        pool="Flere skal med 3",
        finance_act_section="§ 17.46.64.20",
        contact=c.Contact(unit="Kontoret for Puljer og Tilskud", mail="puljer@star.example"),
        invented=True,
    ),
    name="Slutregnskab",
    version="2",
    period="1. juli 2022 - 31. december 2023",
    budget_version="1",
    award="2.069.800,00 kr.",
    lines=LINES,
    budget="2.069.800,00",
    spent="2.056.250,50",
    deviation="-13.549,50",
    sent="26. marts 2024 kl. 16.05.00",
    sender="Anne Opdigtet",
    late=False,
    digest=sha256(CONTENT),
    attestations=(MANAGEMENT, AUDITOR),
    content=CONTENT,
    covered=(c.Party(name="Fanø Kommune", cvr="00 00 05 63"),),
    corrects=("1",),
)
PARTIAL = replace(ACCOUNT, name="Delregnskab", attestations=(MANAGEMENT,), late=True, corrects=(), covered=())
assert json.loads(CONTENT)
