"""Links between plans: what became of the recommendations of another plan in this one, and references to others."""

from __future__ import annotations

import attrs

from praksisplan.errors import PlanError, fault
from praksisplan.fields import Several, checked, identifier, optional, refers
from praksisplan.model.numbers import as_numbers
from praksisplan.model.recommendations import Standing
from praksisplan.model.sources import Citation
from praksisplan.periods import Period, read_period
from praksisplan.terms import Term
from praksisplan.text import clean_text


class LinkKind(Term):
    """What a link between two plans says. Danish: *forbindelse til anden plan*."""

    CONTINUES = "continues", "videreført som", "continued as"
    """*videreført*: the same work goes on as one or several recommendations of this plan"""
    MERGES = "merges", "sammenlagt i", "merged into"
    """*sammenlagt*: several recommendations go on as one"""
    REPLACES = "replaces", "erstattet af", "replaced by"
    """*erstattet*: other work takes its place"""
    HANDED_OVER = "handed_over", "overdraget til", "handed over to"
    """*overdraget*: another body or another plan takes over"""
    LEFT_OUT = "left_out", "udeladt ved beslutning", "left out by decision"
    """*udeladt*: a decision drops it with the old plan"""
    REFERS = "refers", "henviser til", "refers to"
    """a number of another document that a recommendation mentions"""

    @property
    def has_ours(self) -> bool:
        """Whether such a link leads to recommendations of this plan."""
        return self not in (LinkKind.HANDED_OVER, LinkKind.LEFT_OUT)


@checked
class Link:
    """What became of recommendations of another plan in this plan, or a reference to them. Danish: *forbindelse*.

    ``plan`` is the id of the other plan or document, ``theirs`` are its numbers. ``ours`` are the numbers of this plan
    to which they lead; a link of the kinds *handed over* and *left out* has none. What is handed over goes to the body
    with the id ``to_body``, to the plan with the id ``to_plan``, or both; a source of this plan with the id of another
    plan gives its title. A link applies from ``on``, by default from
    the day of its source; only a decision leaves something out. ``by`` is the id of the body that decided or stated it.

    Raises `PlanError` if the fields do not fit the kind.

    >>> link = Link("merges", plan="midtjylland-almen-2021-2025", theirs=[5, 6], ours=[4])
    >>> link.theirs, link.ours
    (('5', '6'), ('4',))
    """

    kind: LinkKind = attrs.field(converter=LinkKind)
    plan: str = attrs.field(converter=identifier)
    theirs: tuple[str, ...] = attrs.field(converter=as_numbers)
    ours: tuple[str, ...] = attrs.field(default=(), converter=as_numbers, metadata=refers("recommendations"))
    to_body: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    to_plan: str | None = attrs.field(default=None, converter=optional(identifier))
    standing: Standing = attrs.field(default=Standing.REPORTED, converter=Standing)
    by: str | None = attrs.field(default=None, converter=optional(identifier), metadata=refers("bodies"))
    on: Period | None = attrs.field(default=None, converter=optional(read_period))
    note: str = attrs.field(default="", converter=clean_text)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=Several[Citation])

    def text(self, lang: str = "da") -> str:
        """The link in words, in ``"da"`` or ``"en"``, with the numbers and ids that it names.

        >>> print(Link("merges", plan="before", theirs=[5, 6], ours=[4]).text("en"))
        before 5, 6: merged into 4 (reported)
        """
        if self.kind is LinkKind.REFERS:
            return f"{', '.join(self.ours)} {self.kind.label(lang)} {self.plan} {', '.join(self.theirs)}"
        to = ", ".join(filter(None, (*self.ours, self.to_body, self.to_plan)))
        told = f"{self.plan} {', '.join(self.theirs)}: {self.kind.label(lang)} {to}".strip()
        return f"{told} ({self.standing.label(lang)})"

    def __attrs_post_init__(self) -> None:
        if not self.theirs:
            raise PlanError(fault("bad-link.theirs", "theirs"))
        if bool(self.ours) != self.kind.has_ours:
            raise PlanError(fault("bad-link.ours" if self.ours else "bad-link.no-ours", "ours", kind=self.kind))
        if self.kind is LinkKind.MERGES and len(self.ours) > 1:
            raise PlanError(fault("bad-link.merged", "ours"))
        is_handed = self.to_body is not None or self.to_plan is not None
        if is_handed != (self.kind is LinkKind.HANDED_OVER):
            raise PlanError(fault("bad-link.to" if is_handed else "bad-link.no-to", "to_body", kind=self.kind))


class Fate(Term):
    """What became of a recommendation in the plan that replaces its plan. Danish: *afløsning*."""

    LOST = "lost", "ikke omtalt", "lost"
    """*ikke omtalt*: open, and nothing says what became of it"""
    CONTINUED = "continued", "videreført", "continued"
    MERGED = "merged", "sammenlagt", "merged"
    HANDED_OVER = "handed_over", "overdraget", "handed over"
    LEFT_OUT = "left_out", "udeladt ved beslutning", "left out by decision"
    CLOSED = "closed", "lukket", "closed"
    """*lukket*: before the change, or replaced by other work; `Closure` says which"""
