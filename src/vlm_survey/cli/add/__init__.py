"""`vlm-survey add`: add a paper, a data set, a model or a result."""
