import { problemCodeOf } from '@marketsafe/contract';
import { useQuery } from '@tanstack/react-query';
import { createRoute, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery } from '../../api/queries.ts';
import { Redirect } from '../../components/redirect.tsx';
import { DeviceScreen } from '../../screens/device/device-screen.tsx';
import { InvitationScreen } from '../../screens/invitation/invitation-screen.tsx';
import { MailOffScreen } from '../../screens/news/mail-off-screen.tsx';
import { PasswordScreen } from '../../screens/password/password-screen.tsx';
import { SignInScreen } from '../../screens/sign-in/sign-in-screen.tsx';
import { VerifyScreen } from '../../screens/verify/verify-screen.tsx';
import { inLanguage, open, root, signedIn, text } from './shell.tsx';

/** Leads to where somebody's work is: the marketplace's own people see nothing but what was sent to them. */
function StartRoute(): ReactNode {
  const me = useQuery(meQuery).data;
  return me ? <Redirect to={me.roles.includes('liaison') ? '/desk' : '/claims'} /> : null;
}

export const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: StartRoute,
});

function SignInRoute(): ReactNode {
  const { returnTo, ended, problem } = signIn.useSearch();
  return <SignInScreen returnTo={returnTo} ended={ended === 'yes'} problem={problemCodeOf(problem)} />;
}

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (
    search,
  ): { returnTo?: string | undefined; ended?: string | undefined; problem?: string | undefined } => ({
    returnTo: text(search.returnTo),
    ended: text(search.ended),
    problem: text(search.problem),
  }),
  component: inLanguage(SignInRoute),
});

function InvitationRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return (
    <InvitationScreen key={hash} secret={hash} problem={problemCodeOf(invitation.useSearch().problem)} />
  );
}

export const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: (search): { problem?: string | undefined } => ({ problem: text(search.problem) }),
  component: inLanguage(InvitationRoute),
});

function PasswordRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return <PasswordScreen key={hash} secret={hash} />;
}

export const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: inLanguage(PasswordRoute),
});

function MailOffRoute(): ReactNode {
  const hash = useLocation({ select: (location) => location.hash });
  return <MailOffScreen key={hash} token={hash} />;
}

function DeviceRoute(): ReactNode {
  return <DeviceScreen givenCode={device.useSearch().user_code ?? ''} />;
}

export const device = createRoute({
  getParentRoute: () => signedIn,
  path: '/device',
  // The name is RFC 8628's.
  validateSearch: (search): { user_code?: string | undefined } => ({ user_code: text(search.user_code) }),
  component: inLanguage(DeviceRoute),
});

export const mailOff = createRoute({
  getParentRoute: () => open,
  path: '/mail-off',
  component: inLanguage(MailOffRoute),
});

export const verify = createRoute({
  getParentRoute: () => open,
  path: '/verify',
  component: inLanguage(VerifyScreen),
});
