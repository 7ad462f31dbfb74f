// Reads or writes Avro records in Confluent's wire format with one of the official JavaScript clients.
//
//   node serde.mjs read  <registry url> <client>    base64 a line in, JSON a line out
//   node serde.mjs write <registry url> <client>    {"subject", "value"} a line in, base64 a line out
//
// <client> is the package: @confluentinc/schemaregistry or @kafkajs/confluent-schema-registry
import { createInterface } from 'node:readline';

const TOPIC = 'any';

async function confluent(url) {
  const { default: registry } = await import('@confluentinc/schemaregistry');
  const client = new registry.SchemaRegistryClient({ baseURLs: [url] });
  const deserializer = new registry.AvroDeserializer(client, registry.SerdeType.VALUE, {});
  return {
    read: (bytes) => deserializer.deserialize(TOPIC, bytes),
    write: (subject, value) =>
      new registry.AvroSerializer(client, registry.SerdeType.VALUE, {
        autoRegisterSchemas: false,
        useLatestVersion: true,
        subjectNameStrategy: () => subject,
      }).serialize(TOPIC, value),
  };
}

async function kafkajs(url) {
  const { SchemaRegistry } = (await import('@kafkajs/confluent-schema-registry')).default;
  const registry = new SchemaRegistry({ host: url });
  return {
    read: (bytes) => registry.decode(bytes),
    write: async (subject, value) => registry.encode(await registry.getLatestSchemaId(subject), value),
  };
}

const CLIENTS = {
  '@confluentinc/schemaregistry': confluent,
  '@kafkajs/confluent-schema-registry': kafkajs,
};

const [direction, url, name] = process.argv.slice(2);
const client = await CLIENTS[name](url);
for await (const line of createInterface({ input: process.stdin })) {
  if (direction === 'read') {
    process.stdout.write(JSON.stringify(await client.read(Buffer.from(line, 'base64'))) + '\n');
  } else {
    const { subject, value } = JSON.parse(line);
    process.stdout.write((await client.write(subject, value)).toString('base64') + '\n');
  }
}
// The clients keep timers that would hold the process.
process.exit(0);
