"""The names and the title at the end of a BLT file, one a line.

In double quotes, where a quote that belongs to the name is escaped, doubled, or stands between spaces; or
without any quotes, as several councils publish them. A comment may follow.
"""

import re

from representation.counting.ballots import told_apart
from representation.counting.errors import FileError

_QUOTED = re.compile(
    r"""
    \s* "
    ( (?: [^"\\]                          # an ordinary character
        | \\.                             # an escape
        | ""                              # a doubled quote
        | (?<=\s) "[^"\s][^"]*" (?=\s)    # a nickname: "Ann "Nan" Lee"
      )* )
    " \s* (?:\#.*)?
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r'\\(["\\])|""')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_names(lines: list[str], first_line: int, candidates: int) -> tuple[tuple[str, ...], str]:
    """The names of so many candidates, and the title; `first_line` is the number of the first line.

    Candidates of one name get their numbers after it. Raises FileError for a line that is neither a name nor
    a title, for names that are alike all the same, and for too few or too many.
    """
    found: list[tuple[str, int]] = []
    number = first_line - 1
    for number, line in enumerate(lines, start=first_line):
        if line.strip() and not line.lstrip().startswith("#"):
            if len(found) == candidates + 1:
                raise FileError(number, "after_title")
            found.append((_name(line, number, may_be_empty=len(found) == candidates), number))
    if len(found) < candidates:
        raise FileError(max(1, number), "too_few_names", found=len(found), wanted=candidates)
    if len(found) == candidates:
        raise FileError(max(1, number), "no_title")
    *people, (title, _) = found
    names = told_apart([name for name, _ in people])
    for index, name in enumerate(names):
        if name in names[:index]:
            raise FileError(people[index][1], "same_name", name=name)
    return names, title


def _name(line: str, number: int, *, may_be_empty: bool) -> str:
    quoted = _QUOTED.fullmatch(line)
    name = quoted[1] if quoted else line.partition("#")[0]
    if quoted:
        name = _ESCAPED.sub(lambda found: found[1] or '"', name)
    elif '"' in name or not any(map(str.isalpha, name)):
        raise FileError(number, "bad_name")
    name = name.replace("\t", " ").strip()
    if _CONTROL.search(name) or not (name or may_be_empty):
        raise FileError(number, "empty_name")
    return name
