import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The screens become static files, which the API serves at `/`. Nothing is inlined: the Content-Security-Policy allows
// scripts, styles and pictures of this site only.
export default defineConfig({
  root: 'src/web',
  base: '/',
  logLevel: 'warn',
  plugins: [react(), compressed()],
  resolve: {
    // Only the form library's own test help asks for it; it would compile schemas with `new Function`, which the policy of
    // content refuses.
    alias: { '@rjsf/validator-ajv8': fileURLToPath(new URL('src/web/forms/validation.ts', import.meta.url)) },
  },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    manifest: true,
    // All styles come with the page. Vite does not ask again for those of a screen that could not be had while the server was
    // away, so the screen would come without them.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // What several screens share is little and comes as one file: a dozen small ones take longer than their content.
        codeSplitting: {
          groups: [{ name: 'shared', test: /src\/web\/(api|components|language|shell)\//, minShareCount: 2 }],
        },
      },
    },
  },
});

/** Beside each file stands the same one compressed, for browsers that take it; so nothing is compressed while someone waits. */
function compressed() {
  return {
    name: 'compressed',
    writeBundle({ dir }, files) {
      for (const name of Object.keys(files).filter((one) => /\.(js|css|svg)$/.test(one))) {
        const content = readFileSync(join(dir, name));
        writeFileSync(
          join(dir, `${name}.br`),
          brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
