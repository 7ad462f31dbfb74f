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

// Apicurio leaves about one request in ten thousand without an answer, its connection open and its threads idle, and
// neither client has a time limit of its own. A new client asks again, since the old one waits for its first question.
const ANSWER_WITHIN_MILLIS = 5_000;
const ATTEMPTS = 4;

const [direction, url, name] = process.argv.slice(2);
let client = await CLIENTS[name](url);

async function patiently(work) {
  for (let attempt = 1; ; attempt++) {
    let timer;
    const tooLate = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MILLIS} ms`)), ANSWER_WITHIN_MILLIS);
    });
    try {
      return await Promise.race([work(client), tooLate]);
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
      console.error(`attempt ${attempt}: ${error.message}`);
      client = await CLIENTS[name](url);
    } finally {
      clearTimeout(timer);
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (direction === 'read') {
    const value = await patiently((client) => client.read(Buffer.from(line, 'base64')));
    process.stdout.write(JSON.stringify(value) + '\n');
  } else {
    const { subject, value } = JSON.parse(line);
    const bytes = await patiently((client) => client.write(subject, value));
    process.stdout.write(bytes.toString('base64') + '\n');
  }
}
// The clients keep timers that would hold the process.
process.exit(0);
