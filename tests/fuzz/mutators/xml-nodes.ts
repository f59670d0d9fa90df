import type { Random } from "../../parties/random.ts";
import type { Mutator } from "./mutator.ts";
import { mutateOctets } from "./octets.ts";

type Edit = (tokens: string[], at: number, random: Random, others: readonly string[]) => void;

const intruders = [
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  "<![CDATA[x]]>",
  "<!-- x -->",
  "<?x y?>",
  "&a;",
  "&#65;",
  "&#x0;",
  "&amp;",
  "]]>",
  "<",
  "\u0000",
  "\ufeff",
  " ",
  "<a/>",
  '<?xml version="1.1"?>',
];
const attributes = [
  ' xmlns="urn:x"',
  ' xmlns:xml="urn:x"',
  ' xmlns:x=""',
  ' Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"',
  ' Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"',
  ' URI="../x"',
  ' URI="%2e%2e/x"',
  ' URI=""',
  ' Rootfile="true"',
  " a='&lt;'",
];

/** Last token of the element that begins at a token; the token itself where it is none. */
function endOf(tokens: readonly string[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    const token = tokens[index] ?? "";
    if (token.startsWith("</")) depth -= 1;
    else if (token.startsWith("<") && !token.endsWith("/>") && !/^<[?!]/u.test(token)) depth += 1;
    if (depth <= 0) return index;
  }
  return at;
}

const edits: readonly Edit[] = [
  (tokens, at) => void tokens.splice(at, 1),
  (tokens, at) => void tokens.splice(at, endOf(tokens, at) - at + 1),
  (tokens, at, random) => {
    const whole = tokens.slice(at, endOf(tokens, at) + 1);
    const times = random.oneIn(20) ? random.below(3_000) : 1;
    tokens.splice(at, 0, ...Array.from({ length: times }, () => whole.join("")));
  },
  (tokens, at, random) => {
    const whole = tokens.splice(at, endOf(tokens, at) - at + 1);
    tokens.splice(random.below(tokens.length + 1), 0, ...whole);
  },
  (tokens, at, random) => void tokens.splice(at, 0, random.pick(intruders)),
  (tokens, at, random) => {
    const times = random.oneIn(20) ? random.below(3_000) : 1;
    const added = Array.from({ length: times }, (_, n) =>
      times === 1 ? random.pick(attributes) : ` a${n}=""`,
    );
    tokens[at] = (tokens[at] ?? "").replace(/^(<[A-Za-z:]+)/u, `$1${added.join("")}`);
  },
  (tokens, at) => {
    tokens[at] = (tokens[at] ?? "").replace(/ [A-Za-z:]+=("[^"]*"|'[^']*')/u, "");
  },
  (tokens, at, random) => {
    const levels = random.oneIn(10) ? random.below(500) : 1;
    const end = endOf(tokens, at);
    tokens.splice(end + 1, 0, "</a>".repeat(levels));
    tokens.splice(at, 0, "<a>".repeat(levels));
  },
  (tokens, at, random, others) => {
    tokens[at] = random.pick(others);
  },
  (tokens, at, random) => {
    const token = tokens[at] ?? "";
    const place = random.below(token.length + 1);
    const put = random.pick(["%", "%2F", "=", "A", "'", '"', "&", " ", "é", "ds:", "/"]);
    tokens[at] = token.slice(0, place) + put + token.slice(place + random.below(2));
  },
  (tokens, at) => {
    tokens[at] = (tokens[at] ?? "").replaceAll("ds:", "dsig:");
  },
];

const tokensOf = (text: string): string[] => text.match(/<[^>]*>|[^<]+/gu) ?? [];

/** Edits of XML tokens and whole elements. */
export const mutateXml: Mutator = (input, random, other) => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(input);
  const tokens = tokensOf(text);
  const others = tokensOf(new TextDecoder().decode(other));
  if (tokens.length === 0 || others.length === 0) return mutateOctets(input, random, other);
  random.pick(edits)(tokens, random.below(tokens.length), random, others);
  return new TextEncoder().encode(tokens.join(""));
};
