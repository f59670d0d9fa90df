/** Text from a stranger with whatever moves a cursor or turns the direction of writing shown as its code point. */
export function harmless(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu,
    (character) =>
      `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}

/** The same for text of several lines: its line ends stay. */
export function harmlessLines(text: string): string {
  return text.split("\n").map(harmless).join("\n");
}
