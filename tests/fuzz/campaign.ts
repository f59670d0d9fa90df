import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, seededRandom } from "../parties/random.ts";
import { type Coverage, startCoverage } from "./coverage.ts";
import { grows, heldBytes } from "./memory-growth.ts";
import { mutateOctets } from "./mutators/octets.ts";
import type { Prepared, Target } from "./target.ts";
import { startWatchdog } from "./watchdog.ts";

export interface Find {
  readonly kind: "threw" | "slow" | "grew";
  readonly message: string;
  /** Where the input lies; empty for what no single input does. */
  readonly path: string;
}

export interface Outcome {
  readonly target: string;
  readonly seed: number;
  readonly executions: number;
  readonly seconds: number;
  readonly corpus: number;
  /** How often each label came. */
  readonly labels: ReadonlyMap<string, number>;
  readonly finds: readonly Find[];
  /** Bytes held after collection, from the end of the warm-up on. */
  readonly held: readonly number[];
}

export interface CampaignWishes {
  /** CPU seconds of this process. */
  readonly seconds: number;
  readonly seed: number;
  /** Folder for the inputs of finds. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

const slowMs = 1_000;
const batchSize = 32;
const mostKept = 1_500;

const cpuSeconds = (): number => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;

/** One target under mutation for a while. Everything follows from the seed but the clock. */
export async function runCampaign(target: Target, wishes: CampaignWishes): Promise<Outcome> {
  mkdirSync(wishes.folder, { recursive: true });
  const watchdog = startWatchdog(join(wishes.folder, `${target.name}-hang.bin`), 90_000);
  const coverage = startCoverage();
  const campaign = new Campaign(target, await target.prepare(), wishes, coverage);
  try {
    return await campaign.run((input) => watchdog.begin(input));
  } finally {
    coverage.close();
    await watchdog.close();
  }
}

class Campaign {
  readonly #target: Target;
  readonly #prepared: Prepared;
  readonly #wishes: CampaignWishes;
  readonly #coverage: Coverage;
  readonly #random: Random;
  readonly #corpus: Uint8Array[];
  readonly #labels = new Map<string, number>();
  readonly #finds: Find[] = [];
  readonly #told = new Set<string>();
  #executions = 0;

  constructor(target: Target, prepared: Prepared, wishes: CampaignWishes, coverage: Coverage) {
    this.#target = target;
    this.#prepared = prepared;
    this.#wishes = wishes;
    this.#coverage = coverage;
    this.#random = seededRandom(wishes.seed);
    this.#corpus = [...prepared.seeds];
  }

  async run(begin: (input: Uint8Array) => void): Promise<Outcome> {
    const startedAt = cpuSeconds();
    const { seconds, seed, say } = this.#wishes;
    for (const input of this.#prepared.seeds) await this.#one(input, begin);
    this.#coverage.news();
    const held: number[] = [];
    let told = 0;
    let spent = 0;
    while (spent < seconds) {
      const batch = Array.from({ length: batchSize }, () => this.#mutant());
      for (const input of batch) await this.#one(input, begin);
      if (this.#coverage.news()) await this.#keepNew(batch, begin);
      spent = cpuSeconds() - startedAt;
      // A third for warming up: corpus, compiled code and caches are still growing there.
      if (spent > seconds / 3 + (held.length * seconds) / 27)
        held.push(heldBytes() - this.#ownBytes());
      if (spent - told > 30) {
        told = spent;
        say(
          `${this.#target.name}: ${this.#executions} in ${Math.round(spent)} s, ${this.#state()}`,
        );
      }
    }
    if (grows(held)) this.#finds.push({ kind: "grew", message: held.join(" "), path: "" });
    return {
      target: this.#target.name,
      seed,
      executions: this.#executions,
      seconds: spent,
      corpus: this.#corpus.length,
      labels: this.#labels,
      finds: this.#finds,
      held,
    };
  }

  /** What the campaign itself holds: its corpus, which grows by intent. */
  #ownBytes(): number {
    return this.#corpus.reduce((sum, input) => sum + input.length + 200, 0);
  }

  #state(): string {
    return `corpus ${this.#corpus.length}, ${this.#labels.size} labels, ${this.#finds.length} finds`;
  }

  #mutant(): Uint8Array {
    let input = this.#random.pick(this.#corpus);
    for (let turn = this.#random.below(3); turn >= 0; turn -= 1) {
      const mutate = this.#random.oneIn(4)
        ? mutateOctets
        : this.#random.pick(this.#target.mutators);
      input = mutate(input, this.#random, this.#random.pick(this.#corpus));
      input = input.subarray(0, this.#target.maxBytes);
    }
    return input.slice();
  }

  async #one(input: Uint8Array, begin: (input: Uint8Array) => void): Promise<void> {
    begin(input);
    this.#executions += 1;
    const startedAt = performance.now();
    try {
      const label = await this.#prepared.run(input);
      if (!this.#labels.has(label)) this.#keep(input);
      this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
      if (performance.now() - startedAt > slowMs && (await this.#isSlow(input)))
        this.#report("slow", `over ${slowMs} ms (${label})`, label, input);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const place = error.stack?.split("\n").find((line) => line.includes("at ")) ?? "";
      this.#report("threw", error.stack ?? error.message, `${error.name}${place}`, input);
    }
  }

  /** A busy machine makes any input late; one that is slow takes its second of CPU every time. */
  async #isSlow(input: Uint8Array): Promise<boolean> {
    for (let turn = 0; turn < 3; turn += 1) {
      const startedAt = cpuSeconds();
      await this.#prepared.run(input);
      if ((cpuSeconds() - startedAt) * 1000 < slowMs) return false;
    }
    return true;
  }

  /** Keeps of a batch, which as a whole ran something new, the inputs with a new way through the code. */
  async #keepNew(batch: readonly Uint8Array[], begin: (input: Uint8Array) => void): Promise<void> {
    for (const input of batch) {
      await this.#one(input, begin);
      if (this.#coverage.newWay()) this.#keep(input);
    }
  }

  #keep(input: Uint8Array): void {
    if (this.#corpus.length < mostKept) this.#corpus.push(input);
    else {
      const kept = this.#prepared.seeds.length;
      this.#corpus[kept + this.#random.below(this.#corpus.length - kept)] = input;
    }
  }

  #report(kind: Find["kind"], message: string, sameAs: string, input: Uint8Array): void {
    if (this.#told.has(sameAs) || this.#told.size > 20) return;
    this.#told.add(sameAs);
    const digest = createHash("sha256").update(input).digest("hex").slice(0, 12);
    const path = join(this.#wishes.folder, `${this.#target.name}-${kind}-${digest}.bin`);
    writeFileSync(path, input);
    this.#finds.push({ kind, message, path });
    this.#wishes.say(
      `${this.#target.name} ${kind} (seed ${this.#wishes.seed}): ${path}\n${message}`,
    );
  }
}
