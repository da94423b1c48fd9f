"""Process filled issue forms: one module for each form; `table` maps labels to forms."""
