import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run server` listens unless told otherwise. */
const SERVER = 'http://localhost:4310';

// The server takes cookie-authenticated writes from its own origin only, and behind this proxy it is that origin.
const proxied = { target: SERVER, changeOrigin: true, headers: { origin: SERVER } };

export default defineConfig({
  plugins: [react()],
  server: { strictPort: true, proxy: { '/api': proxied, '/v1': proxied, '/health': proxied } },
  build: {
    // The content security policy allows neither data: addresses nor inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
