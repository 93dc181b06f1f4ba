"""Letters and signed accounts survive what kills a worker: each is made exactly once, and the journal holds.

`FAULT_KILLS` sets how often the worker is killed; three times in CI, ten or two hundred by hand.
"""

import os
import random
import time
from collections import Counter

from fsm3.access.roles import Role
from fsm3.core import clock, documents, jobs, journal
from fsm3.core.documents import Document, Rendering
from fsm3.core.jobs import Job, State
from fsm3.core.mail import Mail
from fsm3.jobs.verify import verify_account_pdf
from fsm3.journeys import letters, papers
from fsm3.letters.contexts import Kind
from tests.letters import samples
from tests.letters.samples_account import ACCOUNT
from tests.support.town import DECEMBER, Town
from tests.support.workers import RunningWorker

KILLS = int(os.environ.get("FAULT_KILLS", "3"))
LETTERS = 10 + 4 * KILLS
READERS = 2


def expire_leases() -> None:
    """Let time pass: leases of killed workers are over, and the sweeper comes by."""
    gone = clock.now() - jobs.LEASE
    Job.objects.filter(state=State.RUNNING).update(lease_until=gone)
    Job.objects.filter(state=State.WAITING).update(not_before=gone, rung_at=gone)
    jobs.sweep()


def test_45_a_worker_killed_again_and_again_makes_each_letter_and_seals_each_account_once(
    worker: RunningWorker,
):
    town = Town().build()
    town.joined("applicant@kommune.example", town.organisations["0101"], Role.APPLICANT)
    receipts = Document.objects.count()
    for number in range(LETTERS):
        paper, job = ((samples.RECEIPT, letters.RENDER), (ACCOUNT, papers.SEAL))[number % 2]
        letters.write(paper, case=number, addressee_id=town.organisations["0101"], at=DECEMBER, job=job)
    random.seed(7)
    killed_at_work = 0
    for _ in range(KILLS):
        time.sleep(random.uniform(0.2, 1.2))
        killed_at_work += Job.objects.filter(state=State.RUNNING).exists()
        worker.kill()
        expire_leases()
        worker.start()
    began = time.monotonic()
    while Job.objects.exclude(state=State.DONE).exists():
        assert time.monotonic() - began < 120, list(Job.objects.exclude(state=State.DONE).values()[:3])
        time.sleep(1)
        expire_leases_of_the_dead()
    print(
        f"\n{LETTERS} letters and accounts, {KILLS} kills, {killed_at_work} of them at work,"
        f" all done {time.monotonic() - began:.0f} s after the last"
    )
    assert Rendering.objects.count() == LETTERS + receipts
    given = journal.JournalEntry.objects.filter(act="document.given").values_list("subject", flat=True)
    assert sorted(given) == sorted(f"document:{id_}" for id_ in Document.objects.values_list("id", flat=True))
    told = Counter(Mail.objects.filter(case__isnull=False).values_list("case", "to"))
    assert len(told) == READERS * (LETTERS + receipts)
    assert set(told.values()) == {1}
    assert not Mail.objects.filter(sent_at=None).exists()
    assert list(journal.verify(documents.witnesses())) == []
    assert list(documents.broken()) == []
    assert not any(verify_account_pdf(content) for _, content in documents.files_of(Kind.ACCOUNT))
    assert killed_at_work > KILLS // 2


def expire_leases_of_the_dead() -> None:
    """Ring again for what nobody holds any more; leases that still run are left alone."""
    gone = clock.now() - jobs.RING_AGAIN_AFTER
    Job.objects.filter(state=State.WAITING).update(not_before=gone, rung_at=gone)
    jobs.sweep()
