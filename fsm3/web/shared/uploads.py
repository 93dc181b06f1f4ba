"""How much a request may carry: what is larger than anything we take is refused before a byte of it is stored.

Quality page, "Security": sizes are bounded before anything is parsed. What a file and a draft may hold is said by their
rules, with words; this bound only keeps the disk of the server free, and is seldom met by an honest person.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_AT_ONCE = 210_000_000
"""Twenty files of 10 MB, the most that one may choose for a draft, and more than the 100 MB of an outcome file."""


class Bounded(FileUploadHandler):
    """Stands before Django's own handlers, and leaves what is within bounds to them."""

    def handle_raw_input(
        self, _input: Any, _meta: Any, content_length: int, _boundary: Any, _encoding: Any = None
    ) -> None:
        """Look at the length before the content is read. Raises RequestDataTooBig."""
        if content_length > MOST_AT_ONCE:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        """Hand the piece on."""
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        """Leave the file to the next."""
