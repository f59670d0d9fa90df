import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import { groupedDigest } from "../../../shared/words/sentence.ts";
import { useSay } from "../../components/language-context.ts";
import type { Program } from "./page.tsx";
import styles from "./page.module.css";

/** Which program this is: a court asks. */
export function Foot({ program }: { readonly program: Program }) {
  const say = useSay();
  return (
    <footer className={styles.foot}>
      {say(verifierWords.program, {
        version: program.version,
        digest: groupedDigest(program.digest),
      })}
    </footer>
  );
}
