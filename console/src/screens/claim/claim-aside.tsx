import type { ClaimDetail } from '@marketsafe/contract';
import { Card, Pair, Pairs } from '@marketsafe/looks';
import { placeName, rightTypeName, stateName } from '@marketsafe/words';
import { CopyButton } from '../../components/copy-button.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { PackageSection } from './package-section.tsx';
import { ReportsSection } from './reports-section.tsx';

/** Beside the claim: who handed it in, the right it rests on, what became of it, and the hash of what was received. */
export function ClaimAside({ claim }: { claim: ClaimDetail }) {
  const { right } = claim;
  return (
    <aside className="claim-aside" aria-label="About this claim">
      <Card title="Received">
        <p>
          <TimeText utc={claim.receivedAt} withUtc />
          <br />
          from {claim.submittedBy.name}
        </p>
      </Card>
      <Card title="Right">
        <Pairs>
          <Pair name="Brand">{right.brand}</Pair>
          <Pair name="Mark">{right.mark}</Pair>
          <Pair name="Type">{rightTypeName(right.type)}</Pair>
          <Pair name="Place">{placeName(right.place)}</Pair>
          <Pair name="Number">{right.number}</Pair>
        </Pairs>
      </Card>
      <PackageSection claim={claim} />
      <ReportsSection claimId={claim.claimId} />
      <Card title="History">
        <ol className="history">
          {claim.events.map((event) => (
            <li key={event.eventId}>
              <strong>{stateName(event.to)}</strong>
              {event.from && <span className="soft small"> from “{stateName(event.from)}”</span>}
              <br />
              <TimeText utc={event.at} withUtc />
              <br />
              <span className="soft small">
                by {event.actor.name} ({event.actor.role})
              </span>
              {event.reason && <p>{event.reason}</p>}
            </li>
          ))}
        </ol>
      </Card>
      <Card title="Claim as received">
        <p className="soft small">SHA-256 of the exact bytes the extension sent:</p>
        <p className="number small unbroken">{claim.bodySha256}</p>
        <CopyButton text={claim.bodySha256} what="SHA-256 of the claim as received" />
      </Card>
    </aside>
  );
}
