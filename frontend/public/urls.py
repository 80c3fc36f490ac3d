"""Routes of the pages for this audience."""

from django.urls import URLPattern, URLResolver, path

from frontend.public import (
    ask,
    budget,
    constitution,
    gallery,
    home,
    members,
    seats,
    speakers,
    votes,
    words,
)

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("budget/", budget.budget, name="budget"),
    path("budget.<slug:kind>", budget.budget_file, name="budget-file"),
    path("budget/heads.<slug:kind>", budget.heads_file, name="heads-file"),
    path("votes/", votes.votes, name="votes"),
    path("votes/<slug:slug>/", votes.vote, name="vote"),
    path("votes/<slug:slug>/roll/", votes.roll, name="vote-roll"),
    path("votes/<slug:slug>/result/", votes.result, name="vote-result"),
    path("votes/<slug:slug>/receipts/", votes.receipts, name="vote-receipts"),
    path("votes/<slug:slug>/recount/", votes.recount, name="vote-recount"),
    path("votes/<slug:slug>/evidence.zip", votes.pack, name="vote-pack"),
    path("votes/<slug:slug>/files/<path:name>", votes.pack_file, name="vote-file"),
    path("members/", members.members, name="members"),
    path("seats/", seats.networks, name="seats"),
    path("seats/fair-share/", seats.how_worked_out, name="fair-share"),
    path("seats/<slug:slug>/", seats.seats, name="who-speaks"),
    path("seats/<slug:slug>/seats.<str:kind>", seats.seats_file, name="seats-file"),
    path("seats/<slug:slug>/constitution/", constitution.constitution, name="constitution"),
    path(
        "seats/<slug:slug>/constitution.<str:kind>",
        constitution.constitution_file,
        name="constitution-file",
    ),
    path(
        "seats/<slug:slug>/constitution/<int:number>/",
        constitution.version,
        name="constitution-version",
    ),
    path("seats/<slug:slug>/<int:number>/", speakers.seat, name="seat"),
    path("boards/<slug:slug>/", speakers.board_view, name="board"),
    path("people/<int:key>/", speakers.person, name="person"),
    path("organisations/<slug:slug>/", speakers.organisation, name="organisation"),
    path("ask/", ask.ask, name="ask"),
    path("ask/sent/", ask.asked, name="ask-sent"),
    path("ask/<str:token>/", ask.own, name="ask-own"),
    path("find/", speakers.find, name="find"),
    path("how/", words.how, name="how"),
    path("privacy/", words.privacy, name="privacy"),
    path("accessibility/", words.accessibility, name="accessibility"),
    path("wrong/", words.wrong, name="wrong"),
    path("components/", gallery.gallery, name="components"),
    path("components/plan/", gallery.plan, name="components-plan"),
    path("components/job/", gallery.job, name="components-job"),
]
