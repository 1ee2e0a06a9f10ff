import { describeRunMode } from '../contracts/runModeContract';

describeRunMode('inline');
describeRunMode('isolated');
