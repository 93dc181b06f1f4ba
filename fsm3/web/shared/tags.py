"""The one tag that all pages draw their components with; a built-in of the templates, so no page loads it."""

from __future__ import annotations

from django import template
from django.template import loader

from fsm3.web.shared.components import Component

register = template.Library()


@register.simple_tag
def component(value: Component) -> str:
    """Draw a component by the template of its name, in which it is known by that name and by nothing else."""
    return loader.get_template(f"components/{value.name}.html").render({value.name: value})
