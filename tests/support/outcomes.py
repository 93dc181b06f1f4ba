"""A town with awards and their outcome files: Copenhagen alone, Esbjerg with Fanø; everything through journeys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from applications.selectors import pools
from fsm3.core import clock, jobs
from fsm3.core.jobs import Job
from fsm3.core.periods import COPENHAGEN, Month
from fsm3.jobs import outcome_files
from fsm3.journeys import apply, outcomes, send
from fsm3.journeys.deciding import decide_proposal
from payouts.selectors import outcomes as outcome_selectors
from tests.rules.outcome_files import cells, file
from tests.support.town import DEADLINE, Town, awarded, budget

IN_2024 = datetime(2024, 2, 1, 9, tzinfo=COPENHAGEN)
JULY, AUGUST = Month(2022, 7), Month(2022, 8)
ALL = ("0101", "0561", "0563")
Groups = Mapping[tuple[str, str], tuple[int, int]]


def with_awards(town: Town) -> Town:
    """The town after awards to Copenhagen, and to Esbjerg and Fanø jointly."""
    alone = town.assessed("0101")
    joint = town.drafted("0561", lines=budget())
    apply.invite(joint, "0563", by=town.signatories["0561"], at=town.at)
    apply.consent(joint, by=town.signatories["0563"], at=DEADLINE)
    send.send(joint, by=town.signatories["0561"], at=DEADLINE)
    town.agreed(joint)
    town.decided(*town.recommended(awarded(alone), awarded(joint)))
    return town


def pool_id() -> int:
    """The pool that the awards are of."""
    found = pools.in_force("fsm3")
    assert found is not None
    return found.pool_id


def of(*codes: str) -> dict[str, tuple[int, int, bool, int]]:
    """What is known of each month of some municipalities: count, group, locked, vintage."""
    known = outcome_selectors.of_pool(pool_id()).of(codes).months
    return {
        str(each.count.month): (each.count.count, each.count.group, each.locked, each.vintage)
        for each in known
    }


def rows(groups: Groups) -> Iterator[dict[str, str]]:
    """For each municipality and month so many with a job and so many in the group; a citizen keeps the pseudonym."""
    for (code, month), (with_result, group) in groups.items():
        for number in range(group):
            job = "1" if number < with_result else "0"
            yield cells(municipality_code=code, month=month, citizen_id=f"B{code}{number}", employed=job)


def outcome_file(groups: Groups) -> bytes:
    """A file with these groups."""
    return file(*rows(groups)).encode()


def two_months(**changed: tuple[int, int]) -> bytes:
    """July and August 2022 for all with an award; `m0101_08` and the like change one group."""
    groups = {(code, f"2022-{month}"): (3, 30) for month in ("07", "08") for code in ALL}
    for name, each in changed.items():
        groups[name[1:5], f"2022-{name[6:]}"] = each
    return outcome_file(groups)


def imported(
    town: Town, content: bytes, confirmations: Collection[str] = (), pool: str = "fsm3"
) -> int | None:
    """Import a file and count its months in this process, as the command does."""
    return outcome_files.take_here(
        pool, content, file_name="udtræk.csv", confirmations=confirmations, by=town.caseworker, at=IN_2024
    )


def locked(town: Town, *months: Month, pool: str = "fsm3") -> None:
    """Lock months by a caseworker and an approver."""
    proposal = outcomes.prepare_lock(pool, months, by=town.caseworker, at=IN_2024)
    decide_proposal(proposal, approve=True, by=town.approver, at=IN_2024)


def work(kind: str) -> None:
    """Do every job of a kind that waits, as a worker would."""
    for job in Job.objects.filter(kind=kind, state="waiting", not_before__lte=clock.now()).order_by("id"):
        jobs.run(job.id)
