package org.relais.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.relais.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tables are made once, however many instances start at the same moment. */
class MigrationIT {

    private static final int INSTANCES = 3;

    @Test
    void instancesThatStartTogetherOnAnEmptyDatabaseAllSucceed() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.shared();
        var strategy = new OutboxAutoConfiguration().platformTablesFirst();
        String database = postgres.createDatabase();
        JdbcTemplate owner =
                new JdbcTemplate(new DriverManagerDataSource(postgres.jdbcUrl(database), database, database));
        for (int round = 0; round < 5; round++) {
            owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            CyclicBarrier together = new CyclicBarrier(INSTANCES);
            try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
                var migrations = IntStream.range(0, INSTANCES)
                        .<Future<?>>mapToObj(_ -> instances.submit(() -> {
                            together.await();
                            strategy.migrate(Flyway.configure()
                                    .dataSource(postgres.jdbcUrl(database), database, database)
                                    .load());
                            return true;
                        }))
                        .toList();
                for (Future<?> migration : migrations) {
                    assertThat(migration.get()).isEqualTo(true);
                }
            }
        }
    }
}
