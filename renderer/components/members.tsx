import { useCallback, useState } from "react";
import { verdictWords } from "../../shared/words/ui/verdict.ts";
import { useBeforePrint } from "./before-print.ts";
import { showBytes } from "./byte-size.ts";
import { Digest } from "./digest.tsx";
import { useSay } from "./language-context.ts";
import styles from "./members.module.css";

export interface ShownMember {
  readonly path: string;
  readonly originalName: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly sm3: string | null;
}

/** How many rows are drawn before a reader asks for more: a folder may have hundreds. */
const pageLength = 50;

/** Every member with its name, size and whole digest. */
export function Members({ members }: { readonly members: readonly ShownMember[] }) {
  const say = useSay();
  const [shown, setShown] = useState(pageLength);
  const showAll = useCallback(() => setShown(Number.POSITIVE_INFINITY), []);
  useBeforePrint(showAll);
  const rest = members.length - shown;
  return (
    <div data-testid="members">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say(verdictWords.memberName)}</th>
            <th scope="col" className={styles.size}>
              {say(verdictWords.memberSize)}
            </th>
            <th scope="col">{say(verdictWords.memberDigest)}</th>
          </tr>
        </thead>
        <tbody>
          {members.slice(0, shown).map((member) => (
            <MemberRow key={member.path} member={member} />
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <button type="button" className={styles.more} onClick={() => setShown(shown + 500)}>
          {say(verdictWords.memberMore, { count: Math.min(rest, 500) })}
        </button>
      ) : null}
    </div>
  );
}

function MemberRow({ member }: { readonly member: ShownMember }) {
  const say = useSay();
  // Every member lies below `data/` in the package; to a reader that says nothing.
  const path = member.path.replace(/^data\//u, "");
  const renamed = path !== member.originalName && !path.endsWith(`/${member.originalName}`);
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {/* A name may hold marks that turn text round: isolated, it cannot reach its neighbours. */}
        <bdi>{renamed ? member.originalName : path}</bdi>
        {renamed ? (
          <span className={styles.path}>
            <bdi>{member.path}</bdi>
          </span>
        ) : null}
      </th>
      <td className={styles.size}>{showBytes(member.size)}</td>
      <td className={styles.digest}>
        {member.sha256 === null ? (
          <span className={styles.path}>
            {say(member.type === "link" ? verdictWords.link : verdictWords.directory)}
          </span>
        ) : (
          <Digest value={member.sha256} what={member.path} />
        )}
        {member.sm3 === null ? null : (
          <span className={styles.second}>
            <span className={styles.path}>SM3</span>
            <Digest value={member.sm3} what={`${member.path} (SM3)`} />
          </span>
        )}
      </td>
    </tr>
  );
}
