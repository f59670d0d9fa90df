import { attempt } from "./attempt.ts";
import { asJson, type Json } from "./canonical-json.ts";
import type { Result } from "./result.ts";
import { fromUtf8 } from "./utf8.ts";

const maxDepth = 16;

/**
 * JSON that a person wrote: white space is free, everything else is as a computer would write it, so that no two
 * readers can disagree: no name twice, no escapes that are not needed, no number in another form, no byte order mark.
 */
export function readPlainJson(bytes: Uint8Array): Result<Json> {
  return attempt((refuse) => {
    const text = fromUtf8(bytes) ?? refuse("json-not-utf8");
    const dense = withoutSpace(text) ?? refuse("json-too-deep");
    let value: unknown;
    try {
      value = JSON.parse(dense);
    } catch {
      return refuse("json-syntax");
    }
    if (JSON.stringify(value) !== dense) refuse("json-not-plain");
    const json = asJson(value);
    return json === undefined ? refuse("json-not-a-value") : json;
  });
}

/** The text without white space between its tokens; undefined when it is nested too deep. */
function withoutSpace(text: string): string | undefined {
  const out: string[] = [];
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"]+|"|\s+/gsu)) {
    if (/^\s/u.test(token)) {
      if (/[^ \t\r\n]/u.test(token)) out.push(token);
      continue;
    }
    out.push(token);
    if (token.startsWith('"')) continue;
    for (const character of token) {
      if (character === "[" || character === "{") depth += 1;
      if (character === "]" || character === "}") depth -= 1;
      if (depth > maxDepth) return undefined;
    }
  }
  return out.join("");
}
