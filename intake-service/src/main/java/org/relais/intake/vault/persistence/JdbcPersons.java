package org.relais.intake.vault.persistence;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.vault.Persons;
import org.relais.intake.vault.SealedPerson;
import org.relais.intake.vault.WrappedKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPersons implements Persons {

    private static final String ADD_ALL = """
        INSERT INTO person (requester_id, master_key_id, wrapped_key, name, email, phone, language, reply)
        SELECT * FROM unnest(?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::text[],
            ?::bytea[])
        ON CONFLICT DO NOTHING
        """;

    private final JdbcTemplate statements;
    private final JdbcClient database;

    JdbcPersons(JdbcTemplate statements, JdbcClient database) {
        this.statements = statements;
        this.database = database;
    }

    @Override
    public void addAll(Collection<SealedPerson> persons) {
        if (persons.isEmpty()) {
            return;
        }
        statements.update(ADD_ALL, statement -> {
            var connection = statement.getConnection();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid",
                            persons.stream().map(SealedPerson::requesterId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            persons.stream()
                                    .map(person -> person.key().masterKeyId())
                                    .toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            persons.stream()
                                    .map(person -> person.key().wrapped())
                                    .toArray(byte[][]::new)));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bytea", persons.stream().map(SealedPerson::name).toArray(byte[][]::new)));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea", persons.stream().map(SealedPerson::email).toArray(byte[][]::new)));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", persons.stream().map(SealedPerson::phone).toArray(byte[][]::new)));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "text", persons.stream().map(SealedPerson::language).toArray()));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "bytea", persons.stream().map(SealedPerson::reply).toArray(byte[][]::new)));
        });
    }

    @Override
    public Optional<SealedPerson> find(UUID requesterId) {
        return database.sql("SELECT * FROM person WHERE requester_id = ?")
                .param(requesterId)
                .query((row, number) -> new SealedPerson(
                        requesterId,
                        new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped_key")),
                        row.getBytes("name"),
                        row.getBytes("email"),
                        row.getBytes("phone"),
                        row.getString("language"),
                        row.getBytes("reply")))
                .optional();
    }

    @Override
    public boolean erase(UUID requesterId) {
        return database.sql("DELETE FROM person WHERE requester_id = ?")
                        .param(requesterId)
                        .update()
                > 0;
    }
}
