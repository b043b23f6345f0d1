import { type ClaimDetail, DECLARED_TEXTS, type DeclarationName } from '@marketsafe/contract';
import { Card } from '@marketsafe/looks';
import { declaredInSentence, fieldLabel, m } from '@marketsafe/words';

const NAMES = Object.keys(DECLARED_TEXTS) as DeclarationName[];

/** What was declared with the claim, word for word, and that it was declared once for a sweep where it was. */
export function DeclaredSection({ claim }: { claim: ClaimDetail }) {
  const { declarations, declaredIn } = claim;
  return (
    <Card title={m.console_claim_declared()}>
      <ul className="declared">
        {NAMES.filter((name) => declarations[name]).map((name) => (
          <li key={name}>{fieldLabel(name)}</li>
        ))}
      </ul>
      {declaredIn && <p className="soft small">{declaredInSentence(declaredIn)}</p>}
    </Card>
  );
}
