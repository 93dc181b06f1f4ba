"""The site and the browser that the tests get."""

from django.db import connection
from playwright.sync_api import Page

from tests.support.sites import Site


def test_a_browser_reaches_the_site_and_the_test_sees_its_database(live_site: Site, page: Page) -> None:
    page.goto(f"{live_site.url}/sundhed/klar")
    assert '"ready": true' in page.content()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == (live_site.database.name,)
