import './procedures.css';
import { MARKETPLACE_IDS } from '@marketsafe/contract';
import {
  isUnverified,
  limitsFor,
  ONE,
  type Procedure,
  type ProcedureBook,
  placesOf,
  procedureFor,
  SCOPE_IDS,
} from '@marketsafe/contract/procedures';
import { Badge, Empty, Field, Loading, Table } from '@marketsafe/looks';
import {
  bilingualText,
  formatNumber,
  m,
  marketplaceName,
  placesText,
  procedureFieldName,
  procedurePartName,
} from '@marketsafe/words';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proceduresQuery } from '../../api/procedure-queries.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { marketplacesOf, scopeName } from '../../components/procedures/scope-name.ts';
import { ValueText } from '../../components/procedures/value-cell.tsx';
import { countsOf, fieldsOf, foundParts, partsOfScope } from './items.ts';

interface ProceduresScreenProps {
  /** What is searched for in all of them. */
  text: string;
  onText: (text: string) => void;
}

/** Every marketplace with how it takes listings down, and a search in all that is known of them. */
export function ProceduresScreen({ text, onText }: ProceduresScreenProps) {
  const { data, error, refetch } = useQuery(proceduresQuery);
  return (
    <>
      <PageHeading title={m.procedure_title()} />
      <p>{m.procedure_about()}</p>
      <div className="procedures-search">
        <Field label={m.procedure_search()}>
          {(control) => (
            <input {...control} type="search" value={text} onChange={(event) => onText(event.target.value)} />
          )}
        </Field>
      </div>
      {!data && error && <FailureNotice error={error} onRetry={() => refetch()} />}
      {!data && !error && <Loading>{m.procedure_loading()}</Loading>}
      {data && (text.trim() === '' ? <All book={data.book} /> : <Found book={data.book} text={text} />)}
    </>
  );
}

function All({ book }: { book: ProcedureBook }) {
  return (
    <Table
      framed
      className="procedures-table"
      caption={m.procedure_caption()}
      captionHidden
      rows={MARKETPLACE_IDS.map((id) => procedureFor(id, { book }))}
      keyOf={({ marketplace }) => marketplace}
      columns={[
        {
          key: 'marketplace',
          heading: m.marketplaces_column_marketplace(),
          kind: 'header',
          cell: ({ marketplace }) => (
            <Link to="/procedures/$marketplace" params={{ marketplace }}>
              {marketplaceName(marketplace)}
            </Link>
          ),
        },
        {
          key: 'route',
          heading: m.procedure_column_route(),
          cell: (procedure) => <Route procedure={procedure} />,
        },
        {
          key: 'places',
          heading: m.procedure_column_places(),
          cell: (procedure) => <PlacesCell procedure={procedure} />,
        },
        {
          key: 'links',
          heading: m.procedure_column_links(),
          kind: 'number',
          cell: (procedure) => <Links procedure={procedure} />,
        },
        {
          key: 'known',
          heading: m.procedure_column_known(),
          className: 'procedures-known',
          cell: (procedure) => <Known procedure={procedure} />,
        },
      ]}
    />
  );
}

const notKnown = () => <span className="soft">{m.procedure_not_known()}</span>;
const unverified = () => <Badge tone="warn">{m.procedure_unverified()}</Badge>;

function Route({ procedure: { parts } }: { procedure: Procedure }) {
  const route = parts.overview[ONE]?.route;
  if (!route?.value) {
    return (
      <>
        {notKnown()}
        {route?.note && <p className="soft small">{bilingualText(route.note)}</p>}
      </>
    );
  }
  return (
    <>
      {bilingualText(route.value)} {isUnverified(route) && unverified()}
    </>
  );
}

function PlacesCell({ procedure }: { procedure: Procedure }) {
  const places = placesOf(procedure);
  if (!places?.value) return <>{notKnown()}</>;
  return (
    <>
      {placesText(places.value)} {isUnverified(places) && unverified()}
    </>
  );
}

function Links({ procedure }: { procedure: Procedure }) {
  const links = limitsFor(procedure)?.links;
  if (!links) return <>{notKnown()}</>;
  return (
    <>
      {formatNumber(links.most)} {!links.mayBlock && unverified()}
    </>
  );
}

function Known({ procedure }: { procedure: Procedure }) {
  const { values, unverified: doubtful, notKnown: open } = countsOf(procedure);
  return (
    <ul className="plain small">
      <li>{m.procedure_count_values({ count: values })}</li>
      <li>{m.procedure_count_unverified({ count: doubtful })}</li>
      <li>{m.procedure_count_open({ count: open })}</li>
    </ul>
  );
}

/** What was found, under the scope that it stands under, so that what several marketplaces have in common stands once. */
function Found({ book, text }: { book: ProcedureBook; text: string }) {
  const found = SCOPE_IDS.map((scope) => ({
    scope,
    parts: foundParts(partsOfScope(book, scope), text),
  })).filter(({ parts }) => parts.length > 0);
  if (found.length === 0) {
    return <Empty title={<h2>{m.procedure_found_none()}</h2>}>{m.procedure_found_none_about()}</Empty>;
  }
  return (
    <ul className="rows">
      {found.map(({ scope, parts }) => (
        <li key={scope}>
          <h2>{scopeName(scope)}</h2>
          <p className="small line">
            {marketplacesOf(scope).map((marketplace) => (
              <Link
                key={marketplace}
                to="/procedures/$marketplace"
                params={{ marketplace }}
                search={{ text }}
              >
                {marketplaceName(marketplace)}
              </Link>
            ))}
          </p>
          {parts.map(({ part, items }) => (
            <section key={part}>
              <h3>{procedurePartName(part)}</h3>
              <ul className="bullets">
                {items.map((item) => (
                  <li key={item.item}>
                    {item.values.map((value) => (
                      <div key={value.field}>
                        {fieldsOf(part).length > 1 && (
                          <span className="soft small">{procedureFieldName(value.field)}</span>
                        )}{' '}
                        <ValueText value={value} /> {isUnverified(value.leaf) && unverified()}
                      </div>
                    ))}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </li>
      ))}
    </ul>
  );
}
