import type { VaultRight } from '@marketsafe/contract';
import { ForeignText, Table } from '@marketsafe/looks';
import { m, placeName, rightFieldName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Expiry, RightBadge } from './right-badges.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 72;
const OVERSCAN = 10;

/** Rights as a table of which only those in sight are drawn. */
export function RightsTable(props: {
  rights: readonly VaultRight[];
  /** They are those of all organisations: each row says whose it is. */
  ofAll: boolean;
  /** The last of them is in sight. */
  onEnd: () => void;
}) {
  const { rights, ofAll, onEnd } = props;
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useWindowVirtualizer({
    count: rights.length,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    // The first rows are drawn before the window has been measured.
    initialRect: { width: 0, height: 900 },
    scrollMargin: frame.current?.offsetTop ?? 0,
    getItemKey: (index) => rights[index]?.rightId ?? index,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const margin = virtual.options.scrollMargin;
  const atEnd = last !== undefined && last.index >= rights.length - 1;
  useEffect(() => {
    if (atEnd) onEnd();
  }, [atEnd, onEnd]);
  return (
    <div ref={frame} className="rights-frame">
      <Table
        framed
        className="rights-table"
        caption={m.rights_caption()}
        captionHidden
        rows={items.flatMap(({ index }) => rights[index] ?? [])}
        part={{
          above: first === undefined ? 0 : first.start - margin,
          below: last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin),
          first: first?.index ?? 0,
          count: rights.length,
          measure: virtual.measureElement,
        }}
        keyOf={({ rightId }) => rightId}
        columns={[
          {
            key: 'mark',
            heading: rightFieldName('mark'),
            kind: 'header',
            cell: ({ rightId, mark, brand }) => (
              <>
                <Link to="/rights/$rightId" params={{ rightId }}>
                  <ForeignText text={mark} />
                </Link>
                {brand !== mark && <span className="soft small">{brand}</span>}
              </>
            ),
          },
          ...(ofAll
            ? [
                {
                  key: 'holder',
                  heading: m.rights_column_holder(),
                  cell: ({ holder }: VaultRight) => <bdi>{holder.name}</bdi>,
                },
              ]
            : []),
          {
            key: 'registration',
            heading: m.rights_column_registration(),
            cell: ({ type, place, number }) => (
              <>
                <span>{rightTypeName(type)}</span>
                <span className="soft small">
                  {placeName(place)} · <bdi>{number}</bdi>
                </span>
              </>
            ),
          },
          {
            key: 'owner',
            heading: rightFieldName('owner'),
            cell: ({ owner }) => <ForeignText text={owner} />,
          },
          {
            key: 'classes',
            heading: m.rights_column_classes(),
            cell: ({ niceClasses }) => niceClasses.join(', '),
          },
          { key: 'expires', heading: m.rights_column_expires(), cell: (right) => <Expiry right={right} /> },
          { key: 'status', heading: m.rights_column_status(), cell: (right) => <RightBadge right={right} /> },
          { key: 'files', heading: m.rights_column_files(), kind: 'number', cell: ({ files }) => files },
        ]}
      />
    </div>
  );
}
