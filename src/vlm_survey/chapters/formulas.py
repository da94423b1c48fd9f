"""The formulas that a text can include, by name: TeX for the book, MathML for pages, and their words."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: `mathml` is what pandoc makes of `tex`; `means` explains each sign; `source` is the page where it was read."""

    title: str
    tex: str
    mathml: str
    means: str
    source_label: str
    source: str


FORMULAS = {
    "contrastive": Formula(
        title="The contrastive loss",
        tex=r"\ell_i = -\log \frac{\exp(\langle v_i, u_i\rangle/\tau)}{\sum_{k=1}^{N}\exp(\langle v_i, u_k\rangle/\tau)}",
        mathml=(
            "<mrow><msub><mi>ℓ</mi><mi>i</mi></msub><mo>=</mo><mi>\u2212</mi><mrow>"
            '<mi mathvariant="normal">log</mi><mo>\u2061</mo></mrow><mfrac><mrow><mrow>'
            '<mi mathvariant="normal">exp</mi><mo>\u2061</mo></mrow><mo stretchy="false" form="prefix">(</mo>'
            '<mo stretchy="false" form="prefix">⟨</mo><msub><mi>v</mi><mi>i</mi></msub><mo>,</mo><msub>'
            '<mi>u</mi><mi>i</mi></msub><mo stretchy="false" form="postfix">⟩</mo><mi>/</mi><mi>τ</mi>'
            '<mo stretchy="false" form="postfix">)</mo></mrow><mrow><munderover><mo>∑</mo><mrow>'
            "<mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>N</mi></munderover><mrow>"
            '<mi mathvariant="normal">exp</mi><mo>\u2061</mo></mrow><mo stretchy="false" form="prefix">(</mo>'
            '<mo stretchy="false" form="prefix">⟨</mo><msub><mi>v</mi><mi>i</mi></msub><mo>,</mo><msub>'
            '<mi>u</mi><mi>k</mi></msub><mo stretchy="false" form="postfix">⟩</mo><mi>/</mi><mi>τ</mi>'
            '<mo stretchy="false" form="postfix">)</mo></mrow></mfrac></mrow>'
        ),
        means=(
            "The loss of image i in a batch of N pairs. v is the vector of an image, u that of a text, ⟨v, u⟩ "
            "their similarity, and τ, the temperature, sets how much differences count. The loss is small if the "
            "image is closer to its own text than to all other texts. The loss of a text has v and u exchanged, "
            "and training lowers the mean of both."
        ),
        source_label="the loss of OpenCLIP",
        source="https://github.com/mlfoundations/open_clip/blob/00aa464c20f60168d8220ea25da4adbbe5129eba/src/open_clip/loss.py",
    ),
    "lora": Formula(
        title="The weights of a layer with LoRA",
        tex=r"W' = W + \frac{\alpha}{r} B A",
        mathml=(
            "<mrow><msup><mi>W</mi><mo>′</mo></msup><mo>=</mo><mi>W</mi><mo>+</mo><mfrac><mi>α</mi>"
            "<mi>r</mi></mfrac><mi>B</mi><mi>A</mi></mrow>"
        ),
        means=(
            "W, the weights of the layer, stays as it is. Only two narrow matrices are learned: A with r rows "
            "and B with r columns. The smaller the rank r, the fewer numbers are learned. α is a fixed number "
            "that scales the change."
        ),
        source_label="the layers of loralib",
        source="https://github.com/microsoft/LoRA/blob/0771c1e30d86035f17cd189878165305cc3a5e33/loralib/layers.py",
    ),
    "dice": Formula(
        title="Dice",
        tex=r"\text{Dice} = \frac{2\,|A\cap B|}{|A|+|B|}",
        mathml=(
            '<mrow><mtext mathvariant="normal">Dice</mtext><mo>=</mo><mfrac><mrow><mn>2</mn>'
            '<mspace width="0.167em"></mspace><mo stretchy="false" form="prefix">|</mo><mi>A</mi>'
            '<mo>∩</mo><mi>B</mi><mo stretchy="false" form="prefix">|</mo></mrow><mrow>'
            '<mo stretchy="false" form="prefix">|</mo><mi>A</mi><mo stretchy="false" form="prefix">|</mo>'
            '<mi>+</mi><mo stretchy="false" form="prefix">|</mo><mi>B</mi>'
            '<mo stretchy="false" form="prefix">|</mo></mrow></mfrac></mrow>'
        ),
        means=(
            "A is the set of pixels in the outline, B that in the reference. A ∩ B has the pixels in both, and | "
            "| counts them."
        ),
        source_label="Dice score of TorchMetrics",
        source="https://lightning.ai/docs/torchmetrics/latest/segmentation/dice.html",
    ),
    "iou": Formula(
        title="Intersection over union",
        tex=r"\text{IoU} = \frac{|A\cap B|}{|A\cup B|}",
        mathml=(
            '<mrow><mtext mathvariant="normal">IoU</mtext><mo>=</mo><mfrac><mrow>'
            '<mo stretchy="false" form="prefix">|</mo><mi>A</mi><mo>∩</mo><mi>B</mi>'
            '<mo stretchy="false" form="prefix">|</mo></mrow><mrow>'
            '<mo stretchy="false" form="prefix">|</mo><mi>A</mi><mo>∪</mo><mi>B</mi>'
            '<mo stretchy="false" form="prefix">|</mo></mrow></mfrac></mrow>'
        ),
        means=("A ∩ B has the pixels that are in both outline and reference, A ∪ B those in at least one of them."),
        source_label="Jaccard index of TorchMetrics",
        source="https://lightning.ai/docs/torchmetrics/stable/classification/jaccard_index.html",
    ),
}


def read_formula(name: str) -> Formula:
    """Return the formula called `name`. Raises UnknownName."""
    if name not in FORMULAS:
        error = UnknownName("formula", name, FORMULAS)
        error.repair = f"Choose one of {', '.join(FORMULAS)}"
        raise error
    return FORMULAS[name]
