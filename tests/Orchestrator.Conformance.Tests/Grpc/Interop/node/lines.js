// Talks to the test over standard input and output: one JSON object a line, either way.
'use strict';
const readline = require('node:readline');

exports.write = object => process.stdout.write(JSON.stringify(object) + '\n');

// Calls `handle` with each line's object; the process ends with its input.
exports.listen = handle => {
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', line => handle(JSON.parse(line)));
  lines.on('close', () => process.exit(0));
};
