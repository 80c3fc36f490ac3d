"""Routes of the pages of those who look after a network's structures, under network/structures/."""

from django.urls import URLPattern, path

from frontend.staff import structure_new, structure_rules, structures

HERE = "<slug:slug>/"
urlpatterns: list[URLPattern] = [
    path("", structures.structures, name="structures"),
    path("new/", structure_new.choose, name="structure-new"),
    path("new/<slug:preset>/", structure_new.found, name="structure-found"),
    path(HERE, structures.structure, name="structure"),
    path(HERE + "rules/", structure_rules.change, name="structure-rules"),
]
