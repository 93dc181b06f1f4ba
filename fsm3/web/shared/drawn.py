"""Everything that `{% component value %}` draws."""

from __future__ import annotations

from fsm3.web.shared.components import (
    Alert,
    Badge,
    Breadcrumb,
    Confirmation,
    Contents,
    Download,
    Filters,
    Progress,
    SessionNotice,
    Steps,
    Summary,
    Table,
    Tabs,
    TaskList,
    Timeline,
)
from fsm3.web.shared.pictures import Chart, Map, Meter, Spread

Component = (
    Badge | Breadcrumb | Contents | Alert | TaskList | Steps | Tabs | Summary | Filters | Table | Confirmation | Progress
    | Timeline | Download | Chart | Meter | Spread | Map | SessionNotice
)  # fmt: skip
