import type { components } from "@/api";

type Department = components["schemas"]["reception_DepartmentTarget"];
type Body = components["schemas"]["reception_TargetsIn"];

/** A department's target and its people's while they are typed; amounts in fen. */
export interface DepartmentSheet {
  department: Department["department"];
  amount: number | null;
  people: { staff_id: string; amount: number | null }[];
}

/** What was kept, ready for typing. */
export function typedSheet(departments: readonly Department[]): DepartmentSheet[] {
  return departments.map(({ department, amount, people }) => ({
    department,
    amount: amount?.amount ?? null,
    people: people.map((person) => ({ staff_id: person.staff_id, amount: person.amount?.amount ?? null })),
  }));
}

/** What is not given to a person yet; negative when they have more than their department. */
export function rest(sheet: DepartmentSheet): number {
  return (sheet.amount ?? 0) - sheet.people.reduce((sum, person) => sum + (person.amount ?? 0), 0);
}

/** The department's amount in equal parts of whole yuan; the first gets what is left over. */
export function evenly(sheet: DepartmentSheet): DepartmentSheet {
  const count = sheet.people.length;
  if (sheet.amount === null || count === 0) return sheet;
  const part = Math.floor(sheet.amount / count / 100) * 100;
  return {
    ...sheet,
    people: sheet.people.map((person, at) => ({
      ...person,
      amount: at === 0 ? (sheet.amount ?? 0) - part * (count - 1) : part,
    })),
  };
}

/** As it is sent; departments without an amount stay out. Null while nothing is typed. */
export function wholeSheet(sheets: readonly DepartmentSheet[], currency: string): Body | null {
  const departments = sheets
    .filter((sheet) => sheet.amount !== null)
    .map((sheet) => ({
      department: sheet.department,
      amount: { amount: sheet.amount ?? 0, currency },
      people: sheet.people
        .filter((person) => person.amount !== null)
        .map((person) => ({ staff_id: person.staff_id, amount: { amount: person.amount ?? 0, currency } })),
    }));
  return departments.length > 0 ? { departments } : null;
}
