import { QueryClientProvider } from "@tanstack/react-query";
import { ConfigProvider } from "antd";
import { lazy, Suspense } from "react";
import { createBrowserRouter, Outlet, RouterProvider } from "react-router";
import { LiveProvider } from "./api/live";
import { makeQueryClient } from "./api/queries";
import { desks } from "./desks/registry";
import { useT } from "./i18n";
import { componentWords } from "./i18n/speak";
import { SessionGate } from "./session/session";
import { RouteBroken } from "./shell/error-boundary";
import { NotFound } from "./shell/not-found";
import { Shell } from "./shell/shell";
import { ShortcutProvider } from "./shell/shortcuts";
import { theme } from "./theme";
import { TodayPage } from "./today/today-page";

const queries = makeQueryClient();
const OrderPage = lazy(() => import("./order/order-page"));
const SearchPage = lazy(() => import("./search/search-page"));
const Print = lazy(() => import("./print"));
const InvitationPage = lazy(() => import("./desks/customer-page/invitation"));
const CustomerPage = lazy(() => import("./desks/customer-page"));

/** Signed in, connected, with the shell around. */
function Staff() {
  return (
    <SessionGate>
      <LiveProvider>
        <Shell />
      </LiveProvider>
    </SessionGate>
  );
}

/** A paper stands alone: signed in, without the shell. */
function PaperPage() {
  return (
    <SessionGate>
      <Suspense fallback={null}>
        <Print />
      </Suspense>
    </SessionGate>
  );
}

function Everyone() {
  useT();
  return (
    <ShortcutProvider>
      <Outlet />
    </ShortcutProvider>
  );
}

const router = createBrowserRouter([
  {
    element: <Everyone />,
    errorElement: <RouteBroken />,
    children: [
      {
        path: "/c/:code/*",
        element: (
          <Suspense fallback={null}>
            <CustomerPage />
          </Suspense>
        ),
      },
      {
        path: "/i/:code",
        element: (
          <Suspense fallback={null}>
            <InvitationPage />
          </Suspense>
        ),
      },
      { path: "/print/:paper/:id", element: <PaperPage /> },
      {
        element: <Staff />,
        children: [
          { index: true, element: <TodayPage /> },
          { path: "/search", element: <SearchPage /> },
          { path: "/orders/:id", element: <OrderPage /> },
          ...desks.map(({ id, load }) => {
            const Desk = lazy(load);
            return { path: `/${id}/*`, element: <Desk /> };
          }),
          { path: "*", element: <NotFound /> },
        ],
      },
    ],
  },
]);

/** The console. */
export function App() {
  useT();
  return (
    <ConfigProvider locale={componentWords()} theme={theme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}
