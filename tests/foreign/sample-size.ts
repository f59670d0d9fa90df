/**
 * How many good and how many bad inputs a differential suite makes of each kind: 2,000 under CI=true, a
 * small sample in front of the same judges elsewhere. `CUNZHEN_SAMPLES` asks for another number.
 */
export const sampleSize = Number(
  process.env["CUNZHEN_SAMPLES"] ?? (process.env["CI"] === "true" ? 2000 : 60),
);

/** The seed of every differential suite. A run with another one is `CUNZHEN_SEED=n`. */
export const sampleSeed = Number(process.env["CUNZHEN_SEED"] ?? 20_261_121);
