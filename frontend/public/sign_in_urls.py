"""Routes to sign in, to say who one is, and out again; without a namespace, as allauth expects."""

from allauth.account import views as allauth
from django.urls import path

from frontend.public import health, mail, sign_in, which_network, who

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/", sign_in.sign_in, name="account_request_login_code"),
    path("sign-in/", sign_in.sign_in, name="account_signup"),
    path("sign-in/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("sign-in/inactive/", allauth.account_inactive, name="account_inactive"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("who/", who.choose_person, name="who"),
    path("who/network/", which_network.choose_network, name="which-network"),
    path("mail/", mail.sent_mail, name="mail"),
    path("health/", health.health, name="health"),
]
