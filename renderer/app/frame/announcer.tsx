import { useEffect, useState } from "react";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { stateWords } from "../../../shared/words/terms.ts";
import { useLanguage, useSay } from "../../components/language-context.ts";
import { sentenceOf } from "../../components/said-code.ts";
import { host } from "../host/client.ts";
import styles from "./announcer.module.css";

/** Tells a screen reader what becomes of items, wherever on the page its user is. */
export function Announcer() {
  const say = useSay();
  const language = useLanguage();
  const [text, setText] = useState("");
  useEffect(
    () =>
      host.subscribe((event) => {
        if (event.type !== "item") return;
        const { title, state, hold } = event.item;
        const said = hold === null ? say(stateWords[state]) : sentenceOf(hold, language);
        setText(say(notarizeWords.announceState, { title, state: said }));
      }),
    [say, language],
  );
  return (
    <p className={styles.announcer} role="status" aria-live="polite" data-testid="announcer">
      {text}
    </p>
  );
}
