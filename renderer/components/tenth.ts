/** The whole tenths of the way, in percent: what a screen reader tells of progress. */
export function tenth({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((done / total) * 10) * 10;
}
