/** The states of the main job, in order (design section 2). */
export const states = [
  "requested",
  "captured",
  "sealed",
  "stamped",
  "registered",
  "closed",
  "packaged",
  "verified",
] as const;
export type State = (typeof states)[number];

export const kinds = ["file", "folder", "web", "contract", "work"] as const;
export type Kind = (typeof kinds)[number];
