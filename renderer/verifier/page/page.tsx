import { useEffect, useState } from "react";
import { verifierWords } from "../../../shared/words/ui/verifier.ts";
import type { Scheme } from "../../components/choices.tsx";
import { LanguageContext, useSay } from "../../components/language-context.ts";
import { Masthead } from "../../components/masthead.tsx";
import { momentOf } from "../../components/moment-field.ts";
import { chosenByDefault, readPolicyFile } from "../state/chosen-policy.ts";
import { choose, usePreferences } from "../state/preferences.ts";
import {
  asksForTrust,
  type Offered,
  readTrustFiles,
  type Refused,
  withOffered,
} from "../state/trust-files.ts";
import { useVerification } from "../state/use-verification.ts";
import { DropZone } from "./drop-zone.tsx";
import { Foot } from "./foot.tsx";
import { GivenFiles } from "./given-files.tsx";
import { Grounds } from "./grounds.tsx";
import styles from "./page.module.css";
import { Results } from "./results.tsx";

/** What the page knows of its own program. */
export interface Program {
  /** The script's text. */
  readonly text: string;
  readonly version: string;
  /** SHA-256 of the text, lower-case hex: the same that the page's CSP names. */
  readonly digest: string;
}

/** The whole page, in the language and the colours of the reader. */
export function Page({ program }: { readonly program: Program }) {
  const { language, scheme } = usePreferences();
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = verifierWords.product[language];
  }, [language]);
  useScheme(scheme);
  return (
    <LanguageContext value={language}>
      <Masthead
        product={verifierWords.product[language]}
        scheme={scheme}
        onScheme={(chosen) => choose({ scheme: chosen })}
        onLanguage={(chosen) => choose({ language: chosen })}
        onSkip={() => document.getElementById("main")?.focus()}
      />
      <Verifier program={program} />
      <Foot program={program} />
    </LanguageContext>
  );
}

function Verifier({ program }: { readonly program: Program }) {
  const say = useSay();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [offered, setOffered] = useState<readonly Offered[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [moment, setMoment] = useState("");
  const [chosen, setChosen] = useState(chosenByDefault);
  const [refusedPolicy, setRefusedPolicy] = useState<Refused | null>(null);
  const at = momentOf(moment);
  const verification = useVerification(program.text, files, offered, chosen.policy, at);
  const takePolicy = async (file: File) => {
    const read = await readPolicyFile(file);
    setRefusedPolicy("rule" in read ? read : null);
    if ("policy" in read) setChosen(read);
  };
  const takeTrust = async (given: readonly File[]) => {
    const read = await readTrustFiles(given);
    setOffered((known) => withOffered(known, read.offered));
    setRefused(read.refused);
  };
  const take = async (given: readonly File[]) => {
    const asking = await Promise.all(given.map(asksForTrust));
    const inputs = given.filter((_, place) => asking[place] !== true);
    const forTrust = given.filter((_, place) => asking[place] === true);
    if (forTrust.length > 0) await takeTrust(forTrust);
    if (inputs.length > 0) setFiles((known) => [...known, ...inputs]);
  };
  return (
    <main className={styles.main} id="main" tabIndex={-1}>
      <h1 className={styles.title}>{say(verifierWords.title)}</h1>
      <p className={styles.lead}>{say(verifierWords.lead)}</p>
      <DropZone small={files.length > 0} onFiles={(given) => void take(given)} />
      <GivenFiles files={files} onChange={setFiles} />
      <Grounds
        offered={offered}
        refused={refused}
        moment={moment}
        chosen={chosen}
        refusedPolicy={refusedPolicy}
        onPolicy={(file) => void takePolicy(file)}
        onDefaultPolicy={() => setChosen(chosenByDefault)}
        onFiles={(given) => void takeTrust(given)}
        onOffered={setOffered}
        onMoment={setMoment}
      />
      <Results verification={verification} program={program} />
    </main>
  );
}

/** Marks the root element with the theme, which follows the system where the reader says so. */
function useScheme(scheme: Scheme): void {
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const mark = () => {
      const dark = scheme === "dark" || (scheme === "auto" && system.matches);
      document.documentElement.dataset["scheme"] = dark ? "dark" : "light";
    };
    mark();
    system.addEventListener("change", mark);
    return () => system.removeEventListener("change", mark);
  }, [scheme]);
}
