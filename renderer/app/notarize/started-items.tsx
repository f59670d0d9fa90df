import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { useSay } from "../../components/language-context.ts";
import { ItemRow } from "../evidence/item-row.tsx";
import { useItems } from "../state/queries.ts";
import styles from "./started-items.module.css";

/** What was started from this screen, live, in the order it was put in. */
export function StartedItems({ ids }: { readonly ids: readonly string[] }) {
  const say = useSay();
  const items = useItems();
  const started = ids.flatMap((id) => items?.find((item) => item.id === id) ?? []);
  if (started.length === 0) return null;
  return (
    <section aria-labelledby="started" className={styles.started}>
      <h2 id="started" className={styles.title}>
        {say(notarizeWords.thisSession)}
      </h2>
      <ul className={styles.list}>
        {started.map((item) => (
          <ItemRow key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
