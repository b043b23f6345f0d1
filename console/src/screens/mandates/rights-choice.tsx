import { Check, FieldGroup } from '@marketsafe/looks';
import { m, placeName } from '@marketsafe/words';
import { useInfiniteQuery } from '@tanstack/react-query';
import { vaultQueryOf } from '../../api/rights-queries.ts';

/** Which rights a mandate covers: all, or those that are ticked. */
export function RightsChoice(props: {
  /** Whose; the caller's own organisation's where it is none. */
  holder?: string | undefined;
  chosen: readonly string[] | null;
  onChoose: (rightIds: string[] | null) => void;
}) {
  const { chosen, onChoose } = props;
  const list = useInfiniteQuery({
    ...vaultQueryOf(props.holder === undefined ? {} : { holder: props.holder }),
    enabled: chosen !== null,
  });
  return (
    <FieldGroup legend={m.rights_title()}>
      <Check checked={chosen === null} onCheck={(all) => onChoose(all ? null : [])}>
        {m.mandates_all_rights()}
      </Check>
      {chosen !== null &&
        list.data?.rights.map(({ rightId, mark, place, number }) => (
          <Check
            key={rightId}
            checked={chosen.includes(rightId)}
            onCheck={(on) => onChoose(on ? [...chosen, rightId] : chosen.filter((each) => each !== rightId))}
          >
            <bdi>{mark}</bdi> · {placeName(place)} · <bdi>{number}</bdi>
          </Check>
        ))}
    </FieldGroup>
  );
}
