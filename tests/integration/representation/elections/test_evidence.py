"""What an election leaves: a pack that others count alike, and rows that tell of tampering."""

import json
import random
from pathlib import Path

import pytest
from django.core.management import call_command

from representation.counting.blt import read_blt
from representation.evidence.verify import verify_pack
from representation.models import Outcome
from representation.selectors.election_pages import election_view, result_view
from representation.selectors.evidence_packs import evidence_pack, pack_files, pack_head
from representation.selectors.seals import chain_head, faults_of
from tests.factories import elections as make
from tests.integration.representation.elections import tamperings
from tests.unit.representation.counting import naive_scottish

pytestmark = pytest.mark.django_db


def test_every_tampering_with_every_table_is_found_and_named() -> None:
    poll = tamperings.whole_election()
    assert faults_of(poll.election, head=chain_head(poll.election)) == ()
    _done, missed = tamperings.missed(poll.election, random.Random(1), tamperings.ACTS)
    assert missed == []
    assert [str(one) for one in faults_of(poll.election, head="0" * 64)] == ["chain: head: changed"]


def test_the_pack_is_counted_alike_by_another_counter_and_checked_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poll = make.opened(make.forum(12))
    for number in range(1, 13):
        poll.vote(number, [number % 4 + 1, (number + 1) % 4 + 1])
    assert election_view(poll.election).turnout is None
    assert result_view(poll.election) is None
    make.declared(make.counted(make.closed(poll)))
    files = pack_files(poll.election)
    assert verify_pack(files, head=pack_head(poll.election)) == ()
    contest = read_blt(files["contest-1/ballots.blt"])
    lot = [
        contest.candidates.index(n) for n in files["contest-1/lot.txt"].decode().split("\n") if n
    ]
    papers = [list(r) for r, times in contest.ballots.items() for _ in range(times)]
    _, winners = naive_scottish.count(papers, list(range(4)), 2, lot)
    names = {contest.candidates[c] for c in winners}
    assert names == {one.appointment.person.name for one in Outcome.objects.all()}
    assert names == set(json.loads(files["contest-1/result.json"])["elected"])
    result = result_view(poll.election)
    assert result is not None
    assert (result.election.turnout, set(result.contests[0].elected)) == (12, names)
    path = tmp_path / "pack.zip"
    path.write_bytes(evidence_pack(poll.election))
    for argument in (str(path), poll.election.slug):
        call_command("verify_election", argument)
    assert capsys.readouterr().out.count("as it was sealed") == 2
    with pytest.raises(SystemExit) as tampered:
        call_command("verify_election", str(path), "--head", "0" * 64)
    assert (tampered.value.code, capsys.readouterr().out) == (1, "pack: head: changed\n")
    path.write_bytes(b"not a pack")
    for argument in (str(path), "no-such-election", str(tmp_path / "none.zip")):
        with pytest.raises(SystemExit) as bad:
            call_command("verify_election", argument)
        said = capsys.readouterr()
        assert (bad.value.code, said.out, said.err.count("\n")) == (2, "", 1)
