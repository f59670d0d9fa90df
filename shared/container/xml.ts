import { attempt, type Refuse } from "../bytes/attempt.ts";
import type { Result } from "../bytes/result.ts";
import { fromUtf8 } from "../bytes/utf8.ts";

/** An element: names resolved to namespaces, attributes by `name` or `{namespace}name`. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All character data directly inside, in order. */
  readonly text: string;
}

const maxDepth = 12;
const maxElements = 8_000;
const maxAttributes = 16;
const declaration =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))? ?\?>/u;
const name = /[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?/uy;
const space = /[ \t\r\n]*/uy;
const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/u;

type Scope = ReadonlyMap<string, string>;
type Pairs = readonly (readonly [name: string, value: string, at: number])[];

/** Reads along a text; positions in faults are UTF-16 units, equal to bytes as long as all is ASCII. */
class XmlScanner {
  readonly #text: string;
  readonly #refuse: Refuse;
  #at = 0;
  #elements = 0;

  constructor(text: string, refuse: Refuse) {
    this.#text = text;
    this.#refuse = refuse;
  }

  document(): XmlElement {
    this.#at = declaration.exec(this.#text)?.[0].length ?? 0;
    this.#run(space);
    const root = this.#element(new Map([["", ""]]), 1);
    this.#run(space);
    if (this.#at !== this.#text.length) this.#refuse("xml-trailing", this.#at);
    return root;
  }

  #run(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #eat(literal: string): boolean {
    if (!this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  #need(literal: string): void {
    if (!this.#eat(literal)) this.#refuse("xml-syntax", this.#at);
  }

  #name(): string {
    const found = this.#run(name);
    return found === "" ? this.#refuse("xml-syntax", this.#at) : found;
  }

  #decoded(raw: string, at: number): string {
    if (!raw.includes("&")) return raw;
    return raw.replace(/&([^;&]*);?/gu, (whole, entity: string) => {
      const value = whole.endsWith(";") ? entities.get(entity) : undefined;
      return value ?? this.#refuse("xml-entity", at);
    });
  }

  #attributes(): Pairs {
    const pairs: (readonly [string, string, number])[] = [];
    for (;;) {
      const gap = this.#run(space);
      if (this.#text.startsWith(">", this.#at) || this.#text.startsWith("/>", this.#at))
        return pairs;
      const at = this.#at;
      if (gap === "") this.#refuse("xml-syntax", at);
      const key = this.#name();
      this.#run(space);
      this.#need("=");
      this.#run(space);
      const quote = this.#eat('"') ? '"' : "'";
      if (quote === "'") this.#need("'");
      const end = this.#text.indexOf(quote, this.#at);
      if (end < 0) this.#refuse("xml-syntax", this.#at);
      const raw = this.#text.slice(this.#at, end);
      if (/[<\t\r\n]/u.test(raw)) this.#refuse("xml-attribute", this.#at);
      this.#at = end + 1;
      pairs.push([key, this.#decoded(raw, at), at]);
      if (pairs.length > maxAttributes) this.#refuse("xml-limit", at);
    }
  }

  #scope(outer: Scope, pairs: Pairs): Scope {
    if (pairs.length === 0) return outer;
    const scope = new Map(outer);
    const seen = new Set<string>();
    for (const [key, value, at] of pairs) {
      if (seen.has(key)) this.#refuse("xml-attribute-twice", at);
      seen.add(key);
      if (key === "xmlns") scope.set("", value);
      else if (key.startsWith("xmlns:")) {
        const prefix = key.slice(6);
        if (value === "" || prefix === "xml" || prefix === "xmlns") {
          this.#refuse("xml-namespace", at);
        }
        scope.set(prefix, value);
      }
    }
    return scope;
  }

  #resolve(scope: Scope, prefix: string, at: number): string {
    return scope.get(prefix) ?? this.#refuse("xml-namespace", at);
  }

  #named(scope: Scope, pairs: Pairs): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (const [key, value, at] of pairs) {
      if (key === "xmlns" || key.startsWith("xmlns:")) continue;
      const [first = "", second] = key.split(":");
      const full = second === undefined ? first : `{${this.#resolve(scope, first, at)}}${second}`;
      if (attributes.has(full)) this.#refuse("xml-attribute-twice", at);
      attributes.set(full, value);
    }
    return attributes;
  }

  #element(outer: Scope, depth: number): XmlElement {
    const at = this.#at;
    this.#elements += 1;
    if (depth > maxDepth || this.#elements > maxElements) this.#refuse("xml-limit", at);
    this.#need("<");
    const tag = this.#name();
    const pairs = this.#attributes();
    const scope = this.#scope(outer, pairs);
    const [first = "", second] = tag.split(":");
    const namespace = this.#resolve(scope, second === undefined ? "" : first, at);
    const head = { namespace, name: second ?? first, attributes: this.#named(scope, pairs) };
    if (this.#eat("/>")) return { ...head, children: [], text: "" };
    this.#need(">");
    const children: XmlElement[] = [];
    let text = "";
    for (;;) {
      const end = this.#text.indexOf("<", this.#at);
      if (end < 0) this.#refuse("xml-syntax", this.#at);
      const raw = this.#text.slice(this.#at, end);
      if (raw.includes("]]>")) this.#refuse("xml-syntax", this.#at);
      text += this.#decoded(raw, this.#at);
      this.#at = end;
      if (this.#eat("</")) break;
      children.push(this.#element(scope, depth + 1));
    }
    if (this.#name() !== tag) this.#refuse("xml-syntax", this.#at);
    this.#run(space);
    this.#need(">");
    return { ...head, children, text };
  }
}

/**
 * Reads the XML that the schemas of ASiC need and no more: one element tree in UTF-8 with namespaces.
 * No document type, comments, processing instructions, CDATA, or references but the five named ones.
 * Limits: depth 12, 8,000 elements, 16 attributes each; the caller limits the bytes.
 */
export function parseXml(bytes: Uint8Array): Result<XmlElement> {
  return attempt((refuse: Refuse) => {
    const text = fromUtf8(bytes) ?? refuse("xml-utf8");
    if (forbidden.test(text)) refuse("xml-character");
    return new XmlScanner(text, refuse).document();
  });
}

/** Text that stands between quotes or tags unchanged in meaning. */
export function escapeXml(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/"/gu, "&quot;");
}
