import components from "antd/es/locale/en_US";
import texts from "./en.json";

export default { texts, components, calendar: "en" };
