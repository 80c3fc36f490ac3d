"""The names and the title at the end of a BLT file, one a line.

In double quotes, where a quote that belongs to the name is escaped, doubled, or stands between spaces; or
without any quotes, as several councils publish them. A comment may follow.
"""

import re

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
_PLAIN = re.compile(r'\s*([^"#]*[^\W\d_][^"#]*?)\s*(?:#.*)?')
_ESCAPED = re.compile(r'\\(["\\])|""')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_names(lines: list[str], first_line: int, candidates: int) -> tuple[tuple[str, ...], str]:
    """The names of so many candidates, and the title; `first_line` is the number of the first line.

    Raises FileError for a line that is neither, for two equal names, and for too few or too many.
    """
    found: list[str] = []
    number = first_line - 1
    for number, line in enumerate(lines, start=first_line):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if len(found) == candidates + 1:
            raise FileError(number, "after_title")
        name = _name(line, number)
        is_title = len(found) == candidates
        if _CONTROL.search(name) or not (name or is_title):
            raise FileError(number, "empty_name")
        if name in found and not is_title:
            raise FileError(number, "same_name", name=name)
        found.append(name)
    if len(found) < candidates:
        raise FileError(max(1, number), "too_few_names", found=len(found), wanted=candidates)
    if len(found) == candidates:
        raise FileError(max(1, number), "no_title")
    return tuple(found[:candidates]), found[candidates]


def _name(line: str, number: int) -> str:
    quoted = _QUOTED.fullmatch(line)
    plain = None if quoted else _PLAIN.fullmatch(line)
    if quoted:
        name = _ESCAPED.sub(lambda found: found[1] or '"', quoted[1])
    elif plain:
        name = plain[1]
    else:
        raise FileError(number, "bad_name")
    return name.replace("\t", " ").strip()
