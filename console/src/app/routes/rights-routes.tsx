import { forHolder, vaultQuery } from '@marketsafe/contract';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import type { RightFilter } from '../../api/rights-queries.ts';
import { FiledForUsScreen } from '../../screens/mandates/filed-for-us-screen.tsx';
import { MandateScreen } from '../../screens/mandates/mandate-screen.tsx';
import { MandatesScreen } from '../../screens/mandates/mandates-screen.tsx';
import { NewMandateScreen } from '../../screens/mandates/new-mandate-screen.tsx';
import { PaperMandateScreen } from '../../screens/mandates/paper-mandate-screen.tsx';
import { EditRightScreen, NewRightScreen } from '../../screens/rights/form-screens.tsx';
import { ImportScreen } from '../../screens/rights/import-screen.tsx';
import { RegistrationsScreen } from '../../screens/rights/registrations-screen.tsx';
import { RightScreen } from '../../screens/rights/right-screen.tsx';
import { RightsScreen } from '../../screens/rights/rights-screen.tsx';
import { inLanguage, signedIn } from './shell.tsx';

function RightsRoute(): ReactNode {
  const filter = rights.useSearch();
  const navigate = useNavigate();
  const onFilter = useCallback(
    (wanted: RightFilter) => void navigate({ to: '/rights', search: wanted, replace: true }),
    [navigate],
  );
  return <RightsScreen filter={filter} onFilter={onFilter} />;
}

export const rights = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights',
  // What is no filter is left out: an address may be mistyped.
  validateSearch: (search): RightFilter => {
    const read = vaultQuery.omit({ cursor: true }).strip().safeParse(search);
    return read.success ? read.data : {};
  },
  component: inLanguage(RightsRoute),
});

/** For which holder a right is registered. */
function holderIn(search: Record<string, unknown>): { holder?: string } {
  const read = forHolder.strip().safeParse(search);
  return read.success && read.data.holder !== undefined ? { holder: read.data.holder } : {};
}

function NewRightRoute(): ReactNode {
  return <NewRightScreen {...newRight.useSearch()} />;
}

export const newRight = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/new',
  validateSearch: holderIn,
  component: inLanguage(NewRightRoute),
});

function ImportRoute(): ReactNode {
  return <ImportScreen {...rightsImport.useSearch()} />;
}

export const rightsImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/import',
  validateSearch: holderIn,
  component: inLanguage(ImportRoute),
});

export const registrations = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/registrations',
  component: inLanguage(RegistrationsScreen),
});

function RightRoute(): ReactNode {
  const { rightId } = right.useParams();
  return <RightScreen key={rightId} rightId={rightId} />;
}

export const right = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/$rightId',
  component: inLanguage(RightRoute),
});

function EditRightRoute(): ReactNode {
  const { rightId, change } = editRight.useParams();
  return <EditRightScreen key={rightId} rightId={rightId} change={change} />;
}

export const editRight = createRoute({
  getParentRoute: () => signedIn,
  path: '/rights/$rightId/$change',
  component: inLanguage(EditRightRoute),
});

export const mandates = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates',
  component: inLanguage(MandatesScreen),
});

export const newMandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/new',
  component: inLanguage(NewMandateScreen),
});

export const paperMandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/on-paper',
  component: inLanguage(PaperMandateScreen),
});

export const filedForUs = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/claims',
  component: inLanguage(FiledForUsScreen),
});

function MandateRoute(): ReactNode {
  const { mandateId } = mandate.useParams();
  return <MandateScreen key={mandateId} mandateId={mandateId} />;
}

export const mandate = createRoute({
  getParentRoute: () => signedIn,
  path: '/mandates/$mandateId',
  component: inLanguage(MandateRoute),
});
