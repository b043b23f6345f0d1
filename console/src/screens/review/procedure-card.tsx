import { type ReviewDetail, recogniseAddress } from '@marketsafe/contract';
import { ONE, type Placed, procedureFor, type ValuePath } from '@marketsafe/contract/procedures';
import { Fold } from '@marketsafe/looks';
import { m, marketplaceName, procedureFieldName, procedurePartName } from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proceduresQuery } from '../../api/procedure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ValueCell } from '../../components/procedures/value-cell.tsx';

/** What the marketplace asks for with this reason, and what the seller will see, beside what is foreseen; folded, so that a review stays one screen. */
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
  const sellerSees = Object.entries(parts.sellerSees);
  return (
    <Fold card summary={m.procedure_desk_title({ name })}>
      <div className="stack procedure-beside">
        {item === undefined || reason === undefined ? (
          <p>{m.procedure_reason_not_found()}</p>
        ) : (
          (['wording', 'documents', 'reveals', 'says'] as const).map((field) => (
            <Value key={field} part="reasons" item={item} field={field} leaf={reason[field]} />
          ))
        )}
        <Value part="rights" item={ONE} field="places" leaf={places} />
        {sellerSees.length > 0 && (
          <div>
            <p className="soft small">{procedurePartName('sellerSees')}</p>
            <ul className="bullets">
              {sellerSees.map(
                ([each, { says }]) =>
                  says && (
                    <li key={each}>
                      <ValueCell
                        value={{ part: 'sellerSees', item: each, field: 'says', leaf: says }}
                        onChange={null}
                      />
                    </li>
                  ),
              )}
            </ul>
          </div>
        )}
        <p className="small">
          <Link to="/procedures/$marketplace" params={{ marketplace }} search={site === null ? {} : { site }}>
            {m.procedure_review_all({ name })}
          </Link>
        </p>
      </div>
    </Fold>
  );
}

function Value({ leaf, ...path }: ValuePath & { leaf: Placed<unknown> | undefined }) {
  if (leaf === undefined) return null;
  return (
    <div>
      <p className="soft small">{procedureFieldName(path.field)}</p>
      <ValueCell value={{ ...path, leaf }} onChange={null} />
    </div>
  );
}
