import { useLanguage } from '@marketsafe/words/react';
import { createRootRoute, createRoute } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundScreen } from '../../screens/not-found/not-found-screen.tsx';
import { BrokenScreen } from '../broken-screen.tsx';
import { OpenLayout } from '../open-layout.tsx';
import { RootLayout } from '../root-layout.tsx';
import { SignedInLayout } from '../signed-in-layout.tsx';

/** A value of the query string, which may hold anything. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Draws a part of the page anew when the language changes: the router hands each part on as it was. */
export function inLanguage<Props extends object>(
  Part: (props: Props) => ReactNode,
): (props: Props) => ReactNode {
  return function InLanguage(props: Props) {
    useLanguage();
    return <Part {...props} />;
  };
}

/** What every screen stands in. */
export const root = createRootRoute({
  component: inLanguage(RootLayout),
  notFoundComponent: inLanguage(NotFoundScreen),
  errorComponent: inLanguage(BrokenScreen),
});

/** Screens of whoever is signed in; everybody else is asked to. */
export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: inLanguage(SignedInLayout),
});

/** Screens that anybody may see. */
export const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  component: inLanguage(OpenLayout),
});
