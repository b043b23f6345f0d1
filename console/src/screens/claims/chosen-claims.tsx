import { MAX_PACKAGE_CLAIMS } from '@marketsafe/contract';
import { Button } from '@marketsafe/looks';
import { ExportPanel } from '../../packages/export-panel.tsx';

/** What can be done with the claims that are chosen. Always there, so that nothing moves when the first is. */
export function ChosenClaims({ claimIds, onClear }: { claimIds: readonly string[]; onClear: () => void }) {
  const count = claimIds.length;
  const tooMany = count > MAX_PACKAGE_CLAIMS;
  return (
    <section className="card" aria-label="Chosen claims">
      <div className="actions">
        <p role="status">
          {count === 0
            ? 'Choose claims to export them together as one package.'
            : `${count} ${count === 1 ? 'claim' : 'claims'} chosen`}
        </p>
        {count > 0 && (
          <Button size="small" onClick={onClear}>
            Clear the choice
          </Button>
        )}
      </div>
      {tooMany && <p>At most {MAX_PACKAGE_CLAIMS} claims go into one package.</p>}
      {count > 0 && !tooMany && <ExportPanel claimIds={claimIds} noDisclosure={null} />}
    </section>
  );
}
