import type { CaptureManifest } from '@marketsafe/contract';
import { Fold, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { answerSummary, m } from '@marketsafe/words';
import { FoldedText } from '../../../components/folded-text.tsx';

type Exchange = NonNullable<CaptureManifest['request']['exchange']>;

/** How the page came: what the browser told of the exchange with the marketplace's server. */
export function CaptureNetwork({ exchange }: { exchange: Exchange }) {
  const { redirects, headers } = exchange;
  const unique = new Map(headers.map((header) => [`${header.name}: ${header.value}`, header]));
  return (
    <Fold summary={answerSummary(exchange)}>
      {redirects.length > 0 && (
        <>
          <h3>{m.evidence_redirects()}</h3>
          <ol className="plain">
            {redirects.map((redirect) => (
              <li key={`${redirect.url} ${redirect.location}`} className="unbroken">
                {`${redirect.status}: ${redirect.url} → ${redirect.location}`}
              </li>
            ))}
          </ol>
        </>
      )}
      {headers.length > 0 && (
        <>
          <h3>{m.evidence_headers()}</h3>
          <Pairs>
            {[...unique].map(([line, { name, value }]) => (
              <Pair key={line} name={<ForeignText text={name} />} className="unbroken">
                <FoldedText text={value} />
              </Pair>
            ))}
          </Pairs>
        </>
      )}
    </Fold>
  );
}
