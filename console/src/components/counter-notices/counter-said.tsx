import type { CounterNotice } from '@marketsafe/contract';
import { concedeCauseName, formatBytes, formatDay, m } from '@marketsafe/words';
import { counterFileUrl } from '../../api/counter-queries.ts';
import { blobUrl } from '../../api/queries.ts';
import { TimeText } from '../time-text.tsx';

/** The seller's documents, each with the hash that it is kept under. */
export function SellersFiles({ counter: { counterId, files } }: { counter: CounterNotice }) {
  if (files.length === 0) return null;
  return (
    <div className="stack-small">
      <p>{m.counter_files()}</p>
      <ul className="plain">
        {files.map((file) => (
          <li key={file.sha256}>
            <a href={counterFileUrl(counterId, file.sha256)}>
              <bdi>{file.name}</bdi>
            </a>{' '}
            <span className="soft small">
              {formatBytes(file.bytes)} · <span className="number counter-hash">{file.sha256}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="soft small">{m.counter_files_about()}</p>
    </div>
  );
}

/** What was replied, proven and decided. */
export function CounterSaid({ counter }: { counter: CounterNotice }) {
  const { reply, forwardedOn, proof, outcome, claimId } = counter;
  return (
    <>
      {reply && (
        <p>
          {reply.said.kind === 'concede'
            ? m.counter_event_conceded({ cause: concedeCauseName(reply.said.cause) })
            : m.counter_event_contested()}
          {reply.said.text !== '' && (
            <span className="said" dir="auto">
              {' '}
              {reply.said.text}
            </span>
          )}{' '}
          <span className="soft small">
            <TimeText utc={reply.at} /> · <bdi>{reply.by}</bdi>
          </span>
        </p>
      )}
      {reply?.said.kind === 'contest' && reply.said.files.length > 0 && (
        <ul className="plain">
          {reply.said.files.map((file) => (
            <li key={file.sha256}>
              <a href={blobUrl(file.sha256, claimId)}>
                <bdi>{file.name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {forwardedOn !== null && <p>{m.counter_forwarded_on({ day: formatDay(forwardedOn) })}</p>}
      {proof && (
        <p>
          {proof.kind === 'complaint'
            ? m.counter_proven_complaint({ day: formatDay(proof.on) })
            : m.counter_proven_suit({ day: formatDay(proof.on) })}{' '}
          <span className="said" dir="auto">
            {proof.text}
          </span>
        </p>
      )}
      {outcome && outcome.text !== '' && (
        <p className="said" dir="auto">
          {outcome.text}
        </p>
      )}
    </>
  );
}
