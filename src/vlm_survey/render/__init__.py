"""From the survey to pages: views decide what is shown in which order, templates only say how."""
