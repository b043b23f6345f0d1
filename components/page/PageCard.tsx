import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../shared/Icon.tsx';
import { Result } from '../shared/Result.tsx';
import { WORDS } from './words.ts';

interface Summary {
  tone: 'ready' | 'neutral' | 'warning';
  heading: string;
  listing: { marketplace: string; itemId: string } | null;
  detail: string | null;
  capture: 'yes' | 'anyway' | 'no';
}

/** What this device already holds about the listing in front. */
interface Held {
  state: 'draft' | 'finished';
  title: string | null;
  age: string;
  number: string | null;
  stateName: string;
}

export interface PageCardProps {
  page: { state: 'asking' } | { state: 'unknown'; sentence: string } | { state: 'known'; summary: Summary };
  /** Null when there is nothing; undefined while it is being looked up. */
  held: Held | null | undefined;
  running: boolean;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** Keys of the capture shortcut; empty or undefined when there are none. */
  shortcut: string | undefined;
  onCapture: (again: boolean) => void;
  onOpen: () => void;
}

/** What the page in front is, and the one button that matters there. */
export function PageCard(props: PageCardProps) {
  const { page, held } = props;
  if (page.state === 'asking' || held === undefined) {
    return <Frame heading={WORDS.asking} tone="neutral" />;
  }
  if (page.state === 'unknown') {
    return <Frame heading={WORDS.unknown} tone="warning" detail={page.sentence} />;
  }
  const { summary } = page;
  return (
    <Frame
      heading={held?.title ?? summary.heading}
      tone={summary.tone}
      listing={summary.listing}
      detail={held ? heldSentence(held) : summary.detail}
    >
      <Actions {...props} held={held} capture={summary.capture} />
    </Frame>
  );
}

function heldSentence({ state, age, number, stateName }: Held): string {
  if (state === 'draft') return WORDS.draft(age);
  return number === null ? WORDS.finished(stateName, age) : WORDS.finishedNumber(number, stateName, age);
}

interface FrameProps {
  heading: string;
  tone: Summary['tone'];
  listing?: Summary['listing'];
  detail?: string | null;
  children?: ReactNode;
}

function Frame({ heading, tone, listing = null, detail = null, children }: FrameProps) {
  return (
    <section className="card page-card" aria-label={WORDS.section} aria-busy={heading === WORDS.asking}>
      <div className="page-card-head">
        {listing && (
          <p className="page-card-listing">
            <span className="badge tone-info">{listing.marketplace}</span>{' '}
            <span className="number soft">{listing.itemId}</span>
          </p>
        )}
        <h1 className="clamp-3">
          {tone === 'warning' && <Icon name="warning" />} <bdi>{heading}</bdi>
        </h1>
        {detail && <p className="soft">{detail}</p>}
      </div>
      {children}
    </section>
  );
}

function Actions({
  held,
  capture,
  running,
  result,
  shortcut,
  onCapture,
  onOpen,
}: PageCardProps & { capture: Summary['capture'] }) {
  const main = useRef<HTMLButtonElement>(null);
  const wanted = held ? 'open' : capture;
  // Enter must do the likeliest thing from the first moment, and after a capture the next one.
  useEffect(() => {
    if (wanted !== 'no') main.current?.focus();
  }, [wanted]);
  const start = (again: boolean) => {
    if (!running) onCapture(again);
  };
  const busy = running ? { 'aria-disabled': true } : {};
  return (
    <>
      {held && (
        <button type="button" ref={main} className="button button-main button-big" onClick={onOpen}>
          {held.state === 'draft' ? WORDS.openDraft : WORDS.openReport}
          <Enter />
        </button>
      )}
      {!held && capture !== 'no' && (
        <button
          type="button"
          ref={main}
          className={capture === 'yes' ? 'button button-main button-big' : 'button'}
          onClick={() => start(false)}
          {...busy}
        >
          {capture === 'yes' && <Icon name="camera" />}
          {running ? WORDS.busy : capture === 'yes' ? WORDS.capture : WORDS.captureAnyway}
          {capture === 'yes' && !running && <Enter />}
        </button>
      )}
      {held && capture !== 'no' && (
        <button type="button" className="button" onClick={() => start(true)} {...busy}>
          <Icon name="camera" />
          {running ? WORDS.busy : WORDS.captureAgain}
        </button>
      )}
      {running && <div className="progress" />}
      <Result result={running ? null : result} />
      {running && <p role="status">{WORDS.capturing}</p>}
      {!held && capture === 'yes' && shortcut && (
        <p className="soft small">
          {WORDS.shortcut} <kbd>{shortcut}</kbd>
        </p>
      )}
    </>
  );
}

function Enter() {
  return (
    <span className="key-hint" aria-hidden="true">
      {WORDS.enter}
    </span>
  );
}
