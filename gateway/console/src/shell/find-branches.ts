import type { Branch } from "@/session/session";

/** How well a branch fits what was typed: 0 is best, undefined not at all. */
function fit(branch: Branch, words: readonly string[]): number | undefined {
  const code = branch.id.toLowerCase();
  const name = branch.name.toLowerCase();
  const all = `${name} ${code} ${branch.city.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return undefined;
  const [first = ""] = words;
  if (code === first) return 0;
  // "012" is S012 before it is S120 or a name with a number in it.
  if (code.endsWith(first) || code.startsWith(first)) return 1;
  return name.startsWith(first) ? 2 : 3;
}

/** Branches by name, number or city, best first; while nothing is typed those used last come first. */
export function findBranches(branches: readonly Branch[], recent: readonly string[], typed: string): Branch[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const used = (branch: Branch) => (recent.indexOf(branch.id) + 1 || recent.length + 1) - 1;
  const found = branches.flatMap((branch) => {
    const rank = fit(branch, words);
    return rank === undefined ? [] : [{ branch, rank: words.length ? rank : 0 }];
  });
  return found.sort((a, b) => a.rank - b.rank || used(a.branch) - used(b.branch)).map(({ branch }) => branch);
}
