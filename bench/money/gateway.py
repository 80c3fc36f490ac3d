"""How the product talks to the stand-in bank."""

# ruff: noqa: S310 - the address is our own process on this machine

import json
import os
import urllib.error
import urllib.request

from consortium.services.sending import Answer
from consortium.treasury.sealing import BankAccount

WAIT = 10


class StandInGateway:
    """How the product talks to it; its address is in BENCH_BANK."""

    def pay(self, *, key: str, account: BankAccount, pence: int, reference: str) -> Answer:
        """Raises OSError where it does not answer."""
        body = json.dumps({"key": key, "number": account.number, "pence": pence}).encode()
        request = urllib.request.Request(f"{os.environ['BENCH_BANK']}/pay", data=body)
        try:
            with urllib.request.urlopen(request, timeout=WAIT) as answer:
                return Answer(json.load(answer)["answer"])
        except (urllib.error.URLError, ConnectionError) as error:
            raise OSError("the bank does not answer") from error
