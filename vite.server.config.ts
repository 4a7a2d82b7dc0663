import { defineConfig } from 'vite';

// The server and its libraries as one file, for the memory: Node keeps what it knows of each of some 1,800 modules, and what strips the
// types of ours. Names and lines stay, so that a stack in the log can be read. What client-node exports beside what is used is left out.
export default defineConfig({
  ssr: { noExternal: true },
  build: {
    ssr: 'server/main.ts',
    outDir: 'dist-server',
    emptyOutDir: true,
    target: 'node26',
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/[\\/]node_modules[\\/]@kubernetes[\\/]client-node[\\/]/.test(id) },
      output: { codeSplitting: false, comments: false },
    },
  },
});
