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
      <label>
        <strong>{m.verify_drop()}</strong>
        <input
          type="file"
          accept=".zip,application/zip"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onFile(file);
            // The same file may be chosen again.
            event.target.value = '';
          }}
        />
      </label>
      <p className="soft small">{m.verify_drop_help()}</p>
    </fieldset>
  );
}
