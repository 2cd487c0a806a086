export { fenOf, money, typedFen, type Money } from "./money";
export {
  businessNow,
  clockTime,
  dayAndTime,
  dayOf,
  fullTime,
  howLong,
  isoDay,
  lateBy,
  noteBusinessTime,
  plainDay,
  plainMonth,
  showZone,
} from "./time";
