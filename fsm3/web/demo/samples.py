"""A sample of every component in every state, with invented content, for the style page and for the tests."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fsm3.web.shared.components import (
    Alert,
    At,
    Badge,
    Breadcrumb,
    Cell,
    Column,
    Confirmation,
    Contents,
    Download,
    Event,
    Fact,
    Filter,
    Filters,
    Job,
    Link,
    Progress,
    SessionNotice,
    Step,
    Steps,
    Summary,
    Table,
    Tabs,
    Task,
    TaskList,
    Timeline,
)
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.pictures import Area, Bar, Chart, Map, Meter, Pile, Spread

HERE = "#main"
DIGEST = "5f0c1d3a9b7e2468ace013579bdf02468ace13579bdf02468ace13579bdf0246"


@dataclass(frozen=True)
class Sample:
    """A component with its states, each under the words that say which state it is."""

    key: str
    title: str
    states: tuple[tuple[str, Component], ...]


def samples() -> tuple[Sample, ...]:
    """All of them, in the language of the request."""
    return (
        Sample("badge", _("Status badge"), _badges()),
        Sample("alert", _("Alert"), _alerts()),
        Sample("breadcrumb", _("Breadcrumb"), _breadcrumbs()),
        Sample("contents", _("Contents of a page"), ((_("Filled"), Contents((_here(_("Budget")),))),)),
        Sample("task_list", _("Task list"), ((_("Filled"), _task_list()),)),
        Sample("steps", _("Step list"), ((_("Filled"), _steps()),)),
        Sample("tabs", _("Tabs"), ((_("Filled"), _tabs()),)),
        Sample("summary", _("Summary list"), ((_("Filled"), _summary()),)),
        Sample("filters", _("Filters of a list"), ((_("Filled"), _filters()),)),
        Sample("table", _("Table"), _tables()),
        Sample("confirmation", _("Confirmation"), ((_("Filled"), _confirmation()),)),
        Sample("progress", _("Progress of a job"), _progress()),
        Sample("timeline", _("Timeline"), _timelines()),
        Sample("download", _("File to download"), _downloads()),
        Sample("chart", _("Chart"), ((_("Filled"), _chart()),)),
        Sample("meter", _("Limit"), _meters()),
        Sample("spread", _("A number among those of all applicants"), ((_("Filled"), _spread()),)),
        Sample("map", _("Map"), ((_("Filled"), _map()),)),
        Sample("session_notice", _("End of the session"), ((_("Filled"), _session_notice()),)),
    )


def _here(text: str) -> Link:
    return Link(text, HERE)


def _badges() -> tuple[tuple[str, Component], ...]:
    return (
        (_("Neutral"), Badge(_("Draft"), "quiet")),
        (_("Info"), Badge(_("Sent"), "info")),
        (_("Success"), Badge(_("Awarded"), "success")),
        (_("Warning"), Badge(_("Recommended"), "warning")),
        (_("Error"), Badge(_("Refused"), "error")),
    )


def _alerts() -> tuple[tuple[str, Component], ...]:
    text = _("What was sent stands until the correction is sent in time.")
    heading = _("A correction is being written")
    open_it = _here(_("Back to the case"))
    return (
        (_("Info"), Alert("info", heading, text)),
        (_("Success"), Alert("success", "", _("Approved. The letter is being made."))),
        (_("Warning"), Alert("warning", _("This is a draft"), text, link=open_it)),
        (
            _("Error"),
            Alert("error", _("This could not be done"), points=(_("A reason is missing."),), urgent=True),
        ),
    )


def _breadcrumbs() -> tuple[tuple[str, Component], ...]:
    return (
        (_("Under the front page"), Breadcrumb(_("Cases"))),
        (
            _("Under another page"),
            Breadcrumb("FSM3-2021-0001", (_here(_("Cases")),), _("Under another page")),
        ),
    )


def _task_list() -> TaskList:
    return TaskList(
        heading=_("The application"),
        summary=_("1 of 3 tasks is done."),
        tasks=(
            Task(_("Contact"), Badge(_("Done"), "success"), HERE),
            Task(_("Budget"), Badge(_("Has faults"), "error"), HERE, _("Two lines have no note.")),
            Task(_("Send"), Badge(_("Cannot begin yet"), "quiet"), hint=_("Only a signatory sends.")),
        ),
    )


def _steps() -> Steps:
    return Steps(
        _("Way of the case"),
        (
            Step(_("Sent"), At.DONE, HERE),
            Step(_("Budget"), At.FAULTY, HERE, _("Two lines have no note.")),
            Step(_("Assessment"), At.CURRENT, HERE, _("One assessment is in")),
            Step(_("Decision"), At.AHEAD),
        ),
    )


def _tabs() -> Tabs:
    tabs = (_here(_("Application")), _here(_("Budget")), _here(_("Journal")))
    return Tabs(_("Parts of the case"), tabs, _("Budget"))


def _summary() -> Summary:
    return Summary(
        (
            Fact(_("Requested"), "1.540.000,00 kr.", strong=True),
            Fact(
                _("Own project period"),
                "1. december 2021 – 31. december 2023",
                (_("Two lines have no note."),),
            ),
            Fact(_("Contact"), "Kirsten Opdigtet", link=_here(_("Change"))),
        )
    )


def _tables() -> tuple[tuple[str, Component], ...]:
    columns = (
        Column(_("Case"), url=HERE, sorted="ascending"),
        Column(_("Municipality"), url=HERE),
        Column(_("Status")),
        Column(_("Requested, DKK"), number=True, url=HERE),
    )
    sent, awarded = Badge(_("Sent"), "info"), Badge(_("Awarded"), "success")
    rows = (
        (Cell("FSM3-2021-0001", HERE), Cell("Læsø"), Cell(badge=sent), Cell("925.000,00")),
        (Cell("FSM3-2021-0002", HERE), Cell("Fanø", details=("Esbjerg",)), Cell(badge=awarded), Cell("1.540.000,00")),
    )  # fmt: skip
    foot = (Cell(_("In all"), spans=3), Cell("2.465.000,00"))
    export, caption, empty = _here(_("Fetch as CSV")), _("Cases"), _("No case fits.")
    down = (Column(_("Case"), url=HERE, sorted="descending"), *columns[1:])
    return (
        (_("Filled"), Table(caption, columns, rows, empty, foot, export)),
        (
            _("Stacked on narrow screens"),
            Table(_("Stacked on narrow screens"), down, rows, empty, stacked=True, caption_shown=True),
        ),
        (_("Empty"), Table(caption, columns, (), empty)),
    )


def _confirmation() -> Confirmation:
    return Confirmation(
        heading=_("The application is received"),
        number_label=_("Receipt"),
        number="FSM3-2021-0001-1",
        text=_("What was sent stands until a newer version is sent in time."),
        facts=Summary((Fact(_("Received"), "26. november 2021 kl. 11.58.31"), Fact("SHA-256", DIGEST))),
        next_heading=_("What happens next"),
        next_steps=(
            _("Two caseworkers assess it, unseen by each other."),
            _("You get a letter with the decision."),
        ),
        links=(_here(_("Our applications")),),
    )


def _progress() -> tuple[tuple[str, Component], ...]:
    label = _("Letters")
    return (
        (_("Waiting"), Progress(label, Job.WAITING, 0, _("Waiting to be made"), HERE)),
        (_("Running"), Progress(label, Job.RUNNING, 40, _("Being made"), HERE)),
        (_("Done"), Progress(label, Job.DONE, 100, _("Letters made"))),
        (_("Stuck"), Progress(label, Job.STUCK, 40, _("Stuck"))),
    )


def _timelines() -> tuple[tuple[str, Component], ...]:
    sent = Event("26. november 2021 kl. 11.58.31", _("Sent the application"), "Kirsten Opdigtet", "1")
    awarded = Event(
        "15. december 2021 kl. 09.00.00", _("Awarded the grant"), details=_("By its sum of points")
    )
    return (
        (_("Filled"), Timeline(_("Journal"), (sent, awarded))),
        (_("Empty"), Timeline(_("Journal"), (), _("Nothing has happened yet."))),
    )


def _downloads() -> tuple[tuple[str, Component], ...]:
    made = Download(_("Award"), HERE, size="48 kB", sha256=DIGEST, facts=("15. december 2021 kl. 09.00",))
    return (_("Made"), made), (_("Being made"), Download(_("Award")))


def _chart() -> Chart:
    bars = (Bar("Læsø", 1000, "17,2 %"), Bar("Fanø", 872, "15,0 %"), Bar("Samsø", 0, "0,0 %"))
    return Chart(_("Outcome share by municipality, invented"), _("Municipality"), _("Outcome share"), bars)


def _meters() -> tuple[tuple[str, Component], ...]:
    asked, cap = Fact(_("Requested"), "925.000,00 kr."), Fact(_("Cap"), "3.000.000,00 kr.")
    much, left = Fact(_("Requested"), "4.000.000,00 kr."), Fact(_("Left"), "2.075.000,00 kr.")
    over = Fact(_("Over the cap"), "1.000.000,00 kr.")
    return (
        (_("Within the limit"), Meter((asked, cap, left), 308, 994)),
        (_("Over the limit"), Meter((much, cap, over), 1000, 750, over=True)),
    )


def _spread() -> Spread:
    own, middle = Fact(_("This application"), "19", strong=True), Fact(_("The one in the middle"), "25")
    piles = (Pile(0, 40, own=True), Pile(480, 100, own=False), Pile(988, 40, own=False))
    return Spread((own, middle), _("Invented figures."), piles, "19", "32")


def _map() -> Map:
    outlines: tuple[tuple[str, str, int | None], ...] = (
        ("Læsø", "M10 10h60v40z", 0),
        ("Fanø", "M80 20h60v60z", 1),
        ("Samsø", "M20 70h40v30z", None),
    )
    legend = (_("Awarded"), _("Applied"))
    return Map(
        caption=_("Who applied"),
        view_box="0 0 150 110",
        areas=tuple(
            Area(name, outline, group, "" if group is None else legend[group])
            for name, outline, group in outlines
        ),
        legend=legend,
        label=_("Municipality"),
        group_label=_("Status"),
        notice=_("Invented: these are not the municipalities that were really awarded."),
    )


def _filters() -> Filters:
    statuses = (("", _("All")), ("awarded", _("Awarded")))
    return Filters((Filter("status", _("Status"), statuses, "awarded"),), all=Link(_("Show all"), HERE))


def _session_notice() -> SessionNotice:
    return SessionNotice(600, 600, "12.00", HERE, shown=True)
