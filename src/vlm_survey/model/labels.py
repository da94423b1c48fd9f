"""Labels of coded values of data sets and models: languages by ISO 639, and the inputs of a model."""

from __future__ import annotations

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
INPUTS = {"2d": "2D images", "3d": "3D volumes", "video": "video", "several-images": "several images", "text": "text"}
