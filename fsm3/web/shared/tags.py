"""The tags that all pages draw their components with; built-ins of the templates, so no page loads them."""

from __future__ import annotations

from django import template
from django.contrib.messages.storage.base import Message
from django.template import loader

from fsm3.web.shared.components import Alert
from fsm3.web.shared.drawn import Component
from fsm3.web.shared.table_rows import foot, head, rows

register = template.Library()
register.simple_tag(head, name="table_head")
register.simple_tag(rows, name="table_rows")
register.simple_tag(foot, name="table_foot")


@register.simple_tag
def component(value: Component) -> str:
    """Draw a component by the template of its name, in which it is known by that name and by nothing else."""
    return loader.get_template(f"components/{value.name}.html").render({value.name: value})


@register.simple_tag
def notice(message: Message) -> str:
    """Draw what a view said to the person as an alert; Django's levels are called as the alert's tones."""
    return component(Alert(message.level_tag, "", str(message)))
