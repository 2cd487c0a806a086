import components from "antd/es/locale/zh_CN";
import "dayjs/locale/zh-cn";
import texts from "./zh.json";

export default { texts, components, calendar: "zh-cn" };
