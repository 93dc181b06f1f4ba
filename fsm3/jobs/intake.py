"""From the bytes of an outcome file to a vintage: the only place that knows pandas.

A file is read by columns, each distinct cell judged once. Where that finds anything out of order, or quotes, the file is
read row by row by the rule (`payouts/rules/outcome_file.py`), which alone tells faults, with their lines. So the quick
way can only ever say what the slow way would have said.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fsm3.core.canonical import sha256
from fsm3.core.periods import Month
from fsm3.core.problems import NotReady, require
from payouts.rules import outcome_cells as cells
from payouts.rules import outcome_file as rule
from payouts.rules.outcome_file import CITIZEN, MONTH, MUNICIPALITY, Columns
from payouts.rules.outcome_months import Absence, Parsed, absences, unconfirmed

_HEADER = 1 << 16
_CHUNK = 1 << 18
_COPIED_AT_ONCE = 1 << 16
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Rows:
    """The rows of a file in columns of numbers: places in the lists of months, codes and citizens, bits, hundredths."""

    months: tuple[Month, ...]
    codes: tuple[str, ...]
    citizens: tuple[str, ...]
    month: Numbers
    code: Numbers
    citizen: Numbers
    answers: Numbers
    hours: Numbers


def check(
    content: bytes,
    *,
    file_name: str,
    columns: Columns,
    known: Collection[str],
    awarded: Collection[str],
    confirmed: Collection[Absence] = (),
) -> Parsed:
    """Check a file whole, for a pool with these columns and awards. Raises NotReady with every fault at once."""
    rows = _rows(content, columns, known)
    present = _present(rows)
    missing = absences(present, awarded, rows.months)
    require(unconfirmed(missing, confirmed))
    stored = np.isin(rows.code, [place for place, code in enumerate(rows.codes) if code in awarded])
    counts = np.bincount(rows.code[~stored], minlength=len(rows.codes))
    return Parsed(
        file_name=file_name,
        sha256=sha256(content),
        columns=columns,
        months=tuple(sorted(rows.months)),
        municipalities=tuple(sorted(awarded)),
        rows=int(stored.sum()),
        not_stored={code: int(count) for code, count in zip(rows.codes, counts, strict=True) if count},
        confirmed=missing,
        lines=lambda vintage: _lines(vintage, rows, stored),
    )


def _rows(content: bytes, columns: Columns, known: Collection[str]) -> Rows:
    text = rule.decoded(content)
    quick = None if '"' in text else by_columns(text, columns, known)
    if quick is not None:
        return quick
    found = list(rule.faults(text, columns, known))
    if found:
        raise rule.refusal(found)
    return by_rows(text, columns, known)


class _OutOfOrder(Exception):
    """Something in the file is not as it should be; the rule tells what."""


def by_columns(text: str, columns: Columns, known: Collection[str]) -> Rows | None:
    """Read a file without quotes by its columns; None when anything in it is out of order."""
    try:
        names = rule.header(next(rule.records(text[:_HEADER]))[1], columns)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            reader = _ByColumns(columns, known)
            for chunk in _chunks(text, names, columns, reader.codes):
                reader.take(chunk)
            return reader.rows()
    except (ValueError, Warning, csv.Error, NotReady, _OutOfOrder):
        return None


def _chunks(
    text: str, names: Collection[str], columns: Columns, codes: Collection[str]
) -> Iterator[pd.DataFrame]:
    """The file in pieces. Cells keep their text: categories that are given are never taken for numbers."""
    answer = pd.CategoricalDtype(["0", "1"])
    kinds = {MUNICIPALITY: pd.CategoricalDtype(list(codes)), CITIZEN: "category", MONTH: "category"}
    kinds |= dict.fromkeys(columns.answers, answer) | ({columns.hours: "str"} if columns.hours else {})
    yield from pd.read_csv(
        BytesIO(text.encode()),
        sep=rule.separator(text),
        header=0,
        names=list(names),
        dtype=kinds,
        na_filter=False,
        index_col=False,
        low_memory=False,
        chunksize=_CHUNK,
    )


class _ByColumns:
    """Takes pieces of a file and judges each distinct cell once. Stops at the first that is out of order."""

    def __init__(self, columns: Columns, known: Collection[str]) -> None:
        self.codes = tuple(sorted(known))
        self._columns = columns
        self._months: dict[Month, int] = {}
        self._citizens: dict[str, int] = {}
        self._hours: dict[str, int] = {}
        self._pieces: list[tuple[Numbers, ...]] = []

    def take(self, chunk: pd.DataFrame) -> None:
        """Read one piece."""
        answers = np.zeros(len(chunk), dtype=np.int32)
        for bit, name in enumerate(self._columns.answers):
            answers |= _placed(chunk[name]) << bit
        self._pieces.append(
            (
                self._each(chunk[MONTH], self._month),
                _placed(chunk[MUNICIPALITY]),
                self._each(chunk[CITIZEN], self._citizen),
                answers,
                self._worked(chunk),
            )
        )

    def rows(self) -> Rows:
        """What was read, unless a citizen is in a month twice, or there are no rows."""
        if not self._months:
            raise _OutOfOrder
        month, code, citizen, answers, hours = (
            np.concatenate(pieces) for pieces in zip(*self._pieces, strict=True)
        )
        if not pd.Index(citizen.astype(np.int64) * len(self._months) + month).is_unique:
            raise _OutOfOrder
        return Rows(
            tuple(self._months), self.codes, tuple(self._citizens), month, code, citizen, answers, hours
        )

    def _each(self, column: pd.Series, place: Callable[[str], int]) -> Numbers:
        """The column as numbers, where `place` gives the number of a cell."""
        texts = column.cat.categories.tolist()
        if not all(isinstance(text, str) for text in texts) or cells.looks_like_cpr("\n".join(texts)):
            raise _OutOfOrder
        numbers = np.fromiter(map(place, texts), dtype=np.int32, count=len(texts))
        placed: Numbers = numbers[column.cat.codes.to_numpy()]
        return placed

    def _month(self, cell: str) -> int:
        return self._months.setdefault(cells.read_month(cell.strip()), len(self._months))

    def _citizen(self, cell: str) -> int:
        return self._citizens.setdefault(cells.read_citizen(cell.strip()), len(self._citizens))

    def _worked(self, chunk: pd.DataFrame) -> Numbers:
        if self._columns.hours is None:
            return np.zeros(len(chunk), dtype=np.int32)
        places, texts = pd.factorize(chunk[self._columns.hours])
        for text in texts:
            if text not in self._hours:
                self._hours[text] = cells.read_hours(text.strip())
        hours: Numbers = np.array([self._hours[text] for text in texts], dtype=np.int32)[places]
        return hours


def _placed(column: pd.Series) -> Numbers:
    """The place of each cell among the categories given. Stops at a cell that is none of them."""
    places: Numbers = column.cat.codes.to_numpy().astype(np.int32)
    if (places < 0).any():
        raise _OutOfOrder
    return places


def by_rows(text: str, columns: Columns, known: Collection[str]) -> Rows:
    """Read a file without faults row by row."""
    records = rule.records(text)
    names = rule.header(next(records)[1], columns)
    read = rule.readers(columns, known)
    months: dict[Month, int] = {}
    citizens: dict[str, int] = {}
    codes = {code: place for place, code in enumerate(sorted(known))}
    table = []
    for _, row in records:
        cell = {name: read[name](text.strip()) for name, text in zip(names, row, strict=True)}
        table.append(
            (
                months.setdefault(cell[MONTH], len(months)),
                codes[cell[MUNICIPALITY]],
                citizens.setdefault(cell[CITIZEN], len(citizens)),
                sum(cell[name] << bit for bit, name in enumerate(columns.answers)),
                cell[columns.hours] if columns.hours else 0,
            )
        )
    numbers = np.array(table, dtype=np.int32).T
    return Rows(tuple(months), tuple(codes), tuple(citizens), *numbers)


def _present(rows: Rows) -> set[tuple[Month, str]]:
    """Which municipality has a row in which month."""
    width = len(rows.codes)
    found = np.unique(rows.month.astype(np.int64) * width + rows.code)
    return {(rows.months[each // width], rows.codes[each % width]) for each in found.tolist()}


def _lines(vintage: int, rows: Rows, stored: NDArray[np.bool_]) -> Iterator[str]:
    """The rows to store as COPY reads them, month by month, in pieces."""
    chosen = np.flatnonzero(stored)
    first_days = [month.first_day for month in rows.months]
    chosen = chosen[
        np.argsort(np.array(first_days, dtype="datetime64[D]")[rows.month[chosen]], kind="stable")
    ]
    before = [f"{vintage}\t{day}\t" for day in first_days]
    citizens = [citizen.replace("\\", "\\\\") for citizen in rows.citizens]
    for begin in range(0, len(chosen), _COPIED_AT_ONCE):
        piece = chosen[begin : begin + _COPIED_AT_ONCE]
        columns = (rows.month, rows.citizen, rows.code, rows.answers, rows.hours)
        yield "".join(
            f"{before[month]}{citizens[citizen]}\t{rows.codes[code]}\t{answers}\t{hours}\n"
            for month, citizen, code, answers, hours in zip(
                *(column[piece].tolist() for column in columns), strict=True
            )
        )
