"""The names of the departments' services; the gateway is last, because it starts last and stops first."""

DEPARTMENTS: tuple[str, ...] = ("reception", "scheduling", "post_production", "pickup", "customer_service")
SERVICES: tuple[str, ...] = (*DEPARTMENTS, "gateway")
