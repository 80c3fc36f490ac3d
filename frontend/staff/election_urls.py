"""Routes of the pages of those who run an election, under elections/."""

from django.urls import URLPattern, path

from frontend.staff import (
    election_keys,
    election_lot,
    election_new,
    election_nominations,
    election_papers,
    election_steps,
    elections,
)

HERE = "<slug:slug>/"
urlpatterns: list[URLPattern] = [
    path("", elections.elections, name="elections"),
    path("new/", election_new.new, name="election-new"),
    path("roll/", elections.current, {"page": "election-roll"}, name="roll"),
    path("paper/", elections.current, {"page": "election-papers"}, name="paper-votes"),
    path("count/", elections.current, {"page": "election-count"}, name="count"),
    path(HERE, elections.election, name="election"),
    path(HERE + "nominations/", election_nominations.nominations, name="election-nominations"),
    path(HERE + "nominations/<int:key>/", election_nominations.decide, name="election-nomination"),
    path(HERE + "roll/", election_papers.roll, name="election-roll"),
    path(HERE + "keys/", election_keys.keys, name="election-keys"),
    path(HERE + "keys/share/", election_keys.share_file, name="election-share"),
    path(HERE + "rehearsal/", election_keys.rehearsal, name="election-rehearsal"),
    path(HERE + "paper/", election_papers.papers, name="election-papers"),
    path(HERE + "paper/issue/", election_papers.issue, name="election-paper-issue"),
    path(HERE + "paper/return/", election_papers.give_back, name="election-paper-return"),
    path(HERE + "paper/read/", election_papers.read, name="election-paper-read"),
    path(HERE + "lot/", election_lot.lot, name="election-lot"),
    path(HERE + "count/", election_keys.count, name="election-count"),
    path(HERE + "do/<slug:action>/", election_steps.step, name="election-step"),
]
