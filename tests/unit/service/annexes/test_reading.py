"""JSON that is not JSON is refused with the place, never with a traceback."""

from __future__ import annotations

import pytest

from service.annexes.reading import MAX_BYTES, read_json
from signing.errors import Refusal


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json.not_json"),
        (b'{"a": ', "json.not_json"),
        (b"{'a': 1}", "json.not_json"),
        (b"\xff\xfe{}", "json.not_utf8"),
        (b'{"a": 1, "a": 2}', "json.not_plain"),
        (b'{"a": NaN}', "json.not_plain"),
        (b"[" * 200_000, "json.too_deep"),
        (b" " * (MAX_BYTES + 1), "json.too_large"),
    ],
)
def test_what_is_not_plain_json_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_json(content, "data.json")
    assert refused.value.code == code


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": 1}', "data.json") == {"a": 1}
