import { Button, Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useNavigate, useParams } from "react-router";
import { useLiveState } from "@/api";
import { useT } from "@/i18n";
import { useMay, useSession } from "@/session/session";
import { Empty, ProblemAlert } from "@/ui";
import { usePhotos } from "../photos";
import { useOrderPart, useSelection } from "../read";
import "./room.css";
import { Room } from "./room";
import { StartSelection } from "./start";

/** Covers the whole console, which can neither be seen nor reached meanwhile. */
function FullScreen({ children }: { children: ReactNode }) {
  useEffect(() => {
    const console = document.getElementById("root");
    console?.setAttribute("inert", "");
    return () => console?.removeAttribute("inert");
  }, []);
  return createPortal(<main className="pp-room">{children}</main>, document.body);
}

/** The selection room of an order (PST-09, PST-15). */
export function SelectionRoom() {
  const t = useT();
  const go = useNavigate();
  const may = useMay();
  const live = useLiveState();
  const { me } = useSession();
  const { id = "" } = useParams();
  const part = useOrderPart(id);
  // Asked for at once, beside the order's part: the room reads the same list.
  usePhotos(id);
  const read = useSelection(part.data?.selection?.id);
  const selection = read.data?.data;
  const leave = () => void go(`/post-production/orders/${id}`);
  const doing = may("post_production.selections.do");
  const open = selection?.state === "CHOOSING" || selection?.state === "SIGNED";
  const taken = open && selection.clerk_id !== me.staff;
  useEffect(() => {
    document.title = `${t("post-production.room.title")} · ${t("brand.full")}`;
  }, [t]);
  const begins = doing && selection && (selection.state === "READY" || taken);
  return (
    <FullScreen>
      {live === "lost" && (
        <p className="down" role="status">
          {t("live.lost")}
        </p>
      )}
      <ProblemAlert problem={part.error ?? read.error} retry={() => (part.error ? part : read).refetch()} />
      {part.isPending && <Skeleton active />}
      {part.data && !part.data.selection && (
        <Empty text={t("post-production.room.not_ready")} hint={t("post-production.room.not_ready_hint")}>
          <Button onClick={leave}>{t("form.back")}</Button>
        </Empty>
      )}
      {part.data && read.data && (
        <Room
          part={part.data}
          read={read.data}
          editable={doing && open && !taken}
          onLeave={leave}
          onDone={() => void go("/post-production/handover")}
        >
          {begins && <StartSelection key={selection.state} selection={selection} taken={taken} />}
        </Room>
      )}
    </FullScreen>
  );
}
