"""What intake knows of a paper before it is a record: values with their source, and doubts."""
