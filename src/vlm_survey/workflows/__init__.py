"""The workflows: each folder holds the steps of one task, such as check, publish, import or add."""
