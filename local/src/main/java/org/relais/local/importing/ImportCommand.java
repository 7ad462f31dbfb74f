package org.relais.local.importing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.local.AccessTokens;
import org.relais.local.Command;
import org.relais.local.Console;
import org.relais.local.Messages;
import org.relais.local.Port;

/** {@code ./relais import FILE.csv --mapping FILE.yaml}: files a file's rows as requests. */
public final class ImportCommand implements Command {

    private static final int CONCURRENCY = 32;
    private static final String CLIENT = "import";

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        Options options = Options.parse(arguments, context.ports().url(Port.INTAKE));
        if (options == null) {
            console.note("import.usage");
            return USAGE;
        }
        if (!isWeb(options.url())) {
            console.note("import.not-a-url", options.url());
            return USAGE;
        }
        for (Path needed : List.of(options.file(), options.mapping())) {
            if (!Files.isReadable(needed)) {
                console.note("import.no-file", needed);
                return USAGE;
            }
        }
        Path kept = kept(context);
        try (ImportLock lock = ImportLock.tryTake(lockOf(options.file(), kept))) {
            if (lock == null) {
                console.note("import.runs-already", options.file());
                return FAILED;
            }
            return run(options, tokens(options, context), kept, console);
        } catch (UnusableInput unusable) {
            unusable.problems()
                    .forEach(problem ->
                            console.note(problem.key(), problem.arguments().toArray()));
            return USAGE;
        } catch (IntakeUnreachable unreachable) {
            console.endOverwriting();
            console.note(
                    unreachable.problem().key(),
                    unreachable.problem().arguments().toArray());
            console.note("import.resume");
            return FAILED;
        } catch (ConnectException nobody) {
            console.note("error.not-running");
            return NOT_RUNNING;
        } catch (IOException failed) {
            console.note("import.failed", String.valueOf(failed.getMessage()));
            return FAILED;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Where imports keep what outlives them. */
    static Path kept(Context context) {
        return context.home().folder().resolve("import");
    }

    static Path lockOf(Path file, Path kept) throws IOException {
        return kept.resolve(Filing.digest(file.toRealPath().toString()) + ".lock");
    }

    static boolean isWeb(String url) {
        try {
            URI uri = new URI(url);
            return List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    /** The platform's own token stays with the platform: another intake gets the one that was given. */
    private static @Nullable TokenSource tokens(Options options, Context context) {
        boolean own = options.url().equals(context.ports().url(Port.INTAKE));
        return options.token() == null && own ? () -> AccessTokens.from(context, CLIENT) : null;
    }

    private static int run(Options options, @Nullable TokenSource tokens, Path kept, Console console)
            throws IOException, InterruptedException {
        Messages messages = console.messages();
        MappingFile mapping = new MappingFile(options.mapping());
        Mapping.Reading reading = mapping.reading();
        CsvFormat format = CsvFormat.of(options.file(), reading.delimiter(), reading.encoding());
        Path checkpoint = kept.resolve(identity(options) + ".checkpoint");
        if (options.again()) {
            Files.deleteIfExists(checkpoint);
        }
        Checkpoint before = Checkpoint.read(checkpoint);
        if (before.rows() > 0) {
            console.note("import.resuming", before.rows());
        }
        Path refused = options.refused();
        Importer.Job job =
                new Importer.Job(options.file(), format, options.mapping(), checkpoint, refused, options.concurrency());
        String token = tokens == null ? options.token() : tokens.next();
        Intake.Settings settings = Intake.Settings.of(options.url(), token, messages.locale());
        long begin = System.nanoTime();
        try (Intake intake = new Intake(settings, tokens)) {
            Checkpoint done =
                    new Importer(job, intake, messages, told -> console.overwrite(line(messages, told))).run(mapping);
            console.endOverwriting();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            console.say("import.done", done.filed(), done.already(), done.refused(), clock(took));
            if (done.refused() > 0) {
                console.say("import.refused-rows", refused);
            }
        }
        return OK;
    }

    /** The same for the same rows under the same mapping into the same platform; another for a file that changed. */
    private static String identity(Options options) throws IOException {
        return Filing.digest(String.join(
                "\n",
                options.file().toRealPath().toString(),
                Long.toString(Files.size(options.file())),
                Files.getLastModifiedTime(options.file()).toString(),
                Files.readString(options.mapping()),
                options.url()));
    }

    private static String line(Messages messages, ImportProgress progress) {
        return messages.get(
                "import.progress",
                progress.filed(),
                progress.refused(),
                Math.round(progress.rate()),
                clock(progress.left()));
    }

    private static String clock(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    /** @param again begins anew, whatever an earlier run did; what it filed is not filed twice */
    private record Options(
            Path file, Path mapping, String url, @Nullable String token, int concurrency, boolean again) {

        static @Nullable Options parse(List<String> arguments, String standardUrl) {
            Path file = null;
            Path mapping = null;
            String url = standardUrl;
            String token = null;
            int concurrency = CONCURRENCY;
            boolean again = false;
            for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
                String argument = rest.next();
                if (argument.equals("--again")) {
                    again = true;
                } else if (!argument.startsWith("--")) {
                    if (file != null) {
                        return null;
                    }
                    file = Command.path(argument);
                } else if (!rest.hasNext()) {
                    return null;
                } else {
                    String value = rest.next();
                    switch (argument) {
                        case "--mapping" -> mapping = Command.path(value);
                        case "--to" -> url = value.replaceAll("/+$", "");
                        case "--token" -> token = value;
                        case "--concurrency" ->
                            concurrency = value.matches("[1-9]\\d{0,3}") ? Integer.parseInt(value) : 0;
                        default -> {
                            return null;
                        }
                    }
                }
            }
            return file == null || mapping == null || concurrency == 0
                    ? null
                    : new Options(file, mapping, url, token, concurrency, again);
        }

        Path refused() {
            String name = file.getFileName().toString();
            String base = name.toLowerCase(Locale.ROOT).endsWith(".csv") ? name.substring(0, name.length() - 4) : name;
            return file.resolveSibling(base + ".refused.csv");
        }

        @Override
        public String toString() {
            return "Options[file=" + file + "]";
        }
    }
}
