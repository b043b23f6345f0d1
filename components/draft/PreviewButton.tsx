import { Button, Dialog, Loading, Notice, Pair, Pairs } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { useEffect, useState } from 'react';

interface Line {
  name: string;
  text: string;
  /** Where it leads, for an address. */
  href?: string;
}

/** What the marketplace will see. */
interface Preview {
  listing: readonly Line[];
  claim: readonly Line[];
  pictures: readonly { sha256: string; bytes: Blob }[];
}

export interface PreviewButtonProps {
  /** Rejects where a picture cannot be made as it would go out. */
  onPreview: () => Promise<Preview>;
}

/** Shows exactly what the marketplace will see of a draft as it stands. */
export function PreviewButton({ onPreview }: PreviewButtonProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setShown(true)}>
        {m.desk_preview()}
      </Button>
      {shown && (
        <Dialog full title={m.desk_preview_title()} close={m.desk_close()} onClose={() => setShown(false)}>
          <Shown onPreview={onPreview} />
        </Dialog>
      )}
    </>
  );
}

function Shown({ onPreview }: PreviewButtonProps) {
  const [preview, setPreview] = useState<Preview | 'failed' | null>(null);
  const [first] = useState(() => onPreview);
  useEffect(() => {
    first().then(setPreview, (error: unknown) => {
      console.error(error);
      setPreview('failed');
    });
  }, [first]);
  if (preview === null) return <Loading>{m.desk_preview_loading()}</Loading>;
  if (preview === 'failed') return <Notice tone="bad">{m.desk_preview_failed()}</Notice>;
  return (
    <div className="stack preview">
      <p className="soft">{m.desk_preview_help()}</p>
      <Lines title={m.documents_heading_listing()} lines={preview.listing} />
      <Lines title={m.documents_heading_right()} lines={preview.claim} />
      <section className="stack-small">
        <h3>{m.documents_heading_pictures()}</h3>
        {preview.pictures.length === 0 && <p className="soft">{m.desk_preview_no_pictures()}</p>}
        {preview.pictures.map(({ sha256, bytes }, index) => (
          <Shot key={sha256} bytes={bytes} number={index + 1} />
        ))}
      </section>
      <p className="soft">{m.desk_preview_stays()}</p>
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section className="stack-small">
      <h3>{title}</h3>
      <Pairs>
        {lines.map(({ name, text, href }) => (
          <Pair key={name} name={name} className="said">
            {href === undefined ? (
              text
            ) : (
              <a href={href} target="_blank" rel="noreferrer">
                {text}
              </a>
            )}
          </Pair>
        ))}
      </Pairs>
    </section>
  );
}

function Shot({ bytes, number }: { bytes: Blob; number: number }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url && <img className="preview-picture" src={url} alt={m.desk_preview_picture({ number })} />;
}
