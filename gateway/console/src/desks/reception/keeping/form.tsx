export { FormDialog, Line } from "@/ui";
