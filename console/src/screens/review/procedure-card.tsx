import { type ReviewDetail, recogniseAddress } from '@marketsafe/contract';
import { ONE, type Placed, procedureFor, type ValuePath } from '@marketsafe/contract/procedures';
import { Card, Pair, Pairs } from '@marketsafe/looks';
import { m, marketplaceName, procedureFieldName, procedurePartName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proceduresQuery } from '../../api/procedure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ValueCell } from '../../components/procedures/value-cell.tsx';

/** What the marketplace asks for with this reason, and what the seller will see, beside what is foreseen. */
export function ProcedureCard({ claim }: Pick<ReviewDetail, 'claim'>) {
  const { data, error, refetch } = useQuery(proceduresQuery);
  const { marketplace, canonicalUrl } = claim.target;
  const name = marketplaceName(marketplace);
  if (!data) return error && <FailureNotice error={error} onRetry={() => refetch()} />;
  const site = recogniseAddress(canonicalUrl)?.scope ?? null;
  const { parts } = procedureFor(marketplace, { site, book: data.book });
  const [item, reason] =
    Object.entries(parts.reasons).find(([, { code }]) => code?.value === claim.reason) ?? [];
  const { places } = parts.rights[ONE] ?? {};
  return (
    <Card title={m.procedure_desk_title({ name })} className="procedure-beside">
      <Pairs>
        {item === undefined || reason === undefined ? (
          <Pair name={procedurePartName('reasons')}>{m.procedure_reason_not_found()}</Pair>
        ) : (
          (['wording', 'documents', 'reveals', 'says'] as const).map((field) => (
            <Value key={field} part="reasons" item={item} field={field} leaf={reason[field]} />
          ))
        )}
        <Value part="rights" item={ONE} field="places" leaf={places} />
        {Object.entries(parts.sellerSees).map(([each, { says }]) => (
          <Value
            key={each}
            part="sellerSees"
            item={each}
            field="says"
            leaf={says}
            name={procedurePartName('sellerSees')}
          />
        ))}
      </Pairs>
      <p className="small">
        <Link to="/procedures/$marketplace" params={{ marketplace }} search={site === null ? {} : { site }}>
          {m.procedure_review_all({ name })}
        </Link>
      </p>
    </Card>
  );
}

function Value({ leaf, name, ...path }: ValuePath & { leaf: Placed<unknown> | undefined; name?: string }) {
  if (leaf === undefined) return null;
  return (
    <Pair name={name ?? procedureFieldName(path.field)}>
      <ValueCell value={{ ...path, leaf }} onChange={null} />
    </Pair>
  );
}
