import type { PacketClaim } from '@marketsafe/contract';
import { fieldByName } from '@marketsafe/contract';
import { formatLocalTime, givenFieldLabel, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../../components/state-badge.tsx';

/** What of a link's claims stays here: names of fields with their class, never what stands in them; and by whose word the rest goes. */
export function StaysView({ claims, speaker }: { claims: readonly PacketClaim[]; speaker: string }) {
  const claim = claims.find(({ number }) => number === speaker) ?? claims[0];
  if (!claim) return null;
  const { claimId, number, state, stays, filesThatStay, consents, released } = claim;
  return (
    <div className="stack">
      <p className="line">
        <Link to="/claims/$claimId" params={{ claimId }} className="number">
          {m.packets_claim_open({ number })}
        </Link>
        <StateBadge state={state} />
      </p>
      {stays.length === 0 ? (
        <p className="soft small">{m.packets_claim_stays_none()}</p>
      ) : (
        <>
          <p className="small">{m.packets_claim_stays()}</p>
          <ul className="bullets small">
            {stays.map((name) => (
              <li key={name}>
                {m.packets_claim_class({ field: givenFieldLabel(name), class: classOf(name) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="small">{m.packets_claim_files({ count: filesThatStay })}</p>
      {consents.length + released.length > 0 && (
        <ul className="bullets small">
          {consents.map(({ field, at, by }) => (
            <li key={field}>
              {m.packets_claim_consent({
                field: givenFieldLabel(field),
                name: by?.name ?? m.packets_claim_nobody(),
                at: formatLocalTime(at),
              })}
            </li>
          ))}
          {released.map(({ name, at }) => (
            <li key={name}>{m.packets_claim_released({ name, at: formatLocalTime(at) })}</li>
          ))}
        </ul>
      )}
      {claims.length > 1 && (
        <p className="small soft">{m.packets_claim_more({ count: claims.length - 1 })}</p>
      )}
    </div>
  );
}

function classOf(name: string): string {
  return fieldByName(name as Parameters<typeof fieldByName>[0]).class;
}
