"""`python -m vlm_survey` is `vlm-survey`: where the command begins, ready for Ctrl-C before anything large is loaded."""

from vlm_survey.interrupts import loading, stop


def main() -> None:
    """Run the command."""
    try:
        with loading():
            from vlm_survey.cli import main as command  # noqa: PLC0415
        command()
    except KeyboardInterrupt:
        stop()


if __name__ == "__main__":
    main()
