"""What the HTML of a page loses and gains for the browser's sake."""

from __future__ import annotations

from literate.rendering.page_html import lighten


def test_names_and_blanks_in_code_need_no_elements_of_their_own() -> None:
    name, blank, sign = '<span class="n">x</span>', '<span class="w"> </span>', '<span class="o">=</span>'
    code = f"<pre><span></span><code>{name}{blank}{sign}1\n</code></pre>"
    assert lighten(code) == (
        f'<pre><span></span><code translate="no" style="--lines:1">x {sign}1\n</code></pre>'
    )


def test_code_tells_its_lines() -> None:
    assert 'style="--lines:3"' in lighten("<pre><code>a\n\nb\n</code></pre>")
    assert 'style="--lines:1"' in lighten("<pre><code></code></pre>")


def test_a_figure_tells_its_proportions() -> None:
    plot = '<div class="plot" role="img" aria-label="…" data-search-exclude>\n<svg viewBox="0 0 360 223.2">'
    assert lighten(plot) == plot.replace("exclude>", 'exclude style="aspect-ratio:360/223.2">')


def test_nothing_else_changes() -> None:
    text = '<p><code>x</code> <span class="n">y</span></p><svg viewBox="0 0 24 24"></svg>'
    assert lighten(text) == text


def test_a_table_is_an_only_child() -> None:
    assert lighten("<p>a</p>\n<table>\n</table>") == "<p>a</p>\n<div><table>\n</table></div>"


def test_the_button_of_a_solution_has_a_parent_of_its_own() -> None:
    assert lighten("<p>a</p><details><summary>") == "<p>a</p><div></div><details><summary>"
