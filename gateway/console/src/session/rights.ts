const compiled = new Map<string, RegExp>();

function matcher(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (!found) {
    found = new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
    compiled.set(pattern, found);
  }
  return found;
}

/** Whether one of the patterns (`reception.*.read`) covers the permission. */
export function covers(patterns: readonly string[], permission: string): boolean {
  return patterns.some((pattern) => matcher(pattern).test(permission));
}
