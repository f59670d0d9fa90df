/** What an institution is in the network (design section 3). */
export const roles = ["court", "notary", "arbitration", "forensic", "supervisor"] as const;
export type Role = (typeof roles)[number];
