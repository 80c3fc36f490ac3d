"""Routes of the pages about the network and its members, under network/."""

from django.urls import URLPattern, path

from frontend.staff import closing, consortium, meetings, member_import, members, memberships, roles

MEETING = "meetings/<int:meeting_id>/"
urlpatterns: list[URLPattern] = [
    path("members/", members.members, name="members"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("members/<slug:slug>/class/", memberships.change, name="membership-class"),
    path("members/<slug:slug>/end/", memberships.end, name="membership-end"),
    path("members/<slug:slug>/closed/", closing.close, name="member-closed"),
    path("admit/", memberships.admit, name="admit"),
    path("admit/new/", memberships.admit_new, name="admit-new"),
    path("admit/known/<slug:slug>/", memberships.admit_known, name="admit-known"),
    path("import/", member_import.check, name="member-import"),
    path("import/apply/", member_import.apply, name="member-import-apply"),
    path("sheets/<str:name>", member_import.sheets, name="member-sheets"),
    path("roles/", roles.roles, name="roles"),
    path("roles/new/", roles.start, name="role-start"),
    path("roles/<int:role_id>/end/", roles.end, name="role-end"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="meeting-new"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(MEETING + "attendance/", meetings.attendance, name="attendance"),
    path(MEETING + "change/", meetings.change, name="meeting-change"),
    path(MEETING + "cancel/", meetings.cancel, name="meeting-cancel"),
    path("about/", consortium.consortium, name="consortium"),
    path("about/edit/", consortium.edit, name="consortium-edit"),
]
