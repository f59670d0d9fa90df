import { expect, test } from "vitest";
import { attempt } from "../../../shared/bytes/attempt.ts";
import { parseDer } from "../../../shared/bytes/der/parser.ts";
import { readName, writeName } from "../../../shared/x509/name.ts";

test("a name of more than 16 KiB is refused: every check and every fact would say it again", () => {
  const read = (length: number) => {
    const tree = parseDer(writeName([["CN", "x".repeat(length)]]));
    if (!tree.ok) throw new Error(tree.fault.rule);
    return attempt((refuse) => readName(tree.value, refuse));
  };
  expect(read(16_000)).toMatchObject({ ok: true });
  expect(read(16_400)).toMatchObject({ ok: false, fault: { rule: "name-too-long" } });
  expect(read(250_000)).toMatchObject({ ok: false, fault: { rule: "name-too-long" } });
});
