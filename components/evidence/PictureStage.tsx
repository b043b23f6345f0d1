import type { PageArea } from '@marketsafe/contract';
import { Badge } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type PointerEvent, useRef, useState } from 'react';
import { boxStyle, isBox, meets, type Point, spanned } from './geometry.ts';
import { MaskBox } from './MaskBox.tsx';
import { PictureImage } from './PictureImage.tsx';
import type { Box, Draws, LoadPicture, Picture, Show, Zoom } from './types.ts';

/** What can be done to boxes; absent where nothing may be changed. */
export interface BoxEditing {
  /** What a box that is drawn says: paint, or that it may be shown. */
  draws: Draws;
  onAdd: (box: Box) => void;
  onChange: (index: number, box: Box, how: string) => void;
  onRemove: (index: number) => void;
}

interface PictureStageProps {
  picture: Picture;
  boxes: readonly Box[];
  /** The part of the page that all pictures together show. */
  bounds: PageArea;
  show: Show;
  zoom: Zoom;
  load: LoadPicture;
  editing: BoxEditing | null;
  onShown: (show: Show) => void;
}

/** Rectangles over a picture, each once. */
function Marks({ area, marks, name }: { area: PageArea; marks: readonly PageArea[]; name: string }) {
  const keyed = new Map(marks.map((mark) => [JSON.stringify(mark), mark]));
  return [...keyed].map(([key, mark]) => <span key={key} className={name} style={boxStyle(area, mark)} />);
}

/** One picture with what is painted over in it, and the ground on which boxes are drawn. */
export function PictureStage({
  picture,
  boxes,
  bounds,
  show,
  zoom,
  load,
  editing,
  onShown,
}: PictureStageProps) {
  const { area, label, regions, listing, goesOut } = picture;
  const stage = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useState<Point | null>(null);
  const [drawn, setDrawn] = useState<PageArea | null>(null);

  const pointOf = (event: PointerEvent): Point => {
    const seen = stage.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: area.x + ((event.clientX - seen.left) / seen.width) * area.width,
      y: area.y + ((event.clientY - seen.top) / seen.height) * area.height,
    };
  };
  const isEdited = editing !== null && goesOut && show === 'original';
  const begin = (event: PointerEvent) => {
    if (!isEdited || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom(pointOf(event));
  };
  const draw = (event: PointerEvent) => from && setDrawn(spanned(from, pointOf(event), area));
  const give = () => {
    setFrom(null);
    setDrawn(null);
  };
  const end = (event: PointerEvent) => {
    const box = from && spanned(from, pointOf(event), area);
    if (box && isEdited && isBox(box)) {
      editing.onAdd(editing.draws === 'shown' ? { ...box, shows: true } : box);
    }
    give();
  };
  const shown = boxes.map((box, index) => ({ box, index })).filter(({ box }) => meets(area, box));
  const fixed = (isShown: boolean) =>
    shown.map(({ box }) => box).filter(({ shows }) => (shows === true) === isShown);
  const seen = regions.filter((mark) => meets(area, mark));
  const showsSomething = [...listing, ...boxes.filter(({ shows }) => shows)].some((mark) =>
    meets(area, mark),
  );
  const width = `${area.width}px`;
  return (
    <figure className="stack-small">
      <figcaption className="line">
        <strong>{label}</strong>
        <span className="soft small">
          {m.viewer_pixels({ width: Math.round(area.width), height: Math.round(area.height) })}
        </span>
        {seen.length > 0 && <span className="soft small">{m.viewer_regions({ count: seen.length })}</span>}
        {!goesOut && <Badge tone="quiet">{m.viewer_stays_here()}</Badge>}
        {goesOut && !showsSomething && <Badge tone="warn">{m.viewer_nothing_shown()}</Badge>}
      </figcaption>
      {(show === 'original' || goesOut) && (
        <div className="evidence-scroll">
          <div
            ref={stage}
            className={isEdited ? 'evidence-stage evidence-stage-edited' : 'evidence-stage'}
            style={{
              inlineSize: zoom === 'fit' ? `min(100%, ${width})` : width,
              aspectRatio: `${area.width} / ${area.height}`,
            }}
            onPointerDown={begin}
            onPointerMove={draw}
            onPointerUp={end}
            onPointerCancel={give}
          >
            <PictureImage
              // Other boxes make another copy.
              key={show === 'original' ? show : `${show} ${JSON.stringify(boxes)}`}
              picture={picture}
              show={show}
              load={load}
              onShown={onShown}
            />
            {show === 'original' && goesOut && (
              <>
                <Marks
                  area={area}
                  marks={listing.filter((mark) => meets(area, mark))}
                  name="evidence-listing"
                />
                <Marks area={area} marks={seen} name="evidence-region" />
                {!isEdited && (
                  <>
                    <Marks area={area} marks={fixed(false)} name="evidence-fixed-box" />
                    <Marks
                      area={area}
                      marks={fixed(true)}
                      name="evidence-fixed-box evidence-fixed-box-shows"
                    />
                  </>
                )}
                {isEdited &&
                  shown.map(({ box, index }) => (
                    <MaskBox
                      key={index}
                      box={box}
                      number={index + 1}
                      area={area}
                      bounds={bounds}
                      pointOf={pointOf}
                      onChange={(to, how) => editing.onChange(index, to, how)}
                      onRemove={() => editing.onRemove(index)}
                    />
                  ))}
                {drawn && <span className="evidence-drawn" style={boxStyle(area, drawn)} />}
              </>
            )}
          </div>
        </div>
      )}
    </figure>
  );
}
