import { UserOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSession } from "@/session/session";

// The form behind it is no part of the first load.
const ProfileDialog = lazy(() => import("./profile-dialog"));

/** Who is signed in; a click shows roles, password and signing out. */
export function Profile() {
  const { me } = useSession();
  const [shown, setShown] = useState<boolean | null>(null);
  return (
    <>
      <Button
        type="text"
        icon={<UserOutlined />}
        onClick={() => setShown(true)}
        aria-haspopup="dialog"
        aria-label={me.display_name}
      >
        <span className="profile-name">{me.display_name}</span>
      </Button>
      <Suspense fallback={null}>
        {shown !== null && <ProfileDialog open={shown} onClose={() => setShown(false)} />}
      </Suspense>
    </>
  );
}
