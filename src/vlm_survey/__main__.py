"""`python -m vlm_survey` is `vlm-survey`."""

from vlm_survey.cli import main

if __name__ == "__main__":
    main()
