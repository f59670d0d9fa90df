import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { SourceId } from "../../../shared/contract/scalars.ts";
import { evidenceWords } from "../../../shared/words/ui/evidence.ts";
import { verifyWords } from "../../../shared/words/ui/verify.ts";
import { Comparison } from "../../components/comparison.tsx";
import { useSay } from "../../components/language-context.ts";
import { Verdict } from "../../components/verdict.tsx";
import { FaultNotice } from "../frame/notice.tsx";
import { ScreenHead } from "../frame/screen-head.tsx";
import { DropZone } from "../notarize/drop-zone.tsx";
import { takeGivenSources } from "../state/given-sources.ts";
import { ask } from "../state/queries.ts";
import styles from "./verify-screen.module.css";

/** Packages are judged; loose files beside them are looked up in them. Where there is no package, all are asked for one. */
async function judge(sources: readonly SourceId[]) {
  const { packages, files } = await ask("package.recognize", { sources: [...sources] });
  return packages.length === 0
    ? ask("package.verify", { packages: [...files], files: [] })
    : ask("package.verify", { packages: [...packages], files: [...files] });
}

/** What somebody else made, judged by this computer's own trust list. */
export function VerifyScreen() {
  const say = useSay();
  const { mutate, reset, data, error, isPending } = useMutation({ mutationFn: judge });
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    const given = takeGivenSources();
    if (given.length > 0) mutate(given);
  }, [mutate]);
  return (
    <>
      <ScreenHead title={say(verifyWords.title)} lead={say(verifyWords.lead)} />
      {data === undefined ? (
        <DropZone
          title={say(verifyWords.drop)}
          lines={[say(verifyWords.stays)]}
          folders={false}
          disabled={isPending}
          onSources={(sources) => mutate(sources)}
        />
      ) : null}
      <FaultNotice thrown={error} />
      <div aria-live="polite" aria-busy={isPending}>
        {isPending ? <p className={styles.running}>{say(verifyWords.running)}</p> : null}
        {data === undefined || data.comparison === null ? null : (
          <Comparison comparison={data.comparison} />
        )}
        {data?.packages.map((verdict) => (
          <article key={verdict.path} className={styles.result}>
            <h2 className={styles.name}>
              <bdi>{say(verifyWords.result, { name: nameOf(verdict.path) })}</bdi>
            </h2>
            <Verdict verdict={verdict} />
          </article>
        ))}
      </div>
      {data === undefined ? null : (
        <div className={styles.actions}>
          <Button variant="default" onClick={() => reset()}>
            {say(verifyWords.another)}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {say(evidenceWords.print)}
          </Button>
        </div>
      )}
    </>
  );
}

function nameOf(path: string): string {
  return path.split(/[/\\]/u).at(-1) ?? path;
}
