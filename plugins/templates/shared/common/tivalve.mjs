// Runs a command of TiValve for the build and the test: `node tivalve.mjs plugin test …`. Should this folder or TiValve
// move, change the path here or set TIVALVE.
import { createRequire } from 'node:module';

const folder = process.env.TIVALVE ?? '{{tivalve}}';
createRequire(import.meta.url)(`${folder}/dist/cli/main.js`);
