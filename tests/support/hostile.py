"""Pages that a stranger might send as translations: each tries to act, to load, or to hide something."""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.benign import BENIGN as BENIGN

ORIGINAL = """\
---
title: 키
snippets: likelihood.py
description: 키를 잽니다
---

`<script>`와 `a<b`와 $a<b$를 <kbd>누릅니다</kbd>. <writer@example.org>에 묻습니다.

## 데이터 {#data}

/// cell | imports
///

평균은 {{ mean:.1f }}이고 장치는 {{ device }}입니다. [처음](index.md), [밖](https://example.org/),
[밖](https://example.org/a_(b)), [편지](mailto:a@example.org).
$\\frac{ {{ mean:.1f }} }{n}$, $\\text{평균}$, $x$

$$
\\sum_{i=1}^{n} x_i<y
$$

/// note | 주의
`{: onclick=alert(1) }`
///
"""

TRANSLATION = """\
---
title: Heights
snippets: likelihood.py
description: We measure heights
---

Press <kbd>this</kbd>.

## Data {#data}

/// cell | imports
///

The mean is {{ mean:.1f }}.

HOSTILE

The end.
"""


@dataclass(frozen=True)
class Hostile:
    """Something hostile: its text, the line of it that is rejected, and whether it acts once it is rendered.

    What does not act in this renderer is rejected all the same: another version may read it otherwise.
    """

    name: str
    text: str
    line: int = 1
    acts: bool = True

    @property
    def page(self) -> str:
        return TRANSLATION.replace("HOSTILE", self.text)

    @property
    def page_line(self) -> int:
        return TRANSLATION[: TRANSLATION.index("HOSTILE")].count("\n") + self.line


HOSTILE = (
    # HTML
    Hostile("a script", "<script>alert(1)</script>"),
    Hostile("a script in a sentence", "Look: <script>alert(1)</script>."),
    Hostile("a script that is never closed", "<script src=x.js", acts=False),
    Hostile("an event", '<img src="x.png" onerror="alert(1)">'),
    Hostile("an event on the next line", "Look: <img src=x\nonerror=alert(1)>"),
    Hostile("an event after a slash", "<svg/onload=alert(1)>"),
    Hostile("an event with tabs", "<img\tsrc=x\tonerror\t=\talert(1)>"),
    Hostile("an iframe", '<iframe src="https://evil.example/"></iframe>'),
    Hostile("a document in an iframe", '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>'),
    Hostile("an object", '<object data="evil.swf"></object>'),
    Hostile("a form", '<form action="https://evil.example/"><button>Send</button></form>'),
    Hostile("a base address", '<base href="https://evil.example/">'),
    Hostile("a refresh", '<meta http-equiv="refresh" content="0;url=https://evil.example/">'),
    Hostile("a style sheet", "<style>@import url(https://evil.example/x.css);</style>"),
    Hostile("a style", '<p style="position:fixed;inset:0;background:url(https://evil.example/)">x</p>'),
    Hostile("a script in a drawing", "<svg><script>alert(1)</script></svg>"),
    Hostile("a drawing that sets a link", '<svg><a><animate attributeName="href" values="x"/></a></svg>'),
    Hostile("a declaration", "<!DOCTYPE html [<!ENTITY x 'y'>]>", acts=False),
    Hostile("HTML in a heading", "## <img src=x onerror=alert(1)>"),
    Hostile("HTML in a table", "| a |\n|---|\n| <img src=x onerror=alert(1)> |", 3),
    Hostile("HTML in a list", "- one\n- <img src=x onerror=alert(1)>", 2),
    Hostile("HTML in a quotation", "> <img src=x onerror=alert(1)>"),
    Hostile("HTML in a footnote", "Look[^1].\n\n[^1]: <img src=x onerror=alert(1)>", 3),
    Hostile("HTML in the text of a link", "[<img src=x onerror=alert(1)>](index.md)"),
    Hostile("HTML in the title of a block", "/// note | <img src=x onerror=alert(1)>\nx\n///"),
    Hostile("HTML in a caption of no cell", "/// figure | <b onclick=alert(1)>\n///"),
    # Spans that are none
    Hostile("a span whose sign is escaped", "\\`<script>`alert(1)//`</script>`"),
    Hostile("a span opened a line before", "Some ` sign\n`<script>`alert(1)</script>` end"),
    Hostile("a formula opened a line before", "Price $x\nz$a<b$ onclick=alert(1) >", 1, acts=False),
    Hostile("code that is never closed", "```\n<img src=x onerror=alert(1)>", 2),
    Hostile("code closed by another sign", "~~~\n```\n~~~\n\n<img src=x onerror=alert(1)>", 5),
    Hostile(
        "a formula that is none", "Text\n$$\n\\sum_{i=1}^{n} x_i<y\n$$\nonclick=alert(1) >", 3, acts=False
    ),
    # Attributes
    Hostile("attributes of a paragraph", "Text\n{: onclick=alert(1) }", 2),
    Hostile("attributes of a heading", "### Heading {#x onclick=alert(1)}"),
    Hostile("attributes of a link", "[x](index.md){: onmouseover=alert(1) }"),
    Hostile("attributes of strong words", "**x**{ .a onclick=alert(1) }"),
    Hostile("attributes in braces within braces", 'Text\n{: title="{x}" onclick=alert(1) }', 2),
    Hostile("attributes before a second brace", "### Heading {onclick=alert(1)//}}", acts=False),
    Hostile("attributes in a cell of a table", "| a |\n|---|\n| b { onclick=alert(1) } |", 3),
    Hostile("attributes of code", "``` { .python onclick=alert(1) }\nx\n```", acts=False),
    Hostile("attributes of code in a quotation", "> ``` { .python #x title='<b>' }\n> x\n> ```", acts=False),
    Hostile("lines of code to mark without end", '> ``` py hl_lines="1-999999999"\n> x\n> ```', acts=False),
    Hostile("an id of the theme's own", "Text\n{#__config}", 2, acts=False),
    Hostile("a heading with an id of the theme's own", "### x {#__config}", acts=False),
    # Blocks
    Hostile("a block of HTML", "/// html | div[onclick='alert(1)']\nx\n///"),
    Hostile("a block of HTML in a quotation", "> /// html | div[onclick='alert(1)']\n> x\n> ///"),
    Hostile("a block of HTML in a list", "- /// html | div[onclick='alert(1)']\n  ///"),
    Hostile("a block of HTML without spaces", "///html|div[onclick='alert(1)']\nx\n///"),
    Hostile("raw HTML in a block", "/// html | script\nalert(1)\n///"),
    Hostile("an option of a block", "/// note | x\n    attrs: {onclick: alert(1)}\n\ny\n///", 2),
    Hostile("a quoted option", '/// note | x\n    "attrs":\n      "onclick": "alert(1)"\n\ny\n///', 2),
    # Links and pictures
    Hostile("a link that is a script", "[x](javascript:alert(1))"),
    Hostile("a link in capitals", "[x](JaVaScRiPt:alert(1))"),
    Hostile("a link with an entity", "[x](&#106;avascript:alert(1))"),
    Hostile("a link with an entity for its colon", "[x](javascript&colon;alert(1))"),
    Hostile("a link with an entity for a tab", "[x](java&Tab;script:alert(1))"),
    Hostile("a link on the next line", "[x](\njavascript:alert(1))", 2),
    Hostile("a link over two lines", "[x](java\nscript:alert(1))"),
    Hostile("a link with a backslash", "[x](java\\script:alert(1))", acts=False),
    Hostile("a link within a link", "[a](index.md [b](javascript:alert(1)) )", acts=False),
    Hostile("a link to data", "[x](data:text/html,<script>alert(1)</script>)"),
    Hostile("a reference", "[x][y]\n\n[y]: javascript:alert(1)", 3),
    Hostile("a reference on the next line", "[x][y]\n\n[y]:\n    javascript:alert(1)", 4),
    Hostile("a reference in a quotation", "[x][y]\n\n> [y]: javascript:alert(1)", 3),
    Hostile("an address in angles", "<javascript:alert(1)>", acts=False),
    Hostile("a picture of another host", "![x](https://evil.example/track.png)"),
    Hostile("a picture of another host without a scheme", "![x](//evil.example/track.png)"),
    Hostile("a picture of another host with backslashes", "![x](\\\\\\\\evil.example/track.png)"),
    Hostile("a picture by reference", "![x][y]\n\n[y]: https://evil.example/track.png"),
    Hostile("a picture of data", "![x](data:image/svg+xml,<svg/onload=alert(1)>)"),
    # Values
    Hostile("a value of its own", '{{ __import__("os").system("id") }}', acts=False),
    Hostile("a value with another format", "{{ mean:>999999999 }}", acts=False),
    Hostile("a value as Markdown", "{{ device:markdown }}", acts=False),
    Hostile("a value in code", '`{{ __import__("os").system("id") }}`', acts=False),
    Hostile("a number that spells a tag", "{{ 11:<>2x }} onclick=alert(1)>", acts=False),
    Hostile("a number that spells a letter", "[x]({{ 106:c }}avascript:alert(1))"),
    Hostile("a known value that makes a tag", "<{{ device }} onclick=alert(1)>"),
    Hostile("a known value that makes an attribute", "Text\n{: on{{ device }}=alert(1) }", 2),
    Hostile("a value that is never closed", "{{ mean", acts=False),
    # Includes and templates
    Hostile("an include", '--8<-- "/etc/passwd"', acts=False),
    Hostile("another include", "{!/etc/passwd!}", acts=False),
    Hostile("a template", "{% include '/etc/passwd' %}", acts=False),
    # What reviewers would not see
    Hostile("a turned direction", "a\u202eb", acts=False),
    Hostile("a sign without width", "java\u200bscript", acts=False),
    Hostile("a placeholder of the renderer", "\x02wzxhzdk:0\x03", acts=False),
)

# These act in no browser by themselves; they cover the page, lead away from it, or mislead who reads it.
MISLEADING = (
    # Formulas that the original does not have
    *(
        Hostile(f"a formula with {name}", f"It is $x${tex}.")
        for name, tex in {
            "a rule": r" and $\rule{500em}{500em}$",
            "a rule of one letter": r" and $\rule{9em}{1em}$",
            "a raised box": r" and $\raisebox{40em}{x}$",
            "a lowered box": r" and $\raisebox{-40em}{x}$",
            "an overlap": r" and $\rlap{covered}$",
            "space backwards": r" and $\hspace{-30em}x$",
            "a kern": r" and $\kern-30em x$",
            "small steps backwards": r" and $" + r"\!" * 200 + "x$",
            "a line far below": r" and $\begin{matrix}a\\[500em]b\end{matrix}$",
            "a line far above": r" and $\begin{matrix}a\\[-500em]b\end{matrix}$",
            "a huge size": r" and $\Huge x$",
            "a color": r" and $\color{white}x$",
            "a colored box": r" and $\colorbox{red}{x}$",
            "another sign": r" and $a>b$",
            "high powers": r" and $" + "x^{" * 30 + "x" + "}" * 30 + "$",
            "words that are mathematics": r" and $\text{$\kern500em$}$",
        }.items()
    ),
    Hostile("a display formula that covers the page", "$$\n\\rule{500em}{500em}\n$$", 2),
    Hostile("a display formula with another sign", "$$\n\\sum_{i=1}^{n} x_i>y\n$$", 2),
    Hostile(
        "words of a formula that cover the page", "$$\n\\sum_{i=1}^{n} x_i<y\\text{\\rule500em500em}\n$$", 2
    ),
    Hostile("a formula in a list", "- one\n- $\\rule{9em}{9em}$", 2),
    Hostile("a formula in a table", "| a |\n|---|\n| $\\rule{9em}{9em}$ |", 3),
    # Addresses that the original does not have
    Hostile("a foreign link", "[x](https://evil.example/)"),
    Hostile("a foreign link without a scheme", "[x](//evil.example/)"),
    Hostile("a foreign link with backslashes", "[x](\\\\\\\\evil.example/)"),
    Hostile("a foreign link with an entity", "[x](&#104;ttps://evil.example/)"),
    Hostile("a foreign link in angles", "[x](<https://evil.example/>)"),
    Hostile("a foreign link with a title", '[x](https://evil.example/ "x")'),
    Hostile("a foreign link around a picture", "[![x](x.png)](https://evil.example/)"),
    Hostile("a foreign link by reference", "[x][y]\n\n[y]: https://evil.example/", 3),
    Hostile("a foreign link by its own name", "[x][]\n\n[x]: https://evil.example/", 3),
    Hostile("a foreign link by a bare name", "[x]\n\n[x]: https://evil.example/", 3),
    Hostile("a foreign link by reference in angles", "[x][y]\n\n[y]: <https://evil.example/>", 3),
    Hostile("a foreign link by reference without a scheme", "[x][y]\n\n[y]: //evil.example/", 3),
    Hostile("a definition in a quotation", "[x][y]\n\n> [y]: https://evil.example/", 3),
    Hostile("a definition in a list", "[x][y]\n\n- [y]: https://evil.example/", 3),
    Hostile("a definition on two lines", "[x][y]\n\n[y]:\n    https://evil.example/", 4),
    Hostile("a definition of a page here", "[x][y]\n\n[y]: ../about.md", 3),
    Hostile("an address in angles that leads away", "<https://evil.example/>"),
    Hostile("a mail address in angles", "<evil@evil.example>"),
    Hostile("a link to another mail address", "[x](mailto:evil@evil.example)"),
    Hostile("the original's address with another end", "[x](https://example.org/evil)"),
    Hostile("a link to a page of a user", "[x](https://evil.example@example.org/)"),
    # Attributes without a sign
    Hostile("a bare attribute of a paragraph", "Text\n{ hidden }", 2),
    Hostile("a bare attribute of strong words", "**x**{ contenteditable }"),
    Hostile("a bare attribute of a link", "[x](index.md){ autofocus }"),
    Hostile("many bare attributes", "Text\n{ open start d hidden contenteditable autofocus }", 2),
    Hostile("a bare attribute of a heading", "### x { hidden }"),
    Hostile("a bare attribute of a list", "- one\n- two { hidden }", 2),
    Hostile("a bare attribute in a table", "| a |\n|---|\n| b { hidden } |", 3),
    Hostile("an id of the theme's drawer", "Text\n{#__drawer}", 2),
    Hostile("an id of the theme's search", "**x**{#__search}"),
    Hostile("a heading that is called like the drawer", "### __drawer"),
    Hostile("a heading that is called like the settings", "### &#95;&#95;config"),
    Hostile("a heading that is called like the search", "### \\_\\_search"),
    Hostile("a heading that is called like the settings in a quotation", "> ### __config"),
    # Letters
    *(
        Hostile(f"{name} in a word", f"The w{sign}rd.")
        for name, sign in {
            "a Cyrillic letter": "\u043e",
            "a Greek letter": "\u03bf",
            "an Armenian letter": "\u0585",
            "a Cherokee letter": "\u13a4",
            "a fullwidth letter": "\uff4f",
            "a mathematical letter": "\U0001d428",
            "a Roman numeral": "\u217c",
            "a small capital": "\u1d0f",
            "a letter of phonetics": "\u0251",
            "a letter without its dot": "\u0131",
            "a circled letter": "\u24de",
            "a mark and another": "o" + "\u0301\u0302" * 8,
            "an enclosing mark": "o\u20dd",
            "the turn to the right": "\u202e",
            "the turn of what follows": "\u2067o\u2069",
            "an embedded direction": "\u202ao\u202c",
            "a mark of direction": "\u200fo",
            "a sign without width": "\u200bo",
            "a joiner": "\u200do",
            "a word joiner": "\u2060o",
            "a soft hyphen": "\u00ado",
            "a filler": "\u3164o",
            "a blank of Braille": "\u2800o",
            "a variation": "o\ufe0f",
            "another variation": "o\U000e0100",
            "a Mongolian variation": "o\u180b",
            "a private letter": "\ue000o",
            "an entity for a Cyrillic letter": "&#1086;",
            "an entity for a direction": "&#x202e;o",
            "a named entity without width": "&ZeroWidthSpace;o",
            "a named entity for a direction": "&rlm;o",
        }.items()
    ),
    Hostile("a Cyrillic word", "The \u0441\u043e\u0441\u043e."),
    Hostile("a Cyrillic letter on its own", "Take \u0430 step."),
    Hostile("a fullwidth number", "It is \uff11\uff12."),
    Hostile("a look-alike in a Hangul word", "The word \u1112\u1161\u11ab\uae00."),
    Hostile("a Chinese letter in a Hangul word", "The word \ud0a4\u4e28."),
    Hostile("marks on a Hangul letter", "The word \ud0a4" + "\u0334" * 9 + "."),
    Hostile("a look-alike in a link", "[h\u043eme](index.md)"),
    Hostile("a look-alike in a caption", "/// note | D\u0430ta\nx\n///"),
    Hostile("a look-alike in code", "Type `\u0430b`."),
)

# These act only once KaTeX sets them.
FORMULAS = (
    Hostile("a formula that links", "$\\href{javascript:alert(1)}{x}$"),
    Hostile("a formula with HTML", "$\\htmlData{x=y}{z}$"),
    Hostile("a formula that answers for us", '$\\message{ {"html": "x"} }$'),
    Hostile("a formula without end", "$\\def\\a{\\a\\a}\\a$"),
    Hostile("a formula with a macro", "$$\n\\providecommand\\a{x}\n$$", 2),
)
