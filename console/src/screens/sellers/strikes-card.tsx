import type { SellerPage } from '@marketsafe/contract';
import { procedureFor, type StrikeCount, strikesOf } from '@marketsafe/contract/procedures';
import { Card, Fold, Loading, Notice, Pair, Pairs } from '@marketsafe/looks';
import {
  bilingualText,
  formatDay,
  m,
  marketplaceName,
  oneMoreSentence,
  procedureFieldName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { proceduresQuery } from '../../api/procedure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ValueCell, ValueSource } from '../../components/procedures/value-cell.tsx';

/** What of a rule is shown with its sources, in this order. */
const FIELDS = ['countedPer', 'sameRightWindow', 'window', 'strikesToClose', 'reasons', 'says'] as const;

/** How the marketplace is said to count removals of a seller, and what one more would mean: information, with its sources. */
export function StrikesCard({ page }: { page: SellerPage }) {
  const { data, error, refetch } = useQuery(proceduresQuery);
  const { marketplace } = page.seller;
  if (!data) {
    return (
      <Card title={m.sellers_strikes()}>
        {error ? (
          <FailureNotice error={error} onRetry={() => refetch()} />
        ) : (
          <Loading>{m.sellers_page_loading()}</Loading>
        )}
      </Card>
    );
  }
  const removals = page.removals.map(({ right, reason, at, state }) => ({
    ...{ rightId: right.rightId, holderId: right.holderId, reason, at },
    pending: state === 'countered' || state === 'contested',
  }));
  const counts = strikesOf(procedureFor(marketplace, { book: data.book }), removals, page.asOf);
  const rules = [...new Set(counts.map(({ item }) => item))].map((item) =>
    counts.filter((count) => count.item === item),
  );
  return (
    <Card title={m.sellers_strikes()}>
      <div className="stack">
        <p>{m.sellers_strikes_about({ marketplace: marketplaceName(marketplace) })}</p>
        <Notice tone="warn">{m.sellers_strikes_never()}</Notice>
        {rules.length === 0 && <p>{m.sellers_strikes_none()}</p>}
        <div className="sellers-rules">
          {rules.map((ofRule) => (
            <Rule key={ofRule[0]?.item} counts={ofRule} page={page} />
          ))}
        </div>
        {rules.length > 0 && <p className="soft small">{m.sellers_strikes_first()}</p>}
      </div>
    </Card>
  );
}

function Rule({ counts, page }: { counts: readonly StrikeCount[]; page: SellerPage }) {
  const [first] = counts;
  if (!first) return null;
  const { item, rule } = first;
  const { class: kind } = rule;
  return (
    <section className="sellers-rule">
      <div className="procedure-value">
        <h3>{kind?.value ? bilingualText(kind.value) : item}</h3>{' '}
        {kind && (
          <ValueSource value={{ part: 'penalties', item, field: 'class', leaf: kind }} onChange={null} />
        )}
      </div>
      {counts.map((count) => (
        <Count key={count.of ?? ''} count={count} page={page} />
      ))}
      <Fold summary={m.sellers_strikes_rule()}>
        <Pairs>
          {FIELDS.flatMap((field) => {
            const leaf = rule[field];
            return leaf
              ? [
                  <Pair key={field} name={procedureFieldName(field)}>
                    <ValueCell value={{ part: 'penalties', item, field, leaf }} onChange={null} />
                  </Pair>,
                ]
              : [];
          })}
        </Pairs>
      </Fold>
    </section>
  );
}

function Count({ count, page }: { count: StrikeCount; page: SellerPage }) {
  const { strikes, live, rule } = count;
  const standing = strikes.slice(strikes.length - live);
  const pending = standing.filter((strike) => strike.pending).length;
  return (
    <div className="sellers-count">
      <p>
        {strikes.length > 0 && <strong>{overWhat(count, page)} </strong>}
        {live === 0
          ? m.sellers_strikes_live_zero()
          : m.sellers_strikes_live({
              count: live,
              removals: standing.reduce((sum, { removals }) => sum + removals, 0),
            })}
      </p>
      {pending > 0 && <p className="small">{m.sellers_strikes_pending({ count: pending })}</p>}
      {standing.length > 0 && (
        <ul className="plain sellers-strikes">
          {standing.map(({ from, until }) => (
            <li key={from} className="small">
              {until === null
                ? m.sellers_strikes_since({ from: dayOf(from) })
                : m.sellers_strikes_until({ from: dayOf(from), until: dayOf(until) })}
            </li>
          ))}
        </ul>
      )}
      <p>{oneMoreSentence(count)}</p>
      {live > 0 && !rule.window?.value && <p className="soft small">{m.sellers_strikes_no_end()}</p>}
    </div>
  );
}

function dayOf(utc: string): string {
  return formatDay(utc.slice(0, 10));
}

function overWhat({ countedPer, of }: StrikeCount, { removals }: SellerPage): string {
  const found = removals.find(({ right }) => of === right.rightId || of === right.holderId)?.right;
  if (countedPer === 'right' && found) return m.sellers_strikes_right({ mark: found.mark });
  if (countedPer === 'right-holder' && found) return m.sellers_strikes_holder({ name: found.holder });
  return m.sellers_strikes_all();
}
