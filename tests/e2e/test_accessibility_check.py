"""The check of accessibility itself finds what is wrong."""

from __future__ import annotations

import pytest

from tests.e2e import steps
from tests.e2e.conftest import OpenPage

pytestmark = pytest.mark.slow

_GOOD = """<!doctype html><html lang="lv"><main><h1>Virsraksts</h1><h2>Daļa</h2>
<label for="a">Vārds</label><input id="a"><button style="padding: 20px">Labi</button></main></html>"""


@pytest.mark.parametrize(
    ("from_this", "to_this", "complaint"),
    [
        (' lang="lv"', "", "no language"),
        ("<h2>Daļa</h2>", "<h3>Daļa</h3>", "heading skips a level"),
        ("<h1>Virsraksts</h1>", "", "not one h1"),
        ('for="a"', 'for="b"', "no label"),
        ('for="a"', 'for="a" aria-describedby="nowhere"', "points nowhere"),
        ("<h2>Daļa</h2>", '<h2 id="a">Daļa</h2>', "id twice"),
        ("<h2>Daļa</h2>", "<h2>Daļa <img src='data:,'></h2>", "without alt"),
        (">Labi<", "><", "nameless"),
        ("padding: 20px", "padding: 0; border: 0; font-size: 9px", "small target"),
        ("<h2>Daļa", '<h2 style="color: #aaa; font-size: 1rem">Daļa', "contrast"),
    ],
)
def test_each_fault_is_found(open_page: OpenPage, from_this: str, to_this: str, complaint: str) -> None:
    page = open_page()
    page.set_content(_GOOD)
    assert page.evaluate(steps.ACCESSIBILITY) == []
    page.set_content(_GOOD.replace(from_this, to_this))
    assert complaint in " ".join(page.evaluate(steps.ACCESSIBILITY))
