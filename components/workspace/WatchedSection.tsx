import { Badge, Empty, ForeignText, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';

/** A removed listing. */
interface Watched {
  key: string;
  title: string | null;
  marketplace: string;
  itemId: string;
  url: string;
  /** How it stands, by whom and when. */
  standing: { name: string; sentence: string; isLive: boolean };
}

/** Removed listings, those that were seen live again first: who opens one says by that whether it is gone. */
export function WatchedSection({ rows }: { rows: readonly Watched[] | undefined }) {
  return (
    <>
      <h1>{m.watch_title()}</h1>
      <p className="soft">{m.watch_about()}</p>
      {rows === undefined && <Loading>{m.watch_loading()}</Loading>}
      {rows?.length === 0 && (
        <Empty title={<h2>{m.watch_none()}</h2>}>
          <p className="soft">{m.watch_none_help()}</p>
        </Empty>
      )}
      {rows && rows.length > 0 && (
        <ul className="rows" aria-label={m.watch_title()}>
          {rows.map((row) => (
            <WatchedLine key={row.key} row={row} />
          ))}
        </ul>
      )}
    </>
  );
}

function WatchedLine({ row: { title, marketplace, itemId, url, standing } }: { row: Watched }) {
  return (
    <li className="stack-small">
      <p className="line">
        <Badge tone={standing.isLive ? 'bad' : 'quiet'}>{standing.name}</Badge>
        <a href={url} target="_blank" rel="noreferrer" title={m.shared_open_listing()}>
          {title === null ? m.shared_listing({ itemId }) : <ForeignText text={title} />}
        </a>
        <span className="soft small">{marketplace}</span>
      </p>
      <p className="small">{standing.sentence}</p>
    </li>
  );
}
