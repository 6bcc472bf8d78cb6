"""What is wrong with a value, before it is put into the words of a form."""

from __future__ import annotations

from typing import NamedTuple

from service.annexes.findings import Param
from service.annexes.paths import Path


class Unfit(ValueError):
    """A value is not what its field holds: a code for programs, an English message id with its values."""

    def __init__(self, code: str, sentence: str, /, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.params = params


class Fault(NamedTuple):
    """Something unfit, and where it stands."""

    at: Path
    unfit: Unfit
