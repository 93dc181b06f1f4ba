"""What WeasyPrint leaves out of a letter's tags, added before the file is written.

PDF/UA-1 asks of every header cell whether it heads a row or a column (ISO 14289-1, 7.5), and of running heads and feet
that a screen reader passes over them (7.8). WeasyPrint drops the first and writes the second as content that hangs
nowhere in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydyf import PDF, Array, Dictionary, Object, Stream

_PAGINATION = Dictionary({"Type": "/Pagination"})
Elements = Mapping[bytes, Object]


def complete(_document: object, pdf: PDF) -> None:
    """Say what header cells head, and that what stands in the margins is no content. A `finisher` of WeasyPrint."""
    elements = {each.reference: each for each in pdf.objects}
    _scopes(elements)
    _margins(pdf, elements)


def _scopes(elements: Elements) -> None:
    for cell in elements.values():
        if isinstance(cell, Dictionary) and cell.get("S") == "/TH":
            group = elements[elements[cell["P"]]["P"]]
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _margins(pdf: PDF, elements: Elements) -> None:
    """Make a pagination artifact of each marked piece whose element the tree does not reach."""
    root = elements[pdf.catalog["StructTreeRoot"]]
    reached = set(_below(root, elements))
    numbers = iter(elements[root["ParentTree"]]["Nums"])
    marked = dict(zip(numbers, numbers, strict=True))
    for page in elements.values():
        if isinstance(page, Dictionary) and page.get("Type") == "/Page":
            owners = marked[page["StructParents"]]
            outside = {mcid for mcid, owner in enumerate(owners) if owner not in reached}
            _set_apart(elements[page["Contents"]], outside)
            owners[:] = ["null" if mcid in outside else owner for mcid, owner in enumerate(owners)]


def _below(element: Any, elements: Elements) -> Iterator[bytes]:
    """The references of everything under an element; a number among its children is a piece of a page."""
    for child in element.get("K", Array()):
        if not isinstance(child, int):
            yield child
            yield from _below(elements[child], elements)


def _set_apart(page: Stream, outside: set[int]) -> None:
    """Rename the pieces of a page: a tag, its properties and the operator follow each other in the stream."""
    for place, properties in enumerate(page.stream):
        if isinstance(properties, Dictionary) and properties.get("MCID") in outside:
            page.stream[place - 1 : place + 1] = ["/Artifact", _PAGINATION]
