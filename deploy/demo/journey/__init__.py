"""One wedding order through all departments, as real people, checked step by step against the rules of the trade."""
