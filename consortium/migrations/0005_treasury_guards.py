"""The books only grow, batches never change, and who pays is neither who claimed nor who approved."""

from django.db import migrations

from consortium.migrations._guards import AppendOnly, Frozen, NoOverlap, Refuses

PARTY_TO_DUE = """
    EXISTS (
        SELECT 1 FROM consortium_due AS due WHERE {which}
        AND {who} IN (due.claimant_id, due.first_approver_id, due.second_approver_id)
    )
"""
GUARDS = [
    NoOverlap("consortium_raterow", ("scheme_id", "kind"), "valid_from", "valid_until"),
    NoOverlap("consortium_feebandrow", ("consortium_id", "from_pence"), "valid_from", "valid_until"),
    Frozen(
        "consortium_raterow",
        ("scheme_id", "kind", "pence", "first_miles", "then_pence", "cap_pence", "valid_from", "source"),
    ),
    AppendOnly("consortium_account"),
    AppendOnly("consortium_ledgerentry"),
    Refuses(
        "consortium_ledgerentry",
        "continues_the_chain",
        """NOT EXISTS (
            SELECT 1 FROM consortium_ledgerhead AS head
            WHERE head.consortium_id = NEW.consortium_id
            AND head.number = NEW.number - 1 AND head.digest = NEW.previous
        ) OR EXISTS (
            SELECT 1 FROM consortium_account AS account
            WHERE account.id IN (NEW.debit_id, NEW.credit_id)
            AND account.consortium_id <> NEW.consortium_id
        )""",
    ),
    Refuses(
        "consortium_ledgerentry",
        "reversal_mirrors",
        """NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM consortium_ledgerentry AS first
            WHERE first.id = NEW.reverses_id AND first.consortium_id = NEW.consortium_id
            AND first.debit_id = NEW.credit_id AND first.credit_id = NEW.debit_id
            AND first.pence = NEW.pence
        )""",
    ),
    Refuses(
        "consortium_ledgerhead",
        "moves_forward",
        """NOT EXISTS (
            SELECT 1 FROM consortium_ledgerentry AS entry
            WHERE entry.consortium_id = NEW.consortium_id
            AND entry.number = NEW.number AND entry.digest = NEW.digest
        )""",
        event="UPDATE",
    ),
    AppendOnly("consortium_bankdetail"),
    AppendOnly("consortium_bankcall"),
    Refuses(
        "consortium_bankcall",
        "second_person",
        """EXISTS (
            SELECT 1 FROM consortium_bankdetail AS detail
            WHERE detail.id = NEW.detail_id AND detail.entered_by_id = NEW.called_by_id
        )""",
    ),
    Frozen(
        "consortium_due",
        (
            "consortium_id", "payee_id", "budget_id", "pence", "source", "memo", "claimant_id",
            "first_approver_id", "second_approver_id", "commitment_id",
        ),
    ),
    Frozen(
        "consortium_batch",
        (
            "consortium_id", "number", "drawn_by_id", "drawn_at", "pay_on", "originator_id", "count",
            "total_pence", "digests",
        ),
    ),
    Refuses(
        "consortium_batch",
        "two_sign",
        """NEW.state IN ('signed', 'sent', 'closed') AND (
            SELECT count(*) FROM consortium_batchsignature AS one WHERE one.batch_id = NEW.id
        ) < 2""",
        event="UPDATE",
    ),
    AppendOnly("consortium_batchsignature"),
    Refuses(
        "consortium_batchsignature",
        "signer_is_another",
        PARTY_TO_DUE.format(
            which="""due.id IN (
                SELECT line.due_id FROM consortium_paymentline AS line
                WHERE line.batch_id = NEW.batch_id
            )""",
            who="NEW.signed_by_id",
        ),
    ),
    Frozen("consortium_paymentline", ("batch_id", "number", "due_id", "detail_id", "payer_id", "pence")),
    Refuses(
        "consortium_paymentline",
        "payer_is_another",
        PARTY_TO_DUE.format(which="due.id = NEW.due_id", who="NEW.payer_id"),
    ),
    Refuses(
        "consortium_paymentline",
        "is_of_an_open_batch",
        """NOT EXISTS (
            SELECT 1 FROM consortium_batch AS batch JOIN consortium_due AS due ON due.id = NEW.due_id
            WHERE batch.id = NEW.batch_id AND batch.state = 'drawn'
            AND due.consortium_id = batch.consortium_id AND due.pence = NEW.pence
            AND NOT EXISTS (
                SELECT 1 FROM consortium_batchsignature AS one WHERE one.batch_id = batch.id
            )
        )""",
    ),
    Refuses(
        "consortium_paymentline",
        "account_passed_every_gate",
        """NOT EXISTS (
            SELECT 1 FROM consortium_bankdetail AS detail
            JOIN consortium_bankcall AS heard ON heard.detail_id = detail.id
            JOIN consortium_due AS due ON due.payee_id = detail.payee_id
            WHERE detail.id = NEW.detail_id AND due.id = NEW.due_id
            AND heard.matched AND heard.called_by_id <> detail.entered_by_id
            AND detail.payable_from <= {now}
            AND NOT EXISTS (
                SELECT 1 FROM consortium_bankdetail AS later
                WHERE later.payee_id = detail.payee_id AND later.version > detail.version
            )
        )""",
    ),
    AppendOnly("consortium_moneyrecord"),
    AppendOnly("consortium_bankline"),
]


def guard(apps, schema_editor):
    for one in GUARDS:
        one.create(schema_editor)


def unguard(apps, schema_editor):
    for one in reversed(GUARDS):
        one.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("consortium", "0004_treasury")]
    operations = [migrations.RunPython(guard, unguard)]
