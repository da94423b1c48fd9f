"""Define the values that programs collect and propose: citations, changes, the state of the watch."""
