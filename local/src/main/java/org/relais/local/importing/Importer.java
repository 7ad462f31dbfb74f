package org.relais.local.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.relais.local.Messages;
import org.relais.local.importing.Intake.Reply;

/**
 * Sends a file's rows, several at a time, and settles them in the file's order: so one number tells what is done, and the refused
 * rows stand in order too. What a row needs in memory is forgotten with it.
 */
final class Importer {

    private static final int WAITING_PER_THREAD = 16;
    private static final int ROWS_BETWEEN_CHECKPOINTS = 500;
    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(500);

    /**
     * @param checkpoint where to keep how far it has come
     * @param refused where rows go that were not taken
     */
    record Job(Path file, CsvFormat format, Path mapping, Path checkpoint, Path refused, int concurrency) {}

    private final Job job;
    private final Intake intake;
    private final Messages messages;
    private final Consumer<ImportProgress> progress;

    Importer(Job job, Intake intake, Messages messages, Consumer<ImportProgress> progress) {
        this.job = job;
        this.intake = intake;
        this.messages = messages;
        this.progress = progress;
    }

    /**
     * @return what is done now, this run and earlier ones together
     * @throws IntakeUnreachable if intake takes no more rows; run it again to go on
     * @throws UnusableInput if the mapping doesn't fit, the file breaks off or no intake answers there
     */
    Checkpoint run(MappingFile mappingFile) throws IOException, InterruptedException {
        Checkpoint start = Checkpoint.read(job.checkpoint());
        try (CsvFile csv = new CsvFile(job.file(), job.format())) {
            Mapping mapping = mappingFile.mapping(csv.columns());
            try (RefusedRows refused =
                    new RefusedRows(job.refused(), job.format(), csv.columns(), start.refusedBytes())) {
                return new Run(csv, mapping, refused, start).run();
            }
        }
    }

    private final class Run {

        private final CsvFile csv;
        private final Mapping mapping;
        private final RefusedRows refused;
        private final Checkpoint start;
        private final Deque<Sent> window = new ArrayDeque<>();
        private final Occurrences occurrences = new Occurrences();
        private final Semaphore permits = new Semaphore(job.concurrency());
        private final long size = Files.size(job.file());
        private Checkpoint done;
        private Checkpoint written;
        private long startBytes;
        private long startedAt;
        private long toldAt;

        private Run(CsvFile csv, Mapping mapping, RefusedRows refused, Checkpoint start) throws IOException {
            this.csv = csv;
            this.mapping = mapping;
            this.refused = refused;
            this.start = start;
            this.done = start;
            this.written = start;
        }

        private Checkpoint run() throws IOException, InterruptedException {
            Row row = csv.next();
            while (row != null && row.number() <= start.rows()) {
                occurrence(row);
                row = csv.next();
            }
            startBytes = csv.bytesRead();
            startedAt = System.nanoTime();
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            try {
                for (; row != null; row = next()) {
                    send(threads, row);
                    settle(window.size() >= job.concurrency() * WAITING_PER_THREAD);
                }
                settleAll();
            } finally {
                threads.shutdownNow();
                keep();
            }
            tell();
            return done;
        }

        /** Where the file breaks off, what was sent is settled first, and the rows that are done are told. */
        private @Nullable Row next() throws IOException, InterruptedException {
            try {
                return csv.next();
            } catch (UnusableInput broken) {
                settleAll();
                List<Problem> problems = new ArrayList<>(broken.problems());
                problems.add(Problem.of("import.broke-off", done.rows()));
                throw new UnusableInput(problems);
            }
        }

        private void settleAll() throws IOException, InterruptedException {
            while (!window.isEmpty()) {
                settle(true);
            }
        }

        private void send(ExecutorService threads, Row row) throws InterruptedException {
            int occurrence = occurrence(row);
            permits.acquire();
            window.add(new Sent(row, threads.submit(() -> {
                try {
                    return file(row, occurrence);
                } finally {
                    permits.release();
                }
            })));
        }

        private int occurrence(Row row) {
            return mapping.key().isEmpty() ? occurrences.of(row.fields()) : 1;
        }

        private Reply file(Row row, int occurrence) throws InterruptedException {
            try {
                return intake.file(Filing.of(row, occurrence, mapping, csv.columns()));
            } catch (RowUnusable unusable) {
                return new Reply.Refused(unusable.problem().text(messages));
            }
        }

        /** Takes what is done off the window's head; waits for the first one if it must. */
        private void settle(boolean wait) throws IOException, InterruptedException {
            boolean mayWait = wait;
            for (Sent first = window.peek();
                    first != null && (mayWait || first.reply().isDone());
                    first = window.peek()) {
                done = settled(first);
                window.remove();
                mayWait = false;
                if (done.rows() - written.rows() >= ROWS_BETWEEN_CHECKPOINTS) {
                    keep();
                }
                if (System.nanoTime() - toldAt > BETWEEN_PROGRESS.toNanos()) {
                    tell();
                }
            }
        }

        private Checkpoint settled(Sent sent) throws IOException, InterruptedException {
            return switch (reply(sent.reply())) {
                case Reply.Filed() -> done.afterFiled();
                case Reply.AlreadyThere() -> done.afterAlreadyThere();
                case Reply.KeyTaken() ->
                    done.afterRefused(refused.add(sent.row(), messages.get("import.row.key-taken")));
                case Reply.Refused(String reason) -> done.afterRefused(refused.add(sent.row(), reason));
            };
        }

        private void keep() throws IOException {
            if (!done.equals(written)) {
                refused.force();
                done.write(job.checkpoint());
                written = done;
            }
        }

        private void tell() {
            toldAt = System.nanoTime();
            double seconds = Math.max(0.001, (toldAt - startedAt) / 1e9);
            double bytesPerSecond = (csv.bytesRead() - startBytes) / seconds;
            long left = bytesPerSecond == 0 ? 0 : Math.round((size - csv.bytesRead()) / bytesPerSecond);
            progress.accept(new ImportProgress(
                    done.filed(), done.refused(), (done.rows() - start.rows()) / seconds, Duration.ofSeconds(left)));
        }
    }

    private static Reply reply(Future<Reply> reply) throws InterruptedException {
        try {
            return reply.get();
        } catch (ExecutionException failed) {
            @Nullable Throwable cause = failed.getCause();
            if (cause instanceof IntakeUnreachable unreachable) {
                throw unreachable;
            }
            if (cause instanceof UnusableInput elsewhere) {
                throw elsewhere;
            }
            throw new IllegalStateException(cause);
        }
    }

    private record Sent(Row row, Future<Reply> reply) {}
}
