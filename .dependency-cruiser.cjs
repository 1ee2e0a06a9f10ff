// One rule per room: the last column of the table in docs/architecture.md is the whole truth about who may import whom.
const low = ['model', 'errors', 'config', 'wire', 'schema', 'store', 'operators', 'sources', 'wasm', 'sinks'];
const rooms = {
  model: ['errors'],
  errors: [],
  config: ['model', 'errors'],
  wire: ['model', 'errors'],
  schema: ['model', 'errors'],
  store: ['model', 'errors'],
  operators: ['model', 'errors', 'schema'],
  sources: ['model', 'errors', 'config', 'wire'],
  wasm: ['model', 'errors', 'config', 'store', 'schema'],
  sinks: ['model', 'errors', 'config', 'store', 'wasm'],
  pipeline: low,
  emulator: ['model', 'errors', 'wire/generated'],
  cli: [...low, 'pipeline', 'emulator', 'index\\.ts', 'testing\\.ts'],
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: {
        path: '^src/',
        pathNot: [`^src/${room}/`, ...allowed.map((name) => `^src/${name}${name.endsWith('ts') ? '$' : '/'}`)],
      },
    })),
    {
      name: 'plugins-stand-alone',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^src/' },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(spec|bench|examples|plugins|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
