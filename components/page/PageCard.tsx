import { Badge, Button, ForeignText, Icon, Notice, Progress, Result } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type ReactNode, useEffect, useRef } from 'react';

const CAPTURE = { quick: m.popup_capture, full: m.popup_capture_whole } satisfies Record<Profile, unknown>;

const AGAIN = { quick: m.popup_again, full: m.popup_again_whole } satisfies Record<Profile, unknown>;

/** The viewport, or the whole page. */
type Profile = 'quick' | 'full';

/** One key each, while the popup is open. */
const KEYS: Readonly<Record<Profile, string>> = { quick: 'q', full: 'f' };

interface Summary {
  tone: 'ready' | 'neutral' | 'warning';
  heading: string;
  listing: { marketplace: string; itemId: string } | null;
  detail: string | null;
  buttonAbsent: boolean;
  /** It shows many listings. */
  list?: true;
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

/** How the listing in front stands with the organisation. */
interface Standing {
  /** Empty where nobody has anything on it. */
  sentence: string;
  seller: string | null;
  /** The list of the organisation's that its seller is on. */
  listed: { tone: 'warn' | 'info'; sentence: string } | null;
  again: 'no' | 'again' | 'relisted';
}

export interface PageCardProps {
  page: { state: 'asking' } | { state: 'unknown'; sentence: string } | { state: 'known'; summary: Summary };
  /** Null when there is nothing; undefined while it is being looked up. */
  held: Held | null | undefined;
  standing: Standing;
  running: boolean;
  /** Slices of the whole page so far; null while there are none. */
  progress: { done: number; of: number } | null;
  /** What the main button takes. */
  profile: Profile;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  /** Keys of the capture shortcut; empty or undefined when there are none. */
  shortcut: string | undefined;
  onCapture: (again: boolean, profile: Profile) => void;
  onStop: () => void;
  onOpen: () => void;
  /** Lists what the page shows in the side panel. */
  onList: () => void;
}

/** What the page in front is, and the one button that matters there. */
export function PageCard(props: PageCardProps) {
  const { page, held, standing } = props;
  if (page.state === 'asking' || held === undefined) {
    return <Frame heading={m.popup_asking()} tone="neutral" isAsking />;
  }
  if (page.state === 'unknown') {
    return <Frame heading={m.popup_unknown()} tone="warning" detail={page.sentence} />;
  }
  const { summary } = page;
  // A draft that is here says more of itself.
  const known = held?.state === 'draft' ? '' : standing.sentence;
  return (
    <Frame
      heading={held?.title ? <ForeignText text={held.title} /> : summary.heading}
      tone={summary.tone}
      listing={summary.listing}
      detail={known ? null : held ? heldSentence(held) : summary.detail}
    >
      {known && <p className="page-card-known">{known}</p>}
      {standing.seller && <p className="soft small">{standing.seller}</p>}
      {standing.listed && <Notice tone={standing.listed.tone}>{standing.listed.sentence}</Notice>}
      {summary.buttonAbsent && <p className="soft small">{m.popup_button_absent()}</p>}
      {summary.list && (
        <Button kind="main" wide onClick={props.onList}>
          {m.popup_list()}
        </Button>
      )}
      <Actions {...props} held={held} capture={summary.capture} />
    </Frame>
  );
}

function heldSentence({ state, age, number, stateName }: Held): string {
  if (state === 'draft') return m.popup_draft({ age });
  return number === null
    ? m.popup_reported({ age, state: stateName })
    : m.popup_reported_number({ age, number, state: stateName });
}

interface FrameProps {
  heading: ReactNode;
  tone: Summary['tone'];
  /** The heading does not stand yet. */
  isAsking?: boolean;
  listing?: Summary['listing'];
  detail?: string | null;
  children?: ReactNode;
}

function Frame({ heading, tone, isAsking = false, listing = null, detail = null, children }: FrameProps) {
  return (
    <section className="card page-card" aria-label={m.popup_section()} aria-busy={isAsking}>
      <div className="stack-small">
        {listing && (
          <p className="line">
            <Badge tone="info">{listing.marketplace}</Badge>
            <span className="number soft">{listing.itemId}</span>
          </p>
        )}
        <h1 className="clamp-3">
          {tone === 'warning' && <Icon name="warning" />} <bdi>{heading}</bdi>
        </h1>
        {detail && <p className="soft page-card-more">{detail}</p>}
      </div>
      {children}
    </section>
  );
}

function Actions({
  held,
  standing,
  capture,
  running,
  result,
  progress,
  profile,
  shortcut,
  onCapture,
  onStop,
  onOpen,
}: PageCardProps & { capture: Summary['capture'] }) {
  const main = useRef<HTMLButtonElement>(null);
  const wanted = held ? 'open' : capture;
  // Enter must do the likeliest thing from the first moment, and after a capture the next one.
  useEffect(() => {
    if (wanted !== 'no') main.current?.focus();
  }, [wanted]);
  const start = (wish: Profile) => {
    if (!running) onCapture(held !== null, wish);
  };
  useProfileKeys(capture === 'no' ? null : start);
  const other: Profile = profile === 'quick' ? 'full' : 'quick';
  return (
    <>
      <div className="page-card-actions">
        {held && (
          <Button ref={main} kind="main" size="big" onClick={onOpen}>
            {held.state === 'draft' ? m.popup_open_draft() : m.popup_open_report()}
            <Enter />
          </Button>
        )}
        {!held && capture !== 'no' && (
          <Button
            ref={main}
            kind={capture === 'yes' ? 'main' : 'plain'}
            size={capture === 'yes' ? 'big' : 'usual'}
            wide
            busy={running}
            onClick={() => start(profile)}
          >
            {capture === 'yes' && <Icon name="camera" />}
            {running
              ? m.popup_busy()
              : capture === 'yes'
                ? captureLabel(profile, standing)
                : m.popup_capture_anyway()}
            {capture === 'yes' && !running && <Enter />}
          </Button>
        )}
        {held && capture !== 'no' && (
          <Button wide busy={running} onClick={() => start(profile)}>
            <Icon name="camera" />
            {running ? m.popup_busy() : againLabel(profile, standing)}
          </Button>
        )}
        {capture === 'yes' && !running && (
          <Button wide onClick={() => start(other)}>
            {held ? AGAIN[other]() : CAPTURE[other]()}
            <kbd className="key-hint">{KEYS[other].toUpperCase()}</kbd>
          </Button>
        )}
      </div>
      {running && <CaptureProgress progress={progress} onStop={onStop} />}
      <Result result={running ? null : result} />
      {!held && !running && capture === 'yes' && shortcut && (
        <p className="soft small page-card-more">
          {m.popup_shortcut()} <kbd>{shortcut}</kbd>
        </p>
      )}
    </>
  );
}

function againLabel(profile: Profile, { again }: Standing): string {
  return again === 'relisted' ? m.popup_relisted() : AGAIN[profile]();
}

function captureLabel(profile: Profile, standing: Standing): string {
  return standing.again === 'no' ? CAPTURE[profile]() : againLabel(profile, standing);
}

/** `q` and `f` capture without the mouse, unless something is being typed. */
function useProfileKeys(start: ((profile: Profile) => void) | null): void {
  const latest = useRef(start);
  latest.current = start;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) return;
      const wish = (Object.keys(KEYS) as Profile[]).find(
        (profile) => KEYS[profile] === event.key.toLowerCase(),
      );
      if (wish) latest.current?.(wish);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

function CaptureProgress({ progress, onStop }: Pick<PageCardProps, 'progress' | 'onStop'>) {
  return (
    <Progress label={m.popup_progress()} labelHidden amount={progress}>
      <p role="status">{progress === null ? m.popup_capturing() : m.popup_slices(progress)}</p>
      {progress !== null && (
        <Button wide onClick={onStop}>
          {m.popup_stop()}
        </Button>
      )}
    </Progress>
  );
}

function Enter() {
  return (
    <span className="key-hint" aria-hidden="true">
      {m.popup_enter()}
    </span>
  );
}
