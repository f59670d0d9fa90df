import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { startWords } from "../../../shared/words/ui/start.ts";
import { useSay } from "../../components/language-context.ts";
import { PracticeLabel } from "../../components/practice-label.tsx";
import { ItemRow } from "../evidence/item-row.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { useGivenSources } from "../state/given-sources.ts";
import { useItems } from "../state/queries.ts";
import styles from "./start-screen.module.css";

const ways = [
  {
    screen: "practice",
    numeral: { zh: "壹", en: "1" },
    title: startWords.practiceTitle,
    text: startWords.practiceText,
    go: startWords.practiceGo,
  },
  {
    screen: "real",
    numeral: { zh: "贰", en: "2" },
    title: startWords.realTitle,
    text: startWords.realText,
    go: startWords.realGo,
  },
  {
    screen: "verify",
    numeral: { zh: "叁", en: "3" },
    title: startWords.verifyTitle,
    text: startWords.verifyText,
    go: startWords.verifyGo,
  },
] as const;

/** Three ways to begin, and what was made lately. */
export function StartScreen() {
  const say = useSay();
  const items = useItems();
  const given = useGivenSources();
  const recent = items?.slice(0, 5) ?? [];
  return (
    <>
      <ScreenHead title={say(startWords.title)} lead={say(startWords.lead)} />
      {given.length === 0 ? null : (
        <p className={styles.given} role="status">
          {say(startWords.given, { count: given.length })}
        </p>
      )}
      <ol className={styles.ways}>
        {ways.map(({ screen, numeral, title, text, go }) => (
          <li key={screen} className={styles.way}>
            <span className={styles.numeral} aria-hidden>
              {say(numeral)}
            </span>
            <h2 className={styles.title}>{say(title)}</h2>
            <p className={styles.text}>{say(text)}</p>
            {screen === "practice" ? (
              <p className={styles.label}>
                <PracticeLabel />
              </p>
            ) : null}
            <a className={styles.go} href={`#/${screen}`} data-testid={`way-${screen}`}>
              {say(go)} <span aria-hidden>→</span>
            </a>
          </li>
        ))}
      </ol>
      {recent.length === 0 ? null : (
        <section aria-labelledby="recent">
          <div className={styles.recentHead}>
            <h2 id="recent" className={styles.recent}>
              {say(startWords.recent)}
            </h2>
            <a href="#/evidence" className={styles.all}>
              {say(startWords.all)}
            </a>
          </div>
          <ul className={styles.list} aria-label={say(evidenceWords.listTitle)}>
            {recent.map((item) => (
              <ItemRow key={item.id} item={item} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
