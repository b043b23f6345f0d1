import type { ReviewDetail } from '@marketsafe/contract';
import { Card, Pair, Pairs } from '@marketsafe/looks';
import { formatDay, formatList, m, placeName, rightStatusName, rightTypeName } from '@marketsafe/words';

/** The figures of the right that the claim rests on, as they are now. */
export function RightCard({ right, certificate }: Pick<ReviewDetail, 'right' | 'certificate'>) {
  return (
    <Card title={m.triage_right_card()}>
      <p className="right-mark">
        <bdi>{right.mark}</bdi>
      </p>
      <Pairs close>
        <Pair name={m.console_right_type()}>{rightTypeName(right.type)}</Pair>
        <Pair name={m.console_right_place()}>{placeName(right.place)}</Pair>
        <Pair name={m.console_right_number()}>{right.number}</Pair>
        <Pair name={m.triage_right_owner()}>{right.owner}</Pair>
        <Pair name={m.console_right_brand()}>{right.brand}</Pair>
        {right.niceClasses.length > 0 && (
          <Pair name={m.triage_right_classes()}>{formatList(right.niceClasses.map(String))}</Pair>
        )}
        <Pair name={m.triage_right_expires()}>
          {right.expiresOn === null ? m.triage_never() : formatDay(right.expiresOn)}
        </Pair>
        <Pair name={m.triage_right_status()}>{rightStatusName(right.status)}</Pair>
      </Pairs>
      {certificate.length > 0 && (
        <ul className="certificate" aria-label={m.triage_certificate()}>
          {certificate.map(({ sha256, name, type }) => {
            const url = `/v1/vault/rights/${right.rightId}/files/${sha256}`;
            return (
              <li key={sha256}>
                <a href={url} target="_blank" rel="noreferrer noopener" className="small">
                  {type.startsWith('image/') && <img src={url} alt="" loading="lazy" />}
                  <bdi>{name}</bdi>
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
