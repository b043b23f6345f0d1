import type { CaptureManifest } from '@marketsafe/contract';
import { FoldedText } from '../../../components/folded-text.tsx';
import { ListingText } from '../../../components/listing-text.tsx';

type Exchange = NonNullable<CaptureManifest['request']['exchange']>;

/** How the page came: what the browser told of the exchange with the marketplace's server. */
export function CaptureNetwork({ exchange }: { exchange: Exchange }) {
  const { status, protocol, serverAddress, fromCache, redirects, headers } = exchange;
  const said = [
    status === undefined ? null : `status ${status}`,
    protocol === undefined || protocol === '' ? null : `over ${protocol}`,
    serverAddress === undefined ? null : `from ${serverAddress}`,
    fromCache === true ? 'out of the browser’s cache' : null,
  ].filter((part) => part !== null);
  const unique = new Map(headers.map((header) => [`${header.name}: ${header.value}`, header]));
  return (
    <details className="network">
      <summary>
        How the server answered: {said.length > 0 ? said.join(', ') : 'nothing more is known'}
        {redirects.length > 0 &&
          `, after ${redirects.length} ${redirects.length === 1 ? 'redirect' : 'redirects'}`}
      </summary>
      {redirects.length > 0 && (
        <>
          <h4>Redirects</h4>
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
          <h4>Headers of the answer; cookies are never recorded</h4>
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
