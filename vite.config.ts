import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Relative asset addresses: the server is mounted under a path that is only known when it starts.
export default defineConfig({
  root: 'client',
  base: './',
  plugins: [react()],
  build: { outDir: '../dist', emptyOutDir: true, target: 'es2023' },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': 'http://127.0.0.1:8080' } },
});
