import type { ClaimDetail } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { ExportPanel } from '../../packages/export-panel.tsx';

const NOTHING_MASKED =
  'Masked copies for the marketplace: a capture of this claim has no masked picture, so nothing of it may go out.';

/** Export of the claim with its captures, for a court or for the marketplace. */
export function PackageSection({ claim }: { claim: ClaimDetail }) {
  const masked = claim.evidence.every(({ masked }) => masked.some(({ type }) => type.startsWith('image/')));
  return (
    <Card title="Packages">
      <p className="soft small">
        The evidence package holds the originals, signed and sealed, and is confidential. Masked copies are
        what may go to the marketplace.
      </p>
      <ExportPanel claimIds={[claim.claimId]} noDisclosure={masked ? null : NOTHING_MASKED} />
    </Card>
  );
}
