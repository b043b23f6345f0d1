import { type ClaimDetail, MAX_SEARCH_TEXT } from '@marketsafe/contract';
import { Card, ForeignText, Pair, Pairs } from '@marketsafe/looks';
import { formatPrice, m, marketplaceName, missingFact, reasonName } from '@marketsafe/words';
import { Link } from '@tanstack/react-router';
import { HttpsLink } from '../../components/https-link.tsx';
import { TranslationHelp } from '../../components/translation-help.tsx';

/** What the claim says: which listing, why. */
export function ClaimOverview({ claim }: { claim: ClaimDetail }) {
  const { target } = claim;
  const seller = target.seller?.name ?? target.seller?.id;
  return (
    <Card title={m.console_claim_listing()}>
      <p className="claim-title">
        {target.title ? (
          <ForeignText text={target.title} />
        ) : (
          <em className="soft small">{m.console_claim_no_title()}</em>
        )}
      </p>
      {target.title && <TranslationHelp text={target.title} />}
      <Pairs>
        <Pair name={m.console_claim_reason()}>{reasonName(claim.reason)}</Pair>
        <Pair name={m.console_claim_marketplace()}>
          {m.console_claim_item({ marketplace: marketplaceName(target.marketplace), item: target.itemId })}
        </Pair>
        <Pair name={m.console_claim_address()}>
          <HttpsLink address={target.canonicalUrl} />
        </Pair>
        <Pair name={m.console_claim_seller()}>
          {seller ? <ForeignText text={seller} /> : <em className="soft small">{missingFact()}</em>}
          {target.seller?.name && target.seller.id && (
            <span className="soft small"> {m.console_claim_seller_id({ id: target.seller.id })}</span>
          )}
          {seller && (
            <>
              {' '}
              <Link
                className="small"
                to="/sellers"
                search={{
                  q: (target.seller?.id ?? seller).slice(0, MAX_SEARCH_TEXT),
                  marketplace: target.marketplace,
                }}
              >
                {m.sellers_page_of()}
              </Link>
            </>
          )}
        </Pair>
        <Pair name={m.console_claim_price()}>
          {target.price ? formatPrice(target.price) : <em className="soft small">{missingFact()}</em>}
        </Pair>
      </Pairs>
    </Card>
  );
}
