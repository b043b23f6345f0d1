import { m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { httpsUrl } from '../format/https-url.ts';

/** Link out of the console in a new tab that tells the other side nothing of where it came from; plain text unless https. */
export function HttpsLink({ address, children }: { address: string; children?: ReactNode }) {
  const href = httpsUrl(address);
  // An address breaks anywhere; words do not.
  const look = children === undefined ? 'unbroken' : undefined;
  if (href === undefined) return <span className={look}>{children ?? address}</span>;
  return (
    <a className={look} href={href} target="_blank" rel="noreferrer noopener">
      {children ?? address}
      <span className="visually-hidden"> {m.evidence_new_tab()}</span>
    </a>
  );
}
