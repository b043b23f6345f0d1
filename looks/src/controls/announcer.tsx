import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(message: string) => void>(() => {});

/** Gives a function that says a short message to screen readers when they are free. */
export function useAnnounce(): (message: string) => void {
  return useContext(AnnounceContext);
}

/** Holds the page's one live region for what is said and not shown. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState('');
  const announce = useCallback((text: string) => {
    // The same words twice would be no change, and so not be read: an invisible space makes them one.
    setMessage((previous) => (previous === text ? `${text}\u00a0` : text));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" role="status">
        {message}
      </div>
    </AnnounceContext>
  );
}
