/**
 * What evidence.json says of the operating system: its name and major version. The full release of a kernel would
 * tell its reader which patches a law firm's computer lacks.
 *
 * @param type as `node:os` gives it, e.g. `Linux`
 * @param release likewise, e.g. `6.8.0-45-generic`
 */
export function systemName(type: string, release: string): string {
  const [major = ""] = /^[0-9]{1,4}(?![0-9])/u.exec(release) ?? [];
  return major === "" ? type : `${type} ${major}`;
}
