"""What can be done can be done at a screen: every route is used by the console, or it is said here why not."""

import json
import re

from deploy.local.console import MERGED_API, SOURCES

CALLED = re.compile(r'\b(GET|POST|PUT|PATCH|DELETE)\(\s*"(/v1/[^"]+)"')
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
BY_ANOTHER_WAY = frozenset(
    {
        # Pictures, papers and the stream of news are addresses that the browser opens by itself.
        "GET /v1/customer/{code}/layout-pages/{page_id}/{size}",
        "GET /v1/customer/{code}/photos/{photo_id}/proof",
        "GET /v1/customer/{code}/photos/{photo_id}/thumbnail",
        "GET /v1/events/stream",
        "GET /v1/layout-pages/{page_id}/preview",
        "GET /v1/layout-pages/{page_id}/thumbnail",
        "GET /v1/photos/{photo_id}/original",
        "GET /v1/photos/{photo_id}/preview",
        "GET /v1/photos/{photo_id}/thumbnail",
        "GET /v1/found-items/{item_id}/photo",
        "GET /v1/orders/{order_id}/before-photo",
        "GET /v1/custody-records/{custody_id}/print",
        "GET /v1/deposits/{deposit_id}/print",
        "GET /v1/invoices/{invoice_id}/print",
        "GET /v1/orders/{order_id}/cash-back/print",
        "GET /v1/receipts/{receipt_id}/print",
        "GET /v1/sales/{sale_id}/print",
        "GET /v1/work-orders/{work_order_id}/print",
        # Files go up by themselves; the steps of a complaint share one call.
        "PUT /v1/found-items/{item_id}/photo",
        "PUT /v1/orders/{order_id}/before-photo",
        "POST /v1/orders/{order_id}/layout-pages",
        "POST /v1/photo-sets/{photo_set_id}/photos",
        *(
            f"POST /v1/complaints/{{complaint_id}}/{step}"
            for step in ("decision", "execution", "investigation", "judgement", "proposals", "revisit", "summary")
        ),
    }
)
FOR_OTHERS = frozenset(
    {
        # The launcher, and programs of the chain's own, for which one answer by itself is enough.
        "GET /v1/dev/clock",
        "POST /v1/dev/clock",
        "GET /v1/openapi.json",
        "GET /v1/system",
        "GET /v1/bookings/{booking_id}",
        "GET /v1/branches/{branch_id}",
        "GET /v1/message-templates/{template_id}/preview",
        "GET /v1/orders/{order_id}",
        "GET /v1/orders/{order_id}/amendments",
        "GET /v1/orders/{order_id}/pieces",
        "GET /v1/photo-sets/{photo_set_id}",
        "GET /v1/receipts/{receipt_id}",
        "GET /v1/staff/{staff_id}",
        "GET /v1/stock-takes",
        "GET /v1/supplies/{supply_id}",
        # A dispatch says that it is possible, too.
        "POST /v1/work-orders/{work_order_id}/acceptance",
    }
)
COMPOSED = frozenset(
    {
        # The gateway asks for these and makes one answer of them.
        *(
            f"GET /v1/branch-figures/{department}"
            for department in ("customer-service", "pickup", "post-production", "reception", "scheduling")
        ),
        "GET /v1/customer/{code}/order",
        "GET /v1/order-search",
        "GET /v1/orders/{order_id}/customer-service",
    }
)


def test_every_route_has_a_screen_or_a_reason_for_none() -> None:
    routes = {
        f"{method.upper()} {path}"
        for path, operations in json.loads(MERGED_API.read_text(encoding="utf-8"))["paths"].items()
        for method in operations.keys() & METHODS
    }
    used = {
        f"{method} {path}"
        for file in SOURCES.glob("src/**/*.ts*")
        if file.name != "schema.d.ts"
        for method, path in CALLED.findall(file.read_text(encoding="utf-8"))
    }
    elsewhere = BY_ANOTHER_WAY | FOR_OTHERS | COMPOSED
    assert routes - used - elsewhere == set()
    assert elsewhere - routes == set(), "there is no such route any more"
    assert elsewhere & used == set(), "it has a screen now"
