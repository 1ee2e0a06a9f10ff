// What a thread of an isolated instance runs. Beside the sources there is no compiled program of it: then the types are
// taken out as it is loaded, which is how specs come to it.
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (!existsSync(join(__dirname, 'guestThread.js'))) require('sucrase/register/ts');
require('./guestThread').serveGuest();
