"""What a fact is: pydantic models that are strict, frozen and closed."""
