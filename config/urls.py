"""Page routes: one include for each audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("frontend.public.urls")),
    path("", include("frontend.members.urls")),
    path("", include("frontend.representatives.urls")),
    path("", include("frontend.staff.urls")),
    path("", include("frontend.public.sign_in_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
