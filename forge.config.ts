import fs from 'node:fs/promises';
import path from 'node:path';
import { MakerZIP } from '@electron-forge/maker-zip';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { VitePlugin } from '@electron-forge/plugin-vite';
import { fuses } from './build/fuses.ts';
import { nativePackage } from './build/not-bundled.ts';
import { targets } from './build/targets.ts';

export default {
  packagerConfig: {
    asar: { unpack: '**/*.node' },
  },
  hooks: {
    /**
     * The Vite plugin packs its bundles and nothing else, so the keyring, which cannot be bundled, is copied in:
     * its JavaScript and the native half that npm chose for this computer. Building for another platform than one's own
     * would pack the wrong half. Not yet tried on Electron's own binary.
     */
    packageAfterCopy: async (_config: unknown, appFolder: string) => {
      for (const name of await withNativeHalf(nativePackage)) {
        await fs.cp(path.join('node_modules', name), path.join(appFolder, 'node_modules', name), {
          recursive: true,
          dereference: true,
        });
      }
    },
  },
  makers: [new MakerZIP()],
  plugins: [
    new VitePlugin({
      build: targets
        .filter((target) => target.kind !== 'renderer')
        .map(({ kind, ...rest }) => ({ ...rest, target: kind === 'worker' ? 'main' : kind })),
      renderer: targets
        .filter((target) => target.kind === 'renderer')
        .map(({ name, config: file }) => ({ name, config: file })),
    }),
    new FusesPlugin(fuses),
  ],
};

/** A package and those of its optional, per-platform packages that are installed here. */
async function withNativeHalf(name: string): Promise<string[]> {
  const manifest = JSON.parse(await fs.readFile(path.join('node_modules', name, 'package.json'), 'utf8')) as {
    optionalDependencies?: Record<string, string>;
  };
  const names = Object.keys(manifest.optionalDependencies ?? {});
  const installed = await Promise.all(names.map(isInstalled));
  return [name, ...names.filter((_, index) => installed[index])];
}

async function isInstalled(name: string): Promise<boolean> {
  return fs.access(path.join('node_modules', name)).then(
    () => true,
    () => false,
  );
}
