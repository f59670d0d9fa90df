/** Which characters an OpenType font has glyphs for: the code points of its `cmap` in format 12. */
export function coverageOf(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const covered = new Set<number>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const record = 12 + index * 16;
    if (view.getUint32(record) !== 0x636d6170) continue;
    addCharacters(view, view.getUint32(record + 8), covered);
  }
  return covered;
}

function addCharacters(view: DataView, table: number, covered: Set<number>): void {
  for (let index = 0; index < view.getUint16(table + 2); index += 1) {
    const subtable = table + view.getUint32(table + 4 + index * 8 + 4);
    if (view.getUint16(subtable) === 12) addFormat12(view, subtable, covered);
    else if (view.getUint16(subtable) === 4) addFormat4(view, subtable, covered);
  }
}

function addFormat12(view: DataView, at: number, covered: Set<number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group += 1) {
    const entry = at + 16 + group * 12;
    for (let code = view.getUint32(entry); code <= view.getUint32(entry + 4); code += 1)
      covered.add(code);
  }
}

/** The fonts of this project are subsets, so that what a segment spans it has. */
function addFormat4(view: DataView, at: number, covered: Set<number>): void {
  const segments = view.getUint16(at + 6) / 2;
  for (let index = 0; index < segments; index += 1) {
    const last = view.getUint16(at + 14 + index * 2);
    const first = view.getUint16(at + 16 + segments * 2 + index * 2);
    for (let code = first; code <= last && code !== 0xffff; code += 1) covered.add(code);
  }
}
