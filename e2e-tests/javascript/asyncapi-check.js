// Checks an AsyncAPI document with the official parser: prints what is wrong, exits with 1 if anything is.
const { readFileSync } = require('node:fs');
const { Parser } = require('@asyncapi/parser');

const ERROR = 0;

async function main(file) {
  if (!file) {
    console.error('usage: node asyncapi-check.js FILE');
    return 2;
  }
  const { document, diagnostics } = await new Parser().parse(readFileSync(file, 'utf8'));
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === ERROR);
  for (const { range, path, message } of errors) {
    console.error(`${file}:${range.start.line + 1}: ${path.join('.')}: ${message}`);
  }
  if (errors.length > 0 || !document) {
    return 1;
  }
  console.log(`${file}: valid AsyncAPI ${document.version()}, ${document.channels().length} channels, ${document.allMessages().length} messages`);
  return 0;
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
