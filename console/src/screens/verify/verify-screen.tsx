import { Button, Loading, Notice, Progress } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import './verify.css';
import { useEffect, useState } from 'react';
import { PageHeading } from '../../components/page-heading.tsx';
import { DropZone } from './drop-zone.tsx';
import { TrustForm } from './trust-form.tsx';
import { useTrust } from './use-trust.ts';
import { useVerifier, type Verification } from './use-verifier.ts';
import { VerdictView } from './verdict-view.tsx';

/** How to check a package without a browser. */
const COMMAND = 'npm run --silent verify -- FILE.zip';

/** Checks a package of evidence in this browser. For everybody: whoever is shown a package is a stranger to the program. */
export function VerifyScreen() {
  const trust = useTrust();
  const { verification, verify, cancel } = useVerifier();
  const [file, setFile] = useState<File | null>(null);
  const [waiting, setWaiting] = useState(false);

  function take(taken: File) {
    setFile(taken);
    setWaiting(true);
  }

  useEffect(() => {
    if (!waiting || file === null || trust.reading) return;
    setWaiting(false);
    verify(file, trust.options);
  }, [waiting, file, trust.reading, trust.options, verify]);

  return (
    <>
      <PageHeading title={m.console_nav_verify()} />
      <p>{m.verify_about()}</p>
      <p>
        {m.verify_about_without()} <code>{COMMAND}</code>
      </p>
      {trust.answered ? <DropZone onFile={take} /> : <Loading>{m.verify_loading_keys()}</Loading>}
      <TrustForm trust={trust} />
      {file && verification.state !== 'running' && (
        <Button onClick={() => take(file)}>{m.verify_again({ name: file.name })}</Button>
      )}
      <div className="stack verdict">
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
          <Progress label={m.verify_reading({ name: verification.name })} amount={verification}>
            <Button size="small" onClick={onCancel}>
              {m.console_cancel()}
            </Button>
          </Progress>
        </div>
      );
    case 'cancelled':
      return (
        <Notice tone="info" title={m.verify_cancelled()} urgency="status">
          <p>{m.verify_cancelled_help({ name: verification.name })}</p>
        </Notice>
      );
    case 'broken':
      return (
        <Notice tone="bad" title={m.verify_broken()} urgency="alert">
          <p>{m.verify_broken_help({ name: verification.name })}</p>
        </Notice>
      );
    default:
      return <VerdictView {...verification} />;
  }
}
