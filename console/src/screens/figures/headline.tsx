import type { Figures } from '@marketsafe/contract';
import { formatNumber, formatShare, m } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { CountLink, Counts, type LinesFilter, ReceivedLink } from './count-link.tsx';

/** The figures of all together, each with what it means. */
export function Headline(props: {
  figures: Figures;
  /** What narrows the list of claims, and the lines behind a figure, to these; null where there is no such list. */
  claims: Record<string, string> | null;
  behind: LinesFilter;
}) {
  const { figures, claims, behind } = props;
  const { overall, stores } = figures;
  const { received, duplicate, declined, withdrawn } = overall.claims;
  const { links, complaints } = overall.decided;
  const decided = links.removed + links.refused;
  const byComplaint = {
    part: complaints.removed,
    of: complaints.removed + complaints.refused,
  };
  return (
    <ul className="plain figures-headline">
      <Figure
        title={m.figures_claims()}
        value={<ReceivedLink name={m.figures_claims()} count={received} {...{ claims, behind }} />}
        under={
          <Counts
            behind={behind}
            of={[
              ['duplicate', m.figures_column_duplicate(), duplicate],
              ['declined', m.figures_column_declined(), declined],
              ['withdrawn', m.figures_column_withdrawn(), withdrawn],
            ]}
          />
        }
        about={m.figures_claims_about()}
      />
      <Figure
        title={m.figures_takedown()}
        value={formatShare({ part: links.removed, of: decided }, 'down')}
        under={
          <>
            <Counts
              behind={behind}
              of={[
                ['removed', m.figures_column_removed(), links.removed],
                ['refused', m.figures_column_refused(), links.refused],
                ['gone', m.figures_gone(), links.gone],
              ]}
            />
            {m.figures_takedown_complaints({ share: formatShare(byComplaint, 'down') })}
          </>
        }
        about={m.figures_takedown_about()}
      />
      <Figure
        title={m.figures_undone()}
        value={formatShare({ part: links.lost, of: links.removed }, 'up')}
        under={<Counts behind={behind} of={[['lost', m.figures_column_lost(), links.lost]]} />}
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
        value={
          <CountLink
            what="pending"
            name={m.figures_pending()}
            behind={behind}
            count={overall.pending.links}
          />
        }
        under={
          <Counts
            behind={behind}
            of={[['counters', m.figures_column_counters(), overall.pending.counters]]}
          />
        }
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

function Figure(props: { title: string; value: ReactNode; under: ReactNode; about: string }) {
  return (
    <li className="figures-figure">
      <h2>{props.title}</h2>
      <p className="figures-value">
        <strong>{props.value}</strong>
      </p>
      <div className="small">{props.under}</div>
      <p className="soft small">{props.about}</p>
    </li>
  );
}
