"""What anybody may read of an election: its notice, its roll, its result, and nothing too early."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.test import Client

from consortium.selectors.networks import network_view
from representation.models import Candidacy
from representation.services.declaring import declare
from representation.services.election_planning import open_nominations
from representation.services.nominations import close_nominations
from tests import clock
from tests.factories import consortium as organisations
from tests.factories import elections as make
from tests.unit.frontend.well_formed import faults

pytestmark = pytest.mark.django_db
WITH_RESULT = ("result/", "receipts/", "recount/", "evidence.zip", "files/roll.csv")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    html = answer.content.decode()
    assert faults(html) == []
    return str(html)


def told(*rankings: tuple[int, ...], members: int = 12) -> make.Poll:
    """An election that is declared, with these votes."""
    poll = make.opened(make.forum(members))
    for number, ranking in enumerate(rankings, start=1):
        poll.vote(number, ranking)
    return make.declared(make.counted(make.closed(poll)))


def test_a_draft_is_not_found_and_a_notice_says_how_to_stand(client: Client) -> None:
    forum = make.forum()
    election = make.drafted(forum)
    here = f"/votes/{election.slug}/"
    assert client.get(here).status_code == 404
    assert election.title not in page(client, "/votes/")
    open_nominations(by=forum.returning_officer, election=election)
    assert "Candidates are wanted" in page(client, here)
    assert f"/stand/{election.slug}/" in page(client, here)
    make.stand(forum, election.contests.get(), [0], decide=False)
    assert "I am Ash Chesterfield 1." in page(client, here)
    assert election.title in page(client, "/votes/")


def test_nothing_of_the_result_is_there_before_it_is_declared(client: Client) -> None:
    poll = make.opened()
    poll.vote(1, [1])
    for stage in (make.closed, make.counted):
        stage(poll)
        for path in WITH_RESULT:
            assert client.get(f"/votes/{poll.election.slug}/{path}").status_code == 404, path
        html = page(client, f"/votes/{poll.election.slug}/")
        assert "See the result" not in html


def test_the_roll_names_organisations_and_nobody(client: Client) -> None:
    poll = make.opened()
    html = page(client, f"/votes/{poll.election.slug}/roll/")
    assert "Chesterfield Group 6" in html
    assert not any(contact.name in html for contact in poll.forum.contacts)
    assert "Chesterfield Group 2" not in page(
        client, f"/votes/{poll.election.slug}/roll/?name=group+1"
    )
    assert "No organisation of that name" in page(
        client, f"/votes/{poll.election.slug}/roll/?name=zz"
    )


def test_a_result_says_who_by_how_many_and_how_to_count_again(client: Client) -> None:
    votes = [(1, 2), (1, 3), (2, 1), (2,), (3, 4), (4, 3), (1, 4), (2, 3), (1,), (3, 1)]
    poll = told(*votes)
    here = f"/votes/{poll.election.slug}/"
    html = page(client, f"{here}result/")
    assert "10 of 12 organisations voted." in html
    assert 'class="fold"' in html
    assert "<svg" in html
    assert "are left out" in html
    for path in re.findall(rf'href="({here}[^"]+)"', html):
        assert client.get(path).status_code == 200, path
    names = zipfile.ZipFile(io.BytesIO(client.get(f"{here}evidence.zip").content)).namelist()
    assert "contest-1/ballots.blt" in names
    assert client.get(f"{here}files/../settings.py").status_code == 404
    assert client.get(f"{here}files/manifest.txt").status_code == 404


@pytest.mark.parametrize("voted, has_stages", [(7, True), (4, False)])
def test_of_few_papers_no_figure_tells_what_they_are(
    client: Client, voted: int, has_stages: bool
) -> None:
    poll = told(*[(1, 2), (2, 3), (3,), (4, 1), (1, 4), (2,), (3, 1)][:voted])
    here = f"/votes/{poll.election.slug}/"
    html = page(client, f"{here}result/")
    digest = poll.election.contests.get().count.digest
    pack = zipfile.ZipFile(io.BytesIO(client.get(f"{here}evidence.zip").content))
    for name in pack.namelist():
        assert digest not in pack.read(name).decode(), name
    assert digest not in html
    assert ("contest-1/stages.csv" in pack.namelist()) is has_stages
    assert ("<svg role=" in html) is has_stages
    assert "ballots.blt" not in html


def test_a_unanimous_vote_is_said_plainly(client: Client) -> None:
    poll = told(*[(1, 2)] * 10)
    html = page(client, f"/votes/{poll.election.slug}/result/")
    assert "Everybody gave the same first choice" in html


def test_where_nobody_had_to_vote_the_page_says_so_and_no_share(client: Client) -> None:
    forum = make.forum()
    election = make.drafted(forum)
    open_nominations(by=forum.returning_officer, election=election)
    make.stand(forum, election.contests.get(), [0])
    with clock.at(election.nominations_close_at + timedelta(minutes=1)):
        election = close_nominations(by=forum.returning_officer, election=election)
        declare(by=forum.returning_officer, election=election)
    html = page(client, f"/votes/{election.slug}/result/")
    assert "One person stood, so no vote was held." in html
    assert "1 place stays vacant." in html
    assert "100" not in html.split("<h1>")[1].split("Check the count")[0]


def test_whoever_is_signed_in_finds_their_own_ballot(client: Client) -> None:
    poll = make.opened()
    client.force_login(poll.forum.contacts[0].user)
    html = page(client, "/votes/")
    (link,) = set(re.findall(r'href="(/vote/[^"]+)"', html))
    with clock.at(poll.election.opens_at + timedelta(days=1)):
        assert "Chesterfield Group 1" in page(client, link)


def test_somebody_stands_another_supports_and_the_first_withdraws(client: Client) -> None:
    forum = make.forum()
    election = make.drafted(forum, endorsements_needed=1)
    open_nominations(by=forum.returning_officer, election=election)
    here = f"/stand/{election.slug}/"
    client.force_login(forum.contacts[0].user)
    sent = {
        "person": forum.contacts[0].pk,
        "organisation": forum.members[0].pk,
        "statement": "Homework and tea.",
        "statement_cy": "Gwaith cartref a the.",
    }
    answer = client.post(f"{here}contest/1/", sent, follow=True)
    assert "The nomination is in." in answer.content.decode()
    candidacy = Candidacy.objects.get()
    assert (candidacy.name, candidacy.statement_cy) == (
        "Ash Chesterfield 1",
        "Gwaith cartref a the.",
    )
    other = Client()
    other.force_login(forum.contacts[1].user)
    assert "Support this nomination" in page(other, here)
    other.post(f"{here}for/{candidacy.pk}/endorse/", {"organisation": forum.members[1].pk})
    assert candidacy.endorsements.get().organisation == forum.members[1]
    refused = other.post(f"{here}for/{candidacy.pk}/withdraw/")
    assert "Only the person nominated can do this." in refused.content.decode()
    foreign = other.post(
        f"{here}for/{candidacy.pk}/endorse/", {"organisation": forum.members[2].pk}
    )
    assert "to put right" in foreign.content.decode()
    client.post(f"{here}for/{candidacy.pk}/withdraw/")
    candidacy.refresh_from_db()
    assert candidacy.state == "withdrawn"


def test_after_nominations_close_the_button_says_why_not(client: Client) -> None:
    poll = make.opened()
    client.force_login(poll.forum.contacts[5].user)
    html = page(client, f"/stand/{poll.election.slug}/")
    assert "disabled" in html
    assert "Support this nomination" not in html
    sent = {"person": poll.forum.contacts[5].pk, "organisation": poll.forum.members[5].pk}
    answer = client.post(f"/stand/{poll.election.slug}/contest/1/", sent)
    assert "This cannot be done now." in answer.content.decode()
    assert Candidacy.objects.count() == 4


def test_every_page_of_an_election_is_headed_by_its_network(client: Client) -> None:
    poll = told(*[(1, 2)] * 6)
    other = organisations.network("Another Network")
    name = network_view(poll.election.structure.consortium).name
    assert network_view(other).name != name
    for path in ("", "roll/", "result/", "receipts/", "recount/"):
        html = page(client, f"/votes/{poll.election.slug}/{path}")
        assert f"<b>{name}</b>" in html, path
        assert f"{name}</title>" in html, path
