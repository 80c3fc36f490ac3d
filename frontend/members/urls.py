"""Routes of the pages for this audience."""

from django.urls import URLPattern, URLResolver, path

from frontend.members import (
    bids,
    challenge,
    evidence,
    facts,
    group,
    networks,
    now,
    offers,
    part_answers,
    representatives,
    standing,
    voting,
)

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("now/", now.now, name="now"),
    path("reps/", representatives.representatives, name="representatives"),
    path("reps/<int:key>/resign/", representatives.resign, name="resign"),
    path("reps/<int:key>/stand-in/", representatives.stand_in, name="stand-in"),
    path(
        "reps/<int:key>/stand-in/<int:who>/end/", representatives.stand_in_end, name="stand-in-end"
    ),
    path("vote/<str:token>/", voting.ballot, name="vote"),
    path("vote/<str:token>/check/", voting.check, name="vote-check"),
    path("vote/<str:token>/done/", voting.done, name="vote-done"),
    path("stand/<slug:slug>/", standing.stand, name="stand"),
    path("stand/<slug:slug>/contest/<int:number>/", standing.nominate_in, name="stand-in"),
    path("stand/<slug:slug>/for/<int:key>/<slug:what>/", standing.act, name="stand-act"),
    path("challenge/<slug:slug>/", challenge.challenge_result, name="challenge"),
    path("bids/", bids.bids, name="bids"),
    path("bids/<int:tender_id>/", bids.bid, name="bid"),
    path("bids/<int:tender_id>/<slug:slug>/give-up/", part_answers.give_up, name="part"),
    path("bids/<int:tender_id>/<slug:slug>/return/", part_answers.take_again, name="part-return"),
    path("group/", group.group, name="group"),
    path("group/<slug:slug>/", group.organisation, name="organisation"),
    path("group/<slug:slug>/networks/", networks.networks, name="networks"),
    path("group/<slug:slug>/networks/<slug:network>/join/", networks.join, name="join"),
    path(
        "group/<slug:slug>/networks/<slug:network>/votes-in/",
        networks.voting_home,
        name="voting-home",
    ),
    path("group/<slug:slug>/networks/<slug:network>/leave/", networks.leave, name="leave"),
    path("group/<slug:slug>/about/", facts.edit_about, name="about-edit"),
    path("group/<slug:slug>/reach/", facts.edit_reach, name="reach-edit"),
    path("group/<slug:slug>/income/", facts.add_income, name="income-add"),
    path("group/<slug:slug>/number/", facts.add_number, name="identifier-add"),
    path("group/<slug:slug>/evidence/", evidence.evidence, name="evidence"),
    path("group/<slug:slug>/evidence/<slug:code>/", evidence.add, name="evidence-add"),
    path("group/<slug:slug>/offers/<int:offer_id>/", offers.edit, name="offer-edit"),
    path("group/<slug:slug>/offers/in/<slug:network>/", offers.add, name="offer-add"),
    path("group/<slug:slug>/limits/<slug:network>/", offers.edit_limits, name="limits-edit"),
]
