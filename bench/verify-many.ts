import { join } from "node:path";
import { root } from "../scripts/layers.mjs";
import { bundle } from "./material.ts";
import { median, run, runWell } from "./measure.ts";
import { limitRow, type Row } from "./row.ts";

const count = 1_000;

/**
 * 1,000 small packages by one command, from start to exit. Beside the speed stands the time of the processors for one
 * package: on a machine that does other work as well the first says little, the second still what it would be alone.
 */
export async function measure(work: string): Promise<readonly Row[]> {
  const folder = join(work, "thousand");
  const trust = join(work, "thousand-trust");
  const maker = await bundle("tests/bench/make-packages.ts", work);
  await runWell(work, process.execPath, [maker, folder, trust, String(count)]);
  const paths = Array.from({ length: count }, (_, n) => join(folder, `${n}.asice`));
  const bin = join(root, "dist", "cli", "cunzhen.mjs");
  const at = "2026-11-23T00:00:00.000Z";
  const words = [
    bin,
    "verify",
    ...paths,
    "--trust",
    trust,
    "--at",
    at,
    "--json",
    "--home",
    join(work, "no-home"),
  ];
  const times: number[] = [];
  const processors: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const { ms, cpuMs, code, stdout, stderr } = await run(work, process.execPath, words);
    // Packages of one vault with one number may be at odds with one another; each is judged all the same.
    const passed =
      stdout.split('"outcome": "passed"').length + stdout.split('"outcome":"passed"').length;
    if (passed < count) throw new Error(`exit ${code}: ${stderr.slice(0, 2_000)}`);
    times.push(ms);
    processors.push(cpuMs ?? Number.NaN);
  }
  const speed = Math.round(count / (median(times) / 1000));
  return [
    {
      name: "verify 1,000 small packages by one command",
      value: speed,
      unit: "/s",
      peer: null,
      ratio: null,
      bound: { min: 200 },
      holds: speed >= 200,
    },
    limitRow(
      "processor time for one of them, of two cores' 10 ms",
      median(processors) / count,
      "ms",
      10,
    ),
  ];
}
