import { formatLocalTime, formatUtc } from '@marketsafe/words';

/** A time in the reader's own time zone; UTC in the tooltip, or beside it with `withUtc`. */
export function TimeText({ utc, withUtc = false }: { utc: string; withUtc?: boolean }) {
  const inUtc = formatUtc(utc);
  return (
    <time dateTime={utc} title={inUtc}>
      {formatLocalTime(utc)}
      {withUtc && <span className="soft small"> ({inUtc})</span>}
    </time>
  );
}
