"""`make bench`: 98 letters of the season: CPU of each beside WeasyPrint's own for the same pages, one worker and two.

Aims: quality page of the project ("Speed"): at most 1.3 times the bare library, two workers 1.8 times as fast as one. The
floor reads fonts and stylesheet once, as we do, and writes the same tags; CPU seconds hold on a busy machine, the time of
the workers does not. Nothing here is judged.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from redis import Redis
from weasyprint import HTML

from fsm3.core import documents, jobs, journal
from fsm3.core.documents import Document, Frozen
from fsm3.core.jobs import Job, State
from fsm3.demo import pools, season
from fsm3.jobs import render as rendering
from fsm3.journeys import letters
from fsm3.letters import storage, templates
from fsm3.web.caseworker.letter_tables import LETTERS
from tests.support.databases import Copy, Filling, database_like
from tests.support.workers import RunningWorker

COUNT = 98
PATIENCE = 600.0


def fill() -> None:
    """The season with none of its letters made; what else waits is no part of the bench."""
    pools.load()
    season.load(lambda *_: None)
    keys = [documents.job_key(each) for each in wanted()]
    Job.objects.exclude(key__in=keys).exclude(state=State.DONE).update(
        state=State.DONE, finished_at=timezone.now()
    )


def wanted() -> list[int]:
    """The letters: decisions on applications first, then what followed."""
    rows = Document.objects.filter(kind__in=LETTERS).values_list("kind", "id")
    return [
        each for _, each in sorted((LETTERS.index(kind), each) for kind, each in rows if kind in LETTERS)
    ][:COUNT]


@contextmanager
def the_season(blocker: DjangoDbBlocker) -> Iterator[Copy]:
    """A copy of the season in which the letters wait."""
    with blocker.unblock(), database_like(Filling("letters_wait", fill)) as copy:
        yield copy


def cpu(act: Callable[[], object]) -> float:
    """CPU seconds of one call in this process."""
    begun = time.process_time()
    act()
    return time.process_time() - begun


def bare(page: str) -> bytes:
    """WeasyPrint's own call for a page, with nothing of ours but fonts and stylesheet that lie ready."""
    fonts, stylesheet = rendering._looks()
    html = HTML(string=page, base_url=rendering._HERE, url_fetcher=rendering.OwnFontsOnly())
    pdf: bytes = html.write_pdf(font_config=fonts, stylesheets=[stylesheet], pdf_variant="pdf/ua-1")
    return pdf


def page_of(document: Frozen) -> str:
    """The HTML of a document's letter."""
    letter = storage.from_json(document.kind, document.context)
    return templates.html(letter, journal=journal.head())


def test_cpu_of_a_letter(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Print CPU seconds a letter, from the frozen context to the bytes, and the ratio to the bare library."""
    with the_season(django_db_blocker):
        found = [documents.frozen(each) for each in wanted()]
        head = journal.head()
        rendering.render(found[0].kind, found[0].context, head=head)
        ours, floor = [], []
        for each in found:
            page = page_of(each)
            floor.append(cpu(partial(bare, page)))
            ours.append(cpu(partial(rendering.render, each.kind, each.context, head=head)))
    print(
        f"\nletters: {len(found)}, {sum(ours) / len(ours):.3f} CPU s each (median {median(ours):.3f}),"
        f" bare library {sum(floor) / len(floor):.3f}, ratio {sum(ours) / sum(floor):.2f} (aim 1.3)"
    )


@pytest.fixture(scope="module")
def walls() -> dict[int, float]:
    """How long the letters took, by the number of workers."""
    return {}


@pytest.mark.parametrize("workers", [1, 2])
def test_workers(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, walls: dict[int, float], workers: int
) -> None:
    """Print how long all letters take one worker and two, from the doorbell to the municipality's door."""
    with the_season(django_db_blocker) as copy:
        with Redis.from_url(os.environ["REDIS_URL"]) as redis:
            redis.flushdb()
        worker = RunningWorker(copy, f"--concurrency={workers}")
        gone = timezone.now() - jobs.RING_AGAIN_AFTER
        Job.objects.filter(state=State.WAITING).update(not_before=gone, rung_at=gone)
        begun = time.monotonic()
        jobs.sweep()
        left = Job.objects.filter(kind=letters.RENDER).exclude(state=State.DONE)
        worker.wait_for(lambda: not left.exists(), "the letters", timeout=PATIENCE)
        walls[workers] = time.monotonic() - begun
        worker.kill()
    print(f"\nletters: {COUNT} by {workers} worker(s) in {walls[workers]:.1f} s", end="")
    if len(walls) == 2:
        load = os.getloadavg()[0]
        print(
            f", {walls[1] / walls[2]:.2f} times as fast (aim 1.8), load {load:.1f} on {os.cpu_count()} cores"
        )
