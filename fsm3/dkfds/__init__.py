"""A crispy-forms template pack for DKFDS, the Danish state's design system (npm `dkfds` 11).

It stands on Django and crispy-forms alone, so that it could be a package of its own: this folder, `templates/dkfds/`
and `static/dkfds_forms/`. The markup follows the components of the design system's own documentation.
"""
