import type { ClaimDetail } from '@marketsafe/contract';
import { Card, Pair, Pairs } from '@marketsafe/looks';
import { m, placeName, rightTypeName } from '@marketsafe/words';
import type { ReactNode } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { HistoryList } from '../../components/history-list.tsx';
import { LinksList } from '../../components/links-list.tsx';
import { TimeText } from '../../components/time-text.tsx';
import { PackageSection } from './package-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import { PlanBuyPart, TestBuyPart } from './test-buy-part.tsx';

/** Beside the claim: who handed it in, the right it rests on, what became of it, and the hash of what was received. */
export function ClaimAside({ claim, children }: { claim: ClaimDetail; children?: ReactNode }) {
  const { right } = claim;
  return (
    <aside className="claim-aside" aria-label={m.console_claim_about()}>
      <Card title={m.console_claim_received()}>
        <p>
          <TimeText utc={claim.receivedAt} withUtc />
          <br />
          {m.console_claim_received_from({ name: claim.submittedBy.name })}
        </p>
      </Card>
      <Card title={m.console_claim_right()}>
        <Pairs>
          <Pair name={m.console_right_brand()}>{right.brand}</Pair>
          <Pair name={m.console_right_mark()}>{right.mark}</Pair>
          <Pair name={m.console_right_type()}>{rightTypeName(right.type)}</Pair>
          <Pair name={m.console_right_place()}>{placeName(right.place)}</Pair>
          <Pair name={m.console_right_number()}>{right.number}</Pair>
        </Pairs>
      </Card>
      {claim.links.length > 0 && (
        <Card title={m.inquiry_links()}>
          <LinksList links={claim.links} />
        </Card>
      )}
      {claim.reason === 'test-buy' ? <TestBuyPart claimId={claim.claimId} /> : <PlanBuyPart claim={claim} />}
      {children}
      <PackageSection claim={claim} />
      <ReportsSection claimId={claim.claimId} />
      <Card title={m.console_claim_history()}>
        <HistoryList events={claim.events} />
      </Card>
      <Card title={m.console_claim_as_received()}>
        <p className="soft small">{m.console_claim_hash_of()}</p>
        <p className="number small unbroken">{claim.bodySha256}</p>
        <CopyButton text={claim.bodySha256} what={m.console_claim_hash()} />
      </Card>
    </aside>
  );
}
