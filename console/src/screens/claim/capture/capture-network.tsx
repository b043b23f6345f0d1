import type { CaptureManifest } from '@marketsafe/contract';
import { answerSummary, m } from '@marketsafe/words';
import { FoldedText } from '../../../components/folded-text.tsx';
import { ListingText } from '../../../components/listing-text.tsx';

type Exchange = NonNullable<CaptureManifest['request']['exchange']>;

/** How the page came: what the browser told of the exchange with the marketplace's server. */
export function CaptureNetwork({ exchange }: { exchange: Exchange }) {
  const { redirects, headers } = exchange;
  const unique = new Map(headers.map((header) => [`${header.name}: ${header.value}`, header]));
  return (
    <details className="network">
      <summary>{answerSummary(exchange)}</summary>
      {redirects.length > 0 && (
        <>
          <h3>{m.evidence_redirects()}</h3>
          <ol className="plain">
            {redirects.map((redirect) => (
              <li key={`${redirect.url} ${redirect.location}`} className="address">
                {redirect.status}: {redirect.url} → {redirect.location}
              </li>
            ))}
          </ol>
        </>
      )}
      {headers.length > 0 && (
        <>
          <h3>{m.evidence_headers()}</h3>
          <dl className="facts">
            {[...unique].map(([line, { name, value }]) => (
              <HeaderRow key={line} name={name} value={value} />
            ))}
          </dl>
        </>
      )}
    </details>
  );
}

function HeaderRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>
        <ListingText text={name} />
      </dt>
      <dd className="address">
        <FoldedText text={value} />
      </dd>
    </>
  );
}
