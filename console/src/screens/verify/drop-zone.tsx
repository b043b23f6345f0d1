import { FileButton } from '@marketsafe/looks';
import { m } from '@marketsafe/words';
import { type DragEvent, useState } from 'react';

/** Takes one file, dropped or chosen. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  }

  return (
    <fieldset
      className={over ? 'empty drop-zone drop-zone-over' : 'empty drop-zone'}
      aria-label={m.verify_package()}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{m.verify_drop()}</strong>
      <FileButton accept=".zip,application/zip" onFiles={([file]) => file && onFile(file)}>
        {m.verify_choose_package()}
      </FileButton>
      <p className="soft small">{m.verify_drop_help()}</p>
    </fieldset>
  );
}
