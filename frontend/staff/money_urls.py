"""Routes of the treasurer's pages."""

from django.urls import URLPattern, URLResolver, path

from frontend.staff import (
    batches,
    books,
    budgets,
    claim_queue,
    fees,
    file_check,
    funds,
    households,
    payees,
    payments,
    rates,
)

CLAIM = "claims/<int:claim_id>/"
FUND = "funds/<int:fund_id>/"
BUDGET = "budgets/<int:budget_id>/"
BATCH = "payments/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("claims/", claim_queue.queue, name="claims"),
    path("claims/all/", claim_queue.all_claims, name="claims-all"),
    path("claims/approve/", claim_queue.approve_ticked, name="claims-approve"),
    path(CLAIM, claim_queue.claim, name="claim"),
    path(CLAIM + "approve/", claim_queue.approve, name="claim-approve"),
    path(CLAIM + "ask/", claim_queue.ask, name="claim-ask"),
    path(CLAIM + "refuse/", claim_queue.refuse, name="claim-refuse"),
    path(CLAIM + "receipts/<int:receipt_id>/", claim_queue.receipt, name="claim-receipt"),
    path("payments/", payments.payments, name="payments"),
    path("payments/draw/", payments.draw, name="batch-draw"),
    path("payments/statement/", payments.statement, name="statement"),
    path(BATCH, batches.batch, name="batch"),
    path(BATCH + "sign/", batches.sign, name="batch-sign"),
    path(BATCH + "sent/", batches.sent_page, name="batch-sent"),
    path(BATCH + "abandon/", batches.abandon, name="batch-abandon"),
    path(BATCH + "file.<slug:file_format>", batches.batch_file, name="batch-file"),
    path(BATCH + "check/", file_check.check_file_page, name="batch-check"),
    path(BATCH + "lines/<int:line>/", batches.line_outcome, name="line-outcome"),
    path("payees/", payees.payees, name="payees"),
    path("payees/<int:payee_id>/account/", payees.account, name="payee-account"),
    path("payees/<int:payee_id>/call/", payees.call, name="payee-call"),
    path("budget/", books.budget, name="budget"),
    path("funds/new/", funds.new, name="fund-new"),
    path(FUND, funds.fund, name="fund"),
    path(FUND + "received/", funds.received, name="fund-received"),
    path(FUND + "budget/", funds.budget_new, name="budget-new"),
    path(BUDGET, budgets.budget, name="budget-one"),
    path(BUDGET + "raise/", budgets.plan_more, name="budget-raise"),
    path(BUDGET + "move/", budgets.move, name="budget-move"),
    path(BUDGET + "scheme/", budgets.scheme_new, name="scheme-new"),
    path("schemes/<int:scheme_id>/change/", budgets.scheme_change, name="scheme-change"),
    path("schemes/<int:scheme_id>/use/", budgets.use_new, name="use-new"),
    path("schemes/uses/<int:use_id>/end/", budgets.use_end, name="use-end"),
    path("rates/", rates.rates, name="rates"),
    path("rates/new/<int:scheme_id>/<slug:kind>/", rates.new, name="rate-new"),
    path("fees/", fees.fees, name="fees"),
    path("fees/new/", fees.new, name="fee-new"),
    path("fees/<int:proposal_id>/confirm/", fees.confirm, name="fee-confirm"),
    path("fees/<int:proposal_id>/drop/", fees.drop, name="fee-drop"),
    path("households/", households.households, name="households"),
    path("households/new/", households.new, name="household-new"),
    path("households/<int:connection_id>/end/", households.end, name="household-end"),
    path("ledger/", books.ledger, name="ledger"),
    path("ledger/ledger.csv", books.ledger_file, name="ledger-file"),
]
