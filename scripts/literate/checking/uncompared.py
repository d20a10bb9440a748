"""Find the formulas of the pages that neither a claim nor another check compares with anything."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..messages import Problem, say
from ..project import Project
from ..reading.lessons import Pages
from ..reading.pages import MARKS, Page
from .claim_run import CLAIMS
from .claim_tests import claimed_formulas
from .derivations import derived_formulas
from .formulas import formulas_on, named_formulas, unnamed_formulas
from .identities import judged_formulas
from .inline_formulas import uncompared
from .matrix_formulas import judged_products


def unclaimed(project: Project, pages: Pages) -> list[Problem]:
    """Return the named formulas that no claim mentions, and those without a name that nothing compares."""
    own = [page for path, page in pages.items() if path.parts[0] == project.languages[0]]
    names = claimed_formulas(project.root / CLAIMS)
    inline = claimed_formulas(project.root / CLAIMS, "inline")
    return [
        *(problem for page in own for problem in _without_name(page, inline)),
        *(
            Problem(
                say(
                    f"식 {name}을(를) 확인하는 주장이 tests/lessons에 없습니다.",
                    f"No claim in tests/lessons mentions the formula {name}.",
                ),
                formula.file,
                formula.line,
            )
            for name, formula in named_formulas(own).items()
            if (name,) not in names
        ),
    ]


def _without_name(page: Page, inline: set[tuple[str, ...]]) -> list[Problem]:
    """Return a problem for each formula of a page, displayed or in a sentence, that nothing compares."""
    judged = judged_formulas(page) | derived_formulas(page) | judged_products(page)
    marks = ", ".join(f"`% {mark}: …`" for mark in MARKS)
    message = say(
        f"아무것과도 비교되지 않는 식입니다. 첫 줄에 `% 이름`을 쓰고 주장을 적거나 까닭을 밝히세요: {marks}",
        f"Nothing compares this formula. Name it, `% name`, and claim it, or say why not: {marks}",
    )
    found = [
        Problem(message, page.file, line) for line in unnamed_formulas(page) if line not in judged.values()
    ]
    message = say(
        "문장 속의 이 식은 아무것과도 비교되지 않습니다. tests/lessons에 주장을 적으세요:",
        "Nothing compares this formula in a sentence. Write a claim in tests/lessons:",
    )
    lesson = PurePosixPath(page.file).stem
    claimed = {tex for stem, tex in inline if stem == lesson}
    compared = [*judged, *(formula.tex for formula in formulas_on(page))]
    for tex, line in uncompared(page, compared, claimed):
        claim = f'inline("{lesson}", r"{tex}").gives(…)'
        found.append(Problem(message, page.file, line, detail=f"  {claim}"))
    return found
