import { Button, Notice } from '@marketsafe/looks';
import { formatBytes, formatLocalTime, joinSentences, m } from '@marketsafe/words';

interface StoreNoticeProps {
  /** How what is stored stands; undefined while nothing is to be said. */
  store:
    | { state: 'sound' }
    | { state: 'no-room'; drafts: number; bytes: number }
    | { state: 'unreadable'; drafts: number | null }
    | undefined;
  /** What was put back of a lost database, until it has been read. */
  rebuilt: {
    at: number;
    drafts: number;
    reports: number;
    captures: number;
    files: number;
    damaged: number;
    keyLost: boolean;
  } | null;
  onRead: () => void;
}

function trouble(store: StoreNoticeProps['store']): string | null {
  if (store?.state === 'no-room')
    return m.shared_store_no_room({ count: store.drafts, size: formatBytes(store.bytes) });
  if (store?.state !== 'unreadable') return null;
  return store.drafts === null
    ? m.shared_store_unread()
    : m.shared_store_unread_kept({ count: store.drafts });
}

/** Says that what is stored cannot be used, while that is so, and what was put back after it was lost. */
export function StoreNotice({ store, rebuilt, onRead }: StoreNoticeProps) {
  const words = trouble(store);
  return (
    <div role="status" className="stack-small">
      {words && <Notice tone="bad">{words}</Notice>}
      {rebuilt && (
        <Notice
          tone={rebuilt.damaged > 0 || rebuilt.keyLost ? 'bad' : 'warn'}
          actions={
            <Button size="small" onClick={onRead}>
              {m.shared_store_read()}
            </Button>
          }
        >
          {joinSentences([
            m.shared_store_rebuilt({ time: formatLocalTime(rebuilt.at) }),
            m.shared_store_rebuilt_counts({
              drafts: rebuilt.drafts,
              reports: rebuilt.reports,
              captures: rebuilt.captures,
              files: rebuilt.files,
            }),
            rebuilt.damaged > 0
              ? m.shared_store_rebuilt_damaged({ count: rebuilt.damaged })
              : m.shared_store_rebuilt_whole(),
            ...(rebuilt.keyLost ? [m.shared_store_rebuilt_key()] : []),
            m.shared_store_rebuilt_rest(),
          ])}
        </Notice>
      )}
    </div>
  );
}
