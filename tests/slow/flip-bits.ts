// Flips bits `PART`, `PART + PARTS`, ... of a subject, one at a time, and prints what came of it as JSON.
import { alteredSource } from "./altered-source.ts";
import { flipSubject } from "./flip-subjects.ts";

const [name = "", part = "0", parts = "1"] = process.argv.slice(2);
const subject = await flipSubject(name);
const altered = alteredSource(subject.bytes);
const untouched = (await subject.verdict(altered.source)).outcome;
const passed: number[] = [];
const open: number[] = [];
const interrupted: number[] = [];
let examined = 0;
const step = Number(parts) * subject.stride;
for (let bit = Number(part) * subject.stride; bit < subject.bytes.length * 8; bit += step) {
  const at = Math.floor(bit / 8);
  const octet = (subject.bytes[at] ?? 0) ^ (1 << (bit % 8));
  examined += 1;
  await altered.with(at, octet, async () => {
    // Now and then the whole verdict is asked for all the same, to see that it is no milder.
    if (examined % 97 !== 0 && (await subject.refusedEarly(altered.source))) return;
    const { outcome, checks } = await subject.verdict(altered.source);
    if (outcome === "passed") passed.push(bit);
    else if (outcome !== "failed") open.push(bit);
    if (checks.some(({ code }) => code === "CHECK_INTERRUPTED")) interrupted.push(bit);
  });
}
const bits = subject.bytes.length * 8;
console.log(JSON.stringify({ untouched, bits, examined, passed, open, interrupted }));
