"""Routes of the pages for this audience."""

from django.urls import URLPattern, URLResolver, path

from frontend.public import budget, gallery, home, members, words

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("budget/", budget.budget, name="budget"),
    path("budget.<slug:kind>", budget.budget_file, name="budget-file"),
    path("members/", members.members, name="members"),
    path("how/", words.how, name="how"),
    path("privacy/", words.privacy, name="privacy"),
    path("accessibility/", words.accessibility, name="accessibility"),
    path("wrong/", words.wrong, name="wrong"),
    path("components/", gallery.gallery, name="components"),
    path("components/plan/", gallery.plan, name="components-plan"),
    path("components/job/", gallery.job, name="components-job"),
]
