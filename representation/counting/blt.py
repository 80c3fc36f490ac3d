"""Reading BLT files strictly, and writing them.

A line `candidates seats`; lines of withdrawn candidates (`-3 -5`); a line `weight preference… 0` for each
paper or group of equal papers; a line `0`; the candidates' names, one a line; the title. Blank lines and `#`
comments are passed over. Droop's options in square brackets are not read: `[tie …]` would change the result.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from representation.counting.ballots import Contest
from representation.counting.blt_names import read_names
from representation.counting.blt_papers import NUMBER, PaperLines, shown
from representation.counting.errors import FileError

MOST_CANDIDATES = 1_000

_END_OF_BALLOTS = re.compile(r"^[ \t]*0[ \t]*(?:#.*)?$", re.MULTILINE)


def read_blt_file(path: Path) -> Contest:
    """The contest in this file. Raises FileError, with the line, for whatever is not BLT."""
    return read_blt(path.read_bytes())


def read_blt(content: bytes | str) -> Contest:
    """The contest in this text, UTF-8 if in bytes. Raises FileError, with the line."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    end = _END_OF_BALLOTS.search(text)
    lines = text[: end.start()].split("\n")[:-1] if end else text.split("\n")
    candidates, seats, first = _header(lines, is_cut_off=end is None)
    withdrawn, first = _withdrawn(lines, first, candidates)
    papers = PaperLines(candidates, lines[first:], first + 1)
    if end is None:
        raise FileError(max(1, len(text.rstrip("\n").split("\n"))), "no_end_of_ballots")
    after = text[end.end() :].split("\n")[1:]
    names, title = read_names(after, len(lines) + 2, candidates)
    return Contest(title, seats, names, papers.ballots, papers.irregular, papers.blank, withdrawn)


def write_blt(contest: Contest) -> str:
    """The contest as BLT: equal papers grouped, groups sorted, so that equal contests give equal text."""
    lines = [f"{len(contest.candidates)} {contest.seats}"]
    if contest.withdrawn:
        lines.append(" ".join(f"-{c + 1}" for c in sorted(contest.withdrawn)))
    if contest.blank:
        lines.append(f"{contest.blank} 0")
    numbers = [str(c + 1) for c in range(len(contest.candidates))]
    groups = {" ".join([numbers[c] for c in r]): weight for r, weight in contest.ballots.items()}
    for marks, weight in contest.irregular.items():
        ranks = ("=".join([numbers[c] for c in rank]) or "-" for rank in marks)
        groups[" ".join(ranks)] = weight
    # Sorted as text, which for a million papers takes a third of the time of sorting the rankings.
    lines += [f"{groups[ranks]} {ranks} 0" for ranks in sorted(groups)]
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


def _header(lines: list[str], *, is_cut_off: bool) -> tuple[int, int, int]:
    """Candidates, seats, and the index of the line after."""
    index, words = next(_words(lines, 0), (len(lines), []))
    if not words and is_cut_off:
        raise FileError(1, "empty_file")
    if len(words) != 2 or not all(map(NUMBER.fullmatch, words)):
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
            if word[0] != "-" or not NUMBER.fullmatch(number):
                raise FileError(index + 1, "bad_withdrawn", word=shown(word))
            if not 1 <= int(number) <= candidates:
                raise FileError(index + 1, "no_such_candidate", number=int(number), of=candidates)
            if int(number) - 1 in found:
                raise FileError(index + 1, "withdrawn_twice", number=int(number))
            found.add(int(number) - 1)
    return frozenset(found), len(lines)
