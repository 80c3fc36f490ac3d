"""Reading BLT files strictly, and writing them.

A line `candidates seats`; lines of withdrawn candidates (`-3 -5`); a line `weight preference… 0` for each
paper or group of equal papers; a line `0`; the candidates' names in quotes, one a line; the title in quotes.
`2=3` is an equal preference and `-` a skipped one. Blank lines and `#` comments are passed over.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from representation.counting.ballots import Contest, Marks, Ranking
from representation.counting.errors import FileError

MOST_CANDIDATES = 1_000
LONGEST_NUMBER = 9

_ORDINARY_WEIGHTS = {str(weight): weight for weight in range(1, 1_000)}
_NUMBER = re.compile(rf"[0-9]{{1,{LONGEST_NUMBER}}}")
_END_OF_BALLOTS = re.compile(r"^[ \t]*0[ \t]*(?:#.*)?$", re.MULTILINE)
_QUOTED = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*(?:#.*)?')
_ESCAPED = re.compile(r'\\(["\\])')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def read_blt_file(path: Path) -> Contest:
    """The contest in this file. Raises FileError, with the line, for whatever is not BLT."""
    return read_blt(path.read_bytes())


def read_blt(content: bytes | str) -> Contest:
    """The contest in this text, UTF-8 if in bytes. Raises FileError, with the line."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    end = _END_OF_BALLOTS.search(text)
    before = text[: end.start()] if end else text
    lines = before.split("\n")[:-1] if end else before.split("\n")
    candidates, seats, first = _header(lines)
    withdrawn, first = _withdrawn(lines, first, candidates)
    body = _Body(candidates, lines[first:], first + 1)
    if end is None:
        raise FileError(max(1, len(text.rstrip("\n").split("\n"))), "no_end_of_ballots")
    after = text[end.end() :].split("\n")[1:]
    names, title = _names(after, len(lines) + 2, candidates)
    return Contest(title, seats, names, body.ballots, body.irregular, body.blank, withdrawn)


def write_blt(contest: Contest) -> str:
    """The contest as BLT: equal papers grouped, groups sorted, so that equal contests give equal text."""
    lines = [f"{len(contest.candidates)} {contest.seats}"]
    if contest.withdrawn:
        lines.append(" ".join(f"-{c + 1}" for c in sorted(contest.withdrawn)))
    if contest.blank:
        lines.append(f"{contest.blank} 0")
    for ranking, weight in sorted(contest.ballots.items()):
        lines.append(" ".join(map(str, [weight, *(c + 1 for c in ranking), 0])))
    for marks, weight in sorted(contest.irregular.items()):
        ranks = ("=".join(str(c + 1) for c in rank) or "-" for rank in marks)
        lines.append(" ".join([str(weight), *ranks, "0"]))
    lines.append("0")
    lines += [_quote(name) for name in (*contest.candidates, contest.title)]
    return "\n".join(lines) + "\n"


def _quote(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _decoded(content: bytes | str) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(content[: error.start].count(b"\n") + 1, "not_utf8") from None


def _words(lines: list[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """Index and words of each line that says something, from this index on."""
    for index in range(start, len(lines)):
        words = lines[index].partition("#")[0].split()
        if words:
            yield index, words


def _header(lines: list[str]) -> tuple[int, int, int]:
    """Candidates, seats, and the index of the line after."""
    index, words = next(_words(lines, 0), (0, []))
    if not words:
        raise FileError(1, "empty_file")
    if len(words) != 2 or not all(map(_NUMBER.fullmatch, words)):
        raise FileError(index + 1, "bad_header")
    candidates, seats = map(int, words)
    if candidates < 1 or candidates > MOST_CANDIDATES:
        raise FileError(index + 1, "bad_candidates", most=MOST_CANDIDATES)
    if seats < 1:
        raise FileError(index + 1, "no_seats", seats=seats)
    return candidates, seats, index + 1


def _withdrawn(lines: list[str], start: int, candidates: int) -> tuple[frozenset[int], int]:
    """Withdrawn candidates, and the index of the first line after them."""
    found: set[int] = set()
    for index, words in _words(lines, start):
        if not (words[0].startswith("-") and len(words[0]) > 1):
            return frozenset(found), index
        for word in words:
            number = word[1:]
            if word[0] != "-" or not _NUMBER.fullmatch(number):
                raise FileError(index + 1, "bad_withdrawn", word=_shown(word))
            if not 1 <= int(number) <= candidates:
                raise FileError(index + 1, "no_such_candidate", number=int(number), of=candidates)
            if int(number) - 1 in found:
                raise FileError(index + 1, "withdrawn_twice", number=int(number))
            found.add(int(number) - 1)
    return frozenset(found), len(lines)


def _shown(word: str) -> str:
    """A word from the file, short and on one line whatever it is."""
    return ascii(word[:20])[1:-1]


class _Body:
    """The lines of papers. Equal lines are read once, which is most of the work in a large file."""

    def __init__(self, candidates: int, lines: list[str], first_line: int) -> None:
        self.ballots: dict[Ranking, int] = {}
        self.irregular: dict[Marks, int] = {}
        self.blank = 0
        self._candidates = candidates
        self._index = {str(c + 1): c for c in range(candidates)}
        for line, times in Counter(lines).items():
            try:
                if not self._add_plain(line, times):
                    self._add(line, times)
            except _BadPaper as bad:
                number = first_line + lines.index(line)
                raise FileError(number, bad.code, **bad.params) from None

    def _add_plain(self, line: str, times: int) -> bool:
        """Add the line if it is an ordinary one, as nearly all are; whether it was."""
        words = line.split()
        index = self._index
        try:
            weight = _ORDINARY_WEIGHTS[words[0]] * times
            ranking = tuple([index[word] for word in words[1:-1]])
        except (KeyError, IndexError):
            return False
        if words[-1] != "0" or not ranking or len(set(ranking)) != len(ranking):
            return False
        self.ballots[ranking] = self.ballots.get(ranking, 0) + weight
        return True

    def _add(self, line: str, times: int) -> None:
        """Add any line, or say what is wrong with it."""
        words = (line.partition("#")[0] if "#" in line else line).split()
        if not words:
            return
        weight = self._weight(words[0]) * times
        if words[-1] != "0" or len(words) == 1:
            raise _BadPaper("no_final_zero")
        self._add_marks(words[1:-1], weight)

    def _weight(self, word: str) -> int:
        if not _NUMBER.fullmatch(word):
            code = "weight_too_large" if re.fullmatch("[0-9]+", word) else "bad_weight"
            raise _BadPaper(code, word=_shown(word))
        if int(word) == 0:
            raise _BadPaper("zero_weight")
        return int(word)

    def _add_marks(self, words: list[str], weight: int) -> None:
        marks = tuple(() if word == "-" else self._rank(word) for word in words)
        flat = [candidate for rank in marks for candidate in rank]
        if len(set(flat)) != len(flat):
            raise _BadPaper("ranked_twice", number=_repeated(tuple(flat)) + 1)
        if not flat:
            self.blank += weight
        elif all(len(rank) == 1 for rank in marks):
            self.ballots[tuple(flat)] = self.ballots.get(tuple(flat), 0) + weight
        else:
            self.irregular[marks] = self.irregular.get(marks, 0) + weight

    def _rank(self, word: str) -> tuple[int, ...]:
        numbers = word.split("=")
        for number in numbers:
            if not _NUMBER.fullmatch(number):
                raise _BadPaper("bad_preference", word=_shown(word))
            if int(number) == 0:
                raise _BadPaper("zero_inside")
            if int(number) > self._candidates:
                raise _BadPaper("no_such_candidate", number=int(number), of=self._candidates)
        return tuple(sorted(int(number) - 1 for number in numbers))


class _BadPaper(Exception):
    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def _repeated(ranking: Ranking) -> int:
    return next(c for place, c in enumerate(ranking) if c in ranking[:place])


def _names(lines: list[str], first_line: int, candidates: int) -> tuple[tuple[str, ...], str]:
    """The candidates' names and the title, from the lines after the line `0`."""
    found: list[str] = []
    number = first_line - 1
    for number, line in enumerate(lines, start=first_line):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        quoted = _QUOTED.fullmatch(line)
        if not quoted:
            raise FileError(number, "bad_name")
        if len(found) == candidates + 1:
            raise FileError(number, "after_title")
        name = _ESCAPED.sub(r"\1", quoted[1]).strip()
        if _CONTROL.search(name) or (not name and len(found) < candidates):
            raise FileError(number, "empty_name")
        if name in found and len(found) < candidates:
            raise FileError(number, "same_name", name=name)
        found.append(name)
    if len(found) < candidates:
        raise FileError(max(1, number), "too_few_names", found=len(found), wanted=candidates)
    if len(found) == candidates:
        raise FileError(max(1, number), "no_title")
    return tuple(found[:candidates]), found[candidates]
