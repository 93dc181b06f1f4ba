"""Which static files are served, and how they are stored for the web server.

The design system comes as an npm package with every theme, every font format and its sources; pages use the neutral
theme only, so that is what is collected.
"""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Django's static files, without what no page of ours asks for."""

    ignore_patterns = [  # noqa: RUF012  declared so by Django
        *StaticFilesConfig.ignore_patterns,
        "*.map",
        "scss",
        "*/split/woff/*",
        "*-Cyrillic.woff2",
        "*-Greek.woff2",
        "*-Latin[23].woff2",
        "*-Pi.woff2",
        "otf",
        "dkfds-*.css",
        "dkfds.css",
        "dkfds.js",
    ]
