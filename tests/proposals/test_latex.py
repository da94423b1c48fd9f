"""LaTeX becomes what it prints; a command that is not known yields its argument and is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vlm_survey.proposals.latex import LONGEST, decode, decode_address


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (
            r"Caf{\'e}, {\"U}ber, {\o}re, \'{\i}, \'\i, \v{s}\c{c}, \H{o}, \k a, \r{a}",
            "Café, Über, øre, í, í, šç, ő, ą, å",
        ),
        (r"Fran{\ocirc{u}} and \ifmmode \check{Z}\else \v{Z}\fi{}oe", "Franů and Žoe"),
        (r"H\textsubscript{2}O and \textsuperscript{99m}Tc", "H2O and 99mTc"),
        (r"$R^2$, $T_1$, $x_{max}$, CD8$^+$, $10^{-6}$, $45^\circ$", "R2, T1, xmax, CD8+, 10^-6, 45°"),
        (r"$512 \times 512$ at $\leq$3\,\% with $\beta$-VAE", "512 × 512 at ≤3 % with β-VAE"),
        (r"$\mathbf{M}^3$ and \ensuremath{\alpha}", "M3 and α"),
        (r"On \enquote{Truth} of \mkbibemph{Owls}", "On “Truth” of Owls"),
        (r"\texttt{OwlTalk}: {\sc An} \underline{Owl} {\small(v2)} \textcolor{red}{now}", "OwlTalk: An Owl (v2) now"),
        (r"Owls\slash Larks and co\hyphen op over\-whelm", "Owls/Larks and co-op overwhelm"),
        (r"{\noopsort{1973b}}1982", "1982"),
        (r"\left( x \right) \vphantom{big}y \bigl[z\bigr]", "( x ) y [z]"),
        (r"{\BibTeX}ed with \LaTeX{} and \LaTeX", "BibTeXed with LaTeX and LaTeX"),
        (r"{\textless}5 mm {\textmu}CT, 3\textdegree, a\textbar b", "<5 mm μCT, 3°, a|b"),
        (r"\href{https://a.example}{OwlNet} and \url{https://a.example/~b_c}", "OwlNet and https://a.example/~b_c"),
        (r"50% of a \& b & c #1 d_e \{x\}", "50% of a & b & c #1 d_e x"),
        (r"One--two ``three'' a~b --- c", "One–two “three” a b — c"),
        (r"\frac{1}{2} and $\nicefrac{a}{b}$ \uppercase{owl}", "1/2 and a/b OWL"),
        ("no markup 5 < 6", "no markup 5 < 6"),
    ],
)
def test_latex_is_read_as_it_prints(written, printed):
    found = decode(written)
    assert " ".join(found.text.split()) == printed
    assert (found.unknown, found.dropped) == ((), ())


@pytest.mark.parametrize(
    ("written", "printed", "unknown"),
    [
        (r"\slashed{D} owls", "D owls", ("\\slashed",)),
        (r"\ours{}-Med and \ours", "-Med and", ("\\ours",)),
        (r"\foo{a}{b} \bar{c} \baz d", "ab c̄ d", ("\\foo", "\\baz")),
        (r"\today", "", ("\\today",)),
    ],
)
def test_a_command_that_is_not_known_yields_its_argument_and_is_reported(written, printed, unknown):
    found = decode(written)
    assert (" ".join(found.text.split()), found.unknown) == (printed, unknown)


def test_what_is_no_part_of_a_line_is_dropped_and_reported():
    found = decode(r"Owls\footnote{Equal \emph{work}} at night \cite{owl2020}")
    assert " ".join(found.text.split()) == "Owls at night"
    assert found.dropped == ("Equal work", "owl2020")


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        (r"\url{https://a.example/x\_y~z%20}", "https://a.example/x_y~z%20"),
        (r"<https://a.example/{\textasciitilde}b>", "https://a.example/~b"),
        (r"https://a.example/$\sim$b\&c=\#d", "https://a.example/~b&c=#d"),
    ],
)
def test_addresses_lose_only_what_latex_needs(written, bare):
    assert decode_address(written) == bare


def test_a_text_that_is_too_long_or_too_deep_stays_as_it_is():
    assert decode("{" + "x" * LONGEST).text == "{" + "x" * LONGEST
    assert decode("{" * 9_000 + r"\'e").text.endswith(r"\'e")


PIECES = st.sampled_from([*"ab e1{}[]$^_~%&#\\'`-\n", "\\emph", "\\'", "\\foo", "\\left", "\\fi", "\\else"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_command_reaches_the_text_without_being_reported(written):
    found = decode(written)
    if found.text != written:
        assert "{" not in found.text
        assert not {"\\emph", "\\left", "\\foo"} & set(found.text.split())


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        (r"Vision\hyp{}Language", "Vision-Language"),
        (r"a\~{}b \^{}c", "a~b ^c"),
        (r"{\selectlanguage{german} Größe}", "Größe"),
        (r"\ce{CO2} and \sout{gone}", "CO2 and gone"),
        (r"Mu\~noz", "Muñoz"),
    ],
)
def test_commands_that_were_read_wrongly_once(raw, printed):
    decoded = decode(raw)
    assert (decoded.text.strip(), decoded.unknown) == (printed, ())
