import type { Figures } from '@marketsafe/contract';
import { formatNumber, formatShare, m } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The figures of all together, each with what it means. */
export function Headline({ figures, claims }: { figures: Figures; claims: Record<string, string> | null }) {
  const { overall, stores } = figures;
  const { received, duplicate, declined, withdrawn } = overall.claims;
  const { links, complaints } = overall.decided;
  const count = formatNumber(received);
  const decided = links.removed + links.refused;
  const byComplaint = {
    part: complaints.removed,
    of: complaints.removed + complaints.refused,
  };
  return (
    <ul className="plain figures-headline">
      <Figure
        title={m.figures_claims()}
        value={
          claims === null ? (
            count
          ) : (
            <Link to="/claims" search={claims} aria-label={m.figures_claims_of({ name: count })}>
              {count}
            </Link>
          )
        }
        under={m.figures_fates({
          duplicate: formatNumber(duplicate),
          declined: formatNumber(declined),
          withdrawn: formatNumber(withdrawn),
        })}
        about={m.figures_claims_about()}
      />
      <Figure
        title={m.figures_takedown()}
        value={formatShare({ part: links.removed, of: decided }, 'down')}
        under={`${m.figures_takedown_of({
          removed: formatNumber(links.removed),
          decided: formatNumber(decided),
        })} · ${m.figures_takedown_complaints({ share: formatShare(byComplaint, 'down') })}`}
        about={m.figures_takedown_about()}
      />
      <Figure
        title={m.figures_undone()}
        value={formatShare({ part: links.lost, of: links.removed }, 'up')}
        under={m.figures_undone_of({
          lost: formatNumber(links.lost),
          removed: formatNumber(links.removed),
        })}
        about={m.figures_undone_about()}
      />
      <Figure
        title={m.figures_removal()}
        value={
          overall.removal.days === null
            ? m.figures_public_dash()
            : m.figures_removal_days({ days: overall.removal.days })
        }
        under={m.figures_removal_of({ count: formatNumber(overall.removal.of) })}
        about={m.figures_removal_about()}
      />
      <Figure
        title={m.figures_pending()}
        value={formatNumber(overall.pending.links)}
        under={m.figures_pending_counters({ count: formatNumber(overall.pending.counters) })}
        about={m.figures_pending_about()}
      />
      {stores && (
        <Figure
          title={m.figures_stores()}
          value={<a href="#stores">{formatNumber(stores.closed)}</a>}
          under={m.figures_stores_raids({ count: formatNumber(stores.raids) })}
          about={m.figures_stores_about()}
        />
      )}
    </ul>
  );
}

function Figure(props: { title: string; value: ReactNode; under: string; about: string }) {
  return (
    <li className="figures-figure">
      <h2>{props.title}</h2>
      <p className="figures-value">
        <strong>{props.value}</strong>
      </p>
      <p className="small">{props.under}</p>
      <p className="soft small">{props.about}</p>
    </li>
  );
}
