import { Badge, Card, Empty, ForeignText, Loading } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useRef, useState } from 'react';
import { around, middleOf } from './geometry.ts';
import { MaskBar } from './MaskBar.tsx';
import { type BoxEditing, PictureStage } from './PictureStage.tsx';
import { RecordParts, WindowPart } from './RecordParts.tsx';
import { ReleasePart } from './ReleasePart.tsx';
import type { Box, Draws, Evidence, LoadPicture, Show, Zoom } from './types.ts';

interface EvidenceViewerProps {
  /** Undefined while it is being read, null when there is none of that id. */
  evidence: Evidence | null | undefined;
  result: { tone: 'good' | 'bad'; sentence: string } | null;
  canUndo: boolean;
  canRedo: boolean;
  /** `what` names the change and its box: the same change again is one step to undo. */
  onBoxes: (boxes: readonly Box[], what: string) => void;
  onRelease: (isReleased: boolean) => void;
  onUndo: () => void;
  onRedo: () => void;
  loadPicture: LoadPicture;
  /** Address of a draft, from `#` on. */
  draftUrl: (draftId: string) => string;
}

/** One capture: its pictures with what is painted over before they go out, and all that its record says. */
export function EvidenceViewer({ evidence, ...props }: EvidenceViewerProps) {
  if (evidence === undefined) return <Loading>{m.viewer_loading()}</Loading>;
  if (evidence === null) {
    return (
      <Empty title={<h1>{m.viewer_unknown()}</h1>}>
        <p className="soft">{m.viewer_unknown_help()}</p>
      </Empty>
    );
  }
  return (
    <article className="stack">
      <EvidenceHead evidence={evidence} draftUrl={props.draftUrl} />
      <WindowPart window={evidence.window} />
      {evidence.pictures.length === 0 ? (
        <p className="card soft">{m.viewer_no_pictures()}</p>
      ) : (
        <Pictures evidence={evidence} {...props} />
      )}
      <RecordParts evidence={evidence} />
    </article>
  );
}

function EvidenceHead({
  evidence,
  draftUrl,
}: { evidence: Evidence } & Pick<EvidenceViewerProps, 'draftUrl'>) {
  const { title, listing, capturedAt, profile, coverage, isFinished, draftId } = evidence;
  return (
    <header className="stack-small">
      <a href={draftUrl(draftId)}>{m.viewer_back()}</a>
      <h1 className="clamp-2">{title === null ? m.viewer_untitled() : <ForeignText text={title} />}</h1>
      <p className="soft">{listing}</p>
      <p className="line">
        <Badge tone={isFinished ? 'quiet' : 'info'}>
          {isFinished ? m.viewer_finished() : m.viewer_open()}
        </Badge>
        <span>
          {m.viewer_captured({ at: capturedAt })} · {profile}
        </span>
      </p>
      {coverage.map((sentence) => (
        <p key={sentence} className="soft small">
          {sentence}
        </p>
      ))}
    </header>
  );
}

/** Undo and redo by keyboard, wherever the focus is on this screen. */
function useUndoKeys(onUndo: () => void, onRedo: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (!isCommand || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) onRedo();
      else onUndo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
}

/** The picture that takes most of the window now. */
function pictureInView(list: HTMLElement | null): number {
  const shown = [...(list?.children ?? [])].map((child) => {
    const { top, bottom } = child.getBoundingClientRect();
    return Math.min(bottom, window.innerHeight) - Math.max(top, 0);
  });
  return shown.indexOf(Math.max(...shown));
}

function Pictures({
  evidence,
  canUndo,
  canRedo,
  ...props
}: { evidence: Evidence } & Omit<EvidenceViewerProps, 'evidence'>) {
  const { pictures, boxes, isFinished, releasedAt } = evidence;
  const [show, setShow] = useState<Show>('original');
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [draws, setDraws] = useState<Draws>('painted');
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [removed, setRemoved] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef<number | null>(null);
  const bounds = around(pictures.map(({ area }) => area));

  const change = (to: readonly Box[], what: string) => {
    setRemoved(null);
    // Other boxes make another page, which nobody has looked at.
    setSeen(new Set());
    props.onBoxes(to, what);
  };
  const add = (box: Box) => {
    wantsFocus.current = boxes.length;
    change([...boxes, box], `add ${boxes.length}`);
  };
  const editing: BoxEditing | null = isFinished
    ? null
    : {
        draws,
        onAdd: add,
        onChange: (index, box, how) => {
          wantsFocus.current = index;
          change(boxes.with(index, box), `${how} ${index}`);
        },
        onRemove: (index) => {
          change(boxes.toSpliced(index, 1), `remove ${index} of ${boxes.length}`);
          setRemoved(index + 1);
          undo.current?.focus();
        },
      };
  const addInView = () => {
    const inView = pictures[pictureInView(list.current)];
    const picture = inView?.goesOut ? inView : pictures.find(({ goesOut }) => goesOut);
    if (!picture) return;
    setShow('original');
    const box = middleOf(picture.area);
    add(draws === 'shown' ? { ...box, shows: true } : box);
  };
  const stepBack = () => {
    setRemoved(null);
    setSeen(new Set());
    props.onUndo();
  };
  const stepForward = () => {
    setRemoved(null);
    setSeen(new Set());
    props.onRedo();
  };
  useUndoKeys(stepBack, stepForward, editing !== null);
  // A box that was just made, or walked off its picture onto the next, is what the keys are for now.
  useEffect(() => {
    const index = wantsFocus.current;
    if (index === null || !boxes[index]) return;
    wantsFocus.current = null;
    const drawn = [...(list.current?.querySelectorAll<HTMLElement>(`[data-box="${index}"]`) ?? [])];
    if (!drawn.some((element) => element === document.activeElement)) drawn[0]?.focus();
  }, [boxes]);

  return (
    <Card title={m.viewer_pictures()}>
      <p className="soft small">{isFinished ? m.viewer_finished_help() : m.viewer_edit_help()}</p>
      {!isFinished && <p className="soft small">{m.viewer_keys()}</p>}
      <MaskBar
        show={show}
        zoom={zoom}
        onShow={setShow}
        onZoom={setZoom}
        editing={
          editing && {
            draws,
            onDraws: setDraws,
            count: boxes.length,
            canUndo,
            canRedo,
            onAdd: addInView,
            onUndo: stepBack,
            onRedo: stepForward,
          }
        }
        undo={undo}
        said={removed === null ? null : m.viewer_removed({ number: removed })}
        problem={props.result?.tone === 'bad' ? props.result.sentence : null}
      />
      {show === 'page' && (
        <ReleasePart
          releasedAt={releasedAt}
          unseen={pictures.filter(({ goesOut, path }) => goesOut && !seen.has(path)).length}
          onRelease={isFinished ? null : props.onRelease}
        />
      )}
      <div className="stack" ref={list}>
        {pictures.map((picture) => (
          <PictureStage
            key={picture.path}
            picture={picture}
            boxes={boxes}
            bounds={bounds}
            show={show}
            zoom={zoom}
            load={props.loadPicture}
            editing={editing}
            onShown={(as) => as === 'page' && setSeen((before) => new Set([...before, picture.path]))}
          />
        ))}
      </div>
    </Card>
  );
}
