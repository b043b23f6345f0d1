import { MAX_PACKAGE_CLAIMS } from '@marketsafe/contract';
import { Button } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { ExportPanel } from '../../packages/export-panel.tsx';

/** What can be done with the claims that are chosen. Always there, so that nothing moves when the first is. */
export function ChosenClaims({ claimIds, onClear }: { claimIds: readonly string[]; onClear: () => void }) {
  const count = claimIds.length;
  const tooMany = count > MAX_PACKAGE_CLAIMS;
  return (
    <section className="card" aria-label={m.console_claims_chosen()}>
      <div className="actions">
        <p role="status">
          {count === 0 ? m.console_claims_chosen_none() : m.console_claims_chosen_count({ count })}
        </p>
        {count > 0 && (
          <Button size="small" onClick={onClear}>
            {m.console_claims_clear()}
          </Button>
        )}
      </div>
      {tooMany && <p>{m.console_claims_too_many({ count: MAX_PACKAGE_CLAIMS })}</p>}
      {count > 0 && !tooMany && <ExportPanel claimIds={claimIds} noDisclosure={null} />}
    </section>
  );
}
