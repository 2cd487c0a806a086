"""Reception: rules as tables, use cases as stories."""
