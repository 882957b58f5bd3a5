// Prints what Readium's r2-shared-js reads of a book: node readium.js PACKAGE BOOK
const from = (name) => require(`${process.argv[2]}/dist/es8-es2017/src/${name}`);
const { TaJsonSerialize } = require(`${process.argv[2]}/../r2-lcp-js/dist/es8-es2017/src/serializable`);
const globals = from("init-globals");
globals.initGlobalConverters_SHARED();
globals.initGlobalConverters_GENERIC();
from("parser/epub").EpubParsePromise(process.argv[3]).then((book) => {
    process.stdout.write(JSON.stringify(TaJsonSerialize(book)), () => process.exit(0));
});
