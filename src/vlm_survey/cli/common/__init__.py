"""Parts that several commands use: today's date, progress, error reports, the command's own name."""
