import { labelled, type Language } from "../../words/language.ts";
import { nameList, shownNames } from "../../words/name-list.ts";
import { comparisonWords as words } from "../../words/report-comparison.ts";
import type { VerifyJson } from "../verify-json.ts";
import type { Block } from "./report-document.ts";
import { facts, say, table, timeText } from "./told.ts";

type Compared = NonNullable<VerifyJson["comparison"]>["facts"];
type Proven = Compared["items"][number]["earliest"];

/** What the inputs say of each other, a table a question: what is the same, what differs, by when each existed. */
export function comparisonTables(compared: Compared, language: Language): readonly Block[] {
  return [
    ...identical(compared, language),
    ...items(compared, language),
    ...shared(compared, language),
    ...named(compared, language),
    ...sharedNames(compared, language),
    ...relations(compared, language),
    ...sequences(compared, language),
    ...notBefore(compared, language),
    ...logs(compared, language),
    ...forks(compared, language),
  ];
}

function identical(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.identical, language),
    [
      [words.files, 0.5],
      [{ zh: "SHA-256", en: "SHA-256" }, 0.5, "exact"],
    ],
    compared.identical.map(({ paths, sha256 }) => [lines(paths, language), sha256]),
    language,
  );
}

function items(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.items, language),
    [
      [words.item, 0.3, "exact"],
      [words.editions, 0.4],
      [words.earliest, 0.3],
    ],
    compared.items.map(({ number, fingerprint, editions, earliest }) => [
      lines([...(number === null ? [] : [number]), fingerprint], language),
      lines(
        editions.map(({ path, n, closedAt }) =>
          [
            path,
            ...(n === null ? [] : [say(words.edition, language, { n })]),
            ...(closedAt === null ? [] : [timeText(closedAt, language)]),
          ].join(" · "),
        ),
        language,
      ),
      proven(earliest, language),
    ]),
    language,
  );
}

function shared(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.shared, language),
    [
      [words.places, 0.4],
      [{ zh: "SHA-256", en: "SHA-256" }, 0.32, "exact"],
      [words.earliest, 0.28],
    ],
    compared.shared.map(({ places, sha256, earliest }) => [
      placesOf(places, language),
      sha256,
      proven(earliest, language),
    ]),
    language,
  );
}

function named(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.named, language),
    [
      [words.member, 0.2],
      [words.places, 0.26],
      [{ zh: "SHA-256", en: "SHA-256" }, 0.28, "exact"],
      [words.earliest, 0.26],
    ],
    compared.named.flatMap(({ name, versions }) =>
      versions.map(({ places, sha256, earliest }) => [
        name,
        placesOf(places, language),
        sha256,
        proven(earliest, language),
      ]),
    ),
    language,
  );
}

function sharedNames({ numbers, ids }: Compared, language: Language): readonly Block[] {
  return table(
    say(words.names, language),
    [
      [words.name, 0.3, "exact"],
      [words.fingerprint, 0.4, "exact"],
      [words.files, 0.3],
    ],
    [...numbers, ...ids].flatMap(({ name, items: bearers }) =>
      bearers.map(({ fingerprint, paths }) => [name, fingerprint, lines(paths, language)]),
    ),
    language,
  );
}

function relations(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.relations, language),
    [
      [words.files, 0.26],
      [words.tie, 0.14],
      [words.fingerprint, 0.34, "exact"],
      [words.given, 0.26],
    ],
    compared.relations.map(({ path, type, fingerprint, given, contradicted }) => [
      path,
      type,
      fingerprint,
      given.length + contradicted.length === 0
        ? say(words.notGiven, language)
        : lines(
            [
              ...(given.length === 0
                ? []
                : [say(words.isThere, language, { files: nameList(given) })]),
              ...(contradicted.length === 0
                ? []
                : [say(words.contradicts, language, { files: nameList(contradicted) })]),
            ],
            language,
          ),
    ]),
    language,
  );
}

function sequences(compared: Compared, language: Language): readonly Block[] {
  const none = say(words.none, language);
  return table(
    say(words.sequences, language),
    [
      [words.vault, 0.3, "exact"],
      [words.numbers, 0.3],
      [words.missing, 0.2],
      [words.odd, 0.2],
    ],
    compared.sequences.map(({ vault, network, places, missing, repeated, broken }) => [
      lines([vault, ...(network === null ? [] : [network])], language),
      lines(
        places.map(({ n, paths }) => labelled(String(n), shownNames(paths, language), language)),
        language,
      ),
      shownNames(
        missing.map(({ from, to }) =>
          from === to ? String(from) : `${String(from)}–${String(to)}`,
        ),
        language,
      ) || none,
      shownNames([...new Set([...repeated, ...broken])].map(String), language) || none,
    ]),
    language,
  );
}

function notBefore(compared: Compared, language: Language): readonly Block[] {
  return table(
    say(words.notBefore, language),
    [
      [words.files, 0.3],
      [words.checkpointOf, 0.3],
      [words.size, 0.12],
      [words.atLeast, 0.28],
    ],
    compared.notBefore.map(({ path, checkpointOf, size, time }) => [
      path,
      checkpointOf,
      String(size),
      time === null ? say(words.unproven, language) : timeText(time, language),
    ]),
    language,
  );
}

function logs(compared: Compared, language: Language): readonly Block[] {
  return compared.logs.flatMap(({ origin, checkpoints, steps }) =>
    table(
      labelled(say(words.logs, language), origin, language),
      [
        [words.size, 0.12],
        [words.root, 0.4, "exact"],
        [words.files, 0.24],
        [words.continued, 0.24],
      ],
      checkpoints.map(({ path, size, root }) => {
        const step = steps.find(({ to }) => to === size);
        const held = step === undefined ? words.first : step.shown ? words.shown : words.notShown;
        return [String(size), root, path, say(held, language)];
      }),
      language,
    ),
  );
}

/** Both checkpoints whole, so that the report itself is the proof. */
function forks(compared: Compared, language: Language): readonly Block[] {
  return compared.forks.flatMap(({ origin, first, second, cosignedBoth }): readonly Block[] => [
    { kind: "heading", text: labelled(say(words.forks, language), origin, language) },
    facts(
      [
        [words.logKey, first.logKey, "exact"],
        [words.cosignedBoth, shownNames(cosignedBoth, language) || say(words.none, language)],
      ],
      language,
    ),
    ...table(
      "",
      [
        [words.files, 0.36],
        [words.size, 0.14],
        [words.root, 0.5, "exact"],
      ],
      [first, second].map(({ path, size, root }) => [path, String(size), root]),
      language,
    ),
    ...[first, second].map(({ path, note }) => ({
      kind: "literal" as const,
      title: labelled(say(words.note, language), path, language),
      text: note.trimEnd(),
    })),
  ]);
}

function proven(earliest: Proven, language: Language): string {
  if (earliest === null) return say(words.unproven, language);
  return lines([timeText(earliest.time, language), `${earliest.by} (${earliest.path})`], language);
}

function placesOf(
  places: readonly { readonly path: string; readonly member: string }[],
  language: Language,
): string {
  return lines(
    places.map(({ path, member }) => labelled(path, member, language)),
    language,
  );
}

/** Several things in one cell. A line end would stand as its code point, like any other that came with a name. */
function lines(texts: readonly string[], language: Language): string {
  return texts.join(language === "zh" ? "；" : "; ");
}
