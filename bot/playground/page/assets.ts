import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type Asset = { type: string; content: Buffer };

const TYPES: Record<string, string> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** Bundles the browser side from its sources, so that there is no build step to forget. */
export async function bundleAssets(): Promise<Map<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: { page: clientFile('main.ts'), style: clientFile('style.css') },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => asset(path, contents)));
}

function asset(path: string, contents: Uint8Array): [string, Asset] {
  const name = path.replace(/^.*[/\\]/, '');
  const type = TYPES[name.replace(/^.*\./, '')] ?? 'application/octet-stream';
  return [name, { type, content: Buffer.from(contents) }];
}

function clientFile(name: string): string {
  return fileURLToPath(new URL(`client/${name}`, import.meta.url));
}
