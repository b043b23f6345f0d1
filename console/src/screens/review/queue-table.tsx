import type { ReviewRow } from '@marketsafe/contract';
import { Badge, ForeignText, type Tone } from '@marketsafe/looks';
import { m, marketplaceName, placeName, predictionTitle, priorityName, reasonName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { blobUrl } from '../../api/queries.ts';
import { ClockText } from './clock-text.tsx';

/** Height of a row in pixels: every row has the same. */
const ROW_HEIGHT = 84;
/** Of the table, in pixels, until it has been measured. */
const FIRST_HEIGHT = 600;
const OVERSCAN = 6;

const PRIORITY_TONES: Readonly<Record<ReviewRow['priority'], Tone>> = {
  normal: 'quiet',
  high: 'warn',
  urgent: 'bad',
};

const COLUMNS = [
  m.triage_column_claim,
  m.triage_column_listing,
  m.triage_column_right,
  m.triage_column_clock,
  m.triage_column_assignee,
  m.triage_column_foreseen,
];

interface Props {
  claims: readonly ReviewRow[];
  me: string;
  now: number;
  /** When it was looked at last, in Unix milliseconds. */
  looked: number;
  chosen: ReadonlySet<string>;
  onChoose: (claimIds: readonly string[], chosen: boolean) => void;
  /** The row that keys act on. */
  current: string | null;
}

/** The queue as a table of which only the rows in sight are drawn. */
export function QueueTable({ claims, me, now, looked, chosen, onChoose, current }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: claims.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The first rows are drawn before the window has been measured.
    initialRect: { width: 0, height: FIRST_HEIGHT },
    getItemKey: (index) => claims[index]?.claimId ?? index,
  });
  const at = claims.findIndex(({ claimId }) => claimId === current);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const all = claims.length > 0 && claims.every(({ claimId }) => chosen.has(claimId));
  return (
    <section ref={scroller} className="queue-table" aria-label={m.triage_caption()}>
      <table aria-label={m.triage_caption()} aria-rowcount={claims.length + 1}>
        <thead>
          <tr className="queue-row queue-head" aria-rowindex={1}>
            <td>
              <input
                type="checkbox"
                className="check-box"
                aria-label={m.triage_choose_all()}
                checked={all}
                onChange={() =>
                  onChoose(
                    claims.map(({ claimId }) => claimId),
                    !all,
                  )
                }
              />
            </td>
            {COLUMNS.map((heading) => (
              <th key={heading()} scope="col">
                {heading()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="queue-body" style={{ blockSize: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start, size }) => {
            const claim = claims[index];
            if (!claim) return null;
            return (
              <tr
                key={key}
                className={claim.claimId === current ? 'queue-row queue-current' : 'queue-row'}
                aria-current={claim.claimId === current || undefined}
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${start}px)`, blockSize: size }}
              >
                <td>
                  <input
                    type="checkbox"
                    className="check-box"
                    aria-label={m.triage_choose_one({ number: claim.number })}
                    checked={chosen.has(claim.claimId)}
                    onChange={(event) => onChoose([claim.claimId], event.target.checked)}
                  />
                </td>
                <Cells claim={claim} me={me} now={now} looked={looked} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ claim, me, now, looked }: { claim: ReviewRow; me: string; now: number; looked: number }) {
  const { claimId, number, target, right, assignee, approvedBy, predicted } = claim;
  const [first, ...more] = predicted;
  return (
    <>
      <th scope="row">
        <Link to="/review/$claimId" params={{ claimId }} search={true} className="claim-number number">
          {number}
        </Link>
        <span className="queue-badges">
          {claim.priority !== 'normal' && (
            <Badge tone={PRIORITY_TONES[claim.priority]}>{priorityName(claim.priority)}</Badge>
          )}
          {Date.parse(claim.changedAt) > looked && <Badge tone="info">{m.triage_changed()}</Badge>}
        </span>
      </th>
      <td>
        <span className="queue-listing">
          {claim.screenshot ? (
            <img src={blobUrl(claim.screenshot, claimId)} alt="" width="72" height="56" loading="lazy" />
          ) : (
            <span className="no-picture">{m.triage_no_picture()}</span>
          )}
          <span>
            <ForeignText text={target.title ?? target.itemId} className="clamp-2" />
            <span className="soft small one-line">
              {marketplaceName(target.marketplace)} · {claim.organisation.name}
            </span>
          </span>
        </span>
      </td>
      <td>
        <strong className="one-line">{`${right.mark} · ${placeName(right.place)}`}</strong>
        <span className="small one-line">{reasonName(claim.reason)}</span>
      </td>
      <td>
        <ClockText standing={claim} now={now} />
      </td>
      <td>
        {assignee ? (
          <span>{assignee.userId === me ? m.triage_you() : assignee.name}</span>
        ) : (
          <em className="soft">{m.triage_nobody()}</em>
        )}
        {approvedBy && <Badge tone="info">{m.triage_one_of_two({ name: approvedBy.name })}</Badge>}
      </td>
      <td>
        {first ? (
          <span
            className="queue-foreseen clamp-3 small"
            title={predicted.map((code) => predictionTitle(code)).join('\n')}
          >
            {predictionTitle(first)}
            {more.length > 0 && ` +${more.length}`}
          </span>
        ) : (
          <span className="soft small">{m.triage_foreseen_none()}</span>
        )}
      </td>
    </>
  );
}
