import { Radio } from "@mantine/core";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { useCall } from "../state/queries.ts";
import { IdentityEntry, Unlock } from "../trust/identity-entry.tsx";
import panel from "../trust/panel.module.css";

/** As whom the seal is signed. A locked identity is unlocked here; the practice one is not offered. */
export function IdentityChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}) {
  const say = useSay();
  const { data, error } = useCall("identity.show", {});
  const real = data?.identities.filter((identity) => identity.origin !== "practice");
  return (
    <>
      <FaultNotice thrown={error} />
      {real?.length === 0 ? <p>{say(notarizeWords.noIdentity)}</p> : null}
      <Radio.Group
        label={say(notarizeWords.identity)}
        labelProps={{ className: panel.unseen }}
        value={chosen ?? ""}
        onChange={onChoose}
      >
        <ul className={panel.list}>
          {real?.map((identity) => (
            <li key={identity.name} className={panel.entry}>
              <Radio
                value={identity.name}
                disabled={!identity.unlocked}
                label={<IdentityEntry identity={identity} />}
              />
              <Unlock identity={identity} />
            </li>
          ))}
        </ul>
      </Radio.Group>
    </>
  );
}
