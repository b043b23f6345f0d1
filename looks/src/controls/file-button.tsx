import { type ReactNode, useRef } from 'react';
import { Button } from './button.tsx';

interface FileButtonProps {
  id?: string;
  /** What is chosen, where the words on the button do not say it. */
  'aria-label'?: string;
  'aria-describedby'?: string | undefined;
  /** Types of files, as HTML's `accept` has them. */
  accept: string;
  multiple?: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}

/** A button that asks for files. The browser's own says what it does in the browser's language, which need not be the page's. */
export function FileButton({ accept, multiple = false, onFiles, children, ...described }: FileButtonProps) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <span>
      <Button {...described} size="small" onClick={() => chooser.current?.click()}>
        {children}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </span>
  );
}
