"""Routes of the pages of those who run an election, under elections/."""

from django.urls import URLPattern, path

from frontend.staff import (
    election_keys,
    election_lot,
    election_new,
    election_nominations,
    election_papers,
    election_phone,
    election_roll,
    election_steps,
    election_timetable,
    election_vacancy,
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
    path(HERE + "timetable/", election_timetable.timetable, name="election-timetable"),
    path(HERE + "roll/", election_roll.roll, name="election-roll"),
    path(HERE + "roll/correct/", election_roll.choose, name="election-roll-correct"),
    path(HERE + "roll/<int:number>/", election_roll.correct, name="election-roll-line"),
    path(HERE + "keys/", election_keys.keys, name="election-keys"),
    path(HERE + "keys/share/", election_keys.share_file, name="election-share"),
    path(HERE + "rehearsal/", election_keys.rehearsal, name="election-rehearsal"),
    path(HERE + "paper/", election_papers.papers, name="election-papers"),
    path(HERE + "paper/issue/", election_papers.issue, name="election-paper-issue"),
    path(HERE + "paper/return/", election_papers.give_back, name="election-paper-return"),
    path(HERE + "paper/read/", election_papers.read, name="election-paper-read"),
    path(HERE + "phone/", election_phone.take, name="election-phone"),
    path(HERE + "phone/cast/", election_phone.cast, name="election-phone-cast"),
    path(HERE + "lot/", election_lot.lot, name="election-lot"),
    path(HERE + "count/", election_keys.count, name="election-count"),
    path(HERE + "vacancies/", election_vacancy.vacancies, name="election-vacancies"),
    path(HERE + "vacancies/<int:key>/", election_vacancy.vacancy, name="election-vacancy"),
    path(HERE + "do/<slug:action>/", election_steps.step, name="election-step"),
]
