import './no-eval.ts';
import './no-ghosts.ts';
import '@marketsafe/looks/looks.css';
import './styles/layout.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/queries.ts';
import { router } from './app/router.tsx';
import { startLanguage } from './language/language.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element "root"');

startLanguage();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
