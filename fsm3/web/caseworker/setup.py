"""How pools are set up: what counts in each, what waits, and every version and table there ever was, to be fetched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.rules.caps_file import COLUMNS, lines_of
from applications.rules.pool_file import dump_pool
from applications.selectors import pool_setup, pools
from applications.selectors.pool_setup import PoolSetup, TableLine, VersionLine
from fsm3.access import selectors as access
from fsm3.access.guards import open_to
from fsm3.access.roles import Role
from fsm3.core import proposals
from fsm3.core.proposals import Proposed
from fsm3.journeys.kinds import Kind
from fsm3.web.caseworker import setup_parts
from fsm3.web.caseworker.told import Told, people, told
from fsm3.web.shared.acting import SignedIn
from fsm3.web.shared.components import Badge, Breadcrumb, Cell, Column, Fact, Link, Summary, Table
from fsm3.web.shared.exports import as_csv
from fsm3.web.shared.labels import READS_ALL


@open_to(*READS_ALL)
@require_safe
def setup(request: SignedIn) -> HttpResponse:
    """Show every pool with what counts in it and what is proposed."""
    found = pool_setup.all_pools()
    waiting = {each.subject for each in proposals.waiting()}
    context = {
        "breadcrumb": Breadcrumb(_("Set-up")),
        "pools": _pools(found, waiting),
        "acts": request.actor.role == Role.CASEWORKER,
    }
    return render(request, "caseworker/setup.html", context)


def _pools(found: Iterable[PoolSetup], waiting: set[str]) -> Table:
    columns = (
        Column(_("Pool")),
        Column(_("Terms in force")),
        Column(_("Caps in force")),
        Column(_("Proposed")),
    )
    rows = tuple(_pool(each, waiting) for each in found)
    return Table(_("Pools"), columns, rows, _("There is no pool yet."), stacked=True)


def _pool(each: PoolSetup, waiting: set[str]) -> tuple[Cell, ...]:
    invented = (_("Invented for the demo"),) if each.invented else ()
    return (
        Cell(each.name, reverse("setup_pool", args=(each.key,)), details=invented, strong=True),
        _terms_cell(each),
        _caps_cell(each.table),
        _proposed_cell(each.key, waiting),
    )


def _terms_cell(each: PoolSetup) -> Cell:
    if each.version is None:
        return Cell(_("None yet"))
    number = _("version %(number)s") % {"number": each.version.number}
    closes = _("Deadline %(moment)s") % {"moment": each.deadline}
    since = _("Since %(moment)s") % {"moment": each.version.since}
    return Cell(number, lines=(closes, each.envelope), details=(since,))


def _caps_cell(table: TableLine | None) -> Cell:
    if table is None:
        return Cell(_("None yet"))
    number = _("table %(number)s") % {"number": table.number}
    since = _("Since %(moment)s") % {"moment": table.since}
    return Cell(number, lines=(_many(table), table.total), details=(since,))


def _many(table: TableLine) -> str:
    return _("%(count)s municipalities") % {"count": table.municipalities}


def _proposed_cell(key: str, waiting: set[str]) -> Cell:
    texts = {f"pool:{key}": _("A version"), f"caps:{key}": _("A table of caps")}
    waits = [text for subject, text in texts.items() if subject in waiting]
    return Cell(badge=Badge(_("Waits"), "warning"), lines=tuple(waits)) if waits else Cell("–")


@open_to(*READS_ALL)
@require_safe
def setup_of_pool(request: SignedIn, pool_key: str) -> HttpResponse:
    """Show what counts in a pool, what waits, and all its versions and tables with who prepared and decided them."""
    found = _found(pool_key)
    lines = _lines(request, pool_key)
    context = {
        "pool": found,
        "breadcrumb": Breadcrumb(found.name, (Link(_("Set-up"), reverse("setup")),)),
        "waiting": setup_parts.waiting_on(request, f"pool:{pool_key}", f"caps:{pool_key}"),
        "facts": Summary(tuple(_facts(found))),
        "versions": _versions(found, lines),
        "tables": _tables(found, lines),
        "acts": request.actor.role == Role.CASEWORKER and found.version is not None,
    }
    return render(request, "caseworker/setup_pool.html", context)


def _found(pool_key: str) -> PoolSetup:
    found = pool_setup.pool_setup(pool_key)
    if found is None:
        raise Http404
    return found


def _facts(found: PoolSetup) -> Iterable[Fact]:
    if found.version:
        number = _("version %(number)s") % {"number": found.version.number}
        yield Fact(_("Terms in force"), number, (_since(found.version.since),), strong=True)
        yield Fact(_("Deadline"), found.deadline)
        yield Fact(_("Envelope"), found.envelope)
    else:
        yield Fact(_("Terms in force"), _("None yet"))
    if found.table:
        number = _("table %(number)s") % {"number": found.table.number}
        yield Fact(_("Caps in force"), number, (_since(found.table.since),), strong=True)
        yield Fact(_("Caps in all"), found.table.total, (_many(found.table),))
    else:
        yield Fact(_("Caps in force"), _("None yet"))


def _since(moment: str) -> str:
    return _("Since %(moment)s") % {"moment": moment}


_Proposals = Mapping[tuple[str, int], tuple[Told, ...]]


def _lines(request: SignedIn, pool_key: str) -> _Proposals:
    """Who proposed and decided, by kind and by the version or table that it was about."""
    found = tuple(chain(proposals.ever_on(f"pool:{pool_key}"), proposals.ever_on(f"caps:{pool_key}")))
    names = access.names(people(found))
    made: dict[tuple[str, int], tuple[Told, ...]] = {}
    for each in found:
        key = (each.kind, _subject_id(each))
        made[key] = (*made.get(key, ()), told(each, names, request.actor))
    return made


def _subject_id(each: Proposed) -> int:
    return int(each.content["version" if each.kind == Kind.POOL_VERSION else "table"])


def _versions(found: PoolSetup, lines: _Proposals) -> Table:
    columns = (
        Column(_("Version")),
        Column(_("In force")),
        Column(_("Prepared")),
        Column(_("Decided")),
        Column("SHA-256", look="digest"),
        Column(_("File")),
    )
    rows = tuple(
        _version(found.key, each, lines.get((Kind.POOL_VERSION, each.id), ())) for each in found.versions
    )
    return Table(_("Versions of the terms"), columns, rows, _("There is no version yet."), stacked=True)


def _version(key: str, each: VersionLine, lines: tuple[Told, ...]) -> tuple[Cell, ...]:
    file = reverse("setup_version_file", args=(key, each.number))
    return (
        Cell(str(each.number), strong=True),
        _in_force(each),
        *_who(lines, each.loaded),
        Cell(each.sha256),
        Cell(_("Pool file (TOML)"), file),
    )


def _in_force(each: VersionLine | TableLine) -> Cell:
    if each.counts:
        return Cell(badge=Badge(_("In force"), "success"), details=(_since(each.since),))
    return Cell(_("Was in force"), details=(_since(each.since),)) if each.since else Cell("–")


def _who(lines: tuple[Told, ...], loaded: str) -> tuple[Cell, Cell]:
    """Who prepared and who decided, of the newest proposal; a version that was never proposed says when it was read."""
    if not lines:
        return Cell(loaded), Cell("–")
    newest = lines[-1]
    verdict = Cell(badge=newest.badge) if newest.open else _decided(newest)
    return Cell(newest.prepared_by, details=(newest.prepared_at,)), verdict


def _decided(line: Told) -> Cell:
    because = (line.decided_because,) if line.decided_because else ()
    return Cell(badge=line.badge, lines=(line.decided_by, *because), details=(line.decided_at,))


def _tables(found: PoolSetup, lines: _Proposals) -> Table:
    columns = (
        Column(_("Table")),
        Column(_("In force")),
        Column(_("Source")),
        Column(_("Caps in all"), number=True),
        Column(_("Prepared")),
        Column(_("Decided")),
        Column("SHA-256", look="digest"),
        Column(_("File")),
    )
    rows = tuple(_table(found.key, each, lines.get((Kind.CAP_TABLE, each.id), ())) for each in found.tables)
    return Table(_("Tables of caps"), columns, rows, _("There is no table of caps yet."), stacked=True)


def _table(key: str, each: TableLine, lines: tuple[Told, ...]) -> tuple[Cell, ...]:
    file = reverse("setup_caps_file", args=(key, each.number))
    return (
        Cell(str(each.number), strong=True),
        _in_force(each),
        Cell(each.source, details=(each.dated,)),
        Cell(each.total, details=(_many(each),)),
        *_who(lines, ""),
        Cell(each.sha256),
        Cell(_("Table (CSV)"), file),
    )


@open_to(*READS_ALL)
@require_safe
def version_file(request: SignedIn, pool_key: str, number: int) -> HttpResponse:
    """Send a version of a pool's terms as its pool file."""
    terms = pool_setup.version_terms(pool_key, number)
    if terms is None:
        raise Http404
    response = HttpResponse(dump_pool(terms), content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{pool_key}-{number}.toml"'
    return response


@open_to(*READS_ALL)
@require_safe
def caps_file(request: SignedIn, pool_key: str, number: int) -> StreamingHttpResponse:
    """Send a table of caps as a file that can be proposed again."""
    rows, terms = pool_setup.table_rows(pool_key, number), pools.in_force(pool_key)
    if rows is None or terms is None:
        raise Http404
    lines = (tuple(map(Cell, line)) for line in lines_of(rows, terms.terms))
    table = Table("", tuple(map(Column, COLUMNS)), tuple(lines))
    return as_csv(table, f"tilskud-{pool_key}-{number}")
