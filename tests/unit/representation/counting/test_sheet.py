"""The result sheet: words in two languages, table, picture, JSON, CSV."""

import csv
import io
import json
import re
import string

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from representation.counting.ballots import Contest
from representation.counting.count import count_contest
from representation.counting.lots import Lot, LotSource, public_lot
from representation.counting.reserved import Reservation
from representation.counting.result import CountResult, Rule
from representation.counting.sheet.csv_table import as_csv
from representation.counting.sheet.document import as_document, as_json
from representation.counting.sheet.page import as_fragment, as_page
from representation.counting.sheet.picture import transfers_picture
from representation.counting.sheet.text import as_text
from representation.counting.sheet.words import fate, headline, lot_sentences, why
from representation.counting.wording.english import ENGLISH
from representation.counting.wording.welsh import WELSH
from tests.strategies.elections import contests_with_lot

NAMES = ("Priya Nair", "Tom Ashworth", "Gwen Haddon", "Ceri Bowen", "Dev Marlow")
P, T, G, C, D = range(5)
PAPERS = {(P, T): 8, (P, G): 5, (T,): 6, (G, T): 5, (C, G): 4, (D, T): 3}
CONTEST = Contest("Amber Valley", 2, NAMES, PAPERS)
LOT = Lot(NAMES, LotSource.DRAWN)
RESULT = count_contest(CONTEST, Rule.SCOTTISH_STV, lot=LOT)


def parameters(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_every_sentence_with_the_same_parameters() -> None:
    assert ENGLISH.keys() == WELSH.keys()
    for code, sentence in ENGLISH.items():
        assert parameters(sentence) == parameters(WELSH[code]), code
        assert sentence != WELSH[code] or not re.search(
            r"[a-z]{4}", re.sub(r"{\w+}", "", sentence)
        ), code


def test_the_answer_comes_first() -> None:
    assert headline(RESULT) == "Priya Nair and Tom Ashworth are elected."
    assert headline(RESULT, "cy") == "Etholwyd: Priya Nair, Tom Ashworth."
    one = count_contest(CONTEST, Rule.AV, lot=LOT)
    assert headline(one).endswith(" is elected.")


def test_why_one_and_not_the_other() -> None:
    assert fate(RESULT, P) == "Priya Nair reached the quota of 11 at stage 1, with 13 votes."
    assert why(RESULT, T, D).startswith("Tom Ashworth reached the quota of 11 at stage ")
    assert "Dev Marlow had the fewest votes of those left, 3, and went out at stage 3." in why(
        RESULT, T, D
    )


def test_a_lot_is_never_hidden() -> None:
    contest = Contest("T", 1, NAMES, {(P,): 2, (T,): 2, (G,): 3})
    lot = public_lot(seed="s", public_value="p", title="T", candidates=NAMES)
    result = count_contest(contest, Rule.SCOTTISH_STV, lot=lot)
    sentences = lot_sentences(result)
    assert len(sentences) == len(result.lots) + 1
    assert lot.commitment in sentences[-1]
    drawn = next(tie for number, tie in result.lots if set(tie.lot_among) == {P, T})
    assert "the lot fell on" in fate(result, drawn.chosen)
    for text in (as_text(result), as_page(result), as_json(result)):
        assert lot.commitment in text
        assert result.digest in text


def test_doomed_and_guarded_are_explained() -> None:
    reserved = (Reservation("small groups", frozenset({C, D}), minimum=1),)
    result = count_contest(CONTEST, Rule.SCOTTISH_STV, lot=LOT, reservations=reserved)
    text = as_text(result)
    assert "small groups: at least 1" in text
    assert any("reserved places" in fate(result, c) for c in (T, G))


def test_json_is_as_the_format_says() -> None:
    document = json.loads(as_json(RESULT))
    assert document["format"] == "count-result/1"
    assert {k: document[k] for k in ("rule", "title", "seats", "valid", "quota")} == {
        "rule": "scottish-stv",
        "title": "Amber Valley",
        "seats": 2,
        "valid": 31,
        "quota": "11",
    }
    first = document["stages"][0]
    assert (first["number"], first["action"], first["candidate"]) == (1, "first preferences", None)
    assert first["votes"]["Priya Nair"] == "13.00000"
    assert first["elected"] == ["Priya Nair"]
    second = document["stages"][1]
    assert (second["action"], second["candidate"]) == ("surplus", "Priya Nair")
    assert {t["from"] for t in second["transfers"]} == {"Priya Nair"}
    assert first["tie"] is None


def test_the_stage_table_as_csv() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(RESULT))))
    assert rows[0][0] == "Candidate"
    assert rows[2][:3] == ["Priya Nair", "13", "11.00000"]
    assert rows[-1][0] == "Total"
    assert {float(cell) for cell in rows[-1][1:-1]} == {31.0}


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2", "+3"])
def test_a_name_is_no_formula(name: str) -> None:
    contest = Contest("T", 1, (name, "B"), {(0,): 3, (1,): 1})
    rows = csv.reader(io.StringIO(as_csv(count_contest(contest, Rule.PLURALITY))))
    assert not [cell for row in rows for cell in row if cell == name]


def test_names_and_titles_are_escaped() -> None:
    contest = Contest("<b>&", 1, ("<script>x</script>", 'B"&'), {(0, 1): 3, (1,): 4})
    page = as_page(
        count_contest(contest, Rule.SCOTTISH_STV, lot=Lot(contest.candidates, LotSource.DRAWN))
    )
    assert "<script>" not in page
    assert "<b>" not in page


@given(
    st.sampled_from(list(Rule)), contests_with_lot(irregular=True), st.sampled_from(["en", "cy"])
)
def test_every_result_can_be_shown(
    rule: Rule, election: tuple[Contest, Lot], language: str
) -> None:
    contest, lot = election
    result = count_contest(contest, rule, lot=lot)
    assert as_text(result, language).endswith("\n")
    assert as_csv(result, language)
    assert as_fragment(result, language).startswith("<p")
    json.dumps(as_document(result))
    picture = transfers_picture(result, language)
    if picture:
        ElementTree.fromstring(picture)


def test_the_picture_tells_its_finding_and_has_a_table() -> None:
    picture = transfers_picture(RESULT)
    assert 'role="img"' in picture
    assert f"<desc>{headline(RESULT)}</desc>" in picture
    for name in NAMES:
        assert name in picture
    fragment = as_fragment(RESULT)
    moved = sum(len(stage.transfers) for stage in RESULT.stages)
    table = fragment[fragment.index("<details>") :]
    assert table[: table.index("</details>")].count('scope="row"') == moved


def test_a_page_is_in_its_language() -> None:
    assert '<html lang="cy">' in as_page(RESULT, "cy")
    assert "Y cyfrif, gam wrth gam" in as_page(RESULT, "cy")


def results() -> list[CountResult]:
    return [count_contest(CONTEST, rule, lot=LOT) for rule in Rule]


@pytest.mark.parametrize("result", results(), ids=[rule.value for rule in Rule])
def test_every_rule_gives_every_candidate_a_fate(result: CountResult) -> None:
    for language in ("en", "cy"):
        fates = [fate(result, c, language) for c in range(5)]
        assert all(result.name(c) in fates[c] for c in range(5))
