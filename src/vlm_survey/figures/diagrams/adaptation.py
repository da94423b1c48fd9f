"""Diagrams of the five adaptation strategies."""

from __future__ import annotations

from vlm_survey.figures.diagrams.shapes import (
    WIDE,
    Drawing,
    arrow,
    bent_arrow,
    box,
    encoders,
    frozen_network,
    graph,
    image,
    legend,
    rectangle,
    report,
    text,
    trained_network,
)


def direct_use() -> Drawing:
    """Draw direct use of a model as it is, or as an agent with tools."""
    parts = [image(40, 62, 48), box(118, 62, 84, 34, "question", "vf-sheet"), arrow([(162, 62), (196, 62)])]
    parts += [
        frozen_network(252, 62, 108, 48, "general model"),
        arrow([(308, 62), (342, 62)]),
        box(392, 62, 96, 34, "answer", "vf-sheet"),
    ]
    parts += [text(240, 24, "used as it is", "vf-small"), rectangle(86, 118, 332, 92, "vf-frame", round_=8)]
    parts += [text(252, 136, "as an agent: it plans and calls tools", "vf-small")]
    tools = ((142, "segment"), (252, "look up"), (362, "measure"))
    parts += [box(x, 184, 88, 32, label) for x, label in tools]
    parts += [arrow([(240, 88), (240, 118)]), arrow([(264, 118), (264, 88)])]
    parts += [legend(14, 238, trained=False)]
    return Drawing(
        WIDE,
        248,
        "Direct use",
        "An image and a question go into a general model, which stays as it is and answers. As an agent it also plans and "
        "calls tools, for example to segment, to look something up or to measure, and reads what they return.",
        tuple(parts),
    )


def task_tuning() -> Drawing:
    """Draw how a general model becomes a medical one."""
    parts = [
        text(76, 22, "general model", "vf-small"),
        text(240, 22, "medical data", "vf-small"),
        text(404, 22, "medical model", "vf-small"),
    ]
    for n in range(3):
        parts += [frozen_network(76, 52 + n * 40, 104, 32, "weights")]
    parts += [
        image(214, 66, 44),
        report(266, 66, 44, 44),
        arrow([(134, 92), (344, 92)]),
        text(240, 110, "training", "vf-small"),
    ]
    parts += [
        frozen_network(404, 52, 104, 32, "weights"),
        trained_network(404, 92, 104, 32, "weights"),
        trained_network(404, 132, 104, 32, "added part"),
    ]
    parts += [
        text(240, 178, "some weights, small added parts or prompts learn from medical examples", "vf-small"),
        legend(14, 204),
    ]
    return Drawing(
        WIDE,
        214,
        "Task tuning",
        "A general model with three groups of weights is trained on medical images and texts. In the medical model that "
        "results one group stayed as it was, one was trained, and a small part was added and trained.",
        tuple(parts),
    )


def cross_modal_fusion() -> Drawing:
    """Draw how image and text are combined within one network."""
    parts = [image(42, 62, 48), report(42, 148, 48, 48), arrow([(70, 62), (98, 62)]), arrow([(70, 148), (98, 148)])]
    parts += encoders(146, (62, 148), 92, 40)
    parts += [trained_network(284, 105, 110, 76, "fusion:\nattention from\none to the other")]
    parts += [
        bent_arrow((194, 62), (226, 90), 212),
        bent_arrow((194, 148), (226, 120), 212),
    ]
    parts += [arrow([(342, 105), (372, 105)]), box(422, 105, 96, 60, "label, mask\nor report", "vf-sheet")]
    parts += [text(284, 22, "one network built for the purpose", "vf-small"), legend(14, 204, frozen=False)]
    return Drawing(
        WIDE,
        214,
        "Cross-modal fusion",
        "An image passes an image encoder and a text passes a text encoder. Inside the same network they are joined, for "
        "example by attention from one to the other, and a label, a mask or a report comes out. All parts are trained.",
        tuple(parts),
    )


def knowledge_enhancement() -> Drawing:
    """Draw the three ways in which medical knowledge is added."""
    parts = [graph(66, 96, 70), text(66, 160, "graphs, concepts,\nguidelines, cases", "vf-small"), image(230, 42, 44)]
    parts += [
        text(66, 34, "knowledge", "vf-small"),
        trained_network(306, 110, 104, 56, "model"),
        box(430, 110, 76, 34, "output", "vf-sheet"),
    ]
    parts += [arrow([(256, 42), (306, 42), (306, 80)]), arrow([(360, 110), (390, 110)])]
    parts += [arrow([(112, 80), (182, 58), (204, 50)], "vf-know"), text(148, 50, "as input", "vf-small")]
    parts += [arrow([(112, 104), (252, 108)], "vf-know"), text(176, 98, "as structure", "vf-small")]
    parts += [
        arrow([(112, 122), (180, 172), (306, 172), (306, 140)], "vf-know"),
        text(234, 188, "as a loss", "vf-small"),
    ]
    parts += [legend(14, 218, frozen=False)]
    return Drawing(
        WIDE,
        228,
        "Knowledge enhancement",
        "Knowledge, such as graphs, concepts, guidelines or similar cases, reaches the model in one of three ways: as input "
        "beside the image, as structure inside the model, or as a loss that its training must satisfy.",
        tuple(parts),
    )


def supervision_source() -> Drawing:
    """Draw how one model teaches another."""
    parts = [image(40, 70, 48), text(40, 32, "no labels", "vf-small"), arrow([(68, 70), (98, 70)])]
    parts += [frozen_network(162, 70, 124, 56, "language or\nvision-language\nmodel"), arrow([(226, 70), (258, 70)])]
    parts += [box(312, 70, 104, 56, "labels, masks,\ncaptions or\nnew images", "vf-sheet")]
    parts += [
        arrow([(312, 100), (312, 140)]),
        trained_network(312, 166, 124, 42, "another model"),
        arrow([(376, 166), (404, 166)]),
    ]
    parts += [box(440, 166, 68, 34, "output", "vf-sheet"), arrow([(40, 98), (40, 166), (248, 166)])]
    parts += [text(320, 124, "teach", "vf-small", "start"), legend(14, 220)]
    return Drawing(
        WIDE,
        230,
        "Source of supervision",
        "Images without labels go into a language or vision-language model, which stays as it is and produces labels, masks, "
        "captions or new images. These teach another model, which is trained on the same images.",
        tuple(parts),
    )


ADAPTATION = {
    "direct-use": direct_use,
    "task-tuning": task_tuning,
    "cross-modal-fusion": cross_modal_fusion,
    "knowledge-enhancement": knowledge_enhancement,
    "supervision-source": supervision_source,
}
"""The diagram of each strategy, by its id on the axis `adaptation`."""
