import type { components } from "@/api";

type Schemas = components["schemas"];

export type Order = Schemas["reception_OrderOut"];
export type Part = Schemas["reception_ReceptionPart"];
export type Receipt = Schemas["reception_ReceiptOut"];
export type ListedReceipt = Schemas["reception_ListedReceipt"];
export type Refund = Schemas["reception_RefundOut"];
export type Deposit = Schemas["reception_DepositOut"];
export type DepositObject = Schemas["reception_DepositObject"];
export type Cancellation = Schemas["reception_CancellationOut"];
export type CheckIn = Schemas["reception_CheckInOut"];
export type Step = Schemas["reception_Step"];
export type Lead = Schemas["reception_LeadOut"];
export type CashBack = Schemas["reception_CashBackOut"];
export type Visit = Schemas["reception_VisitOut"];
export type VisitIn = Schemas["reception_VisitIn"];
export type Package = Schemas["reception_PackageOut"];
export type Category = Schemas["reception_Category"];
export type Day = Schemas["reception_DayOut"];

export const CATEGORIES: readonly Category[] = [
  "WEDDING_STUDIO",
  "WEDDING_OUTDOOR",
  "WEDDING_SEA",
  "COUPLE",
  "PERSONAL_ART",
  "PREGNANCY",
  "CHILDREN",
  "FAMILY",
];
