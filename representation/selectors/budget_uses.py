"""Which structures and bodies are paid from which budget, since when."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from consortium.models import Consortium
from representation.models import Body, SchemeUse, Structure
from representation.selectors.electorates import on_day
from representation.selectors.wording import in_language


@dataclass(frozen=True)
class Use:
    """A structure, or one body of it (else `body` is ""), is paid by a scheme between two days."""

    id: int
    scheme: str
    structure: str
    body: str
    start_on: date
    end_on: date | None

    @property
    def who(self) -> str:
        """Derbyshire GRID, or Derbyshire GRID: Children's Board."""
        return f"{self.structure}: {self.body}" if self.body else self.structure


@dataclass(frozen=True)
class MayUse:
    """A structure, or a body of it, that a scheme can be used for; `key` names it in a form."""

    key: str
    structure: Structure
    body: Body | None

    @property
    def who(self) -> str:
        """Its name, a body's with its structure's."""
        structure = in_language(self.structure.name, self.structure.name_cy)
        if self.body is None:
            return structure
        return f"{structure}: {in_language(self.body.name, self.body.name_cy)}"


def uses_by_budget(network: Consortium | None = None) -> Mapping[int, tuple[Use, ...]]:
    """By budget, whom its schemes pay: of one network or of all."""
    rows = SchemeUse.objects.select_related("scheme", "structure", "body")
    if network is not None:
        rows = rows.filter(structure__consortium=network)
    found: dict[int, list[Use]] = defaultdict(list)
    for row in rows.order_by("structure__name", "body__name", "start_on", "pk"):
        found[row.scheme.budget_id].append(_use(row))
    return {budget: tuple(uses) for budget, uses in found.items()}


def use_in(network: Consortium, use_id: int) -> SchemeUse | None:
    """The use, if it is of one of the network's structures."""
    found = SchemeUse.objects.select_related(
        "scheme__budget__fund__consortium", "structure", "body"
    )
    return found.filter(structure__consortium=network, pk=use_id).first()


def can_be_used_for(network: Consortium) -> tuple[MayUse, ...]:
    """The network's structures, each followed by its bodies of today."""
    found: list[MayUse] = []
    for structure in network.structures.order_by("name", "pk"):
        found.append(MayUse(f"structure-{structure.pk}", structure, None))
        bodies = structure.bodies.filter(Q(on_day(timezone.localdate()))).order_by("name", "pk")
        found += [MayUse(f"body-{body.pk}", structure, body) for body in bodies]
    return tuple(found)


def _use(row: SchemeUse) -> Use:
    return Use(
        row.pk,
        row.scheme.name,
        in_language(row.structure.name, row.structure.name_cy),
        in_language(row.body.name, row.body.name_cy) if row.body else "",
        row.start_on,
        row.end_on,
    )
