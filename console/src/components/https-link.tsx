import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { httpsUrl } from '../format/https-url.ts';

/** Link out of the console in a new tab that tells the other side nothing of where it came from; plain text unless https. */
export function HttpsLink({ address, children }: { address: string; children?: ReactNode }) {
  const href = httpsUrl(address);
  if (href === undefined) return <span className="unbroken">{children ?? address}</span>;
  return (
    <a className="unbroken" href={href} target="_blank" rel="noreferrer noopener">
      {children ?? address}
      <span className="visually-hidden"> {m.evidence_new_tab()}</span>
    </a>
  );
}
