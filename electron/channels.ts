/** The three ways a page asks and the one way it is told. No other channel exists. */
export const channels = {
  invoke: "host:invoke",
  ingest: "host:ingest",
  save: "host:save",
  event: "host:event",
} as const;

/** The name under which the preload puts the bridge into the page's world. */
export const bridgeName = "cunzhen";
