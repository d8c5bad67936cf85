import { defineConfig } from 'vite'

/** The report's app as one script and one style sheet, which the report puts into its page. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    // Browsers of 2024 and later: older ones see the plain report.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    lib: {
      entry: 'main.tsx',
      formats: ['iife'],
      name: 'numeracy',
      fileName: () => 'app.js',
      cssFileName: 'app',
    },
  },
})
