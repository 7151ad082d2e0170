"""An answer that is a tree: its rows, drawn as people read a tree."""

from __future__ import annotations

from typing import Any

from praksisplan.answers.columns import LINKS
from praksisplan.answers.layout import Lines, html_lines
from praksisplan.answers.phrases import phrase
from praksisplan.answers.tabular import DatedTable
from praksisplan.answers.words import citation_text, day_words, period_words
from praksisplan.model import HappeningKind, Outcome, TargetKind
from praksisplan.text import wrapped

_MOST_STEMS = 60
"""The most levels of a tree that are drawn as lines."""


class Tree(DatedTable):
    """A tree of waits: the parent of each row is the nearest one above it with a lower level.

    A row has the columns ``level``, ``kind``, ``subject``, ``title``, ``status``, ``outcome``, ``strand``, ``since``,
    ``awaited_strand``, ``one_of``, ``instead_of``, ``expected``, ``missing``, ``never``, ``repeated``, ``circular``,
    ``delivered``, ``awaits_more``, ``references`` and ``sources``.
    """

    __slots__ = ()

    def steps(self, lang: str = "da") -> list[tuple[int, str, str]]:
        """The rows in ``"da"`` or ``"en"``: the level of each, what it says, and its sources (empty without any)."""
        lang = self._language(lang)
        return self._of_rows(lambda row: (row["level"], _row_words(row, lang), citation_text(row["sources"], lang)))

    def text(self, lang: str = "da", width: int | None = None) -> str:
        """The tree as lines of text, in ``"da"`` or ``"en"``, wrapped at blanks where a width is given."""
        lang = self._language(lang)
        lines: list[str] = []
        continues: list[bool] = []
        most = _MOST_STEMS if width is None else max(width // 8, 1)
        rows = self.steps(lang)
        for (level, told, source), has_sibling in zip(rows, _siblings([level for level, *_ in rows])):
            del continues[max(level - 1, 0) :]
            stem = "".join("│  " if more else "   " for more in continues[-most:])
            first = rest = stem
            if level:
                first, rest = (f"{stem}├─ ", f"{stem}│  ") if has_sibling else (f"{stem}└─ ", f"{stem}   ")
                continues.append(has_sibling)
            under = [(source, f"{rest}   ", f"{rest}   ")] if source else []
            for words, before, after in [(told, first, rest), *under]:
                lines += [f"{before}{words}"] if width is None else wrapped(words, width, before, after)
        if len(rows) == 1:
            lines.append(f"   {phrase('awaits_nothing', lang)}, {phrase('as_of', lang)} {day_words(self.as_of, lang)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()

    def __rich__(self) -> Lines:
        return Lines(lambda width: self.text(width=width))

    def _repr_html_(self) -> str:
        return html_lines(f"{self.heading()}\n{self}")


def _row_words(row: dict[str, Any], lang: str) -> str:
    """A row as one line."""
    words = row["title"]
    if row["kind"] is TargetKind.RECOMMENDATION:
        outcome = row["outcome"]
        part = "" if row["awaited_strand"] is None else f", {phrase('strand', lang)} {row['awaited_strand']}"
        until = part + ("" if outcome in (None, Outcome.COMPLETION) else f" ({outcome.label(lang)})")
        title = phrase("missing", lang) if row["missing"] else row["title"]
        words = f"{TargetKind.RECOMMENDATION.label(lang)} {row['subject']}{until}: {title}"
    marks = [
        row["status"] and row["status"].label(lang),
        row["strand"] and f"{phrase('strand', lang)} {row['strand']}",
        row["instead_of"] and phrase("instead_of", lang, row["instead_of"]),
        row["one_of"] and phrase("alternative", lang),
        _when(row, lang),
        row["awaits_more"] and phrase("awaits_more", lang),
        *(f"{one.kind.label(lang)} {LINKS.words((one,), lang)}" for one in row["references"]),
        row["repeated"] and phrase("in_cycle" if row["circular"] else "seen_above", lang),
    ]
    told = ", ".join(filter(None, marks))
    return " ".join((words + (f" [{told}]" if told else "")).split())


def _when(row: dict[str, Any], lang: str) -> str:
    """When what is awaited came, or when it is expected."""
    if row["delivered"]:
        day = "" if row["since"] is None else f" {day_words(row['since'], lang)}"
        return f"{HappeningKind.DELIVERED.label(lang)}{day}"
    if row["never"] or not row["level"]:
        return phrase("never_comes", lang) if row["never"] else ""
    expected = row["expected"]
    return f"{phrase('expected', lang)} {period_words(expected, lang)}" if expected else phrase("no_promise", lang)


def _siblings(levels: list[int]) -> list[bool]:
    """For each level of a tree's rows, whether another row follows under the same parent."""
    found = []
    follows: list[bool] = []
    for level in reversed(levels):
        del follows[level + 1 :]
        follows += [False] * (level + 1 - len(follows))
        found.append(follows[level])
        follows[level] = True
    return found[::-1]
