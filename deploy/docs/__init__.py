"""Documents made from the code: from contracts and subscriptions, and from the services' routes."""
