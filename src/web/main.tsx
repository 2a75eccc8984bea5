import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { meQuery } from './api/me.ts';
import { queries } from './api/queries.ts';
import { LanguageProvider, speakFirstLanguage } from './language/language.tsx';
import { App } from './shell/App.tsx';
import { beginLoading } from './shell/screens.tsx';
import './styles/index.css';

speakFirstLanguage();
// Both take a way to the server and back: they go beside each other, and while this page is being built.
void queries.prefetchQuery(meQuery);
beginLoading(location.pathname);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <App />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
