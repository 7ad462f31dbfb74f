// Discovers the endpoint, lists and defines services, files a request, looks behind its token and follows it: with a client nobody
// here wrote. Ends with 0 when every answer was what the client understands.
'use strict';

const assert = require('node:assert/strict');
const { promisify } = require('node:util');
const Open311 = require('open311');

const [base = 'http://localhost:8080', apiKey] = process.argv.slice(2);

function call(client, method, ...args) {
  return promisify((...all) => {
    const done = all.pop();
    client[method](...all, (error, data) => done(error ? new Error(`${method}: ${error} ${data}`) : null, data));
  })(...args);
}

async function main() {
  const client = new Open311({ discovery: `${base}/open311/discovery.json`, apiKey });
  const discovery = await call(client, 'serviceDiscovery', { cache: true });
  console.log('discovered', client.endpoint, 'contact', discovery.contact);

  const services = await call(client, 'serviceList');
  assert.ok(services.length > 0, 'no services');
  const service = services.find((each) => each.service_code === 'pothole') || services.find((each) => each.metadata);
  const definition = await call(client, 'serviceDefinition', service.service_code);
  console.log(services.length, 'services;', service.service_code, 'asks', definition.attributes.length, 'questions');

  const attributes = {};
  for (const attribute of definition.attributes) {
    if (attribute.values) {
      attributes[attribute.code] = attribute.values[0].key;
    }
  }
  const description = `Filed by the npm client at ${new Date().toISOString()}`;
  const filing = { service_code: service.service_code, lat: 48.85, long: 2.35, description, attributes };
  const [filed] = await call(client, 'submitRequest', filing);
  assert.ok(filed.service_request_id, 'no service_request_id');
  const [again] = await call(client, 'submitRequest', filing);
  assert.equal(again.service_request_id, filed.service_request_id, 'a retry made a second request');
  console.log('filed', filed.service_request_id, 'once, though it was sent twice');

  const [behind] = await call(client, 'token', filed.service_request_id);
  assert.equal(behind.service_request_id, filed.service_request_id);

  const [found] = await call(client, 'serviceRequest', filed.service_request_id);
  assert.equal(found.description, description);
  assert.equal(found.status, 'open');
  assert.ok(!Number.isNaN(found.requested_datetime.getTime()), 'no requested_datetime');
  const several = await call(client, 'serviceRequests', [filed.service_request_id, filed.service_request_id]);
  assert.equal(several.length, 1);
  const open = await call(client, 'serviceRequests', { status: 'open', service_code: service.service_code });
  assert.ok(open.some((each) => each.service_request_id === filed.service_request_id), 'not among the open ones');
  console.log('found it by id, by ids and among', open.length, 'open ones');

  const stranger = new Open311({ endpoint: client.endpoint, apiKey: 'wrong' });
  await assert.rejects(call(stranger, 'submitRequest', filing), /403/);
  console.log('and a wrong key was refused');
}

main().catch((failure) => {
  console.error(failure.message);
  process.exit(1);
});
