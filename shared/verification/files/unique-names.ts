/** Names of files in their order; files from several folders may bear one name, and the later ones are told apart by a number. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    while (taken.has(unique)) {
      const n = next.get(name) ?? 2;
      next.set(name, n + 1);
      unique = `${name} (${String(n)})`;
    }
    taken.add(unique);
    return unique;
  });
}
