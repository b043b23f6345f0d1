import type { AskedName } from '@marketsafe/contract';
import { Check } from '@marketsafe/looks';
import { consentText, fieldLabel } from '@marketsafe/words';

interface ConsentCheckProps {
  name: AskedName;
  given: boolean;
  onConsent: (given: boolean) => void;
}

/** Consent to one field's going to the marketplace, in the words that are recorded with it. */
export function ConsentCheck({ name, given, onConsent }: ConsentCheckProps) {
  return (
    <Check checked={given} aria-label={`${fieldLabel(name)}: ${consentText()}`} onCheck={onConsent}>
      {consentText()}
    </Check>
  );
}
