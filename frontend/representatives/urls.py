"""Routes of the pages for this audience."""

from django.urls import URLPattern, URLResolver, path

from frontend.representatives import account, claims, household

app_name = "representatives"
CLAIM = "claims/<int:claim_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("claims/", claims.claim_list, name="claims"),
    path("claims/new/<int:attendance_id>/", claims.new_claim, name="claim-new"),
    path("claims/household/", household.household, name="household"),
    path("claims/household/new/", household.declare, name="household-new"),
    path("claims/account/<slug:network>/", account.own_account, name="own-account"),
    path(CLAIM, claims.claim, name="claim"),
    path(CLAIM + "edit/", claims.edit_claim, name="claim-edit"),
    path(CLAIM + "check/", claims.check_claim, name="claim-check"),
    path(CLAIM + "receipt/", claims.add_receipt_page, name="claim-receipt"),
    path(CLAIM + "receipts/<int:receipt_id>/", claims.receipt, name="claim-receipt-file"),
    path(CLAIM + "withdraw/", claims.withdraw, name="claim-withdraw"),
    path(CLAIM + "reopen/", claims.reopen, name="claim-reopen"),
]
