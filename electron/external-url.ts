/** Sites whose pages the app names as sources. An address can carry data out, so no other one is opened. */
const sites: ReadonlySet<string> = new Set(["www.rfc-editor.org", "www.etsi.org", "c2sp.org"]);

/** The address to hand to the system's browser, or nothing when it must not be opened. */
export function allowedExternalUrl(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > 2048) return undefined;
  try {
    const url = new URL(value);
    const plain = url.username === "" && url.password === "" && url.port === "";
    return url.protocol === "https:" && plain && sites.has(url.hostname) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
