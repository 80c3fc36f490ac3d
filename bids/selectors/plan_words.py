"""Reasons, repairs and demands of a plan in sentences, in the language of the page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from consortium.selectors.dates import day_in_words
from consortium.selectors.units import volume_in_words

VOWELS = frozenset("aeiouwy")

Labels = Mapping[str, Any]
Reason = Mapping[str, Any]


def pounds(pence: int) -> str:
    """£1,712,000, or £12.50 where there are odd pence."""
    whole, odd = divmod(pence, 100)
    return f"£{whole:,}.{odd:02}" if odd else f"£{whole:,}"


def named(label: Mapping[str, Any]) -> str:
    """The Welsh name on a Welsh page where there is one."""
    is_welsh = (get_language() or "").startswith("cy")
    return str((label.get("name_cy") if is_welsh else "") or label["name"])


def listed(words: list[str]) -> str:
    """One; one and two; one, two and three. Welsh has another word for and before a vowel."""
    if len(words) < 2:
        return "".join(words)
    if normalize("NFD", words[-1])[:1].lower() in VOWELS:
        sentence = pgettext("before a vowel", "%(first)s and %(last)s")
    else:
        sentence = _("%(first)s and %(last)s")
    return sentence % {"first": ", ".join(words[:-1]), "last": words[-1]}


def reason_in_words(reason: Reason, labels: Labels) -> str:
    """One reason of `services.plan_reasons` as a sentence."""
    return SENTENCES[reason["code"]](reason, labels)


def repair_in_words(repair: Mapping[str, Any], labels: Labels) -> str:
    """One change that would mend a shortfall, as a sentence."""
    return REPAIRS[repair["kind"]](repair, labels)


def service_words(service: str, labels: Labels) -> str:
    return str(labels["services"][service]["words"])


def units_of(service: str, volume: int, labels: Labels) -> str:
    """120 hours, in the service's unit."""
    return volume_in_words(volume, labels["services"][service]["unit"])


def demand_in_words(name: str, labels: Labels) -> str:
    """public-liability of £5,000,000 on Thursday 1 April 2027."""
    demand = labels["demands"].get(name)
    if demand is None:
        return _("an offer that fits the line")
    day = day_in_words(date.fromisoformat(demand["on"]))
    what = named(labels["evidence"][demand["code"]])
    if demand["cover_pence"] is None:
        return _("%(what)s on %(day)s") % {"what": what, "day": day}
    return _("%(what)s of %(cover)s on %(day)s") % {
        "what": what,
        "cover": pounds(demand["cover_pence"]),
        "day": day,
    }


def _lines(count: int) -> str:
    return ngettext("%(count)s line", "%(count)s lines", count) % {"count": count}


def _only_one(reason: Reason, labels: Labels) -> str:
    return _("The only member that may hold these lines.")


def _lowest_cost(reason: Reason, labels: Labels) -> str:
    return _("Lowest cost of the %(of)s members that could.") % {"of": reason["of"]}


def _others_used(reason: Reason, labels: Labels) -> str:
    return _("One of %(of)s members that could; the best for the whole contract.") % {
        "of": reason["of"]
    }


def _whole_offer(reason: Reason, labels: Labels) -> str:
    return _("Fits all that it offers: %(units)s of %(service)s.") % {
        "units": units_of(reason["service"], reason["volume"], labels),
        "service": service_words(reason["service"], labels),
    }


def _small(reason: Reason, labels: Labels) -> str:
    return _("Counts towards the small members’ share.")


def _shared(reason: Reason, labels: Labels) -> str:
    return _("Shared with other members on %(lines)s.") % {"lines": _lines(reason["lines"])}


def _apart(reason: Reason, labels: Labels) -> str:
    return _("Its areas lie in %(pieces)s places that do not touch.") % {"pieces": reason["pieces"]}


def _holds(reason: Reason, labels: Labels) -> str:
    return _("Holds %(units)s of %(service)s, worth %(value)s.") % {
        "units": units_of(reason["service"], reason["volume"], labels),
        "service": service_words(reason["service"], labels),
        "value": pounds(reason["value"]),
    }


def _cap_reached(reason: Reason, labels: Labels) -> str:
    return _("Has reached the most it will take, %(cap)s.") % {"cap": pounds(reason["cap"])}


def _no_offer(reason: Reason, labels: Labels) -> str:
    return _(
        "Offers nothing that this tender asks for in its areas, by its units and on its dates."
    )


def _not_needed(reason: Reason, labels: Labels) -> str:
    if reason["dearer"]:
        return _("Could hold %(lines)s; others hold them, and cost less on %(dearer)s.") % {
            "lines": _lines(reason["lines"]),
            "dearer": reason["dearer"],
        }
    return _("Could hold %(lines)s; others hold them, so that fewer members share a line.") % {
        "lines": _lines(reason["lines"])
    }


def _too_small(reason: Reason, labels: Labels) -> str:
    return _("Could hold %(lines)s that stay open, but less than its least lot or contract.") % {
        "lines": _lines(reason["lines"])
    }


def _associate(reason: Reason, labels: Labels) -> str:
    return _("An associate member: not yet ready to hold a part of a contract.")


def _income_unknown(reason: Reason, labels: Labels) -> str:
    return _("Its income is not known, so it does not count as small.")


def _lacks(reason: Reason, labels: Labels) -> str:
    return _("Lacks %(demand)s, which %(lines)s ask for.") % {
        "demand": demand_in_words(reason["demand"], labels),
        "lines": _lines(reason["lines"]),
    }


def _price(reason: Reason, labels: Labels) -> str:
    return _(
        "Its cost, %(cost)s a unit, is more than %(paid)s, the best paid for %(service)s after the fee."
    ) % {
        "cost": pounds(reason["cost"]),
        "paid": pounds(reason["paid"]),
        "service": service_words(reason["service"], labels),
    }


def _capacity(reason: Reason, labels: Labels) -> str:
    return _("Offers fewer units than its own least lot on %(lines)s.") % {
        "lines": _lines(reason["lines"])
    }


def _turnover(reason: Reason, labels: Labels) -> str:
    return _("The most it will take is less than its least lot of %(lines)s is worth.") % {
        "lines": _lines(reason["lines"])
    }


def _least_lot(reason: Reason, labels: Labels) -> str:
    return _("%(lines)s are smaller than its least lot.") % {"lines": _lines(reason["lines"])}


def _declined(reason: Reason, labels: Labels) -> str:
    return _("Has given up %(lines)s.") % {"lines": _lines(reason["lines"])}


def _withdrawn(reason: Reason, labels: Labels) -> str:
    return _("Has left this bid.")


SENTENCES: dict[str, Callable[[Reason, Labels], str]] = {
    "only-one": _only_one,
    "lowest-cost": _lowest_cost,
    "others-used": _others_used,
    "whole-offer": _whole_offer,
    "small": _small,
    "shared": _shared,
    "apart": _apart,
    "holds": _holds,
    "cap-reached": _cap_reached,
    "no-offer": _no_offer,
    "not-needed": _not_needed,
    "too-small-a-part": _too_small,
    "associate": _associate,
    "income-unknown": _income_unknown,
    "lacks": _lacks,
    "price": _price,
    "capacity": _capacity,
    "turnover": _turnover,
    "least-lot": _least_lot,
    "declined": _declined,
    "withdrawn": _withdrawn,
}


def _raise_capacity(repair: Reason, labels: Labels) -> str:
    return _("Ask %(member)s to offer %(units)s more of %(service)s.") % {
        "member": named(labels["members"][repair["member"]]),
        "units": units_of(repair["service"], repair["units"] or 0, labels),
        "service": service_words(repair["service"], labels),
    }


def _raise_cap(repair: Reason, labels: Labels) -> str:
    return _("Ask %(member)s to take %(amount)s more than its limit.") % {
        "member": named(labels["members"][repair["member"]]),
        "amount": pounds(repair["amount"]),
    }


def _accredit(repair: Reason, labels: Labels) -> str:
    return _("Help %(member)s to what line %(line)s asks for: it could hold %(amount)s of it.") % {
        "member": named(labels["members"][repair["member"]]),
        "line": repair["line"],
        "amount": pounds(repair["amount"]),
    }


def _recruit(repair: Reason, labels: Labels) -> str:
    line = labels["lines"][repair["line"]]
    return _(
        "Find somebody else for line %(line)s, %(service)s in %(area)s: %(units)s, %(amount)s."
    ) % {
        "line": repair["line"],
        "service": line["service"],
        "area": named(labels["areas"][line["area"]]),
        "units": volume_in_words(repair["units"] or 0, line["unit"]),
        "amount": pounds(repair["amount"]),
    }


REPAIRS: dict[str, Callable[[Reason, Labels], str]] = {
    "capacity": _raise_capacity,
    "turnover": _raise_cap,
    "accreditation": _accredit,
    "recruit": _recruit,
}
