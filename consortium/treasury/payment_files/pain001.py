"""ISO 20022 pain.001.001.09, a customer's credit transfer in sterling by UK sort code (GBDSC)."""

from xml.etree import ElementTree as Tree

from defusedxml.ElementTree import fromstring

from consortium.treasury.amounts import plain_pounds, read_pounds
from consortium.treasury.payment_files.batch import FileFault, Payment, PaymentBatch, Totals
from consortium.treasury.sealing import BankAccount

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
NOT_XML = "\ufffe\uffff"
NAME_LENGTH = 70  # of 140: what domestic schemes carry


def write(batch: PaymentBatch) -> bytes:
    """The batch as a pain.001 document in UTF-8."""
    document = Tree.Element("Document", xmlns=NAMESPACE)
    transfer = Tree.SubElement(document, "CstmrCdtTrfInitn")
    _group_header(transfer, batch)
    _instruction(transfer, batch)
    Tree.indent(document)
    text: str = Tree.tostring(document, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _group_header(parent: Tree.Element, batch: PaymentBatch) -> None:
    header = Tree.SubElement(parent, "GrpHdr")
    _say(header, "MsgId", batch.reference)
    _say(header, "CreDtTm", batch.drawn_at.isoformat(timespec="seconds"))
    _control(header, batch)
    _say(header, "InitgPty/Nm", _name(batch.originator.name))


def _instruction(parent: Tree.Element, batch: PaymentBatch) -> None:
    instruction = Tree.SubElement(parent, "PmtInf")
    _say(instruction, "PmtInfId", batch.reference)
    _say(instruction, "PmtMtd", "TRF")
    _say(instruction, "BtchBookg", "true")
    _control(instruction, batch)
    _say(instruction, "PmtTpInf/SvcLvl/Cd", "NURG")
    _say(instruction, "ReqdExctnDt/Dt", batch.pay_on.isoformat())
    _say(instruction, "Dbtr/Nm", _name(batch.originator.name))
    _account(instruction, "DbtrAcct", batch.originator.account)
    _agent(instruction, "DbtrAgt", batch.originator.account)
    _say(instruction, "ChrgBr", "SLEV")
    for one in batch.payments:
        _transfer(instruction, one)


def _transfer(parent: Tree.Element, payment: Payment) -> None:
    transfer = Tree.SubElement(parent, "CdtTrfTxInf")
    identity = Tree.SubElement(transfer, "PmtId")
    _say(identity, "InstrId", payment.reference)
    _say(identity, "EndToEndId", payment.reference)
    amount = _say(transfer, "Amt/InstdAmt", plain_pounds(payment.pence))
    amount.set("Ccy", "GBP")
    _agent(transfer, "CdtrAgt", payment.account)
    _say(transfer, "Cdtr/Nm", _name(payment.account.name))
    _account(transfer, "CdtrAcct", payment.account)
    _say(transfer, "RmtInf/Ustrd", payment.reference)


def _name(text: str) -> str:
    """On one line, without the characters that XML cannot carry (a name may have been pasted)."""
    plain = "".join(char if char.isprintable() and char not in NOT_XML else " " for char in text)
    return " ".join(plain.split())[:NAME_LENGTH].rstrip()


def _control(parent: Tree.Element, batch: PaymentBatch) -> None:
    _say(parent, "NbOfTxs", str(batch.totals.count))
    _say(parent, "CtrlSum", plain_pounds(batch.totals.pence))


def _account(parent: Tree.Element, name: str, account: BankAccount) -> None:
    holder = Tree.SubElement(parent, name)
    _say(holder, "Id/Othr/Id", account.number)
    _say(holder, "Ccy", "GBP")


def _agent(parent: Tree.Element, name: str, account: BankAccount) -> None:
    member = Tree.SubElement(
        Tree.SubElement(Tree.SubElement(parent, name), "FinInstnId"), "ClrSysMmbId"
    )
    _say(member, "ClrSysId/Cd", "GBDSC")
    _say(member, "MmbId", account.sort_code)


def _say(parent: Tree.Element, path: str, text: str) -> Tree.Element:
    for name in path.split("/"):
        parent = Tree.SubElement(parent, name)
    parent.text = text
    return parent


def totals(content: bytes) -> Totals:
    """Read back count and sum of the transfers; both control totals must agree. Raises FileFault."""
    root = fromstring(content)
    at = {"p": NAMESPACE}
    amounts = [read_pounds(one.text or "") for one in root.iterfind(".//p:InstdAmt", at)]
    found = Totals(len(amounts), sum(amounts))
    for name, wanted in (("NbOfTxs", str(found.count)), ("CtrlSum", plain_pounds(found.pence))):
        if [one.text for one in root.iterfind(f".//p:{name}", at)] != [wanted] * 2:
            raise FileFault(name)
    return found
