import { Checkbox } from "@mantine/core";
import { notarizeWords } from "../../../shared/words/ui/notarize.ts";
import { useSay } from "../../components/language-context.ts";
import { FaultNotice } from "../frame/notice.tsx";
import { useCall } from "../state/queries.ts";
import panel from "../trust/panel.module.css";

/** Which authorities are asked. The practice authority is not among them: this is the real way. */
export function AuthorityChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}) {
  const say = useSay();
  const { data, error } = useCall("authority.list", {});
  const real = data?.authorities.filter((authority) => !authority.practice);
  return (
    <>
      <FaultNotice thrown={error} />
      {real?.length === 0 ? <p>{say(notarizeWords.noAuthority)}</p> : null}
      <ul className={panel.list} aria-label={say(notarizeWords.authorities)}>
        {real?.map(({ url, name }) => (
          <li key={url} className={panel.choice}>
            <Checkbox
              label={name}
              description={url}
              checked={chosen.includes(url)}
              onChange={({ currentTarget }) =>
                onChoose(
                  currentTarget.checked
                    ? [...chosen, url]
                    : chosen.filter((other) => other !== url),
                )
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}
