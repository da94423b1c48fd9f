"""LaTeX commands in titles and names: accents, characters, fonts, and the handling of their arguments."""

from __future__ import annotations

from collections.abc import Callable

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "acute": "\u0301",
    "bar": "\u0304",
    "breve": "\u0306",
    "check": "\u030c",
    "ddot": "\u0308",
    "dot": "\u0307",
    "grave": "\u0300",
    "hat": "\u0302",
    "mathring": "\u030a",
    "ocirc": "\u030a",
    "ring": "\u030a",
    "tilde": "\u0303",
}
"""Commands that add a combining character to the first letter of their argument."""

SYMBOLS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "slash": "/",
    "hyphen": "-",
    "hyp": "-",
    "%": "%",
    "-": "",
    "/": "",
    "!": "",
    "@": "",
    "*": "",
    ",": " ",
    ";": " ",
    ":": " ",
    ">": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "(": "",
    ")": "",
    "[": "",
    "]": "",
    "i": "ı",
    "j": "ȷ",
    "imath": "ı",
    "jmath": "ȷ",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "textmu": "μ",
    "micro": "μ",
    "textdegree": "°",
    "degree": "°",
    "textcelsius": "°C",
    "celsius": "°C",
    "textless": "<",
    "textgreater": ">",
    "lt": "<",
    "gt": ">",
    "textbar": "|",
    "textbackslash": "\\",
    "backslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textdollar": "$",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textasciigrave": "`",
    "textbullet": "•",
    "textperiodcentered": "·",
    "textregistered": "®",
    "textcopyright": "©",
    "texttrademark": "™",
    "textordmasculine": "º",
    "textordfeminine": "ª",
    "textsection": "§",
    "textdagger": "†",
    "textdaggerdbl": "‡",
    "textonehalf": "½",
    "textonequarter": "¼",
    "textthreequarters": "¾",
    "textonesuperior": "1",
    "texttwosuperior": "2",
    "textthreesuperior": "3",
    "texttimes": "×",
    "textdiv": "÷",
    "textminus": "−",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "glqq": "„",
    "grqq": "“",
    "flqq": "«",
    "frqq": "»",
    "lq": "‘",
    "rq": "’",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "copyright": "©",
    "lbrack": "[",
    "rbrack": "]",
    "colon": ":",
    "star": "*",
    "ast": "*",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "nobreakspace": " ",
    "thinspace": " ",
}
"""Commands that print a character, in addition to the hundreds that pylatexenc knows."""

WORDS = frozenset(["LaTeX", "TeX", "BibTeX", "ldots", "dots", "textellipsis"])
"""Commands after which authors expect the space that TeX ignores."""

SPECIALS = {"~": " ", "``": "“", "''": "”", "--": "–", "---": "—", "!`": "¡", "?`": "¿"}
"""Characters that print as another one."""

QUOTED = {"enquote": ("“", "”"), "enquote*": ("‘", "’"), "mkbibquote": ("“", "”"), "textquote": ("“", "”")}
"""Commands that put quotes around their argument."""

_FONTS = """
    bf it em sc rm tt sf sl cal frak bfseries mdseries itshape scshape upshape slshape ttfamily sffamily rmfamily normalfont
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge boldmath unboldmath displaystyle textstyle
    scriptstyle limits nolimits protect relax xspace noindent ignorespaces unskip allowbreak sloppy
"""
_INNER = """
    emph text textbf textit textmd textnormal textrm textsc textsf textsl texttt textup textulc textlf mbox hbox fbox
    mathbb mathbf mathcal mathfrak mathit mathnormal mathrm mathscr mathsf mathtt mathop mathbin mathrel operatorname
    boldsymbol bm pmb ensuremath underline uline underbar overline mkbibemph mkbibitalic mkbibbold mkbibparens mkbibbrackets
    foreignlanguage textcolor strut bibstring NoCaseChange
    ce sout st hl acs acl acf ac gls textlatin textgreek textcyr texorpdfstring href raisebox makebox
    resizebox scalebox nohyphens sqrt widehat widetilde vec smash
"""
IGNORED = frozenset(_FONTS.split()) | frozenset(_INNER.split())
"""Commands that only change the style of their argument."""

CASES: dict[str, Callable[[str], str]] = {
    "uppercase": str.upper,
    "MakeUppercase": str.upper,
    "lowercase": str.lower,
    "MakeLowercase": str.lower,
}
"""Commands that change the case of their argument."""

FRACTIONS = frozenset(["frac", "nicefrac", "sfrac", "tfrac", "dfrac"])
"""Commands that print their two arguments with a slash between."""

_WITH_ARGUMENT = (
    "noopsort noop singleletter SortNoop sortnoop swap phantom vphantom hphantom hspace vspace label index color"
    " selectlanguage pagecolor fontsize fontencoding fontfamily fontseries fontshape"
)
SILENT = frozenset(f"{_WITH_ARGUMENT} rule kern hskip nolinebreak linebreak pagebreak newpage clearpage".split())
"""Commands that print nothing, not even their argument: \noopsort{1973c}1981 is 1981."""

_REFERENCES = "footnote footnotetext thanks cite citep citet citealp citeauthor citeyear"
DROPPED = frozenset(
    f"{_REFERENCES} footnotemark nocite ref eqref cref Cref autoref includegraphics input include".split()
)
"""Commands whose argument is not part of a line; it is reported."""

SHOWN_ARGUMENT = {"texorpdfstring": 1, "foreignlanguage": -1, "textcolor": -1, "href": -1}
"""The index of the printed argument, where it is not the last."""

_ONE = """
    textsubscript textsuperscript enquote mkbibquote textquote ocirc ring mathring t mkbibemph mkbibitalic mkbibbold mkbibparens
    mkbibbrackets operatorname boldsymbol bm pmb uline NoCaseChange MakeUppercase uppercase MakeLowercase lowercase smash
    bibstring ce sout st hl nohyphens ac acs acl acf gls
    url path nolinkurl
"""
ARGUMENTS = {
    **dict.fromkeys(f"{_ONE} {_WITH_ARGUMENT}".split(), "{"),
    **dict.fromkeys(_REFERENCES.split(), "[{"),
    **dict.fromkeys((*FRACTIONS, "foreignlanguage", "href", "texorpdfstring"), "{{"),
    "textcolor": "[{{",
}
"""The arguments of commands unknown to pylatexenc's parser: { is a required one, [ an optional one."""
