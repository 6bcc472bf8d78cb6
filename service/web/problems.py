"""What stopped a step, as the database keeps it: an English sentence and its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.i18n import gettext


def problem_words(problem: Mapping[str, Any]) -> str:
    """The kept problem in the reader's language."""
    sentence: str = problem["sentence"]
    params: Mapping[str, Any] = problem["params"]
    return gettext(sentence) % params if params else gettext(sentence)
