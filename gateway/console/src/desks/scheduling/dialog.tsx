export { Dialog } from "@/ui";
