"""Diagrams of the learning strategies, one for each narrower term of the axis."""

from __future__ import annotations

from vlm_survey.figures.diagrams.shapes import (
    WIDE,
    Drawing,
    arrow,
    bent_arrow,
    box,
    centred_text,
    encoders,
    frozen_network,
    image,
    legend,
    person,
    rectangle,
    report,
    text,
    tie,
    trained_network,
    vector,
)


def contrastive_learning() -> Drawing:
    """Draw contrastive learning: matching pairs move together, all others apart."""
    rows = [(70 + 46 * n) for n in range(3)]
    parts = [image(34 + 6 * n, 86 + 6 * n, 40) for n in range(3)]
    parts += [report(34 + 6 * n, 206 + 6 * n, 40, 40) for n in range(3)]
    parts += encoders(136, (92, 212), 84, 36)
    parts += [arrow([(72, 92), (92, 92)]), arrow([(72, 212), (92, 212)])]
    parts += [arrow([(180, 92), (214, 92)]), arrow([(180, 212), (347, 212), (347, 186)])]
    for n, y in enumerate(rows):
        parts += [vector(240, y - 24, 3), vector(302 + n * 46, 174, 3)]
        for m in range(3):
            kind = "vf-match" if n == m else "vf-miss"
            parts += [rectangle(282 + m * 46, y - 43, 40, 38, kind, round_=4)]
            parts += [centred_text(302 + m * 46, y - 24, "high" if n == m else "low", "vf-small")]
    parts += [text(352, 18, "similarity of each image to each text", "vf-small"), legend(14, 266, frozen=False)]
    return Drawing(
        WIDE,
        276,
        "Contrastive pretraining",
        "Images pass an image encoder and their reports a text encoder; both are trained. A table holds the similarity of "
        "each image to each text. Training makes it high on the diagonal, where image and text belong together, and low "
        "everywhere else.",
        tuple(parts),
    )


def generative_learning() -> Drawing:
    """Draw generative learning: the model restores hidden parts."""
    parts = [image(52, 70, 64), report(52, 156, 64, 56)]
    parts += [rectangle(34, 52, 18, 18, "vf-hole"), rectangle(60, 78, 18, 18, "vf-hole")]
    parts += [rectangle(40, 144, 26, 9, "vf-hole"), rectangle(34, 164, 18, 9, "vf-hole")]
    parts += [trained_network(212, 112, 112, 66, "vision-language\nmodel")]
    parts += [
        bent_arrow((90, 70), (152, 104), 122),
        bent_arrow((90, 156), (152, 120), 122),
    ]
    parts += [image(372, 70, 64), report(372, 156, 64, 56)]
    parts += [
        bent_arrow((272, 104), (336, 70), 304),
        bent_arrow((272, 120), (336, 156), 304),
    ]
    parts += [text(52, 24, "parts hidden", "vf-small"), text(372, 24, "filled in", "vf-small")]
    parts += [arrow([(410, 112), (446, 112), (446, 208), (212, 208), (212, 150)], "vf-back")]
    parts += [text(330, 224, "compared with what was hidden", "vf-small"), legend(14, 250, frozen=False)]
    return Drawing(
        WIDE,
        260,
        "Generative pretraining",
        "Parts of an image and words of its report are hidden. The model, which is trained, fills them in; the difference "
        "from what was hidden corrects it. Writing a report word by word is the same idea: the next word is what is hidden.",
        tuple(parts),
    )


def alignment() -> Drawing:
    """Draw alignment: regions are matched with phrases."""
    parts = [image(92, 110, 132), report(372, 110, 176, 132, lines=0)]
    regions = ((62, 92, 40, 40), (128, 128, 44, 44), (92, 168, 60, 20))
    phrases = ((66, "clear right lung"), (110, "opacity, lower left"), (154, "normal diaphragm"))
    for (x, y, width, height), (row, phrase) in zip(regions, phrases, strict=True):
        parts += [rectangle(x - width / 2, y - height / 2, width, height, "vf-region", round_=3)]
        parts += [rectangle(292, row - 14, 160, 27, "vf-region", round_=3), centred_text(372, row, phrase)]
        parts += [tie((x + width / 2, y), (292, row))]
    parts += [text(92, 28, "regions of the image", "vf-small"), text(372, 28, "phrases of the report", "vf-small")]
    parts += [text(240, 206, "each phrase is drawn to the region that it describes", "vf-small")]
    return Drawing(
        WIDE,
        218,
        "Alignment pretraining",
        "Three regions of a chest image are tied to three phrases of its report: a clear right lung, an opacity at the lower "
        "left, a normal diaphragm. Training draws each phrase to the region that it describes, below the level of the whole "
        "image.",
        tuple(parts),
    )


def full_fine_tuning() -> Drawing:
    """Draw full fine-tuning: all weights are trained."""
    parts = [image(38, 76, 48), report(38, 142, 48, 44), text(38, 30, "task data", "vf-small")]
    parts += encoders(160, (76, 142), 96, 40)
    parts += [trained_network(284, 109, 92, 106, "joint\nlayers"), trained_network(396, 109, 68, 40, "head")]
    parts += [arrow([(66, 76), (110, 76)]), arrow([(66, 142), (110, 142)]), arrow([(208, 76), (236, 92)])]
    parts += [arrow([(208, 142), (236, 126)]), arrow([(330, 109), (360, 109)]), arrow([(430, 109), (466, 109)])]
    parts += [
        text(280, 30, "a pretrained model, every part trained further", "vf-small"),
        legend(14, 206, frozen=False),
    ]
    return Drawing(
        WIDE,
        216,
        "Full fine-tuning",
        "A pretrained model with image encoder, text encoder, joint layers and head receives images and texts of the task. "
        "All of its parts are trained further.",
        tuple(parts),
    )


def parameter_efficient_tuning() -> Drawing:
    """Draw parameter-efficient tuning: small added parts are trained, all others are frozen."""
    parts = [image(38, 104, 48), text(38, 62, "task data", "vf-small"), arrow([(66, 104), (92, 104)])]
    for n in range(3):
        x = 148 + n * 116
        parts += [frozen_network(x, 84, 96, 44, "layer"), trained_network(x, 146, 66, 28, "adapter")]
        parts += [
            arrow([(x - 40, 106), (x - 40, 146), (x - 34, 146)]),
            arrow([(x + 33, 146), (x + 40, 146), (x + 40, 108)]),
        ]
        parts += [arrow([(x + 48, 84), (x + 66, 84)])]
    parts += [text(264, 34, "a pretrained model with small parts added", "vf-small"), centred_text(460, 84, "…")]
    parts += [legend(14, 204)]
    return Drawing(
        WIDE,
        214,
        "Parameter-efficient fine-tuning",
        "Task images pass three layers of a pretrained model, which stay as they are. Beside each layer a small adapter is "
        "added, and only the adapters are trained.",
        tuple(parts),
    )


def instruction_tuning() -> Drawing:
    """Draw instruction tuning: instructions, answers, corrections."""
    parts = [image(48, 56, 48), box(84, 124, 140, 42, "“Which lobe is\naffected?”", "vf-sheet")]
    parts += [
        trained_network(246, 92, 112, 66, "language model\nwith an image\nencoder"),
        box(400, 56, 132, 34, "“Left lower lobe.”", "vf-sheet"),
    ]
    parts += [
        bent_arrow((76, 56), (190, 80), 160),
        bent_arrow((156, 124), (190, 104), 172),
    ]
    parts += [
        bent_arrow((300, 80), (332, 56), 314),
        box(400, 136, 132, 34, "reference answer", "vf-plain"),
    ]
    parts += [tie((400, 74), (400, 118)), text(406, 100, "compared", "vf-small", "start")]
    parts += [arrow([(400, 154), (400, 178), (246, 178), (246, 130)], "vf-back"), legend(14, 204, frozen=False)]
    parts += [
        text(48, 22, "image", "vf-small"),
        text(84, 164, "instruction", "vf-small"),
        text(400, 28, "answer", "vf-small"),
    ]
    return Drawing(
        WIDE,
        214,
        "Instruction tuning",
        "An image and an instruction, “Which lobe is affected?”, go into a language model with an image encoder. Its answer "
        "is compared with a reference answer, and the difference trains the model.",
        tuple(parts),
    )


def preference_optimization() -> Drawing:
    """Draw preference optimization: two answers, one judge, a reward."""
    parts = [image(40, 92, 48), arrow([(68, 92), (94, 92)]), trained_network(142, 92, 92, 48, "model")]
    parts += [
        report(252, 52, 60, 48),
        report(252, 136, 60, 48),
        text(252, 20, "answer A", "vf-small"),
        text(252, 178, "answer B", "vf-small"),
    ]
    parts += [
        bent_arrow((190, 82), (218, 52), 204),
        bent_arrow((190, 102), (218, 136), 204),
    ]
    parts += [person(384, 72), centred_text(384, 112, "or a metric", "vf-small"), text(384, 40, "judge", "vf-small")]
    parts += [arrow([(286, 52), (330, 52), (350, 74)]), arrow([(286, 136), (330, 136), (350, 104)])]
    parts += [
        arrow([(384, 124), (384, 202), (142, 202), (142, 120)], "vf-back"),
        text(300, 220, "reward: A is better than B", "vf-small"),
    ]
    parts += [legend(14, 246, frozen=False)]
    return Drawing(
        WIDE,
        256,
        "Preference optimisation",
        "A model gives two answers to one image. A judge, who may be a person or a metric, says which is better, and this "
        "reward trains the model to give answers like the better one.",
        tuple(parts),
    )


def soft_prompt() -> Drawing:
    """Draw soft prompts: learned vectors instead of words."""
    parts = [vector(62, 70, 4, "vf-learned", 17), box(142, 70, 78, 28, "pneumonia", "vf-sheet")]
    parts += [text(62, 46, "learned", "vf-small"), text(142, 46, "class", "vf-small"), arrow([(182, 70), (206, 70)])]
    parts += [frozen_network(258, 70, 104, 38, "text encoder"), image(96, 154, 52), arrow([(124, 154), (206, 154)])]
    parts += [frozen_network(258, 154, 104, 38, "image encoder"), vector(366, 70, 4), vector(366, 154, 4)]
    parts += [arrow([(310, 70), (340, 70)]), arrow([(310, 154), (340, 154)]), tie((366, 80), (366, 144))]
    parts += [text(376, 117, "similarity", "vf-small", "start")]
    parts += [arrow([(440, 112), (462, 112), (462, 24), (62, 24), (62, 34)], "vf-back"), legend(14, 216)]
    return Drawing(
        WIDE,
        226,
        "Soft prompts",
        "Learned vectors stand before the name of a class, here pneumonia, and pass the text encoder; an image passes the "
        "image encoder. Both encoders stay as they are. The similarity of image and text corrects only the vectors.",
        tuple(parts),
    )


def hand_written_prompt() -> Drawing:
    """Draw hand-written prompts: sentences by people or by a language model."""
    rows = ((44, "“a chest X-ray with\npneumonia: patchy opacity”"), (100, "“a chest X-ray of\nclear lungs”"))
    parts = [box(102, y, 192, 44, label, "vf-sheet") for y, label in rows]
    parts += [arrow([(198, y), (220, y)]) for y, _ in rows]
    parts += [
        frozen_network(272, 72, 104, 96, "text encoder"),
        frozen_network(272, 172, 104, 40, "image encoder"),
        image(98, 172, 52),
    ]
    parts += [arrow([(126, 172), (220, 172)]), vector(364, 44, 4), vector(364, 100, 4), vector(364, 172, 4)]
    parts += [arrow([(324, 44), (340, 44)]), arrow([(324, 100), (340, 100)]), arrow([(324, 172), (340, 172)])]
    parts += [tie((394, 172), (394, 44))]
    parts += [text(402, 112, "most similar", "vf-small", "start"), legend(14, 226, trained=False)]
    return Drawing(
        WIDE,
        236,
        "Hand-written prompts",
        "Two sentences, one on pneumonia and one on clear lungs, pass the text encoder, and an image passes the image "
        "encoder. Nothing is trained: the image gets the label whose sentence is most similar.",
        tuple(parts),
    )


def in_context_learning() -> Drawing:
    """Draw in-context learning: examples are part of the input."""
    parts = [rectangle(12, 30, 268, 132, "vf-frame", round_=8), text(146, 22, "one prompt", "vf-small")]
    for n, label in enumerate(("“effusion”", "“normal”", "?")):
        x = 56 + n * 90
        parts += [image(x, 74, 56), centred_text(x, 126, label, "vf-strong" if label == "?" else "")]
    parts += [text(100, 152, "examples", "vf-small"), text(236, 152, "question", "vf-small")]
    parts += [
        arrow([(280, 96), (304, 96)]),
        frozen_network(346, 96, 78, 60, "language\nmodel"),
        arrow([(387, 96), (406, 96)]),
    ]
    parts += [centred_text(442, 96, "“effusion”"), legend(14, 192, trained=False)]
    return Drawing(
        WIDE,
        202,
        "In-context learning",
        "One prompt holds two images with their answers, effusion and normal, and a third image as the question. A language "
        "model that stays as it is answers: effusion.",
        tuple(parts),
    )


LEARNING = {
    "contrastive": contrastive_learning,
    "generative": generative_learning,
    "alignment": alignment,
    "full": full_fine_tuning,
    "parameter-efficient": parameter_efficient_tuning,
    "instruction-tuning": instruction_tuning,
    "preference-optimization": preference_optimization,
    "soft-prompt": soft_prompt,
    "hand-written-prompt": hand_written_prompt,
    "in-context": in_context_learning,
}
"""The diagram of each term, by its id on the axis `learning`."""
