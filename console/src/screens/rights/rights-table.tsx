import type { VaultRight } from '@marketsafe/contract';
import { ForeignText } from '@marketsafe/looks';
import { m, placeName, rightFieldName, rightTypeName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { Expiry, RightBadge } from './right-badges.tsx';

/** Height of a row until it has been measured, in pixels. */
const ROW = 72;

/** Rights as a table of which only those in sight are drawn. */
export function RightsTable(props: {
  rights: readonly VaultRight[];
  /** They are those of all organisations: each row says whose it is. */
  ofAll: boolean;
  /** The last of them is in sight. */
  onEnd: () => void;
}) {
  const { rights, ofAll, onEnd } = props;
  return (
    <VirtualTable
      framed
      className="rights-table"
      caption={m.rights_caption()}
      captionHidden
      rows={rights}
      rowHeight={ROW}
      onEnd={onEnd}
      keyOf={({ rightId }) => rightId}
      columns={[
        {
          key: 'mark',
          heading: rightFieldName('mark'),
          kind: 'header',
          cell: ({ rightId, mark, brand }) => (
            <>
              <Link to="/rights/$rightId" params={{ rightId }} data-row-link="">
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
  );
}
