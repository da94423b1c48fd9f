"""The questions about a data set, a model or a result: one table for prompts, drafts and forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vlm_survey.intake.catalogue import readers
from vlm_survey.intake.catalogue.readers import Read
from vlm_survey.model.labels import INPUTS


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its field (a part is written with a point), its label, the explanation, an example, and a reader."""

    name: str
    label: str
    help: str
    example: str
    read: Read = readers.text
    required: bool = False

    @property
    def field(self) -> str:
        """The field of the record that it fills."""
        return self.name.partition(".")[0]

    @property
    def id(self) -> str:
        """Its name in forms and options."""
        return self.name.replace(".", "-").replace("_", "-")


ACCESS = {
    "open": "anybody",
    "registration": "anyone with an account",
    "credentialed": "people with proof of training or status",
    "on-request": "those who ask",
    "closed": "nobody",
}
WEIGHTS = {
    "open": "anybody",
    "gated": "people who accept terms",
    "on-request": "those who ask",
    "none": "not released",
}
CODE = {
    "complete": "training and use",
    "inference-only": "use only",
    "placeholder": "an announcement without code",
    "gone": "removed",
}
SETTING = {
    "zero-shot": "without examples of the benchmark",
    "few-shot": "with a few examples",
    "fine-tuned": "trained on it",
    "linear-probe": "a linear layer on frozen features",
    "not stated": "the source does not say",
}
QUESTIONS = {
    "open": "open questions",
    "closed": "closed questions",
    "all": "both together",
    "not stated": "the source does not say",
}
BY = {
    "model-authors": "the model's authors",
    "benchmark-authors": "the benchmark's authors",
    "third-party": "somebody else",
}
BETTER = {"higher": "higher is better", "lower": "lower is better"}

_NAME = "Its name, as its authors write it."
_ALIASES = Field("aliases", "Other names", "Other names, separated by semicolons.", "SLAKE-VQA", readers.names)
_YEAR = Field("year", "First released", "The year of its first release.", "2021", readers.year)
_TAGS = Field(
    "tags",
    "Tags",
    "Kinds of image, tasks and other terms, one axis a line, as the tagging guide has them.",
    "task: vqa; modality: xray, ct, mri",
    readers.tags,
)
_LANGUAGES = Field("languages", "Languages", "By code or English name.", "en, zh", readers.languages)
_PAPER = Field("paper", "Paper", "The key of its paper here, or the paper's address.", "liu2021slake")
_NOTES = Field("notes", "Notes", "What else a user should know.", "The test split has no answers.")
SOURCE = Field(
    "source",
    "Source",
    "The address of the page on which you read these facts.",
    "https://example.org/data",
    required=True,
)
PLACE = Field("place", "Place on that page", "Where on the page.", "Table 2")

DATASET: tuple[Field, ...] = (
    Field("name", "Name", _NAME, "SLAKE", required=True),
    _ALIASES,
    Field(
        "summary",
        "Summary",
        "What it holds, in one sentence of your own.",
        "Questions on X-ray, CT and MRI.",
    ),
    _TAGS,
    _LANGUAGES,
    Field(
        "sizes",
        "Size",
        "Numbers with units, separated by semicolons.",
        "14,028 question-answer pairs; 642 images",
        readers.sizes,
    ),
    Field("splits", "Splits", "The splits, such as train and test.", "train: 4,919 questions; test", readers.splits),
    Field("access", "Access", f"Who can get it: {', '.join(ACCESS)}.", "open", readers.choice(ACCESS)),
    Field("licence", "Licence", "Its SPDX identifier, or its name.", "CC-BY-4.0", readers.licence),
    Field("home", "Where to get it", "The page to get it from.", "https://www.med-vqa.com/slake/"),
    _YEAR,
    _PAPER,
    Field(
        "derived_from",
        "Made from",
        "Data sets, separated by semicolons.",
        "MIMIC-CXR; VQA-RAD",
        readers.names,
    ),
    _NOTES,
    SOURCE,
    PLACE,
)
MODEL: tuple[Field, ...] = (
    Field("name", "Name", _NAME, "LLaVA-Med", required=True),
    _ALIASES,
    Field(
        "summary",
        "Summary",
        "What it is, in one sentence of your own.",
        "It answers questions on images.",
    ),
    _TAGS,
    Field("inputs", "Inputs", f"What it takes: {', '.join(INPUTS)}.", "2d, text", readers.choices(INPUTS)),
    Field(
        "parameters",
        "Parameters",
        "Rounded counts, separated by semicolons.",
        "7B; 350M (encoder)",
        readers.parameters,
    ),
    Field(
        "built_on",
        "Built on",
        "Each after its part, separated by semicolons.",
        "image encoder: ViT-L/14; language model: Vicuna-7B",
        readers.built_on,
    ),
    Field("trained_on", "Trained on", "Data sets, separated by semicolons.", "PMC-15M; VQA-RAD", readers.names),
    _LANGUAGES,
    Field("weights.access", "Weights", f"Who can get them: {', '.join(WEIGHTS)}.", "open", readers.choice(WEIGHTS)),
    Field("weights.link", "Link to the weights", "The page of the weights.", "https://huggingface.co/example/owlnet"),
    Field(
        "weights.licence",
        "Licence of the weights",
        "Its SPDX identifier, or its name.",
        "CC-BY-NC-4.0",
        readers.licence,
    ),
    Field("code.link", "Code", "The repository.", "https://github.com/example/owlnet"),
    Field(
        "code.status",
        "State of the code",
        f"What you found there: {', '.join(CODE)}.",
        "complete",
        readers.choice(CODE),
    ),
    Field("code.licence", "Licence of the code", "Its SPDX identifier, or its name.", "MIT", readers.licence),
    _YEAR,
    _PAPER,
    _NOTES,
    SOURCE,
    PLACE,
)
RESULT: tuple[Field, ...] = (
    Field("benchmark", "Benchmark", "The data set: its key or name here.", "slake", required=True),
    Field("model", "Model", "The model: its key or name.", "LLaVA-Med", required=True),
    Field("metric", "Metric", "How it is measured.", "Accuracy", required=True),
    Field("value", "Value", "The number, with the digits of the source.", "84.2", readers.number, required=True),
    Field("unit", "Unit", "Only for a metric that the table does not have yet.", "%"),
    Field(
        "definition",
        "What the metric counts",
        "Only for a metric that the table does not have yet: one sentence.",
        "Share of questions answered right.",
    ),
    Field(
        "better",
        "Better",
        "Only for a metric that the table does not have yet: higher or lower.",
        "higher",
        readers.choice(BETTER),
    ),
    Field("setting", "Setting", f"{', '.join(SETTING)}.", "zero-shot", readers.choice(SETTING), required=True),
    Field("shots", "Examples", "For few-shot: how many examples.", "5", readers.whole),
    Field(
        "questions",
        "Questions",
        f"If it asks some: {', '.join(QUESTIONS)}.",
        "closed",
        readers.choice(QUESTIONS),
    ),
    Field("split", "Split", "If the benchmark has several.", "test"),
    Field("task", "Task", "If the benchmark has several.", "diagnosis"),
    Field("subset", "Subset", "If the benchmark has several.", "English"),
    Field("prompt", "Prompt", "The prompt or evaluation protocol, where that is known.", "step by step"),
    Field("by", "Reported by", f"{', '.join(BY)}.", "model-authors", readers.choice(BY), required=True),
    Field("who", "Who reports it", "The key of their paper here, or a name.", "li2023llava", required=True),
    Field("note", "Note", "What else a reader should know of this value.", "Mean of three runs."),
    SOURCE,
    PLACE,
)
INSTEAD = Field(
    "instead", "Instead of", "Only to correct a value: the value that stands here now.", "83.1", readers.number
)
"""What the form for a result asks beyond `RESULT`."""
KINDS: Mapping[str, tuple[Field, ...]] = {"dataset": DATASET, "model": MODEL, "result": RESULT}
"""The questions by kind."""

UNKNOWN = frozenset(["", "unknown", "?", "-", "n/a", "none known", "not known"])
"""Answers that mean "no value"."""


def facts_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of a data set or model that can be filled in one at a time."""
    return tuple(field for field in KINDS[kind] if field.name not in ("name", "source", "place"))
