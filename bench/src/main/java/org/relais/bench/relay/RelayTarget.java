package org.relais.bench.relay;

/** Where a relay's process finds the database and the broker; database, role and password are named alike. */
record RelayTarget(String jdbcUrl, String user, String bootstrapServers, String topic) {}
