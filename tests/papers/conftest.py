"""The tests of signed papers ask an independent reader as well."""

import shutil

import pytest


@pytest.fixture(scope="session", autouse=True)
def _pdfsig() -> None:
    if shutil.which("pdfsig") is None:
        pytest.fail("pdfsig is missing: apt-get install -y poppler-utils")
