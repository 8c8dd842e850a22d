// Ask an endpoint with Comunica: node ask.js ADDRESS QUERY. Prints the rows as JSON, each a mapping of variables to values.
import { QueryEngine } from '@comunica/query-sparql';

const [, , address, query] = process.argv;
const stream = await new QueryEngine().queryBindings(query, { sources: [address] });
const rows = await stream.toArray();
console.log(JSON.stringify(rows.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])))));
