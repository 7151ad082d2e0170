"""The answers that are pictures too. What draws them is imported when somebody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from praksisplan.answers.phrases import PICTURES
from praksisplan.answers.tabular import DatedTable
from praksisplan.errors import PlanError, not_installed
from praksisplan.text import in_language

if TYPE_CHECKING:
    from praksisplan.answers.pictures import Chart, Timeline
    from praksisplan.writing.finished import Curves, Web

_MOST_DRAWN = 500
"""A notebook shows no picture of a plan with more recommendations."""


class Pictured(DatedTable):
    """An answer that is a picture too, as SVG: in notebooks above its table or, if it is large, folded under it."""

    __slots__ = ()

    _is_large: ClassVar[bool] = False

    def picture(self, lang: str = "da") -> Timeline | Chart | Web | Curves:
        """The picture as a block of a document, in ``"da"`` or ``"en"``. Danish: *billede*."""
        raise NotImplementedError

    def to_svg(self, lang: str = "da") -> str:
        """The answer as a picture in SVG, in ``"da"`` or ``"en"``: a file that needs no other and runs no script.

        It is readable in light and dark, in print and without colours. The same answer gives the same text. Raises
        `PlanError` for another language.

        >>> import datetime
        >>> from praksisplan import datasets, parse_period, timetable
        >>> from praksisplan.periods import split_period
        >>> plan = datasets.load("hovedstaden-almen-2015-2019")
        >>> years = split_period(parse_period("2017-2019"), "year")
        >>> timetable(plan, years, as_of=datetime.date(2017, 1, 15)).to_svg("en")[:5]
        '<?xml'
        """
        from praksisplan.writing.finished import FinishedDocument
        from praksisplan.writing.svg import render_svg

        lang = self._language(lang)
        return render_svg(
            FinishedDocument(
                title=self.heading(lang),
                lang=lang,
                as_of=self.as_of,
                facts=(self.plan.full_title,),
                blocks=(self.picture(lang).grid(lang),),
                words=in_language(PICTURES, lang),
            )
        )

    def _repr_html_(self) -> str:
        if len(self.plan.recommendations) > _MOST_DRAWN:
            return super()._repr_html_()
        import html

        name, svg = html.escape(self.heading()), self.to_svg().partition("\n")[2]  # without the declaration of XML
        region = f'<div role="region" tabindex="0" aria-label="{name}" style="overflow-x:auto">{svg}</div>'
        table = super()._repr_html_()
        if self._is_large:
            return f"{table}<details><summary>{self.picture().name}</summary>{region}</details>"
        return region + table


class Charted(Pictured):
    """An answer whose picture is also a chart of Altair, to be changed and combined with others."""

    __slots__ = ()

    def to_altair(self, lang: str = "da") -> Any:
        """The picture as a chart of Altair with its data, in ``"da"`` or ``"en"``; ``to_dict`` gives its specification.

        Raises `PlanError` if the extra ``charts`` is not installed.
        """
        try:
            from praksisplan.writing.charts import altair_chart
        except ModuleNotFoundError:
            raise PlanError(not_installed("", "charts", "altair")) from None
        lang = self._language(lang)
        return altair_chart(self.picture(lang).grid(lang), in_language(PICTURES, lang))
