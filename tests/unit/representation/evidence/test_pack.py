"""A pack is the same for the same facts, recounts elsewhere, and tells of anything done to it."""

import io
import json
import random
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from representation.counting.ballots import build_contest
from representation.counting.blt import read_blt, write_blt
from representation.counting.lots import LotSource
from representation.evidence import recount
from representation.evidence.archive import NotAPack, as_zip, from_zip
from representation.evidence.disclosure import Thresholds
from representation.evidence.manifest import NAME, manifest_of
from representation.evidence.pack import build_pack
from representation.evidence.tables import Fault
from representation.evidence.verify import verify_pack
from tests.unit.representation.counting import naive_scottish
from tests.unit.representation.evidence import packs
from tests.unit.representation.evidence.packs import NAMES, facts

FILES = build_pack(facts(), Thresholds())
WITHOUT_LOT = 2
TABLES = sorted(name for name in FILES if name.endswith((".csv", ".blt")))


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The pack as somebody would leave it who also made the manifest anew."""
    return files | {NAME: manifest_of(files).as_json().encode()}


@pytest.mark.parametrize("papers", [3, 7, 40, 320])
def test_a_pack_of_any_size_is_whole_and_comes_out_the_same(papers: int) -> None:
    made = build_pack(facts(papers), Thresholds())
    assert made == build_pack(facts(papers), Thresholds())
    assert verify_pack(made) == ()
    assert from_zip(as_zip(made)) == made
    assert as_zip(made) == as_zip(dict(reversed(made.items())))


@settings(max_examples=30)
@given(st.integers(10, 60), st.integers(0, 10_000))
def test_another_counter_finds_the_same_winners(papers: int, seed: int) -> None:
    made = build_pack(facts(papers, seed=seed), Thresholds())
    contest = read_blt(made["contest-1/ballots.blt"])
    result = json.loads(made["contest-1/result.json"])
    lot = [contest.candidates.index(n) for n in made["contest-1/lot.txt"].decode().split("\n") if n]
    rankings = [list(r) for r, times in contest.ballots.items() for _ in range(times)]
    _, winners = naive_scottish.count(rankings, list(range(len(NAMES))), contest.seats, lot)
    assert {contest.candidates[c] for c in winners} == set(result["elected"])
    assert result["lot"]["source"] == LotSource.PUBLIC


def test_too_few_papers_are_not_published_nor_their_digest() -> None:
    few = build_pack(facts(7), Thresholds())
    assert "contest-1/ballots.blt" not in few
    assert json.loads(few["contest-1/result.json"])["digest"] is None
    fewer = build_pack(facts(4), Thresholds())
    assert [name for name in fewer if name.startswith("contest-")] == ["contest-1/elected.txt"]


def test_small_channels_are_shown_together() -> None:
    assert FILES["account.csv"].decode().splitlines()[1:] == ["web + post + phone,46,40,0,40"]


def test_what_a_spreadsheet_would_compute_is_quoted() -> None:
    assert b"'=Eve" in FILES["candidates.csv"].replace(b'"', b"")


@pytest.mark.parametrize("name", [n for n in FILES if n != NAME])
def test_every_file_that_is_changed_or_missing_is_named(name: str) -> None:
    without = {n: content for n, content in FILES.items() if n != name}
    assert [(f.table, f.key, f.fault) for f in verify_pack(without)] == [
        ("pack", name, Fault.REMOVED)
    ]
    found = verify_pack(FILES | {name: FILES[name] + b"x"})
    assert found
    assert all(name in (finding.table, finding.key) for finding in found)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_every_row_that_is_tampered_with_is_named(name: str, seed: int) -> None:
    rng = random.Random(seed)
    lines = FILES[name].split(b"\n")
    place = rng.randrange(len(lines) - 1)
    added = [*lines[:place], b"x,y", *lines[place:]]
    removed = lines[:place] + lines[place + 1 :]
    changed = [*lines[:place], lines[place] + b"x", *lines[place + 1 :]]
    expected = {Fault.ADDED: added, Fault.REMOVED: removed, Fault.CHANGED: changed}
    if len(lines) > 2 and lines[place] != lines[place - 1] and place:
        swapped = list(lines)
        swapped[place - 1], swapped[place] = lines[place], lines[place - 1]
        expected[Fault.REORDERED] = swapped
    for fault, tampered in expected.items():
        found = verify_pack(FILES | {name: b"\n".join(tampered)})
        assert {(finding.table, finding.fault) for finding in found} == {(name, fault)}, found


def test_a_new_manifest_does_not_hide_another_count() -> None:
    ballots = FILES["contest-1/ballots.blt"].split(b"\n")
    other = [ballots[0], *ballots[3:]]
    found = verify_pack(resealed(FILES | {"contest-1/ballots.blt": b"\n".join(other)}))
    assert [str(finding) for finding in found] == ["contest-1: result: broken"]


def test_a_new_manifest_does_not_hide_another_lot() -> None:
    result = json.loads(FILES["contest-1/result.json"])
    result["lot"]["seed"] = "another"
    found = verify_pack(resealed(FILES | {"contest-1/result.json": json.dumps(result).encode()}))
    assert [str(finding) for finding in found] == ["contest-1: lot: broken"]


@pytest.mark.parametrize(
    "name, old, new, found",
    [
        ("account.csv", b"46,40,0,40", b"46,47,0,47", "account.csv: returned: broken"),
        ("roll.csv", b"45,Group 45\n", b"", "roll.csv: size: broken"),
        ("chain.csv", b"\n2,roll", b"\n2,rolls", "chain: 2 rolls: broken"),
        ("election.json", b'"roll_size": 45', b'"roll_size": "x"', "pack: election.json: broken"),
    ],
)
def test_a_new_manifest_does_not_hide_sums_that_are_wrong(
    name: str, old: bytes, new: bytes, found: str
) -> None:
    assert old in FILES[name]
    faults = verify_pack(resealed(FILES | {name: FILES[name].replace(old, new)}))
    assert found in [str(fault) for fault in faults]


def changed_json(name: str, **changed: object) -> dict[str, bytes]:
    return {name: json.dumps(json.loads(FILES[name]) | changed).encode()}


RESULT = "contest-1/result.json"
LOT = json.loads(FILES[RESULT])["lot"]


@pytest.mark.parametrize(
    "changed, found",
    [
        (
            {"candidates.csv": FILES["candidates.csv"].replace(b"Org 2,elected", b"Org 2,not")},
            "candidates.csv: contest-1: broken",
        ),
        (
            {"account.csv": FILES["account.csv"].replace(b"46,40,0,40", b"46,39,0,39")},
            "account.csv: papers: broken",
        ),
        (
            {"account.csv": FILES["account.csv"].replace(b"46,40,0,40", b"46,41,0,40")},
            "account.csv: counted: broken",
        ),
        (
            {"receipts.csv": FILES["receipts.csv"].replace(b"R001", b"R000")},
            "receipts.csv: size: broken",
        ),
        (
            {"steps.csv": FILES["steps.csv"].replace(b"\n1,", b"\n2,")},
            "steps.csv: order: broken",
        ),
        (
            changed_json(
                "election.json", contests=json.loads(FILES["election.json"])["contests"][1:]
            ),
            "election.json: contests: broken",
        ),
        (
            changed_json(RESULT, lot={"source": "drawn", "order": LOT["order"]}),
            "contest-1: lot: broken",
        ),
        ({"contest-1/lot.txt": b"Ann Ashe\n"}, "contest-1: lot: broken"),
        ({"contest-1/stages.csv": b"stage\n"}, "contest-1: result: broken"),
        (changed_json(RESULT, quota="3"), "contest-1: result: broken"),
        ({"roll.csv": b"number\rorganisation\r"}, "pack: election.json: broken"),
        ({"roll.csv": b"number\n" + b"x" * 140_000}, "pack: election.json: broken"),
        ({"election.json": b"[" * 100_000}, "pack: election.json: broken"),
    ],
)
def test_a_new_manifest_does_not_hide_files_that_disagree(
    changed: dict[str, bytes], found: str
) -> None:
    assert all(FILES[name] != content for name, content in changed.items())
    assert found in [str(fault) for fault in verify_pack(resealed(FILES | changed))]


def test_names_of_any_shape_agree_between_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = ("'Ann", "=1+1", 'B "Nan" Lee', "C, D", "E\\F")
    monkeypatch.setattr(packs, "NAMES", odd)
    for papers in (4, 7, 40, 320):
        made = build_pack(facts(papers), Thresholds())
        assert verify_pack(from_zip(as_zip(made))) == ()


def test_a_new_manifest_does_not_hide_papers_that_are_gone() -> None:
    left = {name: content for name, content in FILES.items() if name != "contest-1/ballots.blt"}
    assert [str(f) for f in verify_pack(resealed(left))] == ["contest-1: ballots.blt: removed"]


def test_of_two_files_of_one_name_neither_is_believed() -> None:
    packed = io.BytesIO(as_zip(FILES))
    with zipfile.ZipFile(packed, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("candidates.csv", FILES["candidates.csv"])
    with pytest.raises(NotAPack, match=r"'candidates.csv' stands in it twice"):
        from_zip(packed.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_damaged_anywhere_is_no_pack_or_is_told(method: int) -> None:
    packed, rng = io.BytesIO(), random.Random(method)
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    whole = packed.getvalue()
    for place in rng.sample(range(len(whole)), 300):
        spoilt = whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :]
        try:
            files = from_zip(spoilt)
        except NotAPack:
            continue
        assert files == FILES or verify_pack(files)
    with pytest.raises(NotAPack):
        from_zip(whole[:-1])


def test_a_pack_made_up_afterwards_has_another_head() -> None:
    head = manifest_of(FILES).head
    assert verify_pack(FILES, head=head.upper()) == ()
    other = build_pack(facts(seed=1), Thresholds())
    assert verify_pack(other) == ()
    assert [str(f) for f in verify_pack(other, head=head)] == ["pack: head: changed"]


@pytest.mark.parametrize("content", [b"", b"PK", b"{}", b"[]", b'{"files": 1}'])
def test_what_is_no_pack_is_said_to_be_none(content: bytes) -> None:
    assert [str(f) for f in verify_pack({NAME: content})] == ["pack: manifest.json: broken"]
    with pytest.raises(NotAPack):
        from_zip(content)


def test_the_script_for_another_program_reads_the_papers_as_they_are() -> None:
    """The script stands alone in the pack; the program itself is asked by `make prove-recount`."""
    contest = build_contest(
        title="Grid seats",
        seats=2,
        candidates=NAMES,
        rankings=[(0, 2, 1), (2, 3, 0), (2, 3, 0), (3,), ()],
    )
    standing, seats, papers = recount.read_papers(
        write_blt(replace(contest, withdrawn=frozenset({3})))
    )
    assert (standing, seats) == ([1, 2, 3, 5], 2)
    assert sorted((sorted(ranking, key=ranking.__getitem__), n) for ranking, n in papers) == [
        ([1, 3, 2], 1),
        ([3, 1], 2),
    ]


def test_the_script_says_of_whom_another_program_thinks_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack.zip"
    files = build_pack(facts(seed=WITHOUT_LOT), Thresholds())
    pack.write_bytes(as_zip(files))
    result = json.loads(files["contest-1/result.json"])
    right = {NAMES.index(name) + 1 for name in result["elected"]}
    monkeypatch.setattr(recount, "elected_elsewhere", lambda blt, rule: right)
    others = {1, 2, 3} - right
    assert recount.main([str(pack)]) == 0
    assert "the same: " in capsys.readouterr().out
    monkeypatch.setattr(recount, "elected_elsewhere", lambda blt, rule: others)
    assert recount.main([str(pack)]) == 1
    assert "DIFFERENT: " in capsys.readouterr().out


def test_the_page_and_the_proof_name_the_same_program() -> None:
    peers = Path("bench/counting/peers.txt").read_text().split()
    named = [one for one in peers if one.startswith("pref_voting")]
    for page in ("README.txt", "README.cy.txt", "recount.py"):
        assert f"pip install {named[0]}\n" in FILES[page].decode()
