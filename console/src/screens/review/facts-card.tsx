import type { ClaimDetail, FactName } from '@marketsafe/contract';
import { Card, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import {
  FACT_ORDER,
  factName,
  factText,
  formatPrice,
  m,
  marketplaceName,
  missingFact,
} from '@marketsafe/words';
import { HttpsLink } from '../../components/https-link.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { TranslationHelp } from '../../components/translation-help.tsx';

/** Facts that have a place of their own above, or are too long to be read beside a picture. */
const ELSEWHERE: ReadonlySet<FactName> = new Set([
  'title',
  'price',
  'seller',
  'images',
  'variants',
  'description',
]);

/** What the page said, as the claim and its newest capture have it. */
export function FactsCard({ claim }: { claim: ClaimDetail }) {
  const { target } = claim;
  const { seller } = target;
  const newest = claim.evidence.at(-1);
  const facts = newest?.facts ?? {};
  return (
    <Card title={m.triage_facts()}>
      <p className="claim-title">
        {target.title ? (
          <ForeignText text={target.title} />
        ) : (
          <em className="soft">{m.console_claim_no_title()}</em>
        )}
      </p>
      {target.title && <TranslationHelp text={target.title} />}
      <Pairs close>
        <Pair name={m.console_claim_marketplace()}>
          {m.console_claim_item({ marketplace: marketplaceName(target.marketplace), item: target.itemId })}
        </Pair>
        <Pair name={m.console_claim_price()}>
          {target.price ? formatPrice(target.price) : <em className="soft">{missingFact()}</em>}
        </Pair>
        <Pair name={m.console_claim_seller()}>
          <ForeignText text={seller?.name ?? seller?.id ?? missingFact()} />
          {seller?.name && seller.id && (
            <span className="soft small"> {m.console_claim_seller_id({ id: seller.id })}</span>
          )}
        </Pair>
        {FACT_ORDER.filter((name) => !ELSEWHERE.has(name) && facts[name]).map((name) => (
          <Pair key={name} name={factName(name)}>
            <bdi>{factText(facts, name)}</bdi>
          </Pair>
        ))}
        <Pair name={m.console_claim_address()}>
          <HttpsLink address={target.canonicalUrl} />
        </Pair>
        {newest && (
          <Pair name={m.button_captured()}>
            <TimeText utc={newest.capturedAt} />
          </Pair>
        )}
      </Pairs>
    </Card>
  );
}
