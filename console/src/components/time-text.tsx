import { formatLocalTime, formatUtc, m } from '@marketsafe/words';

/** A time in the reader's own time zone; UTC in the tooltip, or beside it with `withUtc`. */
export function TimeText({ utc, withUtc = false }: { utc: string; withUtc?: boolean }) {
  const inUtc = formatUtc(utc);
  return (
    <time dateTime={utc} title={inUtc}>
      {formatLocalTime(utc)}
      {withUtc && <span className="soft small"> {m.console_in_utc({ time: inUtc })}</span>}
    </time>
  );
}
