"""Reading and writing BLT."""

import random

import pytest
from hypothesis import given

from representation.counting.ballots import Contest
from representation.counting.blt import read_blt, write_blt
from representation.counting.errors import FileError
from tests.strategies.elections import contests
from tests.unit.representation.counting import mutations
from tests.unit.representation.counting.elections_at_random import random_election

GOOD = '3 2\n-3\n2 1 2 0\n1 2 0\n1 0\n2 1 2 0\n1 1=2 3 0\n0\n"Ann"\n"Bob"\n"Cai"\n"Title"\n'


def test_a_file_is_read() -> None:
    contest = read_blt(GOOD)
    assert contest == Contest(
        title="Title",
        seats=2,
        candidates=("Ann", "Bob", "Cai"),
        ballots={(0, 1): 4, (1,): 1},
        irregular={((0, 1), (2,)): 1},
        blank=1,
        withdrawn=frozenset({2}),
    )


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        "\ufeff" + GOOD,
        "# made by hand\n\n" + GOOD.replace("2 1 2 0", "  2\t1  2 0  # a group", 1),
        GOOD.replace("\n0\n", "\n\n0 # end\n\n").replace('"Ann"', ' "Ann"  # who?'),
        GOOD.rstrip("\n"),
        GOOD.replace("2 1 2 0", "2 01 002 0"),
    ],
)
def test_blank_lines_comments_and_line_ends_do_not_matter(text: str) -> None:
    assert read_blt(text) == read_blt(GOOD)
    assert read_blt(text.encode()) == read_blt(GOOD)


def changed(line: int, text: str | None) -> str:
    lines = GOOD.split("\n")
    lines[line - 1 : line] = [] if text is None else [text]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text, line, what",
    [
        ("", 1, "empty"),
        ("\n# nothing\n", 1, "empty"),
        (changed(1, "3"), 1, "first line"),
        (changed(1, "3 two"), 1, "first line"),
        (changed(1, "3 2 1"), 1, "first line"),
        (changed(1, "-3 2"), 1, "first line"),
        (changed(1, "0 2"), 1, "from 1 to"),
        (changed(1, "999999999 2"), 1, "from 1 to"),
        (changed(1, "3 0"), 1, "seats"),
        (changed(2, "-4"), 2, "no candidate 4 among 3"),
        (changed(2, "-3 2"), 2, "minus"),
        (changed(2, "-3 -3"), 2, "withdrawn twice"),
        (changed(3, "2 1 2"), 3, "end with 0"),
        (changed(3, "2"), 3, "end with 0"),
        (changed(3, "2 1 4 0"), 3, "no candidate 4 among 3"),
        (changed(3, "2 1 1 0"), 3, "ranked twice"),
        (changed(3, "2 1=2 2 0"), 3, "ranked twice"),
        (changed(3, "2 1 x 0"), 3, "x is not a preference"),
        (changed(3, "2 1 0 2 0"), 3, "before the end"),
        (changed(3, "0 1 0"), 3, "no papers"),
        (changed(3, "-1 1 0"), 3, "minus"),
        (changed(4, "1.5 1 0"), 4, "not 1.5"),
        (changed(4, "+1 1 0"), 4, "number of papers"),
        (changed(4, "1_0 1 0"), 4, "number of papers"),
        (changed(4, "٣ 1 0"), 4, "number of papers"),
        (changed(4, "9" * 5000 + " 1 0"), 4, "too large"),
        (changed(4, "(id7) 1 2 0"), 4, "number of papers"),
        (changed(8, None), 8, "number of papers"),
        ("3 2\n1 1 0\n", 2, "before the line 0"),
        (changed(9, '"Ann'), 9, "quotes"),
        (changed(9, "1 2 0"), 9, "quotes"),
        ("0\n" + GOOD, 1, "first line"),
        (changed(9, '"Ann" "Party"'), 9, "quotes"),
        (changed(9, '""'), 9, "empty"),
        (GOOD.replace("Bob", "Ann").replace("Cai", "Ann (1)"), 11, "are called Ann \\(1\\)"),
        (changed(12, None), 12, "before the title"),
        (GOOD + '"More"\n', 13, "after the title"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(FileError, match=what) as caught:
        read_blt(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"line {line}: ")
    assert caught.value.say("cy").startswith(f"llinell {line}: ")


@pytest.mark.parametrize(
    "line, name",
    [
        ('"O\'Neill, Ann"', "O'Neill, Ann"),
        ('"Eòghann MacColl"', "Eòghann MacColl"),
        ('"Ann # 7"', "Ann # 7"),
        ('"Ann \\"Nan\\" Lee"', 'Ann "Nan" Lee'),
        ('"Ann ""Independent"""', 'Ann "Independent"'),
        ('"Ann "Nan" Lee"', 'Ann "Nan" Lee'),
        ('"Ann\tLee"', "Ann Lee"),
        ("Rose-Ann CUNINGHAME (Con)", "Rose-Ann CUNINGHAME (Con)"),
        ("  Ann Lee  # first", "Ann Lee"),
        ('\t"Ann"\t', "Ann"),
    ],
)
def test_names_are_read_as_they_are_published(line: str, name: str) -> None:
    assert read_blt(changed(9, line)).candidates == (name, "Bob", "Cai")
    assert read_blt(changed(12, line)).title == name


@pytest.mark.parametrize("unit", ["a", " ", '""', ' "b', "\\", '"', "#", "\t", "1 "])
@pytest.mark.parametrize("start, end", [('"', ""), ("", '"'), ('"', '"'), ("", "")])
def test_a_very_long_line_is_answered_at_once(start: str, unit: str, end: str) -> None:
    """Seconds here would be hours for a larger one: the time must grow with the length, not its square."""
    content = changed(9, start + unit * 300_000 + end).encode()
    assert mutations.fault(content) is None


def test_candidates_of_one_name_are_told_apart() -> None:
    assert read_blt(changed(10, '"Ann"')).candidates == ("Ann (1)", "Ann (2)", "Cai")


def test_text_that_is_not_utf8_names_its_line() -> None:
    with pytest.raises(FileError, match="line 9: the text is not UTF-8"):
        read_blt(GOOD.encode().replace(b"Ann", b"\xff"))


@given(contests(irregular=True))
def test_what_is_written_is_read_again(contest: Contest) -> None:
    assert read_blt(write_blt(contest)) == contest


@given(contests(irregular=True))
def test_equal_contests_are_written_alike(contest: Contest) -> None:
    again = read_blt(write_blt(contest))
    assert write_blt(again) == write_blt(contest)


def test_every_prefix_is_answered() -> None:
    faults = [mutations.fault(prefix) for prefix in mutations.prefixes(GOOD.encode())]
    assert [fault for fault in faults if fault] == []


def test_damaged_files_are_answered() -> None:
    rng = random.Random(5)
    originals = [write_blt(random_election(rng)[0]).encode() for _ in range(10)]
    originals.append(GOOD.encode())
    faults = [mutations.fault(mutations.mutation(rng.choice(originals), rng)) for _ in range(1_000)]
    assert [fault for fault in faults if fault] == []
