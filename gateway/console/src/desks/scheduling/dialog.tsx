import { Modal, type ModalProps } from "antd";

/** A dialog that is there at once: it is mounted open, and waits for no animation (some people switch those off). */
export function Dialog(props: Omit<ModalProps, "open" | "transitionName" | "maskTransitionName">) {
  return <Modal open transitionName="" maskTransitionName="" {...props} />;
}
