package org.relais.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Starts the platform and keeps it running until it is asked to stop. */
final class UpCommand implements Command {

    private static final String FRESH = "--fresh";
    private static final String DETACH = "--detach";
    private static final String NO_SEED = "--no-seed";
    private static final String TERRITORY = "--territory";

    /** For the supervisor that {@code --detach} leaves behind. */
    static final String SUPERVISED = "--supervised";

    /**
     * What is asked for.
     *
     * @param flags those of the options that are there
     * @param territories folders; none for those that are served already
     */
    record Options(Set<String> flags, List<Path> territories) {

        /** Null where it can't be understood, which was said then. */
        static @Nullable Options parse(Console console, List<String> arguments) {
            List<String> flags = new ArrayList<>();
            List<Path> territories = new ArrayList<>();
            for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
                String argument = rest.next();
                if (!argument.equals(TERRITORY)) {
                    flags.add(argument);
                } else if (rest.hasNext()) {
                    territories.add(Command.path(rest.next()));
                } else {
                    console.note("up.territory-usage");
                    return null;
                }
            }
            return Command.allKnown(console, flags, Set.of(FRESH, DETACH, NO_SEED, SUPERVISED))
                    ? new Options(Set.copyOf(flags), List.copyOf(territories))
                    : null;
        }

        private boolean has(String flag) {
            return flags.contains(flag);
        }
    }

    @Override
    public int run(Context context, List<String> arguments) {
        Console console = context.console();
        Options options = Options.parse(console, arguments);
        if (options == null) {
            return USAGE;
        }
        Home home = context.home();
        LauncherLock lock = new LauncherLock(home);
        try {
            lock.take();
        } catch (AlreadyRunning e) {
            console.note("up.already-running", Long.toString(e.pid()));
            return FAILED;
        }
        if (!options.territories().isEmpty() && !CheckCommand.check(context, options.territories())) {
            console.note("up.territory-refused");
            return FAILED;
        }
        if (options.has(FRESH)) {
            endOrphans(console, home);
            home.wipe();
        }
        ServedTerritories served = new ServedTerritories(home, context.checkout());
        if (!serve(options.territories(), served, console)) {
            return FAILED;
        }
        if (options.has(DETACH)) {
            // The supervisor takes it for itself.
            lock.release();
            return new Detachment(context).start(options.has(NO_SEED) ? List.of(NO_SEED) : List.of());
        }
        boolean stories = storiesWanted(home, options.has(NO_SEED) || !served.includeTheDemoTown());
        PlatformSettings settings = PlatformSettings.standard(context.checkout(), context.portOffset())
                .withTerritories(served.folders());
        return supervise(context, settings, lock, stories, options.has(SUPERVISED));
    }

    private static boolean serve(List<Path> territories, ServedTerritories served, Console console) {
        List<Path> leftOut = territories.isEmpty() ? List.of() : served.serve(territories);
        leftOut.forEach(folder -> console.note("up.territory-left-out", folder));
        return leftOut.isEmpty();
    }

    /** For a new platform, until they are told to the end: a start that was cut short owes them still. */
    static boolean storiesWanted(Home home, boolean unwanted) {
        if (unwanted) {
            home.storiesTold();
        } else if (home.isNew()) {
            home.oweStories();
        }
        return home.owesStories();
    }

    private static void endOrphans(Console console, Home home) {
        List<String> orphans = new Orphans(home).end();
        if (!orphans.isEmpty()) {
            console.say("orphans.ended", String.join(", ", orphans));
        }
    }

    private static int supervise(
            Context context, PlatformSettings settings, LauncherLock lock, boolean seed, boolean detached) {
        Console console = context.console();
        console.say("up.starting");
        long begin = System.nanoTime();
        Narration narration = new Narration(console);
        LocalPlatform platform;
        try {
            platform = LocalPlatform.start(settings, narration, lock);
        } catch (PortTaken e) {
            e.conflicts()
                    .forEach(conflict -> console.note(
                            conflict.holder().isEmpty() ? "up.port-taken" : "up.port-taken-by",
                            conflict.port().part().id(),
                            Integer.toString(conflict.number()),
                            conflict.holder()));
            console.note("up.port-advice");
            return FAILED;
        } catch (PartFailed e) {
            console.note("up.part-failed", e.part(), context.checkout().root().relativize(e.log()));
            return FAILED;
        } catch (IllegalStateException | UncheckedIOException e) {
            console.note("up.failed", String.valueOf(e.getMessage()));
            return FAILED;
        }
        announceStop(console);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (narration.preparation.isZero()) {
            console.say("up.ready", seconds(console, took));
        } else {
            console.say(
                    "up.ready-prepared",
                    seconds(console, took.minus(narration.preparation)),
                    seconds(console, narration.preparation));
        }
        new Memory(context.home()).total().ifPresent(bytes -> console.say("up.memory", bytes / (1024 * 1024)));
        new Places(context).show();
        RefusedFolders.of(context.ports()).forEach((folder, findings) -> {
            console.note("up.territory-not-published", folder);
            findings.forEach(console::line);
        });
        context.ports().refusedByBrowsers().forEach(port -> console.note("up.port-refused", Integer.toString(port)));
        if (!detached) {
            console.say("up.stop");
        }
        Detachment.markReady(context.home());
        platform.keepUp();
        Thread.ofVirtual().start(() -> afterwards(console, platform, seed));
        awaitForever();
        return OK;
    }

    /** What can wait until the platform answers. */
    private static void afterwards(Console console, LocalPlatform platform, boolean seed) {
        if (seed) {
            try (Rest rest = new Rest()) {
                DemoStories.Result result = new DemoStories(platform, rest).tell();
                console.say("up.seeded", result.told());
                result.broken().forEach(reason -> console.note("up.not-seeded", reason));
                if (!platform.isStopping()) {
                    platform.home().storiesTold();
                }
            }
        }
    }

    private static void announceStop(Console console) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> console.say("down.stopping"), "announce-stop"));
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String seconds(Console console, Duration duration) {
        Locale locale = console.messages().locale();
        return String.format(locale, "%.1f", duration.toMillis() / 1000.0);
    }

    /** Tells each step as it is done. */
    private static final class Narration implements Progress {

        private final Console console;
        /** What is done once for each build, and counts as part of it. */
        private volatile Duration preparation = Duration.ZERO;

        private Narration(Console console) {
            this.console = console;
        }

        @Override
        public void begins(String name) {
            console.say("up." + name);
        }

        @Override
        public void ready(String name, Duration took) {
            if (name.equals(LocalPlatform.AOT_CACHES)) {
                preparation = took;
            }
            String label = console.messages().getOr("part." + name, name);
            console.line("  ✓ %-46s %6s s".formatted(label, seconds(console, took)));
        }

        @Override
        public void ended(String name, String exitCode, boolean startedAgain) {
            console.note(
                    startedAgain ? "up.part-restarts" : "up.part-ended", name, exitCode.isEmpty() ? "?" : exitCode);
        }

        @Override
        public void failed(String name, Path log) {
            console.note("up.part-failed", name, log.toString());
        }

        @Override
        public void orphansEnded(List<String> names) {
            console.say("orphans.ended", String.join(", ", names));
        }
    }
}
