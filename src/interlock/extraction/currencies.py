"""Which money is meant where a text does not say: by what it names elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from interlock.extraction.quantities import FoundQuantity
from interlock.vocabulary import Money


@dataclass(slots=True)
class Currencies:
    """The currencies that a document has named so far. `first` is what it names first of all, for amounts before."""

    first: str | None = None
    last: str | None = None
    named: list[str] = field(default_factory=list)

    def settle(self, found: Iterable[FoundQuantity]) -> tuple[FoundQuantity, ...]:
        """The quantities of a sentence: an amount that names no currency has the last one named before it.

        A name that several currencies have ('crowns') means the last one named that is one of them. What stands in
        brackets is a conversion: it names no currency for what follows.
        """
        return tuple(self._settled(quantity) for quantity in found)

    def _settled(self, quantity: FoundQuantity) -> FoundQuantity:
        amount = quantity.quantity
        if not isinstance(amount, Money):
            return quantity
        if amount.currency is None:
            currency = self.last or self.first
            return replace(
                quantity, quantity=replace(amount, currency=currency), unit=currency or "", carried=currency is not None
            )
        if quantity.others:
            shared = next((code for code in reversed(self.named) if code in quantity.others or code == amount.currency), None)
            if shared is not None and shared != amount.currency:
                quantity = replace(quantity, quantity=replace(amount, currency=shared), unit=shared)
        self.named.append(quantity.unit)
        if not quantity.aside:
            self.last = quantity.unit
        return quantity


def currencies_of(sentences: Sequence[Sequence[FoundQuantity]]) -> Currencies:
    """The memory for a document whose sentences hold these quantities, with nothing of it read yet."""
    named = [quantity for found in sentences for quantity in found if quantity.field == "amount" and quantity.unit]
    outside = [quantity for quantity in named if not quantity.aside]
    sure = next((quantity.unit for quantity in outside if not quantity.others), None)
    return Currencies(first=sure or (outside[0].unit if outside else None))
