import { m } from '@marketsafe/words';
import './device.css';
import { Notice } from '@marketsafe/looks';
import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react';
import type { DeviceRequest } from '../../api/auth.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { CodeForm } from './code-form.tsx';
import { RequestReview } from './request-review.tsx';

/** Where the approval of one code stands. */
type Stage =
  | { name: 'code' }
  | { name: 'review'; code: string; request: DeviceRequest }
  | { name: 'answered'; outcome: 'approved' | 'denied' };

const ANSWERED = {
  approved: { heading: m.device_approved, text: m.device_approved_help },
  denied: { heading: m.device_denied, text: m.device_denied_help },
} as const;

/** Focuses what opens a stage, its heading or its field, when the stage takes another's place. */
function useStageFocus(stage: Stage['name']): RefCallback<HTMLElement> {
  const target = useRef<HTMLElement>(null);
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current !== stage) target.current?.focus();
    shown.current = stage;
  }, [stage]);
  return useCallback((element: HTMLElement | null) => {
    target.current = element;
  }, []);
}

/** Approves or denies the sign-in of an extension (RFC 8628). `givenCode` comes from the address and is only a suggestion. */
export function DeviceScreen({ givenCode }: { givenCode: string }) {
  const [stage, setStage] = useState<Stage>({ name: 'code' });
  const focusTarget = useStageFocus(stage.name);

  function show(code: string, request: DeviceRequest) {
    if (request.status === 'pending') setStage({ name: 'review', code, request });
    else setStage({ name: 'answered', outcome: request.status });
  }

  return (
    <div className="narrow">
      <PageHeading title={m.console_nav_device()} />
      {stage.name === 'code' && <CodeForm focusTarget={focusTarget} givenCode={givenCode} onFound={show} />}
      {stage.name === 'review' && (
        <RequestReview
          focusTarget={focusTarget}
          code={stage.code}
          request={stage.request}
          onAnswered={(outcome) => setStage({ name: 'answered', outcome })}
          onOtherCode={() => setStage({ name: 'code' })}
        />
      )}
      {stage.name === 'answered' && (
        <Notice
          tone={stage.outcome === 'approved' ? 'good' : 'warn'}
          title={
            <h2 ref={focusTarget} tabIndex={-1}>
              {ANSWERED[stage.outcome].heading()}
            </h2>
          }
        >
          {ANSWERED[stage.outcome].text()}
        </Notice>
      )}
    </div>
  );
}
