"""The three kinds of failure, named by what the caller must do.

::

    Failure
    ├── Refusal    the input or the document is not good: change it          (exit status 1, HTTP 4xx)
    ├── Retry      a counterpart did not answer: the same call may go later  (exit status 3, HTTP 503)
    └── GiveUp     something this needs is not there: an operator must act   (exit status 3, HTTP 500/503)

A bug is none of these and stays the exception that it is.
"""

from __future__ import annotations

Param = str | int


class Failure(Exception):
    """A failure with a stable code for programs and a sentence for people.

    ``sentence`` is English, the gettext message id of its translations, with ``%(name)s`` places for
    ``params``. It names the field or file, says what is wrong and what to do, and never carries a personal
    code, a token or what somebody typed into a form.
    """

    def __init__(self, code: str, sentence: str, /, **params: Param) -> None:
        super().__init__(code, sentence, params)
        self.code = code
        self.sentence = sentence
        self.params = params

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


class Refusal(Failure):
    """The input or the document is not good; the same call gives the same answer."""


class Retry(Failure):
    """A counterpart did not answer or answered with a passing fault; nothing was lost."""


class GiveUp(Failure):
    """Something that this needs is missing or broken, and only an operator can mend it."""
