import type { ClaimDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { ExportPanel } from '../../packages/export-panel.tsx';

/** Export of the claim with its captures, for a court or for the marketplace. */
export function PackageSection({ claim }: { claim: ClaimDetail }) {
  const masked = claim.evidence.every(({ masked }) => masked.some(({ type }) => type.startsWith('image/')));
  return (
    <Card title={m.console_packages_title()}>
      <p className="soft small">{m.console_packages_about()}</p>
      <ExportPanel
        claimIds={[claim.claimId]}
        noDisclosure={masked ? null : m.console_packages_none_masked()}
      />
    </Card>
  );
}
