"""The list of all pages: who opens them, and with which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deploy.demo.client import Person


@dataclass(frozen=True, slots=True)
class PageToSee:
    """A page of the console.

    Attributes:
        name: of its picture.
        job: who opens it (`deploy.demo.chain`); empty for somebody not signed in.
        route: as the console's router has it, below the desk.
        stages: for a page about one order, the stages such an order may be in, best first.
        phone: it is made for a telephone.
        chains_codes: it shows codes that the chain gives its own things, which may be words of the API too.
    """

    name: str
    job: str
    route: str
    stages: tuple[str, ...] = ()
    phone: bool = False
    chains_codes: bool = False


PAPERS = ("job-sheet", "booking-form", "production-sheet", "hand-over-slip")

PAGES: tuple[PageToSee, ...] = (
    PageToSee("sign-in", "", "/"),
    PageToSee("today-consultant", "consultant1", "/"),
    PageToSee("today-manager", "manager", "/"),
    PageToSee("chain", "director", "/chain"),
    PageToSee("search", "consultant1", "/search?q=JN01"),
    PageToSee("order-new", "consultant1", "/orders/:id", ("BOOKED", "PLACED")),
    PageToSee("order-in-work", "manager", "/orders/:id", ("PRODUCING", "LAYOUT_REVIEW", "IN_PRODUCTION", "SELECTED")),
    PageToSee("order-finished", "manager", "/orders/:id", ("CLOSED", "PICKED_UP", "ARRIVED", "PRODUCING")),
    PageToSee("nothing-here", "consultant1", "/*"),
    PageToSee("reception-front", "consultant1", "/reception"),
    PageToSee("reception-new-order", "consultant1", "/reception/new"),
    PageToSee("reception-orders", "consultant1", "/reception/orders"),
    PageToSee("reception-order", "cashier", "/reception/orders/:id", ("BOOKED", "SCHEDULED", "CONFIRMED", "SELECTED")),
    PageToSee("reception-day", "cashier", "/reception/day"),
    PageToSee("reception-approvals", "deskhead", "/reception/approvals"),
    PageToSee("reception-storage", "consultant1", "/reception/storage"),
    PageToSee("reception-cards", "consultant1", "/reception/cards"),
    PageToSee("reception-directory", "consultant1", "/reception/directory"),
    PageToSee("reception-selections", "consultant1", "/reception/selections"),
    PageToSee("reception-keeping", "consultant1", "/reception/keeping"),
    PageToSee("scheduling-board", "scheduler", "/scheduling"),
    PageToSee("scheduling-plan", "scheduler", "/scheduling/plan"),
    PageToSee("scheduling-shoot-day", "photographer1", "/scheduling/shoot-day"),
    PageToSee("scheduling-leave", "scheduler", "/scheduling/leave"),
    PageToSee("scheduling-resources", "scheduler", "/scheduling/resources"),
    PageToSee("scheduling-count", "scheduler", "/scheduling/things/count/:id"),
    PageToSee("scheduling-capacity", "scheduler", "/scheduling/capacity"),
    PageToSee("scheduling-things", "makeup1", "/scheduling/things"),
    PageToSee("scheduling-things-out", "photographer2", "/scheduling/things?view=out"),
    PageToSee("scheduling-stock-take", "makeup1", "/scheduling/things?view=count"),
    PageToSee("scheduling-write-offs", "makeup1", "/scheduling/things?view=slips"),
    PageToSee("supplies-shelf", "makeup1", "/supplies"),
    PageToSee("supplies-purchases", "manager", "/supplies?view=purchases"),
    PageToSee("supplies-month", "manager", "/supplies?view=month"),
    PageToSee("post-production-orders", "selection", "/post-production"),
    PageToSee("post-production-work", "retoucher", "/post-production/work"),
    PageToSee("post-production-handover", "designer", "/post-production/handover"),
    PageToSee("post-production-production", "production", "/post-production/production"),
    PageToSee("post-production-reworks", "manager", "/post-production/reworks"),
    PageToSee("post-production-preparations", "selection", "/post-production/preparations"),
    PageToSee(
        "post-production-order", "designer", "/post-production/orders/:id",
        ("LAYOUT_REVIEW", "IN_PRODUCTION", "SELECTED", "PRODUCING"),
    ),
    PageToSee(
        "post-production-selection-room", "selection", "/post-production/orders/:id/selection",
        ("SELECTION_BOOKED", "PROOFS_READY", "SELECTED"),
    ),
    PageToSee("pickup-board", "pickup", "/pickup"),
    PageToSee("pickup-arrivals", "pickup", "/pickup/arrivals"),
    PageToSee("pickup-missing", "pickup", "/pickup/missing"),
    PageToSee("pickup-pieces", "pickup", "/pickup/pieces"),
    PageToSee("pickup-cards", "pickup", "/pickup/cards"),
    PageToSee("pickup-order", "pickup", "/pickup/orders/:id", ("READY_FOR_PICKUP", "ARRIVED", "PRODUCING")),
    PageToSee("customer-service-contacts", "service", "/customer-service"),
    PageToSee("customer-service-return-visits", "service", "/customer-service/return-visits"),
    PageToSee("customer-service-report", "servicehead", "/customer-service/return-visits/report"),
    PageToSee("customer-service-visits-month", "servicehead", "/customer-service/return-visits/month"),
    PageToSee("customer-service-summary", "servicehead", "/customer-service/summary"),
    PageToSee("customer-service-member-data", "service", "/customer-service/members/data"),
    PageToSee("customer-service-statistics", "servicehead", "/customer-service/complaints/statistics"),
    PageToSee("customer-service-complaints", "servicehead", "/customer-service/complaints"),
    PageToSee("customer-service-complaint-new", "service", "/customer-service/complaints/new"),
    PageToSee("customer-service-complaint", "servicehead", "/customer-service/complaints/:id"),
    PageToSee("customer-service-issues", "servicehead", "/customer-service/complaints/issues"),
    PageToSee("customer-service-issue", "servicehead", "/customer-service/complaints/issues/:id"),
    PageToSee("customer-service-wishes", "servicehead", "/customer-service/wishes"),
    PageToSee("customer-service-wish-new", "service", "/customer-service/wishes/new"),
    PageToSee("customer-service-suggestions", "servicehead", "/customer-service/suggestions"),
    PageToSee("customer-service-members", "service", "/customer-service/members"),
    PageToSee("customer-service-campaigns", "servicehead", "/customer-service/campaigns"),
    PageToSee("customer-service-delays", "service", "/customer-service/delays"),
    PageToSee("customer-service-templates", "servicehead", "/customer-service/templates"),
    PageToSee("work-orders", "consultant1", "/work-orders"),
    PageToSee("manager-figures", "manager", "/manager"),
    PageToSee("manager-approvals", "manager", "/manager/approvals"),
    PageToSee("manager-targets", "manager", "/manager/targets"),
    PageToSee("manager-quality", "manager", "/manager/quality"),
    PageToSee("manager-late", "manager", "/manager/late"),
    PageToSee("manager-rota", "deskhead", "/manager/rota"),
    PageToSee("manager-packages", "director", "/manager/packages", chains_codes=True),
    PageToSee("manager-services", "director", "/manager/services", chains_codes=True),
    PageToSee("manager-month", "manager", "/manager/month"),
    PageToSee("manager-service-month", "manager", "/manager/service-month"),
    PageToSee("manager-capacity", "manager", "/manager/capacity"),
    PageToSee("manager-links", "manager", "/manager/links"),
    PageToSee("manager-texts", "director", "/manager/texts"),
    PageToSee("manager-people", "admin", "/manager/people"),
    PageToSee("manager-branches", "admin", "/manager/branches"),
    PageToSee("manager-keys", "admin", "/manager/keys"),
    PageToSee("manager-audit", "admin", "/manager/audit"),
    PageToSee("customer-page", "", "/c/:code", ("LAYOUT_REVIEW", "SELECTED", "PRODUCING", "BOOKED"), phone=True),
    PageToSee(
        "customer-page-photos", "", "/c/:code/photos", ("PROOFS_READY", "SELECTION_BOOKED", "SELECTED"), phone=True
    ),
    PageToSee("customer-page-layout", "", "/c/:code/layout", ("LAYOUT_REVIEW", "PRODUCING"), phone=True),
    PageToSee("invitation", "", "/i/:code", ("BOOKED", "SCHEDULED", "SELECTED", "PRODUCING"), phone=True),
    *(PageToSee(f"paper-{paper}", "manager", f"/print/{paper}/:id", ("PRODUCING", "ARRIVED")) for paper in PAPERS),
    PageToSee("customer-page-closed", "", "/c/:code", phone=True),
)  # fmt: skip

NO_CODE = "0" * 26
"""A customer's code that nobody has."""


async def address_of(page: PageToSee, branch_id: str, manager: Person, head: Person) -> str:
    """The page's address in this system.

    Raises:
        LookupError: no order is in a stage that the page is about.
    """
    if page.route == "/*":
        return "/nowhere"
    if ":code" in page.route:
        return page.route.replace(":code", await _code(page, branch_id, manager))
    if page.route.startswith("/customer-service/complaints/:id"):
        found = await head.get("/v1/complaints", branch_id=branch_id, limit=1)
        if not found["items"]:
            raise LookupError("nobody has complained")
        return page.route.replace(":id", str(found["items"][0]["id"]))
    if page.route.startswith("/customer-service/complaints/issues/:id"):
        return page.route.replace(":id", await _issue(branch_id, head))
    if page.route.startswith("/scheduling/things/count/:id"):
        # Where nobody counts yet, the sheet of the dresses is begun.
        sheet = await manager.post("/v1/stock-takes", {"branch_id": branch_id, "kind": "DRESS"})
        return page.route.replace(":id", str(sheet["id"]))
    if ":id" in page.route:
        return page.route.replace(":id", await order_in(page.stages, branch_id, manager))
    return page.route


async def _issue(branch_id: str, head: Person) -> str:
    """An issue of the branch; where there is none, the latest complaints become one.

    Raises:
        LookupError: nobody has complained.
    """
    found = (await head.get("/v1/complaint-issues", branch_id=branch_id, limit=1))["items"]
    if not found:
        complaints = (await head.get("/v1/complaints", branch_id=branch_id, limit=3))["items"]
        if not complaints:
            raise LookupError("nobody has complained")
        ids = [one["id"] for one in complaints if not one["about_customer_service"]]
        body = {"branch_id": branch_id, "subject": "化妆等候时间过长", "complaint_ids": ids}
        found = [await head.post("/v1/complaint-issues", body)]
    return str(found[0]["id"])


async def order_in(stages: tuple[str, ...], branch_id: str, manager: Person) -> str:
    """An order of the branch in the first of these stages that has one.

    Raises:
        LookupError: none has.
    """
    for stage in stages:
        found: dict[str, Any] = await manager.get("/v1/job-sheets", branch_id=branch_id, stage=stage, limit=1)
        if found["items"]:
            return str(found["items"][0]["order_id"])
    raise LookupError(f"no order is in one of: {', '.join(stages)}")


async def _code(page: PageToSee, branch_id: str, manager: Person) -> str:
    if not page.stages:
        return NO_CODE
    order = await order_in(page.stages, branch_id, manager)
    link = await manager.post(f"/v1/orders/{order}/customer-links", {"days": 7})
    if page.route.startswith("/i/"):
        own = await manager.get(f"/v1/customer/{link['code']}/membership")
        return str(own["referral_code"])
    return str(link["code"])
