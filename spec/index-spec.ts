import * as surface from '../src/index';
import * as testing from '../src/testing';

// The surface grows on purpose: a name that is added or taken away is changed here as well.
describe('the public surface', () => {
  it('of tivalve is this list', () => {
    expect(Object.keys(surface).sort()).toEqual([
      'ConfigError',
      'Demand',
      'ERROR_CODES',
      'MemoryBudget',
      'MemorySortStore',
      'MetricsMap',
      'OrderError',
      'PipelineError',
      'PluginError',
      'RecordingError',
      'SchemaError',
      'SinkError',
      'SourceError',
      'StoreError',
      'TiValveError',
      'WHOLE_KEYSPACE',
      'WireError',
      'barrierOnDDL',
      'blackholeSink',
      'compileTableFilter',
      'createRecording',
      'createSchemaStorage',
      'ddlJsonOf',
      'decodeChangeDataEvent',
      'definePipeline',
      'deriveRow',
      'filterRows',
      'mapRows',
      'matchPrewriteCommit',
      'mergeResolvedTs',
      'mountRows',
      'openFileSink',
      'openRecording',
      'openSink',
      'openWasmSink',
      'parseTs',
      'physicalMsOf',
      'regionFeeds',
      'replaySource',
      'resolvedJsonLine',
      'rowJsonLine',
      'rowJsonOf',
      'runPipeline',
      'sortByCommitTs',
      'stdoutSink',
      'tapRows',
      'toSink',
      'tsOfPhysicalMs',
      'untilTs',
      'valve',
    ]);
  });

  it('of tivalve/testing is this list', () => {
    expect(Object.keys(testing).sort()).toEqual(
      [
        'batch',
        'change',
        'commit',
        'committed',
        'initialized',
        'legalHistory',
        'marbles',
        'prewrite',
        'recordingSink',
        'registration',
        'regionStream',
        'resolved',
        'rollback',
        'row',
        'seededRandom',
        'sourceOf',
        'table',
      ].toSorted(),
    );
  });
});
