import { m, PRODUCT_NAME } from '@marketsafe/words';
import { StoreNotice } from '../../components/shared/StoreNotice.tsx';
import { showPage } from '../../components/shared/show-page.tsx';
import { UndoBar } from '../../components/shared/UndoBar.tsx';
import { WorkspaceFrame } from '../../components/workspace/WorkspaceFrame.tsx';
import { openTrouble } from '../../utils/database/open-trouble.ts';
import { pageDatabase } from '../../utils/hooks/page-database.ts';
import { useStore } from '../../utils/hooks/use-store.ts';
import { keepLanguage } from '../../utils/language/keep-language.ts';
import { useQueueContext } from '../../utils/queue/use-queue-context.ts';
import { useUndo } from '../../utils/queue/use-undo.ts';
import { useSession } from '../../utils/session/use-session.ts';
import { routeHash } from '../../utils/workspace/route.ts';
import { useRoute } from '../../utils/workspace/use-route.ts';
import { About, Capture, Desk, Reports, Review, Settings, Sweep, Sweeps, Watched } from './sections.tsx';
import '../../components/styles.css';

const title = () => m.workspace_title({ product: PRODUCT_NAME });

function Workspace() {
  const route = useRoute();
  const session = useSession();
  const context = useQueueContext(session.view.state === 'signed-in');
  return (
    <WorkspaceFrame
      section={route.section === 'draft' || route.section === 'evidence' ? 'queue' : route.section}
      wide={['evidence', 'queue', 'review'].includes(route.section)}
      account={session.view.state === 'signed-in' ? session.view.name : null}
      hashOf={(section) => routeHash({ section })}
    >
      <StoreNotice {...useStore()} />
      <UndoBar {...useUndo()} />
      {route.section === 'queue' && (
        <Reports session={session} context={context} urgent={route.urgent === true} />
      )}
      {route.section === 'draft' && <Desk key={route.draftId} draftId={route.draftId} context={context} />}
      {route.section === 'evidence' && <Capture key={route.captureId} captureId={route.captureId} />}
      {route.section === 'sweeps' &&
        (route.sweepId === undefined ? (
          <Sweeps />
        ) : (
          <Sweep key={route.sweepId} sweepId={route.sweepId} signedIn={context.signedIn} />
        ))}
      {route.section === 'review' && (
        <Review key={route.sweepId ?? ''} sweepId={route.sweepId ?? null} now={context.now} />
      )}
      {route.section === 'watch' && <Watched now={context.now} />}
      {route.section === 'settings' && <Settings session={session} now={context.now} />}
      {route.section === 'about' && <About />}
    </WorkspaceFrame>
  );
}

void showPage({ language: keepLanguage(), opened: openTrouble(pageDatabase), title, Page: Workspace });
