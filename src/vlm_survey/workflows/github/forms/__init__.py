"""Filled issue forms: each form is a module that makes one result of it; `table` tells which label belongs to which."""
