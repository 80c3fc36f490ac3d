"""Routes of the pages of those who look after a network's structures, under network/structures/."""

from django.urls import URLPattern, path

from frontend.staff import (
    seat_desk,
    seat_holders,
    seat_import,
    seat_requests,
    seat_stand_ins,
    structure_bodies,
    structure_new,
    structure_rules,
    structures,
    support,
)

HERE = "<slug:slug>/"
REQUESTS = HERE + "board-requests/"
SEAT = HERE + "<slug:body>/<int:number>/"
urlpatterns: list[URLPattern] = [
    path("", structures.structures, name="structures"),
    path("new/", structure_new.choose, name="structure-new"),
    path("new/<slug:preset>/", structure_new.found, name="structure-found"),
    path(HERE, structures.structure, name="structure"),
    path(HERE + "rules/", structure_rules.change, name="structure-rules"),
    path(REQUESTS, seat_requests.requests, name="board-requests"),
    path(REQUESTS + "<int:key>/", seat_requests.one, name="board-request"),
    path(REQUESTS + "<int:key>/accept/", seat_requests.accept, name="board-request-accept"),
    path(REQUESTS + "<int:key>/refuse/", seat_requests.refuse, name="board-request-refuse"),
    path(REQUESTS + "<int:key>/again/", seat_requests.again, name="board-request-again"),
    path(HERE + "bodies/new/", structure_bodies.add, name="body-new"),
    path(HERE + "bodies/close/", structure_bodies.close, name="body-close"),
    path(HERE + "seats/new/", structure_bodies.add_one_seat, name="seat-new"),
    path(HERE + "import/", seat_import.check, name="seat-import"),
    path(HERE + "import/apply/", seat_import.apply, name="seat-import-apply"),
    path(HERE + "export/<str:name>", seat_import.export, name="seat-export"),
    path(HERE + "support/", support.supports, name="supports"),
    path(HERE + "support/new/", support.new, name="support-new"),
    path(HERE + "support/<int:key>/end/", support.end, name="support-end"),
    path(SEAT, seat_desk.seat, name="structure-seat"),
    path(SEAT + "appoint/", seat_holders.appoint, name="seat-appoint"),
    path(SEAT + "end/", seat_holders.end, name="seat-end"),
    path(SEAT + "stand-in/", seat_stand_ins.name, name="seat-stand-in"),
    path(SEAT + "stand-in/end/", seat_stand_ins.end, name="seat-stand-in-end"),
    path(SEAT + "close/", seat_stand_ins.close, name="seat-close"),
]
