"""Sealing an election's tables into its chain as they become final."""

import secrets

from representation.evidence.chain import Link, append
from representation.evidence.tables import table_digest
from representation.models import Election, Seal
from representation.selectors.election_tables import table_of
from representation.selectors.seals import SALT, chain_of


def seal(election: Election, *names: str) -> None:
    """Add each table, as it is now, to the election's chain; inside the caller's transaction.

    Digests of the chain are published, so each is salted: of few papers a bare digest would tell what
    they are to whoever tries all that they might be.
    """
    chain: list[Link] = list(chain_of(election))
    for name in names:
        rows = table_of(election, name).digests() | {SALT: secrets.token_hex(32)}
        link = append(chain, name, table_digest(name, rows))
        chain.append(link)
        Seal.objects.create(
            election=election,
            number=link.number,
            table=name,
            rows=rows,
            digest=link.digest,
            previous=link.previous,
            head=link.head,
        )
