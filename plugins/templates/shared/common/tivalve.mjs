// Where TiValve is, for the build and the test: `node tivalve.mjs <command …>` runs one of its commands. Should this folder
// or TiValve move, change the path here or set TIVALVE.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = process.env.TIVALVE ?? '{{tivalve}}';
const require = createRequire(import.meta.url);
if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) require(`${folder}/dist/cli/main.js`);

export const tivalve = require(folder);
export const testing = require(`${folder}/dist/testing.js`);
