"""Names of people in BibTeX order: "Family, Given", "Family, Jr, Given", a single name, or "{A Group}"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from vlm_survey.errors import InvalidValue
from vlm_survey.model.text import one_line

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

PARTICLES = frozenset(
    [
        "af",
        "al",
        "auf",
        "ben",
        "bin",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "degli",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "i",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "ter",
        "ten",
        "van",
        "vande",
        "vanden",
        "vander",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
        "'t",
    ]
)
LONGEST = 200
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_GROUP = re.compile(
    r"(?i)\b(team|teams|consortium|group|collaboration|network|initiative|committee|investigators|lab|labs|society"
    r"|foundation|university|institute|association|center|centre|openai|anthropic|deepmind|google|microsoft|meta ai"
    r"|nvidia|project|alliance)\b"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,3}")
_HAN = re.compile("[\u3400-\u9fff]")
_HAN_NAME = re.compile("[\u3400-\u9fff\u00b7]{2,5}")
# Common family names of two characters.
_HAN_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "司徒",
        "端木",
    ]
)


class Person(str):
    """One author in BibTeX order; `{...}` marks a group, which has no given name."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Person:
        """Parse a name in BibTeX order. Raises InvalidValue for empty parts, unmatched braces or markup."""
        text = one_line(text)
        if len(text) > LONGEST:
            raise InvalidValue(f"a name of {len(text)} letters", repair=f"Give at most {LONGEST}")
        if text.startswith("{") or text.endswith("}"):
            name = text[1:-1].strip()
            if not (text.startswith("{") and text.endswith("}") and name) or "{" in name or "}" in name:
                raise InvalidValue(f"unbalanced braces in '{text}'", repair='Write a group as "{Group Name}"')
            return cls("{" + name + "}")
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > 3 or not all(parts):
            raise InvalidValue(f"'{text}' is not a name", repair='Write "Family, Given" or "{Group Name}"')
        if re.search(r"[{}<>\\@;]|https?:", text):
            raise InvalidValue(f"'{text}' contains markup", repair="Write the name as plain text, accents as letters")
        return cls(", ".join(parts))

    @classmethod
    def from_display(cls, text: str) -> Person:
        """Parse a name in display order, "Given Family". Keep particles, suffixes, groups and Han names intact."""
        text = one_line(re.sub(r"[{}*∗†‡§¶]", "", text))  # footnote marks
        if "," in text or " " not in text:
            return cls._alone(text)
        if _GROUP.search(text):
            return cls("{" + text + "}")
        if _HAN_NAME.fullmatch(text.replace(" ", "")):
            family, given = text.split(" ", 1)
            return cls.parse(f"{family}, {given}")
        words, suffix = _without_suffix(text.split(" "))
        if (
            len(words) == 2
            and len(words[0]) > 1
            and _INITIALS.fullmatch(words[1])
            and not _INITIALS.fullmatch(words[0])
        ):
            return cls.parse(f"{words[0]}, {words[1]}")
        start = len(words) - 1
        while start > 1 and _is_particle(words[start - 1], follows=start < len(words) - 1):
            start -= 1
        family, given = " ".join(words[start:]), " ".join(words[:start])
        return cls.parse(", ".join([family, suffix, given] if suffix else [family, given] if given else [family]))

    @classmethod
    def _alone(cls, text: str) -> Person:
        if _HAN_NAME.fullmatch(text) and "\u00b7" not in text:
            family_length = 2 if text[:2] in _HAN_DOUBLE and len(text) > 2 else 1
            return cls(f"{text[:family_length]}, {text[family_length:]}")
        if "," not in text and _GROUP.search(text):
            return cls("{" + text + "}")
        return cls.parse(text)

    @property
    def is_group(self) -> bool:
        """Whether this is a group rather than one person."""
        return self.startswith("{")

    @property
    def family(self) -> str:
        """The family name; for a group or a single name, the whole name."""
        return self[1:-1] if self.is_group else self.partition(", ")[0]

    @property
    def given(self) -> str:
        """The given names, empty if there are none."""
        return "" if self.is_group else self.partition(", ")[2].rpartition(", ")[2]

    @property
    def suffix(self) -> str:
        """The suffix, such as "Jr", empty if there is none."""
        parts = self.split(", ")
        return parts[1] if len(parts) == 3 and not self.is_group else ""

    @property
    def display(self) -> str:
        """The name in display order: "Given Family"; for names in Han characters, family name first."""
        family, given = self.family, self.given
        if given and _HAN.search(family):
            return family + given
        return " ".join(filter(None, (given, family, self.suffix)))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(max_length=LONGEST))


def _is_particle(word: str, *, follows: bool) -> bool:
    """Return whether `word` is a particle of the family name: "van", and also "Van" where another particle `follows` it."""
    return word.lower() in PARTICLES and (follows or word[0].islower())


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 2 and words[-1].lower() in _SUFFIXES:
        return words[:-1], words[-1]
    return words, ""
