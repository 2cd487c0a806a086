"""One wedding order through all departments, by people who only click and type."""
