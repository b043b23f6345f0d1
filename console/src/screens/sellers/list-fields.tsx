import { SELLER_LISTS, SELLER_TEXT_LIMIT, type SellerList } from '@marketsafe/contract';
import { Field, TextField } from '@marketsafe/looks';
import { m, sellerListName } from '@marketsafe/words';

const HELPS = {
  watch: m.sellers_list_watch_help,
  allow: m.sellers_list_allow_help,
  deny: m.sellers_list_deny_help,
} satisfies Record<SellerList, unknown>;

/** Which list a seller is on, and why. `off`: it can be on none. */
export function ListFields(props: {
  list: SellerList | null;
  why: string;
  off: boolean;
  onList: (list: SellerList | null) => void;
  onWhy: (why: string) => void;
}) {
  const { list, why, off } = props;
  return (
    <>
      <Field
        label={m.sellers_column_lists()}
        help={list !== null && <span className="soft">{HELPS[list]()}</span>}
      >
        {(control) => (
          <select
            {...control}
            value={list ?? ''}
            onChange={(event) =>
              props.onList(SELLER_LISTS.find((each) => each === event.target.value) ?? null)
            }
          >
            {off && <option value="">{m.sellers_list_none()}</option>}
            {SELLER_LISTS.map((each) => (
              <option key={each} value={each}>
                {sellerListName(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={m.sellers_list_why()} limit={SELLER_TEXT_LIMIT} value={why} onChange={props.onWhy} />
    </>
  );
}
