import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The screens become static files, which the API serves at `/`. Nothing is inlined: the Content-Security-Policy allows
// scripts, styles and pictures of this site only.
export default defineConfig({
  root: 'src/web',
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    manifest: true,
  },
});
