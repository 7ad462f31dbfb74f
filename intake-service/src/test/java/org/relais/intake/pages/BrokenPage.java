package org.relais.intake.pages;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import org.relais.platform.commit.CommitQueueFull;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;

/** A page whose template fails when much of it is written already, and pages that a part in trouble fails before. */
@Page
@Hidden
class BrokenPage {

    static final String PATH = "/suivi/broken/page";

    static final String FAILING = "/suivi/broken/";

    @GetMapping(FAILING + "queue")
    String queueFull() {
        throw new CommitQueueFull(Duration.ofSeconds(2));
    }

    @GetMapping(FAILING + "commit")
    String commitFailed() {
        throw new TransactionSystemException("no answer to COMMIT", new SQLException("connection lost", "08006"));
    }

    @GetMapping(FAILING + "disk")
    String diskFull() {
        throw new UncheckedIOException(new IOException("no space left"));
    }

    @GetMapping(FAILING + "bug")
    String bug() {
        throw new IllegalStateException("a bug");
    }

    @GetMapping(PATH)
    String broken() {
        return "broken";
    }
}
