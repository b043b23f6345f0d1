import { useEffect, useState } from 'react';
import { type Route, readRoute } from './route.ts';

/** The section of the workspace that the address names, followed through links and the back button. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const changed = () => setRoute(readRoute(location.hash));
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return route;
}
