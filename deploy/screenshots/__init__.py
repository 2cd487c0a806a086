"""Every page of the desks with the demo chain's data, as pictures, with what a person would complain about."""
