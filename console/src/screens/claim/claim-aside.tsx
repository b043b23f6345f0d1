import { CLAIM_STATE_LABELS, type ClaimDetail } from '@marketsafe/contract';
import { rightTypeName } from '@marketsafe/words';
import { CopyButton } from '../../components/copy-button.tsx';
import { Moment } from '../../components/moment.tsx';
import { placeName } from '../../format/names.ts';
import { PackageSection } from './package-section.tsx';
import { ReportsSection } from './reports-section.tsx';

/** Beside the claim: who handed it in, the right it rests on, what became of it, and the hash of what was received. */
export function ClaimAside({ claim }: { claim: ClaimDetail }) {
  const { right } = claim;
  return (
    <aside className="claim-aside" aria-label="About this claim">
      <section className="card">
        <h2>Received</h2>
        <p>
          <Moment utc={claim.receivedAt} withUtc />
          <br />
          from {claim.submittedBy.name}
        </p>
      </section>
      <section className="card">
        <h2>Right</h2>
        <dl className="facts">
          <dt>Brand</dt>
          <dd>{right.brand}</dd>
          <dt>Mark</dt>
          <dd>{right.mark}</dd>
          <dt>Type</dt>
          <dd>{rightTypeName(right.type)}</dd>
          <dt>Place</dt>
          <dd>{placeName(right.place)}</dd>
          <dt>Number</dt>
          <dd>{right.number}</dd>
        </dl>
      </section>
      <PackageSection claim={claim} />
      <ReportsSection claimId={claim.claimId} />
      <section className="card">
        <h2>History</h2>
        <ol className="history">
          {claim.events.map((event) => (
            <li key={event.eventId}>
              <strong>{CLAIM_STATE_LABELS[event.to]}</strong>
              {event.from && <span className="soft"> from “{CLAIM_STATE_LABELS[event.from]}”</span>}
              <br />
              <Moment utc={event.at} withUtc />
              <br />
              <span className="soft">
                by {event.actor.name} ({event.actor.role})
              </span>
              {event.reason && <p>{event.reason}</p>}
            </li>
          ))}
        </ol>
      </section>
      <section className="card">
        <h2>Claim as received</h2>
        <p className="soft">SHA-256 of the exact bytes the extension sent:</p>
        <p className="hash">{claim.bodySha256}</p>
        <CopyButton text={claim.bodySha256} what="SHA-256 of the claim as received" />
      </section>
    </aside>
  );
}
