// Compiles the AssemblyScript plugins that ship with TiValve and the guests of the specs, and embeds their manifests.
// The compiled modules are committed: without the compiler this says so and changes nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SECTION = 'tivalve.manifest';

const PLUGINS = [
  { source: 'plugins/csv/assembly/index.ts', manifest: 'plugins/csv/manifest.json', module: 'plugins/csv/csv.wasm' },
  { source: 'spec/fixtures/plugins/probe/index.ts', module: 'spec/fixtures/plugins/probe-v0.wasm' },
  {
    source: 'spec/fixtures/plugins/probe/index.ts',
    manifest: 'spec/fixtures/plugins/probe/manifest.json',
    module: 'spec/fixtures/plugins/probe.wasm',
  },
];

function leb128(value) {
  const bytes = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Buffer.from(bytes);
}

function withManifest(module, manifest) {
  const name = Buffer.from(SECTION);
  // Written without the file's own spaces, so that formatting it does not change the plugin.
  const body = Buffer.concat([leb128(name.length), name, Buffer.from(JSON.stringify(JSON.parse(manifest)))]);
  return Buffer.concat([module, Buffer.from([0]), leb128(body.length), body]);
}

let asc;
try {
  asc = (await import('assemblyscript/asc')).default;
} catch (error) {
  console.error(
    `build-plugins: the AssemblyScript compiler is not installed (${error.code}); the committed modules stay as they are`,
  );
  process.exit(0);
}

const check = process.argv.includes('--check');
let stale = false;
for (const { source, manifest, module } of PLUGINS) {
  let binary;
  const { error, stderr } = await asc.main(
    [source, '--outFile', 'out.wasm', '-O3', '--noAssert', '--exportStart', 'wapc_init', '--runtime', 'incremental'],
    {
      readFile: (name, base) => (existsSync(join(base, name)) ? readFileSync(join(base, name), 'utf8') : null),
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
      baseDir: root,
    },
  );
  if (error || binary === undefined) {
    console.error(`build-plugins: ${source} does not compile\n${stderr.toString()}`);
    process.exit(1);
  }
  const bytes =
    manifest === undefined
      ? Buffer.from(binary)
      : withManifest(Buffer.from(binary), readFileSync(join(root, manifest), 'utf8'));
  const target = join(root, module);
  if (!check) {
    writeFileSync(target, bytes);
    console.log(`${module} ${bytes.length} bytes`);
  } else if (!existsSync(target) || !readFileSync(target).equals(bytes)) {
    console.error(`${module} is not what ${source} gives; run node scripts/build-plugins.mjs`);
    stale = true;
  }
}
process.exitCode = stale ? 1 : 0;
