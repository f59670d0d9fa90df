/** Tables for eight octets at a time: entry [k][v] is the effect of octet v with k octets behind it. */
const tables: readonly Uint32Array[] = (() => {
  const first = Uint32Array.from({ length: 256 }, (_, octet) => {
    let value = octet;
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    return value;
  });
  const all = [first];
  let previous = first;
  for (let behind = 1; behind < 8; behind += 1) {
    previous = previous.map((value) => (value >>> 8) ^ (first[value & 0xff] ?? 0));
    all.push(previous);
  }
  return all;
})();

const none = new Uint32Array(256);
const [t0 = none, t1 = none, t2 = none, t3 = none, t4 = none, t5 = none, t6 = none, t7 = none] =
  tables;

/** CRC-32 of ZIP (ISO 3309, reflected 0x04c11db7), unsigned. `seed` is the CRC of what came before. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let value = ~seed;
  let offset = 0;
  for (; offset < whole; offset += 8) {
    const low = value ^ view.getUint32(offset, true);
    const high = view.getUint32(offset + 4, true);
    value =
      (t7[low & 0xff] ?? 0) ^
      (t6[(low >>> 8) & 0xff] ?? 0) ^
      (t5[(low >>> 16) & 0xff] ?? 0) ^
      (t4[low >>> 24] ?? 0) ^
      (t3[high & 0xff] ?? 0) ^
      (t2[(high >>> 8) & 0xff] ?? 0) ^
      (t1[(high >>> 16) & 0xff] ?? 0) ^
      (t0[high >>> 24] ?? 0);
  }
  for (; offset < bytes.length; offset += 1) {
    value = (value >>> 8) ^ (t0[(value ^ (bytes[offset] ?? 0)) & 0xff] ?? 0);
  }
  return ~value >>> 0;
}
