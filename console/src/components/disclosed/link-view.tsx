import { DECLARED_TEXTS, type DisclosedField, type DisclosedLink } from '@marketsafe/contract';
import { ForeignText, Pair, Pairs } from '@marketsafe/looks';
import {
  formatBytes,
  formatDay,
  formatPrice,
  givenColumnHead,
  givenFieldLabel,
  givenOptionLabel,
  m,
  sellerLines,
} from '@marketsafe/words';
import { CopyButton } from '../copy-button.tsx';
import { HttpsLink } from '../https-link.tsx';
import { BothLanguages } from './both-languages.tsx';

interface Props {
  link: DisclosedLink;
  /** Its number, from 1. */
  number: number;
  /** Address of one of its files, `picture-1.png`. */
  urlOf: (name: string) => string;
}

/** One listing as the marketplace gets it, with its pictures. */
export function LinkView({ link, number, urlOf }: Props) {
  const { title, price, seller, capturedOn, explanation, declarations, particulars, pictures } = link;
  const declared = Object.keys(declarations).filter(
    (name) => declarations[name] === true && Object.hasOwn(DECLARED_TEXTS, name),
  );
  return (
    <div className="stack">
      <p>
        <strong>
          <ForeignText text={title ?? link.itemId} />
        </strong>
      </p>
      <p className="line">
        <HttpsLink address={link.canonicalUrl} />
        <CopyButton text={link.canonicalUrl} what={m.packets_link_number({ number })} />
      </p>
      <Pairs close>
        <Pair name={m.packets_link_item()}>{link.itemId}</Pair>
        {seller && (
          <Pair name={m.packets_link_seller()}>
            <ForeignText text={sellerLines(seller).join(' · ')} />
          </Pair>
        )}
        {price && <Pair name={m.packets_link_price()}>{formatPrice(price)}</Pair>}
        <Pair name={m.packets_link_day()}>{formatDay(capturedOn)}</Pair>
        {particulars.map((field) => (
          <Pair key={field.name} name={givenFieldLabel(field.name)}>
            <FieldView field={field} urlOf={urlOf} />
          </Pair>
        ))}
        {declared.length > 0 && (
          <Pair name={m.packets_link_declared()}>
            <ul className="plain stack-small small">
              {declared.map((name) => (
                <li key={name}>{givenFieldLabel(name)}</li>
              ))}
            </ul>
          </Pair>
        )}
      </Pairs>
      {explanation.en.trim() + explanation.zh.trim() === '' ? (
        <p className="soft small">{m.packets_link_no_explanation()}</p>
      ) : (
        <BothLanguages texts={explanation} />
      )}
      {pictures.length === 0 ? (
        <p className="soft">{m.packets_link_no_picture()}</p>
      ) : (
        <ul className="disclosed-pictures" aria-label={m.packets_link_pictures()}>
          {pictures.map(({ name, shows, bytes }) => (
            <li key={name}>
              <a href={urlOf(name)} target="_blank" rel="noreferrer noopener">
                <img
                  src={urlOf(name)}
                  alt={m.packets_link_picture_alt({ name, number })}
                  loading="lazy"
                  width="220"
                  height="150"
                />
                <span className="small">
                  {name} · {formatBytes(bytes)}
                  {shows === 'page' && <strong> · {m.packets_link_whole_page()}</strong>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function FieldView({ field, urlOf }: { field: DisclosedField; urlOf: Props['urlOf'] }) {
  switch (field.editor) {
    case 'text':
      return <ForeignText text={field.text} />;
    case 'files':
      return (
        <ul className="plain stack-small">
          {field.files.map(({ name, bytes }) => (
            <li key={name}>
              <a href={urlOf(name)} target="_blank" rel="noreferrer noopener">
                {name}
              </a>{' '}
              <span className="soft small">{formatBytes(bytes)}</span>
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <ul className="plain stack-small">
          {field.rows.map((row) => (
            <li key={JSON.stringify(row)}>
              {field.columns
                .map(
                  (column) =>
                    `${givenColumnHead(field.name, column)}: ${givenOptionLabel(field.name, row[column] ?? '')}`,
                )
                .join(' · ')}
            </li>
          ))}
        </ul>
      );
  }
}
