import { Button, Notice, Progress } from '@marketsafe/looks';
import './verify.css';
import { useState } from 'react';
import { Loading } from '../../components/loading.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { DropZone } from './drop-zone.tsx';
import { TrustForm } from './trust-form.tsx';
import { useTrust } from './use-trust.ts';
import { useVerifier, type Verification } from './use-verifier.ts';
import { VerdictView } from './verdict-view.tsx';

/** Checks a package of evidence in this browser. For everybody: whoever is shown a package is a stranger to the program. */
export function VerifyScreen() {
  const trust = useTrust();
  const { verification, verify, cancel } = useVerifier();
  const [file, setFile] = useState<File | null>(null);

  function take(taken: File) {
    setFile(taken);
    verify(taken, trust.options);
  }

  return (
    <>
      <PageHeading title="Verify a package" />
      <p>
        Whether a package of evidence is unchanged, who signed it, and between which moments its captures were
        made. The same can be found out without this page: with the commands in the package’s VERIFY.txt, or
        with <code>npm run --silent verify -- FILE.zip</code> in the program’s sources.
      </p>
      {trust.answered ? <DropZone onFile={take} /> : <Loading what="the program’s keys" />}
      <TrustForm trust={trust} />
      {file && verification.state !== 'running' && (
        <Button onClick={() => verify(file, trust.options)}>Check {file.name} again</Button>
      )}
      <div className="stack">
        <Result verification={verification} onCancel={cancel} />
      </div>
    </>
  );
}

function Result({ verification, onCancel }: { verification: Verification; onCancel: () => void }) {
  switch (verification.state) {
    case 'idle':
      return null;
    case 'running':
      return (
        <div className="card" role="status">
          <Progress label={`Reading ${verification.name}…`} amount={verification}>
            <Button size="small" onClick={onCancel}>
              Cancel
            </Button>
          </Progress>
        </div>
      );
    case 'cancelled':
      return (
        <Notice tone="info" title="The check was cancelled" urgency="status">
          <p>Nothing is said about {verification.name}.</p>
        </Notice>
      );
    case 'broken':
      return (
        <Notice tone="bad" title="The check could not be made" urgency="alert">
          <p>
            This browser could not run it, or could not read {verification.name} any more. Nothing is said
            about the package. Load the page again, or use the commands in the package’s VERIFY.txt.
          </p>
        </Notice>
      );
    default:
      return <VerdictView {...verification} />;
  }
}
