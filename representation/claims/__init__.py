"""The pure engine of claims: what was asked and the day's rates in, two payees' pence and oddities out."""
