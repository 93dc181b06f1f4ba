"""What a form of the pack prints, read as a browser reads it, and the questions every page must answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
from django.template import engines


class Page:
    """A printed form as a tree; refuses markup that a browser would have to mend."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True
        )
        self.html = html
        self.root = parser.parse(
            f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>"
        )

    def all(self, path: str) -> list[Any]:
        """The elements of an XPath."""
        return list(self.root.xpath(path))

    def one(self, path: str) -> Any:
        """The only element of an XPath."""
        found = self.all(path)
        assert len(found) == 1, f"{len(found)} of {path}"
        return found[0]

    def by_id(self, name: str) -> Any:
        """The element of an id."""
        return self.one(f"//*[@id='{name}']")

    def text(self, path: str) -> str:
        """All text of the only element of an XPath, with single spaces."""
        return words(self.one(path))

    def control(self, name: str) -> Any:
        """The only control of that name."""
        return self.one(f"//*[@name='{name}']")

    def described(self, element: Any) -> str:
        """What a screen reader reads out as the description of an element."""
        return " ".join(words(self.by_id(each)) for each in element.get("aria-describedby", "").split())

    def faults(self) -> Iterator[str]:
        """What no page may have."""
        ids = self.all("//@id")
        yield from (f"two of {each}" for each in sorted({each for each in ids if ids.count(each) > 1}))
        for label in self.all("//label"):
            if label.get("for") not in ids:
                yield f"label without its control: {words(label)}"
        for control in self.all("//input[not(@type='hidden')] | //select | //textarea"):
            if not self.all(f"//label[@for='{control.get('id')}']"):
                yield f"control without a label: {control.get('name')}"
        for attribute in ("aria-describedby", "aria-controls", "aria-labelledby", "data-shows"):
            for value in self.all(f"//@{attribute}"):
                yield from (f"{attribute} leads nowhere: {each}" for each in value.split() if each not in ids)
        for link in self.all("//a[starts-with(@href, '#')]/@href"):
            if link[1:] not in ids:
                yield f"link leads nowhere: {link}"
        for element in self.all("//*"):
            yield from (
                f"{name} on {element.tag}"
                for name in element.attrib
                if name == "style" or str(name).startswith("on")
            )
        yield from ("inline script" for _ in self.all("//script[not(@src) or normalize-space()]"))
        yield from ("style sheet in the page" for _ in self.all("//style"))
        yield from ("group without a legend" for _ in self.all("//fieldset[not(legend)]"))
        yield from ("more than one autofocus" for _ in self.all("//*[@autofocus]")[1:])


def words(element: Any) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def printed(form: Any, source: str = "{% crispy form %}", **context: Any) -> Page:
    """A form as a page prints it."""
    template = engines["django"].from_string("{% load crispy_forms_tags %}" + source)
    return Page(template.render({"form": form, "csrf_token": "x", **context}))
