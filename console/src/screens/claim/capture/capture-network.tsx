import type { CaptureManifest } from '@marketsafe/contract';
import { Fold, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { FoldedText } from '../../../components/folded-text.tsx';

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
    <Fold
      summary={
        <>
          How the server answered: {said.length > 0 ? said.join(', ') : 'nothing more is known'}
          {redirects.length > 0 &&
            `, after ${redirects.length} ${redirects.length === 1 ? 'redirect' : 'redirects'}`}
        </>
      }
    >
      {redirects.length > 0 && (
        <>
          <h3>Redirects</h3>
          <ol className="plain">
            {redirects.map((redirect) => (
              <li key={`${redirect.url} ${redirect.location}`} className="unbroken">
                {redirect.status}: {redirect.url} → {redirect.location}
              </li>
            ))}
          </ol>
        </>
      )}
      {headers.length > 0 && (
        <>
          <h3>Headers of the answer; cookies are never recorded</h3>
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
