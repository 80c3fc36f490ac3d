"""The pure engine of money: integer pence in, entries, prices, files and their faults out.

No clock, no database, no Django. `ledger` is the hash chain, `rates` what a mile or an hour is worth
on a day, `payment_files` what a bank takes, `statements` what it sends back, `sealing` how bank
details are kept.
"""
