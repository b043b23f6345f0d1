import type { ClaimLink } from '@marketsafe/contract';
import { linkSentence } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { StateBadge } from './state-badge.tsx';

/** Other claims of the organisation that have to do with one: duplicates, and what was listed again. */
export function LinksList({ links }: { links: readonly ClaimLink[] }) {
  return (
    <ul className="plain stack-small">
      {links.map((link) => (
        <li key={link.claimId}>
          <Link to="/claims/$claimId" params={{ claimId: link.claimId }}>
            {linkSentence(link)}
          </Link>{' '}
          <StateBadge state={link.state} />
        </li>
      ))}
    </ul>
  );
}
