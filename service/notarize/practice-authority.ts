/**
 * The practice authority as plans name it. Its real address changes with every start of the practice node, and a
 * sealed plan must not.
 */
export const practiceAuthority = {
  url: "https://authority.practice.invalid/tsa",
  name: "Cunzhen PRACTICE 演练 TSA",
} as const;
