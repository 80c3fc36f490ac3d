"""The lines of papers of a BLT file: `weight preference… 0`, for each paper or group of equal papers.

`2=3` is an equal preference and `-` a skipped one. Weights are whole numbers of papers.
"""

import re
from collections import Counter

from representation.counting.ballots import Marks, Ranking
from representation.counting.errors import FileError

LONGEST_NUMBER = 9
NUMBER = re.compile(rf"[0-9]{{1,{LONGEST_NUMBER}}}")

_ORDINARY_WEIGHTS = {str(weight): weight for weight in range(1, 1_000)}


def shown(word: str) -> str:
    """A word from the file, short and on one line whatever it is."""
    return ascii(word[:20])[1:-1]


class PaperLines:
    """What these lines hold. Equal lines are read once, which is most of the work in a large file.

    ballots, irregular, blank: as in Contest. Raises FileError; `first_line` is the number of the first.
    """

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
        if not NUMBER.fullmatch(word):
            code = "weight_too_large" if re.fullmatch("[0-9]+", word) else "bad_weight"
            raise _BadPaper(code, word=shown(word))
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
            if not NUMBER.fullmatch(number):
                raise _BadPaper("bad_preference", word=shown(word))
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
