const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes for a reader, in powers of 1000 with three figures at most: `0 B`, `1.25 MB`, `15.2 GB`. */
export function showBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const figures = unit === 0 ? String(value) : value.toPrecision(3);
  return `${figures.includes(".") ? figures.replace(/\.?0+$/u, "") : figures} ${units[unit] ?? ""}`;
}
