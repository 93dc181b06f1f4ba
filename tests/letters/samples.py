"""One made-up context of every kind, for the tests of the letters. Every name, amount and reason here is invented."""

from __future__ import annotations

from dataclasses import replace

from fsm3.letters import contexts as c
from tests.letters import samples_life
from tests.letters.samples_account import ACCOUNT

CONTACT = c.Contact(unit="Kontoret for Puljer og Tilskud", mail="puljer@star.example")
CASEWORKER = c.Signer(name="Mette Opdigtet", title="Specialkonsulent, sagsbehandler")
APPROVER = c.Signer(name="Jens Opdigtet-Hansen", title="Kontorchef, godkender")
LEGAL_BASIS = (
    "Afgørelsen er truffet på grundlag af finanslovens § 17.46.64.20 og de kriterier, der er offentliggjort i opslaget "
    "om puljen Flere skal med 3."
)
APPEAL = "Afgørelsen kan ikke indbringes for en anden administrativ myndighed."

HEAD = c.Head(
    recipient=c.Party(name="Lyngby-Taarbæk Kommune", cvr="00 00 01 73"),
    case_number="FSM3-0173",
    dated="15. december 2021",
    pool="Flere skal med 3",
    finance_act_section="§ 17.46.64.20",
    contact=CONTACT,
    invented=True,
)
COVERED = (c.Party(name="Fanø Kommune", cvr="00 00 05 63"), c.Party(name="Læsø Kommune", cvr="00 00 08 25"))
OBLIGATIONS = (
    "Kommunen følger styrelsens retningslinjer for behandling af personoplysninger.",
    "Hele kommunens målgruppe deltager, og nye borgere i målgruppen kommer med løbende.",
    "Kommunen gennemfører indsatsmodellen og den supplerende step-up-indsats, som de er beskrevet i opslaget og bilag 1.",
    "Kommunen sikrer ledelsens opbakning på tværs af sine forvaltninger og nedsætter en fast styregruppe.",
    "Kommunen registrerer markeringer for rehabilitering, step-up og fritagelse i sit fagsystem.",
    "Kommunen deltager i styrelsens processtøtte og bidrager til evalueringen.",
)
CHOICES = (c.Choice(name="Udvidet indsatsmodel", answer="Ja"),)

AWARD_LINES = (
    c.AwardLine(
        number="1",
        category="Løn til jobformidlere",
        department="Jobcenter",
        note="To jobformidlere på fuld tid, hver med højst 25 borgere ad gangen.",
        cells=("0,00", "812.400,00", "812.400,00"),
        requested="1.800.000,00",
        approved="1.624.800,00",
        reason="Nedsat, fordi timesatsen er højere end kommunens egen overenskomst viser.",
    ),
    c.AwardLine(
        number="2",
        category="Løn til familie-, social- og sundhedsindsats",
        department="Social- og sundhedsforvaltningen",
        note="En halv stilling til tværfaglige samtaler, når step-up er sat i gang.",
        cells=("0,00", "210.000,00", "210.000,00"),
        requested="420.000,00",
        approved="420.000,00",
        reason="Godkendt som ansøgt.",
    ),
    c.AwardLine(
        number="3",
        category="Revision",
        department="Økonomi",
        note="Revisors gennemgang af slutregnskabet.",
        cells=("0,00", "0,00", "25.000,00"),
        requested="25.000,00",
        approved="25.000,00",
        reason="Godkendt som ansøgt.",
    ),
)

AWARD = c.AwardLetter(
    head=HEAD,
    amount="2.069.800,00 kr.",
    requested="2.245.000,00 kr.",
    cohort="Kommuner, der deltager i Flere skal med 2",
    first_day="1. juli 2022",
    last_day="31. december 2023",
    choices=CHOICES,
    reasons=(
        (
            "Ansøgningen har lave sagsstammer og en plan for forankring, der er så konkret, at vi kan følge den trin for "
            "trin. Planen for resultatmålene bygger på kommunens egne erfaringer."
        ),
        "Budgettet er i det væsentlige rimeligt og velbegrundet.",
    ),
    reductions=(
        c.Reduction(
            by="175.200,00 kr.",
            reason="Timesatsen for jobformidlere er sat højere, end kommunens overenskomst kan begrunde.",
        ),
    ),
    instalments=(
        c.Instalment(
            name="1. rate",
            condition="Vi har godkendt jeres delregnskab med ledelsespåtegning",
            share="50 %",
            amount="1.034.900,00 kr.",
        ),
        c.Instalment(
            name="2. rate",
            condition="Vi har godkendt jeres slutregnskab, og andelen er mindst 17 % i jeres bedste måned",
            share="40 %",
            amount="827.920,00 kr.",
        ),
        c.Instalment(
            name="2. rate",
            condition="Vi har godkendt jeres slutregnskab, og andelen er mindst 22 % i jeres bedste måned",
            share="10 %",
            amount="206.980,00 kr.",
        ),
    ),
    results=(
        c.ResultTerms(
            group="indsatsgruppen",
            months="Vi ser på hver måned fra juli 2022 til december 2023.",
            results=(
                "ordinær beskæftigelse",
                "løntimer",
                "fleksjob efter forudgående løntimer",
                "uddannelse",
            ),
            excluded=("fritagelsesmarkering", "rehabiliteringsmarkering"),
            thresholds=(
                c.Threshold(reached_at="17 %", share="40 %", amount="827.920,00 kr."),
                c.Threshold(reached_at="22 %", share="10 %", amount="206.980,00 kr."),
            ),
        ),
    ),
    accounts=(
        c.AccountDue(
            name="Delregnskab",
            covers="Udgifter fra 1. juli 2022 til 31. december 2022",
            due="31. januar 2023",
            attestation="Ledelsespåtegning",
        ),
        c.AccountDue(
            name="Slutregnskab",
            covers="Hele jeres projektperiode",
            due="31. marts 2024; først for sent efter 2. april 2024, fordi dagene før er lukkedage",
            attestation="Ledelsespåtegning og revisorpåtegning, fordi tilsagnet er på 500.000,00 kr. eller mere",
        ),
    ),
    acceptance=c.Acceptance(weeks="4 uger", by="12. januar 2022"),
    registration=(
        "I skal registrere rehabilitering, step-up og fritagelse i jeres fagsystem for hver borger i målgruppen, så "
        "markeringerne er rigtige ved udgangen af hver måned."
    ),
    reporting="Styrelsen henter de månedlige oplysninger fra jeres fagsystem. I skal ikke sende dem særskilt.",
    notify="I skal straks skrive til os, hvis projektet ikke kan gennemføres som beskrevet i ansøgningen.",
    changes=c.ChangeRule(share="10 %", amount="100.000,00 kr."),
    lapse=(
        "Tilsagnet kan bortfalde helt eller delvist, hvis vilkårene ikke bliver overholdt, eller hvis projektet ikke "
        "bliver gennemført.\n\nTilskud, som I har fået udbetalt og ikke har ret til, skal I betale tilbage."
    ),
    obligations=OBLIGATIONS,
    legal_basis=LEGAL_BASIS,
    appeal=APPEAL,
    caseworker=CASEWORKER,
    approver=APPROVER,
    budget=c.AwardBudget(
        years=("2021", "2022", "2023"),
        lines=AWARD_LINES,
        year_sums=("0,00", "1.022.400,00", "1.047.400,00"),
        requested="2.245.000,00",
        approved="2.069.800,00",
    ),
)

REFUSAL = c.RefusalLetter(
    head=HEAD,
    requested="1.480.000,00 kr.",
    envelope="52.000.000,00 kr.",
    reasons=(
        (
            "Ansøgningen lever op til puljens formål, men andre ansøgninger har mere konkrete planer for forankring og for "
            "samarbejdet på tværs af forvaltninger."
        ),
    ),
    criteria=(
        c.Assessed(
            criterion="Lave sagsstammer",
            score="3",
            highest="4",
            considerations="Der er planlagt 30 borgere for hver jobformidler, og tallet er begrundet i opgaverne.",
        ),
        c.Assessed(
            criterion="Varig forankring",
            score="1",
            highest="4",
            considerations=(
                "Planen nævner, at indsatsen skal fortsætte, men siger ikke, hvem der har ansvaret efter 2023, eller "
                "hvordan de lave sagsstammer bliver betalt."
            ),
        ),
        c.Assessed(
            criterion="Plan for resultatmålene",
            score="2",
            highest="4",
            considerations="Målene er gengivet, men der mangler trin på vejen og en opfølgning undervejs.",
        ),
        c.Assessed(
            criterion="Udvidet indsatsmodel og samarbejde med psykiatrien",
            score="2",
            highest="4",
            considerations="Kommunen ønsker den udvidede model, men samarbejdet med psykiatrien er endnu kun en hensigt.",
        ),
        c.Assessed(
            criterion="Ledelsens opbakning til step-up",
            score="1",
            highest="4",
            considerations="Styregruppen er nævnt uden medlemmer fra børne- og familieområdet.",
        ),
        c.Assessed(
            criterion="Rimeligt og velbegrundet budget",
            score="3",
            highest="4",
            considerations="Budgettet er velbegrundet, og jobformidlere er den største post.",
        ),
    ),
    total="12",
    highest_total="24",
    place="34",
    ranked="57",
    legal_basis=LEGAL_BASIS,
    appeal=APPEAL,
    caseworker=CASEWORKER,
    approver=APPROVER,
)

INADMISSIBILITY = c.InadmissibilityLetter(
    head=HEAD,
    received="26. november 2021 kl. 12.00.03",
    deadline="26. november 2021 kl. 12.00",
    rule="Opslagets afsnit om ansøgningsfrist: Ansøgninger, der bliver sendt efter fristen, afvises",
    reasons=(
        (
            "Ansøgningen blev modtaget 26. november 2021 kl. 12.00.03. Det er efter fristen, som var samme dag kl. 12.00. "
            "Tidspunktet er det, hvor ansøgningen nåede frem til vores server."
        ),
        "Fristen er den samme for alle kommuner, og vi kan ikke se bort fra den for en enkelt.",
    ),
    legal_basis=LEGAL_BASIS,
    appeal=APPEAL,
    caseworker=CASEWORKER,
    approver=APPROVER,
)

APPLIED_LINES = (
    c.AppliedLine(
        number="1",
        category="Løn til jobformidlere",
        department="Jobcenter",
        note="To jobformidlere på fuld tid, hver med højst 25 borgere ad gangen.",
        cells=(
            c.AppliedCell(year="2022", posts="2", hourly_rate="300,00", hours="3.000", amount="900.000,00"),
            c.AppliedCell(year="2023", posts="2", hourly_rate="300,00", hours="3.000", amount="900.000,00"),
        ),
        total="1.800.000,00",
    ),
    c.AppliedLine(
        number="2",
        category="Revision",
        department="Økonomi",
        note="Revisors gennemgang af slutregnskabet.",
        cells=(c.AppliedCell(year="2023", posts="–", hourly_rate="–", hours="–", amount="25.000,00"),),
        total="25.000,00",
    ),
)

RECEIPT = c.Receipt(
    head=replace(HEAD, dated="24. november 2021"),
    number="FSM3-0173-2",
    received="24. november 2021 kl. 14.03.27",
    deadline="26. november 2021 kl. 12.00",
    in_time=True,
    sender=c.Signer(name="Anne Opdigtet", title="tilskudsansvarlig"),
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    applied="1.825.000,00 kr.",
    cap="2.245.000,00 kr.",
    contact_person="Peter Opdigtet",
    contact_mail="peter@lyngby-taarbaek.example",
    call_version="Version 1 af 20. oktober 2021",
    answers_version="14 svar, senest 18. november 2021",
    choices=CHOICES,
    answers=(
        c.Answer(question="Planlagt sagsstamme pr. jobformidler", answer="25"),
        c.Answer(
            question="Plan for varig forankring",
            answer=(
                "Sagsstammerne bliver fastholdt ved, at to stillinger går over på kommunens egen ramme i 2024.\n\n"
                "Jobcenterchefen har ansvaret og følger op hvert kvartal."
            ),
        ),
        c.Answer(
            question="Plan for resultatmålene",
            answer="Vi følger andelen måned for måned og drøfter den med hver jobformidler.\nSe også bilaget.",
        ),
    ),
    obligations=OBLIGATIONS,
    budget=c.AppliedBudget(
        years=("2022", "2023"),
        lines=APPLIED_LINES,
        year_sums=("900.000,00", "925.000,00"),
        total="1.825.000,00",
    ),
    covered=(
        c.Consent(name="Fanø Kommune", cvr="00 00 05 63", given="22. november 2021 kl. 09.12 af Bo Opdigtet"),
    ),
    attachments=(
        c.SentFile(
            name="forankringsplan.pdf",
            digest="60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
        ),
    ),
    earlier=(
        c.EarlierVersion(number="FSM3-0173-1", received="22. november 2021 kl. 10.00.01", stands=False),
    ),
)

SAMPLES: dict[c.Kind, c.Letter] = {
    c.Kind.AWARD: AWARD,
    c.Kind.REFUSAL: REFUSAL,
    c.Kind.INADMISSIBILITY: INADMISSIBILITY,
    c.Kind.RECEIPT: RECEIPT,
    c.Kind.AMENDED_AWARD: samples_life.AMENDED,
    c.Kind.BUDGET_CHANGE: samples_life.CHANGE,
    c.Kind.HEARING: samples_life.HEARING,
    c.Kind.SETTLEMENT: samples_life.SETTLEMENT,
    c.Kind.REPAYMENT: samples_life.REPAYMENT,
    c.Kind.ACCOUNT: ACCOUNT,
}
