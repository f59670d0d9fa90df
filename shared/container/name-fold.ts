/**
 * What two names share when a file system that ignores case or composes characters would take one
 * for the other: lower case, then upper case (so that `ß` meets `SS`), then NFC. Without locale.
 */
export function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase().toUpperCase().normalize("NFC");
}
