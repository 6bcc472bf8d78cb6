"""What a check of data found: the path of the field, a code for programs, a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.i18n import gettext, language

Param = str | int


@dataclass(frozen=True)
class Finding:
    """One thing wrong with the data, or worth knowing about it.

    ``sentence`` is an English message id with ``%(name)s`` places; ``label`` is what the form calls the
    field, by language; ``own_words`` are the definition's own words for this fault, by language.
    """

    path: str
    code: str
    sentence: str
    params: dict[str, Param] = field(default_factory=dict)
    label: dict[str, str] = field(default_factory=dict)
    own_words: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong and what would be right, in the reader's language, without the field's name."""
        if self.own_words:
            return self.own_words[language()]
        text = gettext(self.sentence)
        return text % self.params if self.params else text

    def as_dict(self) -> dict[str, str]:
        return {"path": self.path, "code": self.code, "message": self.message}
