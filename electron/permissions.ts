/** Electron grants every permission unless told otherwise. Ours needs one: to copy a digest. */
const granted: ReadonlySet<string> = new Set(["clipboard-sanitized-write"]);

/** Whether our own page gets a permission; a page at any other address gets none. */
export function decidePermission(permission: string, fromOurPage: boolean): boolean {
  return fromOurPage && granted.has(permission);
}
