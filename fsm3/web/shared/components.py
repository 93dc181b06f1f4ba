"""What pages are built of, as small values: each is drawn by the template of its name, and its strings are formatted.

The templates in `templates/components/` are the only place with the design system's markup (DKFDS 11); a page says
`{% component value %}`. What the design system has no component for (task list, timeline, chart, map) is made of its
lists, badges and tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere."""

    text: str
    url: str


@dataclass(frozen=True)
class Badge:
    """A status in words, and how it is coloured: `info`, `success`, `warning`, `error`, `quiet` or nothing."""

    name: ClassVar = "badge"
    text: str
    tone: str = ""


@dataclass(frozen=True)
class Breadcrumb:
    """Where the page lies: the pages above it under the front page, and its own name; `label` tells two apart."""

    name: ClassVar = "breadcrumb"
    here: str
    above: tuple[Link, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Contents:
    """What is on a long page, as links to its sections (`#budget`)."""

    name: ClassVar = "contents"
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Alert:
    """Something to know or do now. `tone` as a badge's; `urgent` is read aloud at once, for what went wrong just now.

    `points` are texts below it, `links` lead to where something can be done; one without an address is a text.
    """

    name: ClassVar = "alert"
    tone: str
    heading: str
    text: str = ""
    points: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    link: Link | None = None
    urgent: bool = False


@dataclass(frozen=True)
class Task:
    """Something to do, with how far it is; without `url` it cannot be begun yet."""

    text: str
    badge: Badge
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class TaskList:
    """What there is to do, in order, and how much of it is done."""

    name: ClassVar = "task_list"
    heading: str
    tasks: tuple[Task, ...]
    summary: str = ""


class At(StrEnum):
    """Where a step stands."""

    DONE = "done"
    CURRENT = "current"
    FAULTY = "faulty"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Step:
    """A step on a way; without `url` it is not open. `note` says more in a line."""

    text: str
    at: At
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Steps:
    """The steps of a way in their order; `label` names the way."""

    name: ClassVar = "steps"
    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Tabs:
    """Views of one thing, each with an address of its own; `current` is the text of the one shown."""

    name: ClassVar = "tabs"
    label: str
    tabs: tuple[Link, ...]
    current: str


@dataclass(frozen=True)
class Fact:
    """A name with its value. `details` are quieter lines below; `strong` what the eye should find first.

    `written` is what a person wrote, whose line breaks stay.
    """

    label: str
    value: str
    details: tuple[str, ...] = ()
    strong: bool = False
    link: Link | None = None
    badge: Badge | None = None
    written: bool = False


@dataclass(frozen=True)
class Summary:
    """Facts below each other: what was answered, what a case is."""

    name: ClassVar = "summary"
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Filter:
    """A list to choose from: the `name` in the address, its label, values with their texts, and the one chosen."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True)
class Search:
    """Words to look for: the `name` in the address, its label, and what was typed."""

    name: str
    label: str
    typed: str


@dataclass(frozen=True)
class Filters:
    """What a list can leave out, in the address; `kept` goes along unchanged, `all` leads back to the whole list."""

    name: ClassVar = "filters"
    filters: tuple[Filter, ...]
    kept: tuple[tuple[str, str], ...] = ()
    all: Link | None = None
    search: Search | None = None


@dataclass(frozen=True)
class Column:
    """A column. Its heading may have a quieter `detail`; `url` sorts by it, `sorted` is `ascending` or `descending`.

    A `number` stands right in figures of one width. `look` is nothing, `note` for running text (never squeezed),
    `digest` for a checksum (broken anywhere) or `nowrap`.
    """

    text: str
    number: bool = False
    url: str = ""
    sorted: str = ""
    detail: str = ""
    look: str = ""


@dataclass(frozen=True)
class Tick:
    """A box to tick in a table that stands in a form: its field there, and the value it sends."""

    field: str
    value: str
    ticked: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands in a row of a column: a text or a badge, also as a link; `lines` below, then quieter `details`.

    With a `tick` its text is the box's label. In the foot, and alone in a row of the body, it `spans` columns and has a
    text alone: in the body it is a line drawn through the table.
    """

    text: str = ""
    url: str = ""
    details: tuple[str, ...] = ()
    badge: Badge | None = None
    spans: int = 0
    lines: tuple[str, ...] = ()
    strong: bool = False
    tick: Tick | None = None


@dataclass(frozen=True)
class Table:
    """Rows under headings. `empty` is said where there are none; `stacked` sets cells below each other on narrow screens."""

    name: ClassVar = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""
    foot: tuple[Cell, ...] = ()
    export: Link | None = None
    stacked: bool = False
    caption_shown: bool = False


@dataclass(frozen=True)
class Confirmation:
    """What was just done cannot be missed: what it was, its number, the facts, and what happens next."""

    name: ClassVar = "confirmation"
    heading: str
    number_label: str
    number: str
    text: str
    facts: Summary
    next_heading: str
    next_steps: tuple[str, ...]
    links: tuple[Link, ...] = ()


class Job(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STUCK = "stuck"


@dataclass(frozen=True)
class Progress:
    """How far a job is. While it goes on the view sends a Refresh header, and `look_again` is for the impatient."""

    name: ClassVar = "progress"
    label: str
    state: Job
    percent: int
    text: str
    look_again: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether the page will say something else in a moment."""
        return self.state in {Job.WAITING, Job.RUNNING}


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    at: str
    text: str
    who: str = ""
    number: str = ""
    details: str = ""


@dataclass(frozen=True)
class Timeline:
    """What happened, in the order given."""

    name: ClassVar = "timeline"
    label: str
    events: tuple[Event, ...]
    empty: str = ""


@dataclass(frozen=True)
class Download:
    """A file to fetch; without `url` it is being made. `facts` are short texts such as its date.

    `icon` names one of the design system's; `actions` are what can be done with the file besides fetching it, `badge`
    what became of it.
    """

    name: ClassVar = "download"
    title: str
    url: str = ""
    kind: str = "PDF"
    size: str = ""
    sha256: str = ""
    facts: tuple[str, ...] = ()
    icon: str = "file-pdf"
    actions: tuple[Link, ...] = ()
    badge: Badge | None = None


@dataclass(frozen=True)
class SessionNotice:
    """The dialogue before one is signed out: seconds `left`, when one is `warned`, `until` which time, and how to `stay`.

    Every page of the signed in has it, closed; `shown` opens it where it stands.
    """

    name: ClassVar = "session_notice"
    left: int
    warned: int
    until: str
    stay: str
    shown: bool = False

    @property
    def minutes(self) -> str:
        """What the dialogue says when it opens."""
        return str(self.warned // 60)
