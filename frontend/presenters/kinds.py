"""What pages call the kinds that rows carry: legal forms, classes, registers, standings of evidence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consortium.readiness.criteria import Standing
from consortium.states import EvidenceKind, LegalForm, MembershipClass, RoleKind

LEGAL_FORMS: dict[str, Promise] = {
    LegalForm.GROUP: _("group without a legal form of its own"),
    LegalForm.CHARITY: _("charity"),
    LegalForm.CIO: _("charitable incorporated organisation (CIO)"),
    LegalForm.COMPANY_CHARITY: _("company and charity"),
    LegalForm.CIC_GUARANTEE: _("community interest company, limited by guarantee"),
    LegalForm.CIC_SHARES: _("community interest company, limited by shares"),
    LegalForm.COMPANY: _("company"),
    LegalForm.COOPERATIVE: _("co-operative or community benefit society"),
    LegalForm.PUBLIC_BODY: _("public body"),
}
CLASSES: dict[str, Promise] = {
    MembershipClass.FULL: _("Full member"),
    MembershipClass.ASSOCIATE: _("Associate"),
}
EVIDENCE_KINDS: dict[str, Promise] = {
    EvidenceKind.ACCREDITATION: _("accreditation"),
    EvidenceKind.INSURANCE: _("insurance"),
    EvidenceKind.POLICY: _("policy"),
}
REGISTERS: dict[str, Promise] = {
    "GB-CHC": _("Charity Commission for England and Wales"),
    "GB-COH": _("Companies House"),
    "GB-SC": _("Scottish Charity Register"),
    "GB-NIC": _("Charity Commission for Northern Ireland"),
    "GB-PPON": _("Find a Tender (PPON)"),
}
ROLES: dict[str, Promise] = {
    RoleKind.LEAD: _("Lead"),
    RoleKind.COORDINATOR: _("Coordinator"),
    RoleKind.TREASURER: _("Treasurer"),
    RoleKind.RETURNING_OFFICER: _("Returning officer"),
    RoleKind.CHAIR: _("Chair"),
    RoleKind.VOTING_CONTACT: _("Voting contact"),
    RoleKind.MEMBER_CONTACT: _("Member contact"),
}
STANDINGS: dict[Standing, tuple[Promise, str]] = {
    Standing.MET: (_("In place"), "ok"),
    Standing.EXPIRING: (_("Runs out soon"), "due"),
    Standing.EXPIRED: (_("Ran out"), "no"),
    Standing.NOT_YET: (_("Not yet"), "no"),
    Standing.COVER_TOO_LOW: (_("Too little"), "no"),
    Standing.MISSING: (_("Missing"), "gap"),
}
