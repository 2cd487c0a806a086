import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Spin } from "antd";
import { createContext, lazy, Suspense, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { answer, api, rememberCsrf, whenSignedOut } from "@/api/client";
import { everyPage } from "@/api/every-page";
import { asProblem } from "@/api/problem";
import { noteBusinessTime, showZone } from "@/format/time";
import { ProblemAlert } from "@/ui/problem-alert";
import { covers } from "./rights";
import { SignIn } from "./sign-in";

const SignInAgain = lazy(() => import("./sign-in-again"));

/** Who is signed in, as the gateway says. */
export interface Me {
  staff: string;
  display_name: string;
  roles: string[];
  branches: string[];
  all_branches: boolean;
  home_branch_id?: string | null;
  permissions: string[];
  csrf?: string | null;
  now?: string;
}

/** A branch as desks need it. */
export interface Branch {
  id: string;
  name: string;
  city: string;
  time_zone: string;
  currency: string;
  payment_methods: string[];
  phone?: string;
}

interface Session {
  me: Me;
  branches: Branch[];
  branch: Branch;
  /** Codes of the branches this person chose last, newest first. */
  recent: readonly string[];
  chooseBranch: (id: string) => void;
  may: (permission: string) => boolean;
  signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** Where a person's last choices of branch are kept: several people work at one counter. */
const keptBranches = (staff: string) => `studio.branch.${staff}`;
const KEPT = 6;

/** The session; only inside `SessionGate`. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession outside SessionGate");
  return session;
}

/** The chosen branch. */
export const useBranch = (): Branch => useSession().branch;

/** Whether the signed-in person holds a permission, e.g. `useMay()("reception.payments.take")`. */
export const useMay = (): ((permission: string) => boolean) => useSession().may;

function remember(me: Me): void {
  rememberCsrf(me.csrf);
  noteBusinessTime(me.now);
}

async function fetchMe(): Promise<Me | null> {
  try {
    const me = (await answer(api.GET("/v1/session"))) as Me;
    remember(me);
    return me;
  } catch (error) {
    if (asProblem(error).status === 401) return null;
    throw error;
  }
}

async function fetchBranches(): Promise<Branch[]> {
  const all = await everyPage((cursor) =>
    answer(api.GET("/v1/branches", { params: { query: { cursor, limit: 200 } } })),
  );
  return all.filter(({ state }) => state.active !== false).map(({ id, state }) => ({ ...plainBranch(id), ...state }));
}

const plainBranch = (id: string): Branch => ({
  id,
  name: id,
  city: "",
  time_zone: "Asia/Shanghai",
  currency: "CNY",
  payment_methods: [],
});

/** Shows the sign-in page until somebody is signed in; a session that ends later asks again over the page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const [chosen, setChosen] = useState<Record<string, readonly string[]>>({});
  const session = useQuery({ queryKey: ["session"], queryFn: fetchMe, staleTime: Number.POSITIVE_INFINITY });
  const me = session.data ?? null;
  const staff = me?.staff ?? "";
  const known = useQuery({
    queryKey: ["branches"],
    queryFn: fetchBranches,
    enabled: me !== null,
    meta: { live: ["branch."] },
  });
  useEffect(() => whenSignedOut(() => setEnded(true)), []);

  const may = useCallback((permission: string) => covers(me?.permissions ?? [], permission), [me]);
  const signOut = useCallback(async () => {
    await answer(api.DELETE("/v1/session"));
    rememberCsrf(null);
    queries.clear();
    queries.setQueryData(["session"], null);
  }, [queries]);
  const branches = useMemo(() => {
    if (!me) return [];
    const all = known.data ?? me.branches.map(plainBranch);
    return me.all_branches ? all : all.filter((branch) => me.branches.includes(branch.id));
  }, [me, known.data]);
  // The last one of this person, else the one they belong to, also when they may see all.
  const recent = useMemo(
    () => chosen[staff] ?? localStorage.getItem(keptBranches(staff))?.split(",") ?? [],
    [chosen, staff],
  );
  const branch =
    [recent[0], me?.home_branch_id].flatMap((code) => branches.find(({ id }) => id === code) ?? [])[0] ?? branches[0];
  const left = branch?.id;
  const chooseBranch = useCallback(
    (id: string) => {
      const used = [...new Set([id, ...(left ? [left] : []), ...recent])].slice(0, KEPT);
      localStorage.setItem(keptBranches(staff), used.join(","));
      setChosen((before) => ({ ...before, [staff]: used }));
    },
    [staff, left, recent],
  );
  const value = useMemo(
    () => (me && branch ? { me, branches, branch, recent, chooseBranch, may, signOut } : null),
    [me, branches, branch, recent, chooseBranch, may, signOut],
  );

  const entered = (next: Me) => {
    remember(next);
    setEnded(false);
    if (me && next.staff !== me.staff) queries.clear();
    queries.setQueryData(["session"], next);
    if (me) void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "session" });
  };

  if (session.error) {
    return <ProblemAlert problem={asProblem(session.error)} retry={() => session.refetch()} />;
  }
  if (session.isPending) return <Spin fullscreen />;
  if (!me) return <SignIn onEntered={entered} />;
  if (known.isPending) return <Spin fullscreen />;
  // Head office without any branch yet still has pages of its own.
  const held = value ?? {
    me,
    branches,
    branch: plainBranch(me.branches[0] ?? "HQ"),
    recent,
    chooseBranch,
    may,
    signOut,
  };
  showZone(held.branch.time_zone);
  return (
    <SessionContext value={held}>
      {children}
      <Suspense>{ended && <SignInAgain name={me.staff} onEntered={entered} />}</Suspense>
    </SessionContext>
  );
}
