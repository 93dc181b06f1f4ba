"""The words of the workbook: how it is filled in. Written directly in Danish, as letters are."""

from __future__ import annotations

from budgets.workbook.layout import OTHERS, SUMS, WAGES

TITLE = "Budget: sådan udfylder du regnearket"
TEXTS = (
    "Skriv kun i de gule felter. Alt andet er låst og regnes ud af sig selv.",
    (
        f"På arket »{WAGES}« skriver du lønposter: vælg kategori, skriv forvaltning og en begrundelse, og udfyld årsværk, "
        "timesats og timer for hvert år. Lad et år stå tomt, hvis der ingen udgift er."
    ),
    f"På arket »{OTHERS}« skriver du poster, der er et beløb, for eksempel revision.",
    "En ny post skriver du i den første tomme række. Den får sit nummer, når regnearket lægges op.",
    "En post fjernes ved at tømme alle felter i dens række. Flyt ikke rækker og kolonner.",
    f"Arket »{SUMS}« viser summerne, og hvor meget der er tilbage under loftet.",
    "Skriv tal uden »kr.« og uden tekst. Beløb er uden moms, der refunderes, og uden det, andre betaler.",
    "Skriv aldrig CPR-numre.",
    (
        "Gem som en almindelig Excel-projektmappe (.xlsx) uden adgangskode og makroer, og læg den op på siden med budgettet. "
        "Du ser alle ændringer, før noget gemmes, og beløbene regnes efter."
    ),
)
BELOW = {
    WAGES: "Timesats gange timer giver beløbet. Skriv i de gule felter.",
    OTHERS: "Skriv beløbet for hvert år i de gule felter.",
}
